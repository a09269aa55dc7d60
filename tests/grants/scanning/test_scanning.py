"""Three outcomes: clean is read, infected is shut away, not scanned waits and is tried again."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from grants.enums import CheckState, ScanState, UploadKind
from grants.models import Scan, StoredFile, Upload
from grants.queries.scans import files_to_scan, why_not_served
from grants.services.checking import run_check
from grants.services.files import Quarantined, read_file, store_file
from grants.services.submitting import submit
from grants.services.uploads import upload
from grants.services.viewing import ask_for_documents, run_viewing
from grants.tasks.checking import sweep_checks
from grants.tasks.scanning import sweep_scans
from pmg.accounts.enums import Role
from pmg.casework.errors import MoveRefused
from tests.factories import make_user, municipality
from tests.files import packages
from tests.grants.justifications.conftest import Gouda
from tests.grants.justifications.conftest import gouda as gouda  # noqa: PLC0414 - a fixture
from tests.grants.scanning.clamav import EICAR, NAME, ClamAV

pytestmark = pytest.mark.django_db


def hand_in(gouda: Gouda, data: bytes, kind: UploadKind = UploadKind.STATEMENT) -> Upload:
    return upload(
        justification=gouda.case,
        kind=kind,
        name="pmg_2025_0513.xlsx" if kind == UploadKind.STATEMENT else packages.NAME,
        chunks=[data],
        by=gouda.sisa,
        on=timezone.now() - datetime.timedelta(seconds=10),
    )


def download(row: Upload, user: object) -> int:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    response = client.get(reverse("grants:upload_download", args=[row.pk]))
    if response.streaming:
        b"".join(response)  # or the file stays open
    return response.status_code


def test_clean_is_read_and_served(gouda: Gouda, clamav: ClamAV, settings: Settings) -> None:
    settings.CLAMD_URL = clamav.unix
    row = hand_in(gouda, gouda.form())
    verdict = run_check(row.check_run.pk)
    assert verdict is not None
    assert verdict.ok
    assert Scan.objects.get().state == ScanState.CLEAN
    assert download(row, make_user(Role.ASSESSOR)) == 200


def test_infected_is_shut_away_from_everybody(
    gouda: Gouda, clamav: ClamAV, settings: Settings
) -> None:
    settings.CLAMD_URL = clamav.tcp
    row = hand_in(gouda, EICAR)
    verdict = run_check(row.check_run.pk)
    assert verdict is not None
    (finding,) = verdict.findings.all()
    assert finding.code == "bestand-virus"
    assert NAME in finding.message
    assert not verdict.ok
    for user in (gouda.sisa, make_user(Role.ASSESSOR)):
        assert download(row, user) == 302
    with pytest.raises(Quarantined):
        read_file(row.file)
    assert Scan.objects.get().attempts == 1


def test_not_scanned_is_not_read_not_submitted_and_only_its_own_makers(
    gouda: Gouda, clamav: ClamAV, settings: Settings
) -> None:
    settings.CLAMD_URL = clamav.unix
    clamav.stop()
    row = hand_in(gouda, gouda.form())
    assert run_check(row.check_run.pk) is None
    scan = Scan.objects.get()
    assert (scan.state, scan.trouble) == ("asked", "de virusscanner is niet te bereiken")
    assert Upload.objects.get().check_run.state == CheckState.ASKED
    assert download(row, gouda.sisa) == 200
    assert download(row, make_user(Role.ASSESSOR)) == 302
    assert "nog niet gescand" in why_not_served(row, to=gouda.signatory)
    with pytest.raises(MoveRefused):
        submit(
            justification=gouda.case,
            by=gouda.signatory,
            on=timezone.now(),
            seen_revision=gouda.case.revision,
        )


def test_what_was_not_scanned_is_tried_again_when_the_scanner_is_back(
    gouda: Gouda, clamav: ClamAV, settings: Settings
) -> None:
    settings.CLAMD_URL = clamav.unix
    clamav.stop()
    row = hand_in(gouda, gouda.form())
    run_check(row.check_run.pk)
    clamav.start()
    row.check_run.__class__.objects.update(asked_at=timezone.now() - datetime.timedelta(minutes=1))
    sweep_checks()
    assert Scan.objects.get().attempts == 1, "it rests a while first"
    Scan.objects.update(tried_at=timezone.now() - datetime.timedelta(minutes=1))
    sweep_checks()
    assert Scan.objects.get().state == ScanState.CLEAN
    assert Upload.objects.get().check_run.state == CheckState.DONE


def test_an_infected_package_is_not_submitted_beside_a_good_statement(
    gouda: Gouda, clamav: ClamAV, settings: Settings
) -> None:
    settings.CLAMD_URL = clamav.unix
    for row in (hand_in(gouda, gouda.form()), hand_in(gouda, EICAR, UploadKind.PACKAGE)):
        run_check(row.check_run.pk)
    gouda.case.refresh_from_db()
    with pytest.raises(MoveRefused, match="virus"):
        submit(
            justification=gouda.case,
            by=gouda.signatory,
            on=timezone.now(),
            seen_revision=gouda.case.revision,
        )


def test_without_a_scanner_every_file_says_so_and_later_it_is_scanned_after_all(
    gouda: Gouda, clamav: ClamAV, settings: Settings
) -> None:
    settings.CLAMD_URL = ""
    row = hand_in(gouda, gouda.form())
    assert run_check(row.check_run.pk) is not None
    assert "geen virusscanner ingesteld" in str(Scan.objects.get())
    assert why_not_served(row, to=make_user(Role.ASSESSOR)) == ""
    settings.CLAMD_URL = clamav.unix
    assert "nog niet gescand" in why_not_served(
        Upload.objects.get(), to=make_user(Role.SIGNATORY, municipality())
    )
    sweep_scans()
    assert Scan.objects.get().state == ScanState.CLEAN


def test_the_sweep_takes_every_file_and_stops_at_the_first_silence(
    clamav: ClamAV, settings: Settings
) -> None:
    settings.CLAMD_URL = clamav.unix
    files = [store_file([bytes([number])]) for number in range(3)]
    Scan.objects.filter(file=files[0]).delete()  # kept before there was a scanner
    clamav.stop()
    sweep_scans()
    assert sum(Scan.objects.values_list("attempts", flat=True)) == 1
    clamav.start()
    Scan.objects.update(tried_at=None)
    sweep_scans()
    assert set(StoredFile.objects.values_list("scan__state", flat=True)) == {"clean"}


def test_files_that_no_scanner_takes_do_not_hold_up_the_rest() -> None:
    hopeless = [store_file([bytes([number])]) for number in range(3)]
    long_ago = timezone.now() - datetime.timedelta(hours=1)
    for file in hopeless:
        Scan.objects.update_or_create(
            file=file, defaults={"trouble": "te groot", "tried_at": long_ago}
        )
    new = store_file([b"new"])
    assert files_to_scan(now=timezone.now()).first() == new


def test_nobody_looks_into_what_was_not_scanned(
    gouda: Gouda, clamav: ClamAV, settings: Settings
) -> None:
    settings.CLAMD_URL = clamav.unix
    clamav.stop()
    row = hand_in(gouda, packages.good(), UploadKind.PACKAGE)
    order = ask_for_documents(row)
    run_viewing(order.pk)
    assert not row.documents.exists()
    clamav.start()
    run_viewing(order.pk)
    assert row.documents.exists()
