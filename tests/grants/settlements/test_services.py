"""Settling and recovering: by the right hands, in order, and to the cent."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import replace
from decimal import Decimal

import pytest

from grants.enums import EntryKind, FigureSource, RecoveryState, SettlementState
from grants.models import LedgerEntry, Recovery, Scheme, SisaFigure
from grants.queries.ceilings import left_to_pay
from grants.queries.ledger_check import rules_of_the_ledger
from grants.queries.payments import proposals
from grants.queries.recoveries import open_amount, receipts_of
from grants.reckoning.ledger_check import differences
from grants.services.assessment import open_justifications
from grants.services.recoveries import (
    dun,
    grant_delay,
    record_receipt,
    take_receipt_back,
    write_off,
)
from grants.services.settlements import (
    draw_up_settlement,
    reckon_again,
    settle,
    withdraw_settlement,
)
from pmg.accounts.enums import Role
from pmg.accounts.models import Mandate, RoleAssignment, User
from pmg.accounts.services.machines import machine
from pmg.casework.errors import FourEyes, MoveRefused, NotAllowed, StaleRevision
from tests.factories import (
    LONG_AGO,
    accounting_year,
    at,
    make_award,
    make_justification,
    make_user,
    municipality,
    submit,
)
from tests.grants.money.story import PAST, approved, judged, paid, prepared, tell
from tests.grants.settlements.story import (
    ENDED,
    RECOVERED,
    demanded,
    drawn_up,
    received,
    settled,
)

pytestmark = pytest.mark.django_db


def booked(kind: EntryKind) -> Decimal:
    return sum(LedgerEntry.objects.filter(kind=kind).values_list("amount", flat=True), Decimal(0))


class TestSettling:
    def test_it_books_what_is_settled_and_demands_the_rest_back(self) -> None:
        story, recovery = demanded()
        settlement = recovery.settlement
        assert settlement.state == SettlementState.SETTLED
        assert (settlement.settled, settlement.to_pay, settlement.to_recover) == (
            Decimal("250000.00"),
            0,
            RECOVERED,
        )
        assert booked(EntryKind.SETTLED) == Decimal("250000.00")
        assert booked(EntryKind.RECOVERY) == RECOVERED == recovery.amount
        assert recovery.reference == "PMG-2024-0513-T1"
        assert recovery.due_on == datetime.date(2025, 11, 17)
        row = LedgerEntry.objects.get(kind=EntryKind.SETTLED)
        assert (row.grant_year, row.budget_year, row.origin_year) == (story.first_year, 2025, 2024)
        assert differences(rules_of_the_ledger()) == []

    def test_every_line_names_article_and_source(self) -> None:
        settlement = drawn_up(tell())
        lines = {line["text"]: line for line in settlement.lines if line["part"] != "Toegekend"}
        assert lines["2024"]["amount"] == "250000.00"
        assert lines["2024"]["source"].endswith("van 3 september 2025")
        assert lines["2024/25, betaald in 2024"]["source"] == "PMG-2024-0513-01"
        assert lines["Vastgesteld bedrag"]["article"] == "artikel 8"
        assert lines["Terug te vorderen"]["article"] == "artikel 9"
        assert lines["Terug te vorderen"]["amount"] == "150000.00"

    def test_nobody_settles_what_they_drew_up(self) -> None:
        story = tell()
        RoleAssignment.objects.create(
            user=story.holder, role=Role.FINANCIAL_OFFICER, starts_on=LONG_AGO
        )
        with pytest.raises(FourEyes):
            settled(story, drawn_up(story, by=User.objects.get(pk=story.holder.pk)))

    def test_only_an_assessor_or_a_financial_officer_draws_it_up(self) -> None:
        with pytest.raises(NotAllowed):
            drawn_up(tell(), by=make_user(Role.POLICY_OFFICER))

    def test_not_above_the_mandate(self) -> None:
        story = tell()
        Mandate.objects.filter(user=story.holder).update(ceiling=249_999)
        with pytest.raises(MoveRefused, match="hoger dan uw mandaat"):
            settled(story)
        assert not Recovery.objects.exists()

    def test_not_without_an_article(self) -> None:
        story = tell()
        Scheme.objects.update(settlement_article="")
        with pytest.raises(MoveRefused, match="geen artikel voor de vaststelling"):
            settled(story)

    def test_nothing_is_demanded_without_an_article_of_its_own(self) -> None:
        story = tell()
        Scheme.objects.update(recovery_article="")
        with pytest.raises(MoveRefused, match="geen artikel voor de terugvordering"):
            settled(story)
        assert not Recovery.objects.exists()

    def test_not_before_every_year_is_judged(self) -> None:
        story = tell()
        with pytest.raises(MoveRefused, match="geen oordeel over 2025, 2026, 2027"):
            draw_up_settlement(award=story.award, by=story.officer, on=at(2025, 10, 1), door=PAST)

    def test_a_later_year_over_which_something_was_delivered_is_judged_first(self) -> None:
        story = tell()
        submit(make_justification(story.award, 2025))
        with pytest.raises(MoveRefused, match="geen oordeel over 2025"):
            draw_up_settlement(
                award=story.award,
                ends_on=ENDED,
                end_reason="Gestopt.",
                by=story.officer,
                on=at(2026, 10, 1),
                door=PAST,
            )

    def test_the_last_statement_must_be_the_final_one(self) -> None:
        story = tell()
        for year in story.scheme.accounting_years.exclude(year=2024):
            year.documents.all().delete()
            year.delete()
        act = {"award": story.award, "by": story.officer, "on": at(2025, 10, 1), "door": PAST}
        with pytest.raises(MoveRefused, match="geen eindverantwoording"):
            draw_up_settlement(**act)
        SisaFigure.objects.create(
            justification=story.justification,
            source=FigureSource.CBS,
            spent=285_000,
            cumulative=285_000,
            is_final=True,
            on=at(2025, 9, 20),
        )
        assert draw_up_settlement(**act).state == SettlementState.DRAWN_UP

    def test_ending_early_takes_a_reason_and_a_day_that_has_been(self) -> None:
        story = tell()
        act = {"award": story.award, "by": story.officer, "on": at(2025, 10, 1), "door": PAST}
        with pytest.raises(MoveRefused, match="Schrijf op waarom"):
            draw_up_settlement(ends_on=ENDED, end_reason=" ", **act)
        with pytest.raises(MoveRefused, match="Kies de datum"):
            draw_up_settlement(end_reason="Gestopt.", **act)
        with pytest.raises(MoveRefused, match="niet vooraf"):
            draw_up_settlement(
                ends_on=datetime.date(2025, 12, 31), end_reason="Stopt straks.", **act
            )

    def test_not_while_a_payment_is_on_its_way(self) -> None:
        story = tell()
        prepared(story.award, story.officer, Decimal(5))
        with pytest.raises(MoveRefused, match="betaling onderweg"):
            drawn_up(story)

    def test_what_moved_since_is_reckoned_again_first(self) -> None:
        story = tell()
        settlement = drawn_up(story)
        paid(
            approved(prepared(story.award, story.officer, Decimal(5)), story.holder), story.officer
        )
        with pytest.raises(MoveRefused, match="bedragen zijn veranderd"):
            settled(story, settlement)
        reckon_again(
            settlement=settlement,
            by=story.officer,
            on=at(2025, 10, 2),
            seen_revision=settlement.revision,
            door=PAST,
        )
        assert settled(story, settlement).to_recover == RECOVERED + 5

    def test_once_at_a_time_and_again_after_it_was_withdrawn(self) -> None:
        story = tell()
        first = drawn_up(story)
        with pytest.raises(MoveRefused, match="al een vaststelling"):
            drawn_up(story)
        withdraw_settlement(
            settlement=first,
            reason="Verkeerde datum.",
            by=story.officer,
            on=at(2025, 10, 2),
            seen_revision=first.revision,
            door=PAST,
        )
        assert drawn_up(story).state == SettlementState.DRAWN_UP

    def test_the_same_key_settles_once_and_an_old_page_not_at_all(self) -> None:
        story = tell()
        settlement = drawn_up(story)
        key = uuid.uuid4()
        act = {"settlement": settlement, "by": story.holder, "on": at(2025, 10, 6), "door": PAST}
        first = settle(seen_revision=settlement.revision, key=key, **act)
        assert settle(seen_revision=settlement.revision - 1, key=key, **act) == first
        assert Recovery.objects.count() == 1
        with pytest.raises(StaleRevision):
            settle(seen_revision=0, **act)


class TestWhatFollows:
    def test_what_is_still_to_be_paid_is_a_payment_like_any_other(self) -> None:
        story = tell()
        other = make_award(story.scheme, municipality("GM0899"))
        small = prepared(other, story.officer, Decimal("100000.25"))
        paid(approved(small, story.holder), story.officer)
        case = judged(other)
        settlement = settled(replace(story, award=other, payment=small, justification=case))
        assert settlement.to_pay == Decimal("149999.75")
        assert not Recovery.objects.filter(award=other).exists()
        left = left_to_pay(other)
        assert left[story.first_year.pk] == settlement.to_pay
        assert sum(left.values()) == settlement.to_pay
        final = prepared(other, story.officer, settlement.to_pay)
        assert final.settlement == settlement
        with pytest.raises(MoveRefused, match="hoger dan wat"):
            prepared(other, story.officer, Decimal("0.01"))
        story.scheme.ceilings.filter(kind="cash").update(amount=20_000_000)
        paid(approved(final, story.holder), story.officer)
        assert differences(rules_of_the_ledger()) == []

    def test_no_advance_is_proposed_any_more(self) -> None:
        story, _ = demanded()
        assert story.award not in {row.award for row in proposals(today=datetime.date(2026, 12, 1))}
        with pytest.raises(MoveRefused, match="hoger dan wat"):
            prepared(story.award, story.officer, Decimal(1), label="2025/26")

    def test_nothing_is_asked_over_the_years_after_an_early_end(self) -> None:
        story, _ = demanded()
        assert (
            open_justifications(
                accounting_year=accounting_year(story.scheme, 2025),
                by=machine(),
                on=at(2026, 1, 15),
                door=PAST,
            )
            == []
        )


class TestRecovering:
    def test_receipts_fill_it_and_the_last_one_closes_it(self) -> None:
        story, recovery = demanded()
        received(recovery, "100000.01", by=story.officer)
        assert recovery.state == RecoveryState.DEMANDED
        assert open_amount(recovery) == Decimal("49999.99")
        received(recovery, "49999.99", by=story.officer)
        assert recovery.state == RecoveryState.REPAID
        assert open_amount(recovery) == 0
        assert booked(EntryKind.RETURN) == -RECOVERED
        assert differences(rules_of_the_ledger()) == []

    @pytest.mark.parametrize(
        ("amount", "words"),
        [("150000.01", "hoger dan wat nog openstaat"), ("0", "hoger is dan nul")],
    )
    def test_only_what_is_open_is_received(self, amount: str, words: str) -> None:
        _, recovery = demanded()
        with pytest.raises(MoveRefused, match=words):
            received(recovery, amount)

    def test_not_before_it_was_demanded(self) -> None:
        _, recovery = demanded()
        with pytest.raises(MoveRefused, match="tussen de terugvordering en vandaag"):
            record_receipt(
                recovery=recovery,
                amount=Decimal(1),
                received_on=datetime.date(2025, 10, 5),
                by=make_user(Role.FINANCIAL_OFFICER),
                on=at(2025, 11, 4),
                seen_revision=recovery.revision,
                door=PAST,
            )

    def test_a_receipt_that_was_typed_wrongly_is_booked_back(self) -> None:
        story, recovery = demanded()
        received(recovery, "150000", by=story.officer)
        act = {"by": story.officer, "on": at(2025, 11, 5), "door": PAST, "reason": "Van een ander."}
        take_receipt_back(recovery=recovery, seen_revision=recovery.revision, **act)
        assert recovery.state == RecoveryState.DEMANDED
        assert open_amount(recovery) == RECOVERED
        assert booked(EntryKind.RETURN) == 0
        assert [one.is_taken_back for one in receipts_of(recovery)] == [True]
        assert differences(rules_of_the_ledger()) == []
        with pytest.raises(MoveRefused, match="geen ontvangst"):
            take_receipt_back(recovery=recovery, seen_revision=recovery.revision, **act)

    def test_the_same_key_receives_once(self) -> None:
        story, recovery = demanded()
        act = {
            "recovery": recovery,
            "amount": Decimal(10),
            "received_on": datetime.date(2025, 11, 3),
            "by": story.officer,
            "on": at(2025, 11, 4),
            "key": uuid.uuid4(),
            "seen_revision": recovery.revision,
            "door": PAST,
        }
        assert record_receipt(**act) == record_receipt(**act)
        assert open_amount(recovery) == RECOVERED - 10

    def test_a_delay_has_a_reason_and_dunning_waits_for_the_term(self) -> None:
        story, recovery = demanded()
        act = {"recovery": recovery, "door": PAST}
        with pytest.raises(MoveRefused, match="nog niet voorbij"):
            dun(by=story.officer, on=at(2025, 11, 17), seen_revision=recovery.revision, **act)
        delay = {"due_on": datetime.date(2026, 1, 15), "by": story.holder, "on": at(2025, 11, 17)}
        with pytest.raises(MoveRefused, match="Schrijf op waarom"):
            grant_delay(reason="", seen_revision=recovery.revision, **delay, **act)
        grant_delay(reason="Liquiditeit.", seen_revision=recovery.revision, **delay, **act)
        assert recovery.due_on == datetime.date(2026, 1, 15)
        dun(by=story.officer, on=at(2026, 1, 16), seen_revision=recovery.revision, **act)

    def test_writing_off_is_for_a_budget_holder_with_a_reason(self) -> None:
        story, recovery = demanded()
        received(recovery, "50000", by=story.officer)
        act = {"recovery": recovery, "on": at(2025, 12, 1), "door": PAST}
        with pytest.raises(NotAllowed):
            write_off(reason="Te klein.", by=story.officer, seen_revision=recovery.revision, **act)
        with pytest.raises(MoveRefused, match="Schrijf op waarom"):
            write_off(reason=" ", by=story.holder, seen_revision=recovery.revision, **act)
        write_off(
            reason="Niet te verhalen.", by=story.holder, seen_revision=recovery.revision, **act
        )
        assert recovery.state == RecoveryState.WRITTEN_OFF
        assert open_amount(recovery) == 0
        assert booked(EntryKind.WRITTEN_OFF) == Decimal(100_000)
        assert differences(rules_of_the_ledger()) == []
