"""Reading, sending back and accepting reports; the list; the register."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from grants.checks.progress_content import Reach
from grants.enums import EvidenceLevel, ProgressState
from grants.models import Intervention, ProgressReport
from grants.reckoning.progress import Timeliness, timeliness
from grants.services.progress import deliver
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from tests.factories import at, make_award, make_user, municipality

from .contents import make_content
from .reports import deliver_report, make_intervention, make_leader, make_report, make_signatory

pytestmark = pytest.mark.django_db
CODES = ("GM0513", "GM0899", "GM0748")


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def read(client: Client, name: str, *args: Any) -> str:
    answer = client.get(reverse(f"grants:{name}", args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def reports_of(codes: tuple[str, ...]) -> list[ProgressReport]:
    """A delivered report of each municipality, all of one scheme."""
    first = make_report(codes[0])
    scheme = first.award.scheme
    others = [make_report(award=make_award(scheme, municipality(code))) for code in codes[1:]]
    for report in (first, *others):
        deliver_report(report)
    return [first, *others]


def decide(client: Client, report: ProgressReport, name: str, **extra: str) -> Any:
    report.refresh_from_db()
    return client.post(
        reverse(f"grants:{name}", args=[report.pk]),
        {"revision": report.revision, "key": uuid.uuid4(), **extra},
        follow=True,
    )


@pytest.mark.parametrize("name", ["progress_list", "interventions"])
@pytest.mark.parametrize("role", [Role.POLICY_OFFICER, Role.ANALYST])
def test_lists_ask_the_same_whatever_their_length(name: str, role: Role) -> None:
    first = reports_of(CODES[:1])[0]
    client = client_of(make_user(role))
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            read(client, name)
        counts.append(len(queries))
        for code in CODES[1:]:
            award = first.award.scheme.awards.filter(municipality__cbs_code=code).first()
            award = award or make_award(first.award.scheme, municipality(code))
            if not award.progress_reports.exists():
                deliver_report(make_report(award=award))
            make_intervention(f"Interventie {code}")
    assert counts[0] == counts[1] <= 12


def test_report_page_asks_the_same_whatever_its_length() -> None:
    small, large = reports_of(CODES[:2])
    (row,) = make_content().interventions
    rows = tuple(
        replace(row, intervention=make_intervention(f"Interventie {n}").pk) for n in range(3)
    )
    client = client_of(make_user(Role.POLICY_OFFICER))
    decide(client, large, "progress_return", reason="Vul aan.")
    large.refresh_from_db()
    deliver(
        report=large,
        content=make_content(interventions=rows),
        by=make_leader(large),
        signed_by=make_signatory(large),
        on=timezone.now(),
    )
    counts = []
    for report in (small, large):
        with CaptureQueriesContext(connection) as queries:
            read(client, "progress_report", report.pk)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_list_tells_who_is_late_and_who_was() -> None:
    late, _ = reports_of(CODES[:2])
    page = read(client_of(make_user(Role.POLICY_OFFICER)), "progress_list")
    assert page.count("12 september 2025") == 2
    assert "te laat" not in page
    still_open = make_report(award=make_award(late.award.scheme, municipality("GM0748")))
    assert still_open.state == ProgressState.OPEN
    assert "dagen te laat" in read(client_of(make_user(Role.POLICY_OFFICER)), "progress_list")


@pytest.mark.parametrize(
    ("state", "submitted", "expected"),
    [
        (ProgressState.OPEN, None, Timeliness(-1, 1)),
        (ProgressState.SUBMITTED, at(2025, 10, 1, 23, 59), Timeliness(None, 0)),
        (ProgressState.SUBMITTED, at(2025, 10, 2, 0, 0), Timeliness(None, 1)),
        (ProgressState.RETURNED, at(2025, 9, 30), Timeliness(None, 0)),
    ],
)
def test_first_submission_counts_by_the_clock_of_amsterdam(
    state: str, submitted: datetime.datetime | None, expected: Timeliness
) -> None:
    due = datetime.date(2025, 10, 1)
    now = at(2025, 10, 2, 9)
    assert timeliness(state, due_on=due, first_submitted_on=submitted, now=now) == expected


def test_municipality_sees_only_its_own_reports() -> None:
    own, other = reports_of(CODES[:2])
    client = client_of(make_user(Role.SIGNATORY, own.municipality))
    page = read(client, "progress_list")
    assert str(own.municipality) in page
    assert str(other.municipality) not in page
    assert client.get(reverse("grants:progress_report", args=[other.pk])).status_code == 404


def test_page_shows_what_was_submitted() -> None:
    (report,) = reports_of(CODES[:1])
    page = read(client_of(make_user(Role.POLICY_OFFICER)), "progress_report", report.pk)
    for words in ("Begin op school, niet in de wijk.", "42 tot en met 45", "19,85", "&lt;5"):
        assert words in page
    assert report.versions.get().sha256 in page


def test_draft_is_not_shown_to_the_ministry() -> None:
    report = make_report()
    page = read(client_of(make_user(Role.POLICY_OFFICER)), "progress_report", report.pk)
    assert "Er is nog niets ingediend." in page


def test_analyst_sees_no_count_and_nothing_to_work_one_out_with() -> None:
    (report,) = reports_of(CODES[:1])
    (row,) = make_content().interventions
    counts = {**row.participations, "23-27": Reach(3)}
    content = make_content(
        interventions=(replace(row, participations=counts),),
        youths={**make_content().youths, "23-27": Reach(3)},
    )
    officer = client_of(make_user(Role.POLICY_OFFICER))
    decide(officer, report, "progress_return", reason="Kijk 23-27 na.")
    report.refresh_from_db()
    deliver(
        report=report,
        content=content,
        by=make_leader(report),
        signed_by=make_signatory(report),
        on=timezone.now(),
    )
    for_analyst = read(client_of(make_user(Role.ANALYST)), "progress_report", report.pk)
    assert ">3</td>" not in for_analyst
    assert "tot en met 41" not in for_analyst
    assert ">34</td>" not in for_analyst
    assert "&lt;5" not in for_analyst
    assert "waar kleine aantallen zijn afgeschermd" in for_analyst
    for_officer = read(officer, "progress_report", report.pk)
    assert ">34</td>" in for_officer
    assert "&lt;5" in for_officer
    assert ">3</td>" in read(officer, "progress_report", report.pk)


def test_officer_sends_back_with_a_reason_and_accepts() -> None:
    (report,) = reports_of(CODES[:1])
    officer = client_of(make_user(Role.POLICY_OFFICER))
    without = decide(officer, report, "progress_return", reason=" ")
    assert "Schrijf op wat de gemeente moet aanvullen." in without.content.decode()
    decide(officer, report, "progress_return", reason="Licht de wachtlijst toe.")
    report.refresh_from_db()
    assert report.state == ProgressState.RETURNED
    leader = client_of(make_leader(report))
    page = read(leader, "progress_report", report.pk)
    assert "Licht de wachtlijst toe." in page
    assert reverse("grants:progress_fill_in", args=[report.pk]) in page


def test_officer_accepts_once() -> None:
    (report,) = reports_of(CODES[:1])
    officer = client_of(make_user(Role.POLICY_OFFICER))
    page = decide(officer, report, "progress_accept").content.decode()
    assert "De rapportage is akkoord." in page
    assert 'id="beoordelen"' not in page
    again = decide(officer, report, "progress_accept").content.decode()
    assert "de status is intussen veranderd" in again


@pytest.mark.parametrize("role", [Role.ASSESSOR, Role.ANALYST, Role.AUDITOR])
def test_others_of_the_ministry_decide_nothing(role: Role) -> None:
    (report,) = reports_of(CODES[:1])
    client = client_of(make_user(role))
    assert 'id="beoordelen"' not in read(client, "progress_report", report.pk)
    for name in ("progress_accept", "progress_return"):
        assert decide(client, report, name, reason="Nee.").status_code == 404


def test_officer_opens_the_reports_of_a_year_that_is_over() -> None:
    report = make_report()
    client = client_of(make_user(Role.POLICY_OFFICER))
    make_award(report.award.scheme, municipality("GM0899"))
    page = read(client, "progress_list")
    assert "Open de rapportages over 2024/25" in page
    client.post(reverse("grants:progress_open", args=[report.grant_year_id]))
    assert ProgressReport.objects.filter(grant_year=report.grant_year).count() == 2
    assert "Open de rapportages over 2024/25" not in read(client, "progress_list")


FIELDS = {
    "name": "Nieuwe Perspectieven",
    "evidence_level": EvidenceLevel.FIRST,
    "evidence_source": "Databank, 2024",
    "age_from": "8",
    "age_to": "23",
}


def test_officer_adds_and_changes_and_the_history_tells() -> None:
    officer = make_user(Role.POLICY_OFFICER, first_name="Noor", last_name="Bakker")
    client = client_of(officer)
    client.post(reverse("grants:intervention_new"), FIELDS)
    added = Intervention.objects.get(name="Nieuwe Perspectieven")
    address = reverse("grants:intervention_edit", args=[added.pk])
    edition = client.get(address).context["form"]["edition"].value()
    changed = FIELDS | {"evidence_level": EvidenceLevel.GOOD, "edition": edition}
    client.post(address, changed)
    page = read(client, "intervention", added.pk)
    assert "mate van bewijs: van ‘eerste aanwijzingen voor effect’ naar ‘goede" in page
    assert "Noor Bakker" in page
    stale = client.post(address, FIELDS | {"edition": edition}).content.decode()
    assert "Iemand anders heeft dit intussen gewijzigd." in stale
    added.refresh_from_db()
    assert added.evidence_level == EvidenceLevel.GOOD


def test_municipality_does_not_read_names_of_officials() -> None:
    report = make_report()
    client = client_of(make_user(Role.POLICY_OFFICER, first_name="Noor", last_name="Bakker"))
    client.post(reverse("grants:intervention_new"), FIELDS)
    added = Intervention.objects.get(name="Nieuwe Perspectieven")
    assert "Noor" not in read(client_of(make_leader(report)), "intervention", added.pk)


@pytest.mark.parametrize(
    ("field", "text", "message"),
    [
        ("evidence_source", "", "Noem de bron van deze mate van bewijs"),
        ("age_to", "7", "Deze leeftijd is lager dan de leeftijd ervoor."),
        ("name", "alleen jij bepaalt wie je bent", "staat al in het register."),
    ],
)
def test_faulty_intervention_is_not_added(field: str, text: str, message: str) -> None:
    make_intervention()
    client = client_of(make_user(Role.POLICY_OFFICER))
    answer = client.post(reverse("grants:intervention_new"), FIELDS | {field: text})
    assert message in answer.content.decode()
    assert Intervention.objects.count() == 1


def test_register_tells_who_uses_what_since_when() -> None:
    (report,) = reports_of(CODES[:1])
    client = client_of(make_leader(report))
    page = read(client, "intervention", make_intervention().pk)
    assert "2 september 2024" in page
    assert "Gouda" in page
    assert client.get(reverse("grants:intervention_new")).status_code == 404


def test_register_is_searched() -> None:
    make_intervention()
    make_intervention("Nieuwe Perspectieven")
    client = client_of(make_user(Role.ANALYST))
    answer = client.get(reverse("grants:interventions"), {"zoek": "persp nieuwe", "bewijs": "good"})
    assert [row.name for row in answer.context["interventions"]] == ["Nieuwe Perspectieven"]
    answer = client.get(reverse("grants:interventions"), {"bewijs": "strong"})
    assert "Er is niets gevonden." in answer.content.decode()
