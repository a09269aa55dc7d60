"""From opening a report to accepting it: what is stored, what is refused."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, transaction

from grants.checks.progress_content import Reach
from grants.checks.progress_typed import as_typed, digest_of_report
from grants.checks.typed_rows import rows_in
from grants.enums import ProgressSection as Section
from grants.enums import ProgressState
from grants.models import PlanLine, ProgressDraft, ProgressReport, ProgressVersion
from grants.queries.progress import typed_in
from grants.services.drafting import Posted, StaleSection
from grants.services.progress import (
    NotReady,
    accept,
    deliver,
    return_to_municipality,
    submit,
)
from grants.services.progress_drafts import (
    save_page,
    save_section,
)
from grants.services.progress_opening import open_progress_reports
from grants.services.questions import answer, ask, withdraw
from pmg.accounts.enums import Role
from pmg.accounts.services.machines import machine
from pmg.casework.errors import MoveRefused, NotAllowed, StaleRevision
from pmg.casework.models import Contribution
from pmg.casework.moves import Door, events_of
from tests.factories import accounting_year, at, make_award, make_scheme, make_user, municipality

from .contents import make_content
from .reports import (
    deliver_report,
    first_year,
    make_intervention,
    make_leader,
    make_report,
    make_signatory,
)

pytestmark = pytest.mark.django_db
BY_DEMO = {"door": Door.DEMO}


def counts(report: ProgressReport) -> dict[str, dict[str, str]]:
    return {
        str(row.intervention): {
            p.age_band: str(p).partition(": ")[2] for p in row.participations.all()
        }
        for row in report.interventions.all()
    }


def test_opening_again_opens_nothing() -> None:
    report = make_report()
    again = open_progress_reports(
        grant_year=report.grant_year, by=machine(), on=at(2025, 7, 2), **BY_DEMO
    )
    assert again == []
    assert report.state == ProgressState.OPEN


def test_only_machine_and_policy_officer_open() -> None:
    award = make_award(make_scheme(), municipality())
    with pytest.raises(NotAllowed):
        open_progress_reports(
            grant_year=first_year(award),
            by=make_user(Role.ASSESSOR),
            on=at(2025, 7, 1),
            **BY_DEMO,
        )


def test_first_report_starts_from_the_plan() -> None:
    scheme = make_scheme()
    award = make_award(scheme, municipality())
    for year in (2024, 2025):
        PlanLine.objects.create(
            award=award,
            accounting_year=accounting_year(scheme, year),
            activity=scheme.activities.get(code="c"),
            sector=scheme.sectors.first(),
            intervention=make_intervention(),
            amount=1000,
        )
    typed = typed_in(make_report(award=award))[Section.INTERVENTIONS]
    assert rows_in(typed) == (1,)
    assert (typed["1-intervention"], typed["1-activity"]) == (str(make_intervention().pk), "c")
    assert typed["1-reach-12-17"] == ""


def test_next_report_starts_from_last_year_without_its_numbers() -> None:
    report = make_report()
    deliver_report(report)
    next_year = report.award.scheme.grant_years.get(label="2025/26")
    (opened,) = open_progress_reports(
        grant_year=next_year, by=machine(), on=at(2026, 7, 1), **BY_DEMO
    )
    typed = typed_in(opened)[Section.INTERVENTIONS]
    assert (typed["1-area"], typed["1-started_on"]) == ("Oost", "2-9-2024")
    assert typed["1-risk_factors"] == "schoolverzuim, verkeerde vrienden"
    assert typed["1-reach-12-17"] == typed["1-experience"] == ""


def test_draft_keeps_what_is_not_valid() -> None:
    report = make_report()
    raw = {"8-11": "onbekend", "12-17": " 12 "}
    draft = save_section(
        report=report, section=Section.YOUTHS, raw=raw, seen_revision=0, by=make_leader(report)
    )
    assert ProgressDraft.objects.get().raw == raw
    assert draft.revision == 1
    assert events_of(report).count() == 1


def test_stale_section_keeps_both_texts() -> None:
    report = make_report()
    anna, bram = make_leader(report), make_leader(report)
    lessons = {"report": report, "section": Section.LESSONS}
    save_section(**lessons, raw={"text": "van Anna"}, seen_revision=0, by=anna)
    with pytest.raises(StaleSection) as refused:
        save_section(**lessons, raw={"text": "van Bram"}, seen_revision=0, by=bram)
    assert refused.value.stored.raw == {"text": "van Anna"}
    assert refused.value.typed == {"text": "van Bram"}
    assert ProgressDraft.objects.get().raw == {"text": "van Anna"}
    save_section(**lessons, raw={"text": "van beiden"}, seen_revision=1, by=bram)
    assert ProgressDraft.objects.get().raw == {"text": "van beiden"}


def test_same_text_twice_is_no_conflict() -> None:
    report = make_report()
    leader = make_leader(report)
    for _ in range(2):
        save_section(
            report=report,
            section=Section.LESSONS,
            raw={"text": "zelfde"},
            seen_revision=0,
            by=leader,
        )
    assert ProgressDraft.objects.get().revision == 1


def test_conflict_in_one_section_does_not_hold_up_the_others() -> None:
    report = make_report()
    anna, bram = make_leader(report), make_leader(report)
    save_section(
        report=report, section=Section.LESSONS, raw={"text": "A"}, seen_revision=0, by=anna
    )
    saved = save_page(
        report=report,
        sections={
            Section.LESSONS: Posted({"text": "B"}, 0),
            Section.OUTLOOK: Posted({"text": "C"}, 0),
        },
        by=bram,
    )
    assert set(saved.conflicts) == {Section.LESSONS}
    assert typed_in(report) == {Section.LESSONS: {"text": "A"}, Section.OUTLOOK: {"text": "C"}}


def test_hand_of_who_saved_is_remembered() -> None:
    report = make_report()
    leader = make_leader(report)
    save_section(
        report=report, section=Section.LESSONS, raw={"text": "A"}, seen_revision=0, by=leader
    )
    assert Contribution.objects.filter(case_id=report.pk, by=leader).exists()


@pytest.mark.parametrize("role", [Role.SIGNATORY, Role.SISA_CONTACT, Role.POLICY_OFFICER])
def test_others_do_not_write(role: Role) -> None:
    report = make_report()
    own = report.municipality if role != Role.POLICY_OFFICER else None
    with pytest.raises(NotAllowed):
        save_section(
            report=report,
            section=Section.LESSONS,
            raw={},
            seen_revision=0,
            by=make_user(role, own),
        )


def test_leader_of_another_municipality_does_not_write() -> None:
    report = make_report()
    stranger = make_user(Role.PROJECT_LEADER, municipality("GM0899"))
    with pytest.raises(NotAllowed):
        save_section(report=report, section=Section.LESSONS, raw={}, seen_revision=0, by=stranger)


def test_delivered_report_stands_in_clean_rows() -> None:
    report = make_report()
    deliver_report(report)
    report.refresh_from_db()
    assert report.state == ProgressState.SUBMITTED
    assert counts(report) == {
        "Alleen jij bepaalt wie je bent": {"8-11": "0", "12-17": "34", "18-22": "<5", "23-27": "7"}
    }
    assert [str(y) for y in report.unique_youths.all()] == [
        "8-11: 0",
        "12-17: 25",
        "18-22: <5",
        "23-27: 5",
    ]
    row = report.interventions.get()
    assert (row.planned_start_on, row.started_on) == (
        datetime.date(2024, 9, 1),
        datetime.date(2024, 9, 2),
    )
    assert (row.completed, row.completed_under_five) == (30, False)
    assert (row.planned, row.risk_factors) == (60, ["schoolverzuim", "verkeerde vrienden"])
    assert str(report.indicator_values.get().value) == "19.85"
    version = report.versions.get()
    assert version.by.has_role(Role.SIGNATORY)
    event = events_of(report).last()
    assert event.data == {"version": 1, "sha256": version.sha256, "personal_data_seen": 0}
    assert version.sha256 == digest_of_report(as_typed(make_content()))


def test_faulty_report_is_not_submitted_and_stays_as_typed() -> None:
    report = make_report()
    youths = {**make_content().youths}
    del youths["8-11"]
    with pytest.raises(NotReady) as refused, transaction.atomic():
        deliver_report(report, content=make_content(youths=youths, lessons=""))
    assert [f.where for f in refused.value.findings] == [
        "Unieke jongeren: 8 tot en met 11 jaar",
        "Geleerde lessen: toelichting",
    ]
    report.refresh_from_db()
    assert report.state == ProgressState.OPEN
    assert not report.interventions.exists()
    assert not report.versions.exists()


def test_personal_data_goes_out_only_after_a_look() -> None:
    report = make_report()
    leader = make_leader(report)
    content = make_content(lessons="Vraag raad aan J. (06-12345678).")
    for section, raw in as_typed(content).items():
        save_section(report=report, section=section, raw=raw, seen_revision=0, by=leader)
    act = {
        "report": report,
        "by": make_signatory(report),
        "on": at(2025, 9, 12),
        "seen_revision": 1,
        **BY_DEMO,
    }
    with pytest.raises(NotReady, match="1 punt"):
        submit(**act)
    event = submit(**act, personal_data_seen=True)
    assert event.data["personal_data_seen"] == 1


def test_text_that_changed_after_confirming_is_not_submitted() -> None:
    report = make_report()
    leader = make_leader(report)
    for section, raw in as_typed(make_content()).items():
        save_section(report=report, section=section, raw=raw, seen_revision=0, by=leader)
    seen = digest_of_report(typed_in(report))
    save_section(
        report=report, section=Section.LESSONS, raw={"text": "anders"}, seen_revision=1, by=leader
    )
    with pytest.raises(StaleRevision):
        submit(
            report=report,
            by=make_signatory(report),
            on=at(2025, 9, 12),
            seen_revision=report.revision,
            seen_digest=seen,
            **BY_DEMO,
        )


def test_double_click_submits_once() -> None:
    report = make_report()
    leader = make_leader(report)
    for section, raw in as_typed(make_content()).items():
        save_section(report=report, section=section, raw=raw, seen_revision=0, by=leader)
    act = {
        "report": report,
        "by": make_signatory(report),
        "on": at(2025, 9, 12),
        "seen_revision": report.revision,
        "key": uuid.uuid4(),
        **BY_DEMO,
    }
    assert submit(**act) == submit(**act)
    assert report.versions.count() == 1


def test_sent_back_report_is_mended_and_its_first_version_stays() -> None:
    report = make_report()
    leader = deliver_report(report)
    officer = make_user(Role.POLICY_OFFICER)
    act = {"report": report, "by": officer, "on": at(2025, 10, 2), **BY_DEMO}
    with pytest.raises(MoveRefused):
        return_to_municipality(**act, reason=" ", seen_revision=report.revision)
    return_to_municipality(**act, reason="Licht de cijfers toe.", seen_revision=report.revision)
    (row,) = make_content().interventions
    mended = make_content(
        interventions=(replace(row, participations={**row.participations, "12-17": Reach(36)}),)
    )
    deliver(
        report=report,
        content=mended,
        by=leader,
        signed_by=make_signatory(report),
        on=at(2025, 10, 9),
        **BY_DEMO,
    )
    assert counts(report)["Alleen jij bepaalt wie je bent"]["12-17"] == "36"
    first, second = report.versions.all()
    assert first.typed["interventions"]["1-reach-12-17"] == "34"
    assert second.typed["interventions"]["1-reach-12-17"] == "36"
    accept(report=report, by=officer, on=at(2025, 10, 10), seen_revision=report.revision, **BY_DEMO)
    assert report.state == ProgressState.ACCEPTED
    assert [e.name for e in events_of(report)] == ["open", "submit", "return", "submit", "accept"]


def test_submitted_report_is_shut() -> None:
    report = make_report()
    leader = deliver_report(report)
    with pytest.raises(MoveRefused, match="ingediend"):
        save_section(report=report, section=Section.LESSONS, raw={}, seen_revision=1, by=leader)


def test_submitted_version_cannot_be_changed() -> None:
    report = make_report()
    deliver_report(report)
    with pytest.raises(Exception, match="permission denied"), transaction.atomic():
        ProgressVersion.objects.update(sha256="")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM grants_progressversion")
        assert cursor.fetchone() == (1,)


def test_only_one_report_per_award_and_year() -> None:
    report = make_report()
    with pytest.raises(IntegrityError), transaction.atomic():
        ProgressReport.objects.create(
            award=report.award,
            grant_year=report.grant_year,
            municipality=report.municipality,
            state=ProgressState.OPEN,
        )


def test_leader_does_not_sign() -> None:
    report = make_report()
    leader = make_leader(report)
    with pytest.raises(NotAllowed):
        deliver(
            report=report,
            content=make_content(),
            by=leader,
            signed_by=leader,
            on=at(2025, 9, 12),
            **BY_DEMO,
        )


def test_report_is_accepted_only_once_every_question_has_its_answer() -> None:
    report = make_report()
    leader, officer = deliver_report(report), make_user(Role.POLICY_OFFICER)
    on = {"on": at(2025, 10, 2), **BY_DEMO}
    first, second = (
        ask(case=report, text=text, by=officer, seen_revision=report.revision, **on)
        for text in ("Hoe telde u?", "Wie is de partner?")
    )
    with pytest.raises(MoveRefused, match="nog niet elke vraag"):
        accept(report=report, by=officer, seen_revision=report.revision, **on)
    answer(question=first, text="Elke jongere één keer.", by=leader, **on)
    withdraw(question=second, text="Staat er al.", by=officer, **on)
    report.refresh_from_db()
    accept(report=report, by=officer, seen_revision=report.revision, **on)
    assert report.state == ProgressState.ACCEPTED
