"""The pages of the report: who reaches them, and the way from readiness to publication."""

from __future__ import annotations

import re
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from grants.models import Justification
from pmg.accounts.enums import MINISTRY_ROLES, MUNICIPAL_ROLES, Role
from pmg.accounts.models import User
from reporting.models import RenderJob, Rendition, ReportYear, Snapshot
from reporting.permissions import READERS
from reporting.services.freezing import freeze_year
from reporting.services.rendering import render, run_job
from tests.factories import make_scheme, make_user, municipality, submit
from tests.reporting.sending.ready import make_ready
from tests.reporting.stories import deliver_all, make_story

YEAR = "/rapportage/pmg-2024/2024/"
SIGN_OFFS = f"{YEAR}parafen/"


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def seen(client: Client, page: str) -> dict[str, str]:
    """The hidden fields that a page carries."""
    text = client.get(page).content.decode()
    return dict(re.findall(r'name="(revision|key)" value="([^"]*)"', text))


@pytest.mark.django_db
@pytest.mark.parametrize("role", sorted(MINISTRY_ROLES | MUNICIPAL_ROLES))
def test_only_readers_of_the_report_get_in(role: Role) -> None:
    make_scheme()
    client = signed_in(make_user(role, municipality() if role in MUNICIPAL_ROLES else None))
    expected = 200 if role in READERS else 404
    assert client.get("/rapportage/").status_code == expected
    assert client.get(YEAR).status_code == expected
    assert client.get(f"{YEAR}bevriezen/").status_code == (200 if role == Role.ANALYST else 404)


@pytest.mark.django_db
def test_a_year_without_a_justification_does_not_exist() -> None:
    make_scheme()
    client = signed_in(make_user(Role.ANALYST))
    assert client.get("/rapportage/pmg-2024/1999/").status_code == 404
    assert client.get("/rapportage/geen/2024/").status_code == 404


@pytest.mark.django_db
def test_readiness_names_what_is_missing_and_the_list_stays_short() -> None:
    make_story()
    client = signed_in(make_user(Role.ANALYST))
    text = client.get(YEAR).content.decode()
    assert "Van 1 van de 20 gemeenten is alles binnen." in text
    assert "Aanvullende opgave over 2024: Niet ontvangen; uiterlijk 15 juli 2025" in text
    with CaptureQueriesContext(connection) as asked:
        client.get("/rapportage/")
    assert len(asked) <= 12


@pytest.mark.django_db
def test_queries_do_not_grow_with_the_municipalities() -> None:
    scheme = make_scheme()
    client = signed_in(make_user(Role.ANALYST))
    counts = []
    for codes in (["GM0513"], ["GM0405", "GM0193"]):
        for code in codes:
            deliver_all(scheme, code)
        with CaptureQueriesContext(connection) as asked:
            for page in ("/rapportage/", YEAR, f"{YEAR}bevriezen/"):
                assert client.get(page).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_any_two_versions_can_be_laid_side_by_side(clone_db: str) -> None:
    scheme = make_story()
    analyst = make_user(Role.ANALYST)
    revision = 0
    for reason in ("", "Zwolle kwam alsnog", "Nog eens nagekeken"):
        if reason.startswith("Zwolle"):
            submit(Justification.objects.get(municipality__cbs_code="GM0193"))
        frozen = freeze_year(
            scheme_id=scheme.pk,
            year=2024,
            by=analyst,
            on=timezone.now(),
            reason=reason,
            seen_revision=revision,
        )
        revision = frozen.report_year.revision
    client = signed_in(analyst)
    page = f"{YEAR}vergelijken/"
    text = client.get(page, {"van": "1", "met": "3"}).content.decode()
    assert "municipalities › Zwolle › accounting_years › 2024 › justified" in text
    same = client.get(page, {"van": "2", "met": "3"}).content.decode()
    assert "Deze versies zeggen hetzelfde." in same
    assert client.get(page, {"van": "1", "met": "9"}).status_code == 404
    assert "Van versie 2 naar versie 3" in client.get(page).content.decode()


def test_from_readiness_to_publication(clone_db: str) -> None:
    make_story()
    desk = make_user(Role.POLICY_OFFICER)
    analyst, officer = signed_in(make_user(Role.ANALYST)), signed_in(desk)
    fields = seen(analyst, f"{YEAR}bevriezen/")
    refused = analyst.post(f"{YEAR}bevriezen/", fields)
    assert "Vink aan dat u hebt gecontroleerd" in refused.content.decode()
    assert not ReportYear.objects.exists()
    frozen = analyst.post(f"{YEAR}bevriezen/", {**fields, "confirmed": "on"}, follow=True)
    assert "Verslagjaar 2024 is bevroren als versie 1." in frozen.content.decode()
    twice = analyst.post(f"{YEAR}bevriezen/", {**fields, "confirmed": "on", "reason": "x"})
    assert twice.status_code == 302
    snapshot = Snapshot.objects.get()

    preview = analyst.get(f"/rapportage/versies/{snapshot.pk}/voorbeeld/")
    assert "Preventie met Gezag: voortgang 2024" in preview.content.decode()
    analyst.post(f"/rapportage/versies/{snapshot.pk}/maken/")
    job = RenderJob.objects.get()
    waiting = analyst.get(f"/rapportage/versies/{snapshot.pk}/voortgang/").content.decode()
    assert "in de wachtrij" in waiting
    assert "hx-get" in waiting
    assert "Ververs de stand" in waiting
    run_job(job.pk)
    done = officer.get(f"/rapportage/versies/{snapshot.pk}/voortgang/").content.decode()
    assert "hx-get" not in done
    file = Rendition.objects.get().files.get(kind="pdf")
    assert file.sha256 in done
    answer = officer.get(f"/rapportage/bestanden/{file.pk}/")
    assert answer.content == bytes(file.content)
    assert answer["Content-Type"] == "application/pdf"

    case = ReportYear.objects.get()
    assert "Verzenden aan de Tweede Kamer</button>" not in officer.get(SIGN_OFFS).content.decode()
    make_ready(case, desk)
    fields = seen(officer, SIGN_OFFS)
    published = officer.post(f"{YEAR}publiceren/", fields, follow=True).content.decode()
    assert "Het rapport over 2024 is verzonden aan de Tweede Kamer." in published
    assert "Rapport over 2024" in officer.get("/rapportage/").content.decode()


def test_strangers_reach_no_file_and_no_version(clone_db: str) -> None:
    scheme = make_story()
    analyst = make_user(Role.ANALYST)
    snapshot = freeze_year(scheme_id=scheme.pk, year=2024, by=analyst, on=timezone.now())
    file = render(snapshot).files.get(kind="pdf")
    pages = [
        f"/rapportage/versies/{snapshot.pk}/voorbeeld/",
        f"/rapportage/versies/{snapshot.pk}/voortgang/",
        f"/rapportage/bestanden/{file.pk}/",
    ]
    leader = signed_in(make_user(Role.PROJECT_LEADER, municipality()))
    for page in pages:
        assert leader.get(page).status_code == 404
        assert Client().get(page).status_code == 302
    assert leader.post(f"/rapportage/versies/{snapshot.pk}/maken/").status_code == 404
    auditor = signed_in(make_user(Role.AUDITOR))
    assert auditor.get(pages[0]).status_code == 200
    assert auditor.post(f"/rapportage/versies/{snapshot.pk}/maken/").status_code == 404
    assert auditor.post(f"{YEAR}publiceren/", {"key": uuid.uuid4()}).status_code == 404
