"""From a workbook of the old administration to a ledger that is right, by two people."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from grants.enums import (
    AwardState,
    EntryKind,
    JustificationState,
    PaymentState,
    ProgressState,
    TakeOverKind,
)
from grants.enums import TakeOverState as State
from grants.models import (
    Award,
    Intervention,
    Justification,
    LedgerEntry,
    Payment,
    ProgressReport,
    Scheme,
    TakenOver,
)
from grants.queries.ledger_check import rules_of_the_ledger
from grants.queries.takeovers import origin_of, preview
from grants.reckoning.ledger_check import differences
from grants.services.taking_over import agreeing
from grants.services.taking_over.carrying_out import carry_out
from pmg.accounts.enums import Role
from pmg.accounts.models import RoleAssignment, User
from pmg.accounts.services.machines import machine
from pmg.casework.errors import FourEyes, MoveRefused, NotAllowed
from pmg.casework.moves import Door, events_of
from tests.factories import LONG_AGO, make_user
from tests.grants.takeovers.conftest import Approve, HandIn
from tests.grants.takeovers.workbooks import (
    NOW,
    award_row,
    judged,
    payment_row,
    pdf,
    sisa_row,
    workbook,
    zipped,
)

pytestmark = pytest.mark.django_db
AWARDS, PAYMENTS, SISA, PROGRESS = TakeOverKind


def with_awards(scheme: Scheme, hand_in: HandIn, approve: Approve, *digits: str) -> None:
    rows = [award_row(one) for one in digits or ("0513",)]
    files = {"oud.xlsx": workbook(scheme, AWARDS, *rows)}
    files |= {f"besluiten/{one}.pdf": pdf() for one in digits or ("0513",)}
    assert approve(hand_in(AWARDS, zipped(files), "oud.zip")).state == State.DONE


def test_awards_with_their_decisions(scheme: Scheme, hand_in: HandIn, approve: Approve) -> None:
    with_awards(scheme, hand_in, approve, "0513", "0748")
    award = Award.objects.get(municipality__cbs_code="GM0513")
    assert award.state == AwardState.GRANTED
    assert (award.reference, award.creditor_number) == ("OUD-2024-0513", "C0513")
    event = events_of(award).get()
    assert (event.name, event.door) == ("take_over", Door.TAKE_OVER)
    assert event.on.date() == datetime.date(2024, 6, 10)
    booked = LedgerEntry.objects.filter(award=award, kind=EntryKind.COMMITMENT)
    assert [(int(row.amount), row.budget_year) for row in booked] == [(500_000, 2024)] * 3
    origin = origin_of(award)
    assert origin is not None
    assert origin.document is not None
    assert origin.document.name == "0513.pdf"
    assert differences(rules_of_the_ledger()) == []


def test_the_same_file_again_changes_nothing(
    scheme: Scheme, hand_in: HandIn, approve: Approve
) -> None:
    with_awards(scheme, hand_in, approve)
    data = workbook(scheme, AWARDS, award_row(document=""))
    again = hand_in(AWARDS, data, "weer.xlsx")
    assert again.state == State.NOTHING_NEW
    assert Award.objects.count() == 1
    other = hand_in(AWARDS, workbook(scheme, AWARDS, award_row(commitment_number="X9")), "x.xlsx",
                    {"0513.pdf": pdf()})  # fmt: skip
    assert other.state == State.READ
    seen = preview(other, on=NOW)
    assert seen.counts == {"new": 0, "equal": 0, "different": 1}
    assert seen.different[0].changes == (("Verplichtingnummer", "V0513", "X9"),)


def test_payments_sisa_and_what_the_ledger_says(
    scheme: Scheme, hand_in: HandIn, approve: Approve
) -> None:
    with_awards(scheme, hand_in, approve, "0513", "0748")
    paid = approve(
        hand_in(PAYMENTS, workbook(scheme, PAYMENTS, payment_row(), payment_row("0748")))
    )
    assert paid.state == State.DONE
    payment = Payment.objects.get(reference="BET-2024-0513")
    assert (payment.state, payment.budget_year) == (PaymentState.PAID, 2024)
    sisa = approve(
        hand_in(
            SISA,
            workbook(scheme, SISA, sisa_row(**judged()), sisa_row("0748"), sisa_row(year=2025)),
        )
    )
    assert sisa.state == State.DONE
    case = Justification.objects.get(municipality__cbs_code="GM0513", accounting_year__year=2024)
    assert (case.state, case.accepted) == (JustificationState.JUDGED, Decimal(200_000))
    still_open = Justification.objects.get(municipality__cbs_code="GM0748")
    assert still_open.state == JustificationState.OPEN
    assert int(still_open.sisa_figures.get().spent) == 210_000
    # The judgement that came later is new; the figure it is about stands.
    later = hand_in(
        SISA, workbook(scheme, SISA, sisa_row("0748", **judged()), sisa_row(**judged())), "b.xlsx"
    )
    assert preview(later, on=NOW).counts == {"new": 1, "equal": 1, "different": 0}
    assert approve(later).state == State.DONE
    still_open.refresh_from_db()
    assert still_open.state == JustificationState.JUDGED
    assert still_open.sisa_figures.count() == 1
    assert differences(rules_of_the_ledger()) == []


def test_a_progress_report(scheme: Scheme, hand_in: HandIn, approve: Approve) -> None:
    with_awards(scheme, hand_in, approve)
    Intervention.objects.create(name="Alleen jij bepaalt wie je bent", evidence_level="good")
    key = {"municipality": "0513", "grant_year": "2024/25"}
    report_row = {
        **key,
        "status": "akkoord",
        "on": datetime.date(2025, 10, 14),
        "analysis_state": "afgerond",
        "analysis": "Klaar.",
        "securing_state": "gepland",
        "youths 12-17": "41",
        "youths 18-22": "<5",
    }
    intervention = {
        **key,
        "intervention": "Alleen jij bepaalt wie je bent",
        "activity": "c",
        "participations 12-17": "60",
    }
    data = workbook(scheme, PROGRESS, report_row, Interventies=[intervention])
    assert approve(hand_in(PROGRESS, data)).state == State.DONE
    report = ProgressReport.objects.get()
    assert (report.state, report.analysis) == (ProgressState.ACCEPTED, "Klaar.")
    assert {(row.age_band, row.count, row.under_five) for row in report.unique_youths.all()} == {
        ("12-17", 41, False),
        ("18-22", None, True),
    }
    assert report.interventions.get().participations.get().count == 60
    assert hand_in(PROGRESS, data, "weer.xlsx").state == State.NOTHING_NEW


def test_whoever_handed_in_never_approves(
    scheme: Scheme, hand_in: HandIn, officer: User, holder: User
) -> None:
    data = workbook(scheme, AWARDS, award_row(document=""))
    take_over = hand_in(AWARDS, data)
    seen = preview(take_over, on=NOW).fingerprint
    act = {"take_over": take_over, "seen": seen, "on": NOW, "door": Door.DEMO}
    agreeing.propose(**act, by=officer, seen_revision=take_over.revision)
    with pytest.raises(NotAllowed):
        agreeing.approve(**act, by=officer, seen_revision=take_over.revision)
    agreeing.send_back(
        take_over=take_over,
        reason="Eerst navragen.",
        by=holder,
        on=NOW,
        seen_revision=take_over.revision,
        door=Door.DEMO,
    )
    both = make_user(Role.BUDGET_HOLDER)
    RoleAssignment.objects.create(user=both, role=Role.FINANCIAL_OFFICER, starts_on=LONG_AGO)
    agreeing.propose(**act, by=both, seen_revision=take_over.revision)
    with pytest.raises(FourEyes):
        agreeing.approve(**act, by=both, seen_revision=take_over.revision)
    assert not Award.objects.exists()


def test_all_or_nothing(scheme: Scheme, hand_in: HandIn, officer: User, holder: User) -> None:
    """The ceiling is lowered between approval and the worker: not one award is made."""
    take_over = hand_in(
        AWARDS,
        workbook(scheme, AWARDS, award_row(document=""), award_row("0748", document="")),
    )
    seen = preview(take_over, on=NOW).fingerprint
    act = {"take_over": take_over, "seen": seen, "on": NOW, "door": Door.DEMO}
    agreeing.propose(**act, by=officer, seen_revision=take_over.revision)
    agreeing.approve(**act, by=holder, seen_revision=take_over.revision)
    scheme.ceilings.filter(kind="commitment", budget_year=2024).update(amount=2_000_000)
    carry_out(take_over_id=take_over.pk, by=machine(), on=NOW, door=Door.DEMO)
    take_over.refresh_from_db()
    assert take_over.state == State.READ
    assert "plafond" in events_of(take_over).get(name="stop").reason
    assert not Award.objects.exists()
    assert not TakenOver.objects.exists()


def test_nothing_is_approved_that_was_not_seen(
    scheme: Scheme, hand_in: HandIn, officer: User
) -> None:
    take_over = hand_in(AWARDS, workbook(scheme, AWARDS, award_row(document="")))
    with pytest.raises(MoveRefused, match="overzicht klopt niet meer"):
        agreeing.propose(
            take_over=take_over,
            seen="0" * 64,
            by=officer,
            on=NOW,
            seen_revision=take_over.revision,
            door=Door.DEMO,
        )


def test_the_overview_asks_no_more_of_more_rows(
    scheme: Scheme, hand_in: HandIn, approve: Approve
) -> None:
    with_awards(scheme, hand_in, approve, "0513", "0748", "0141")
    one = hand_in(PAYMENTS, workbook(scheme, PAYMENTS, payment_row()), "een.xlsx")
    rows = [payment_row(digits) for digits in ("0513", "0748", "0141")]
    three = hand_in(PAYMENTS, workbook(scheme, PAYMENTS, *rows), "drie.xlsx")
    counts = []
    for take_over in (one, three):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            preview(take_over, on=NOW)
        counts.append(len(asked))
    assert counts[0] == counts[1]
