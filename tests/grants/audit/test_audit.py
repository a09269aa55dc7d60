"""An audit zip: whole, the same every time, and checked by whoever has it."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from grants.checks.audit_zip import EVENTS, INDEX, SUMS
from grants.enums import CheckState, ScanState, UploadKind
from grants.models import AuditZip, Justification, Scan
from grants.queries.audit import NOT_RECORD
from grants.services import audit
from grants.services.checking import run_check
from grants.services.files import path_of, read_file
from grants.services.uploads import upload
from grants.tasks.audit import make_audit_zip
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.casework.errors import NotAllowed
from tests.factories import (
    make_award,
    make_figure,
    make_justification,
    make_scheme,
    make_user,
    municipality,
    submit,
)

Change = Callable[[dict[str, bytes]], None]


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):  # type: ignore[no-untyped-def]
    settings.MEDIA_ROOT = tmp_path / "media"


def delivered(code: str = "GM0513") -> Justification:
    """Uploaded, checked, submitted, with a figure of the CBS."""
    case = make_justification(make_award(make_scheme(), municipality(code)))
    row = upload(
        justification=case,
        kind=UploadKind.STATEMENT,
        name="=opgave/..\\<b>.xlsx",
        chunks=[b"geen werkmap"],
        by=make_user(Role.SISA_CONTACT, case.municipality),
        on=timezone.now(),
    )
    run_check(row.check_run.pk)
    submit(case)
    make_figure(case)
    return case


def make(case: Justification, by: User | None = None) -> AuditZip:
    row = audit.ask_for_zip(justification=case, by=by or make_user(Role.AUDITOR), on=timezone.now())
    make_audit_zip(str(row.pk))
    row.refresh_from_db()
    assert row.state == CheckState.DONE
    assert row.file is not None
    return row


def bytes_of(row: AuditZip) -> bytes:
    assert row.file is not None
    return read_file(row.file)


def check(path: Path, *arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        call_command("check_audit_zip", str(path), *arguments)
    assert isinstance(left.value.code, int)
    return left.value.code


@pytest.mark.django_db
class TestMaking:
    def test_everything_is_in_it(self) -> None:
        case = delivered()
        with zipfile.ZipFile(io.BytesIO(bytes_of(make(case)))) as opened:
            names = opened.namelist()
            events = [json.loads(line) for line in opened.read(EVENTS).splitlines()]
            (file,) = [name for name in names if name.startswith("bestanden/")]
            assert opened.read(file) == b"geen werkmap"
            tables = {Path(name).stem for name in names if name.startswith("gegevens/")}
            figures = opened.read("gegevens/sisafigure.jsonl").decode().splitlines()
            page = opened.read("index.html").decode()
        assert ".." not in file
        assert "\\" not in file
        assert {
            "statementversion",
            "statementline",
            "findingrow",
            "verdict",
            "ledgerentry",
        } <= tables
        assert len(figures) == 1
        assert [row["event"]["name"] for row in events] == ["open", "submit"]
        assert "Verantwoording ingediend" in page

    def test_the_same_content_gives_the_same_bytes(self) -> None:
        case = delivered()
        first = make(case)
        second = make(case)
        assert first.pk != second.pk
        assert first.file_id == second.file_id
        make_figure(case, 5)
        assert make(case).file_id != first.file_id

    def test_asked_twice_is_made_once(self) -> None:
        case, auditor = delivered(), make_user(Role.AUDITOR)
        asked = [
            audit.ask_for_zip(justification=case, by=auditor, on=timezone.now()) for _ in range(2)
        ]
        assert asked[0] == asked[1]
        made = audit.make_zip(asked[0].pk)
        again = audit.make_zip(asked[0].pk)
        assert made is not None
        assert again is not None
        assert made.file_id == again.file_id

    @pytest.mark.parametrize("role", [Role.ANALYST, Role.FINANCIAL_OFFICER])
    def test_others_may_not_ask(self, role: Role) -> None:
        with pytest.raises(NotAllowed):
            audit.ask_for_zip(justification=delivered(), by=make_user(role), on=timezone.now())

    def test_a_file_with_a_virus_stays_shut(self, tmp_path: Path) -> None:
        case = delivered()
        Scan.objects.filter(file__in=case.uploads.values("file")).update(
            state=ScanState.INFECTED, virus="Proef"
        )
        path = tmp_path / "audit.zip"
        path.write_bytes(bytes_of(make(case)))
        with zipfile.ZipFile(path) as opened:
            (file,) = [name for name in opened.namelist() if name.startswith("bestanden/")]
            assert b"geen werkmap" not in opened.read(file)
            assert case.uploads.get().file_id in opened.read(file).decode()
        assert check(path) == 0

    def test_a_file_the_scanner_gave_no_answer_on_stays_out_and_is_counted(
        self, settings: Settings, tmp_path: Path
    ) -> None:
        case = delivered()
        settings.CLAMD_URL = f"unix://{tmp_path}/nobody.sock"
        row = make(case)
        path = tmp_path / "audit.zip"
        path.write_bytes(bytes_of(row))
        with zipfile.ZipFile(path) as opened:
            (file,) = [name for name in opened.namelist() if name.startswith("bestanden/")]
            assert file.endswith(".niet-gescand.txt")
            assert b"geen werkmap" not in opened.read(file)
        assert row.unscanned == 1
        assert check(path) == 0
        client = Client()
        client.force_login(make_user(Role.AUDITOR))
        shown = client.get(reverse("grants:audit_case", args=[case.pk])).content.decode()
        assert "1 bestand nog niet gescand" in shown

    def test_a_stored_file_that_changed_is_never_passed_off_as_whole(
        self, settings: object
    ) -> None:
        case = delivered()
        stored = case.uploads.get().file
        path = Path(settings.MEDIA_ROOT) / path_of(stored.pk)  # type: ignore[attr-defined]
        path.chmod(0o600)
        path.write_bytes(b"iets anders!")
        row = audit.ask_for_zip(justification=case, by=make_user(Role.AUDITOR), on=timezone.now())
        for _ in range(audit.MOST_ATTEMPTS):
            make_audit_zip(str(row.pk))
        row.refresh_from_db()
        assert (row.state, row.file) == (CheckState.FAILED, None)


def test_what_is_left_out_exists() -> None:
    known = {model.__name__ for model in apps.get_app_config("grants").get_models()}
    assert known >= NOT_RECORD


def rebuilt(data: bytes, change: Change) -> bytes:
    """The same zip after somebody was at it."""
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        files = {name: opened.read(name) for name in opened.namelist()}
    change(files)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def resummed(files: dict[str, bytes]) -> None:
    """Who falsifies with care renews the sums as well."""
    rows = sorted((n, hashlib.sha256(c).hexdigest()) for n, c in files.items() if n != SUMS)
    files[SUMS] = "".join(f"{digest}  {name}\n" for name, digest in rows).encode()


def a_file(files: dict[str, bytes]) -> str:
    return next(name for name in files if name.startswith("bestanden/"))


def change_a_file(files: dict[str, bytes]) -> None:
    files[a_file(files)] += b"!"


def leave_a_file_out(files: dict[str, bytes]) -> None:
    del files[a_file(files)]


def add_a_file(files: dict[str, bytes]) -> None:
    files["bestanden/nieuw.pdf"] = b"%PDF"
    resummed(files)


def change_a_file_and_the_sums(files: dict[str, bytes]) -> None:
    change_a_file(files)
    resummed(files)


def change_an_event(files: dict[str, bytes]) -> None:
    files[EVENTS] = files[EVENTS].replace(b'"submit"', b'"return"')
    _index_follows(files, EVENTS)


def leave_the_first_event_out(files: dict[str, bytes]) -> None:
    files[EVENTS] = b"".join(files[EVENTS].splitlines(keepends=True)[1:])
    _index_follows(files, EVENTS)


def leave_the_index_out(files: dict[str, bytes]) -> None:
    del files[INDEX]
    resummed(files)


def _index_follows(files: dict[str, bytes], name: str) -> None:
    lines = files[INDEX].decode().splitlines(keepends=True)
    digest = hashlib.sha256(files[name]).hexdigest()
    files[INDEX] = "".join(
        f"{name};{digest};{';'.join(line.split(';')[2:])}" if line.startswith(name) else line
        for line in lines
    ).encode()
    resummed(files)


CHANGES = (
    change_a_file,
    leave_a_file_out,
    add_a_file,
    change_a_file_and_the_sums,
    change_an_event,
    leave_the_first_event_out,
    leave_the_index_out,
)


@pytest.mark.django_db
class TestChecking:
    def test_a_good_one(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        row = make(delivered())
        path = tmp_path / "audit.zip"
        path.write_bytes(bytes_of(row))
        with CaptureQueriesContext(connection) as asked:
            assert check(path, "--sha256", str(row.file_id)) == 0
        assert not asked, "it asks no database"
        assert "geen verschil" in capsys.readouterr().out
        assert check(path, "--sha256", "0" * 64) == 1
        assert check(path, "--json") == 0
        assert json.loads(capsys.readouterr().out.splitlines()[-1])["ok"] is True

    def test_whatever_was_changed_is_told(self, tmp_path: Path) -> None:
        data = bytes_of(make(delivered()))
        path = tmp_path / "audit.zip"
        path.write_bytes(rebuilt(data, lambda files: None))
        assert check(path) == 0
        for change in CHANGES:
            path.write_bytes(rebuilt(data, change))
            assert check(path) == 1, change.__name__


class TestReadingWithoutDatabase:
    @pytest.mark.parametrize("data", [b"", b"geen zip", b"PK\x05\x06" + bytes(18)])
    def test_what_is_no_dossier(self, tmp_path: Path, data: bytes) -> None:
        path = tmp_path / "x.zip"
        path.write_bytes(data)
        assert check(path) == 2

    def test_wrong_usage(self, tmp_path: Path) -> None:
        assert check(tmp_path / "is_er_niet.zip") == 64
        assert check(tmp_path) == 64


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.django_db
class TestPages:
    @pytest.mark.parametrize("role", [Role.AUDITOR, Role.ASSESSOR, Role.POLICY_OFFICER])
    def test_ask_and_download(self, role: Role) -> None:
        case, client = delivered(), signed_in(make_user(role))
        address = reverse("grants:audit_case", args=[case.pk])
        assert "nog geen dossier" in client.get(address).content.decode()
        assert "wordt gemaakt" in client.post(address, follow=True).content.decode()
        row = AuditZip.objects.get()
        assert client.get(reverse("grants:audit_download", args=[row.pk])).status_code == 404
        make_audit_zip(str(row.pk))
        row.refresh_from_db()
        assert str(row.file_id) in client.get(address).content.decode()
        answer = client.get(reverse("grants:audit_download", args=[row.pk]))
        assert "audit_2025_0513.zip" in answer["Content-Disposition"]
        content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
        assert hashlib.sha256(content).hexdigest() == row.file_id

    def test_queries_do_not_grow_with_the_rows(self) -> None:
        client = signed_in(make_user(Role.AUDITOR))
        scheme = make_scheme()
        counts = []
        for codes in (["GM0513"], ["GM0141", "GM0748"]):
            for code in codes:
                make(make_justification(make_award(scheme, municipality(code))))
            with CaptureQueriesContext(connection) as asked:
                assert client.get(reverse("grants:audit_list")).status_code == 200
            counts.append(len(asked))
        assert counts[0] == counts[1] <= 12
