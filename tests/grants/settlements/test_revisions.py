"""A settlement that is replaced: nothing is edited, and the difference is paid, asked or let go."""

from __future__ import annotations

import datetime
import json
import uuid
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from grants.enums import EntryKind, RecoveryState, SettlementState
from grants.models import LedgerEntry, Letter, Recovery, Scheme, Settlement
from grants.queries.advances import outstanding_advances
from grants.queries.ceilings import left_to_pay
from grants.queries.ledger_check import rules_of_the_ledger
from grants.queries.recoveries import open_amount
from grants.queries.revisions import settled_now, to_revise
from grants.queries.settlements import open_to_pay
from grants.reckoning.ledger_check import differences
from grants.services.ordering import make_order
from grants.services.payments import approve_payment, confirm_payment, prepare_payment
from grants.services.recoveries import record_receipt, take_receipt_back, write_off
from grants.services.settlements import draw_up_settlement, settle
from pmg.accounts.enums import Role
from pmg.accounts.models import RoleAssignment, User
from pmg.casework.errors import FourEyes, MoveRefused
from pmg.casework.moves import events_of
from tests.factories import LONG_AGO, at
from tests.grants.money.story import PAST, Story
from tests.grants.settlements.story import accepted_now, demanded, received, revised

pytestmark = pytest.mark.django_db


def booked(kind: EntryKind) -> Decimal:
    return sum(LedgerEntry.objects.filter(kind=kind).values_list("amount", flat=True), Decimal(0))


def fresh(recovery: Recovery) -> Recovery:
    return Recovery.objects.get(pk=recovery.pk)


def paid_now(story: Story, amount: Decimal) -> None:
    """The rest, paid in March 2026."""
    story.scheme.ceilings.filter(kind="cash").update(amount=20_000_000)
    payment = prepare_payment(
        award=story.award,
        grant_year=story.first_year,
        amount=amount,
        due_on=datetime.date(2026, 3, 1),
        by=story.officer,
        on=at(2026, 2, 20),
        door=PAST,
    )
    act = {"payment": payment, "door": PAST}
    approve_payment(by=story.holder, on=at(2026, 2, 21), seen_revision=payment.revision, **act)
    make_order(payments=[payment.pk], by=story.officer, on=at(2026, 2, 22))
    confirm_payment(by=story.officer, on=at(2026, 3, 1), seen_revision=payment.revision, **act)


class TestWhatChanges:
    def test_more_accepted_lowers_the_running_recovery(self) -> None:
        story, recovery = demanded()
        accepted_now(story, 300_000)
        earlier = recovery.settlement
        revision = revised(story)
        assert (revision.settled, revision.to_pay, revision.to_recover) == (300_000, 0, 100_000)
        earlier.refresh_from_db()
        assert earlier.state == SettlementState.REPLACED
        assert (earlier.settled, earlier.to_recover) == (250_000, 150_000)
        assert fresh(recovery).state == RecoveryState.DEMANDED
        assert fresh(recovery).amount == 150_000
        assert open_amount(recovery) == 100_000
        assert Recovery.objects.count() == 1
        assert booked(EntryKind.SETTLED) == 300_000
        assert differences(rules_of_the_ledger()) == []

    def test_what_was_paid_back_already_is_paid_again(self) -> None:
        story, recovery = demanded()
        received(recovery, "150000", by=story.officer)
        accepted_now(story, 300_000)
        revision = revised(story)
        assert (revision.advanced, revision.to_pay, revision.to_recover) == (250_000, 50_000, 0)
        assert left_to_pay(story.award)[story.first_year.pk] == 50_000
        paid_now(story, Decimal(50_000))
        assert open_to_pay(revision) == 0
        client = Client()
        client.force_login(story.officer)
        page = client.get(reverse("grants:settlement", args=[revision.pk])).content.decode()
        assert "Betaling van de rest" in page
        assert differences(rules_of_the_ledger()) == []
        with pytest.raises(MoveRefused, match="hoger dan wat"):
            paid_now(story, Decimal("0.01"))

    def test_part_lowers_and_the_rest_is_paid(self) -> None:
        story, recovery = demanded()
        received(recovery, "100000", by=story.officer)
        accepted_now(story, 320_000)
        revision = revised(story)
        assert fresh(recovery).state == RecoveryState.LAPSED
        assert open_amount(recovery) == 0
        assert revision.to_pay == 20_000
        assert differences(rules_of_the_ledger()) == []

    def test_less_accepted_is_demanded_beside_what_runs(self) -> None:
        story, recovery = demanded()
        accepted_now(story, 200_000)
        revision = revised(story)
        more = revision.recovery
        assert revision.to_recover == 200_000
        assert (more.amount, more.reference) == (50_000, "PMG-2024-0513-T2")
        assert more.due_on == datetime.date(2026, 3, 19)
        assert fresh(recovery).due_on == datetime.date(2025, 11, 17)
        assert (open_amount(recovery), open_amount(more)) == (150_000, 50_000)
        record_receipt(
            recovery=more,
            amount=Decimal(50_000),
            received_on=datetime.date(2026, 3, 1),
            by=story.officer,
            on=at(2026, 3, 2),
            seen_revision=more.revision,
            door=PAST,
        )
        assert more.state == RecoveryState.REPAID
        assert (open_amount(recovery), open_amount(more)) == (150_000, 0)
        assert differences(rules_of_the_ledger()) == []

    def test_what_was_written_off_is_not_paid_out(self) -> None:
        story, recovery = demanded()
        write_off(
            recovery=recovery,
            reason="Niet te verhalen.",
            by=story.holder,
            on=at(2025, 12, 1),
            seen_revision=recovery.revision,
            door=PAST,
        )
        accepted_now(story, 300_000)
        revision = revised(story)
        assert (revision.to_pay, revision.to_recover, revision.written_off) == (0, 0, 100_000)
        assert booked(EntryKind.WRITTEN_OFF) == 100_000
        assert fresh(recovery).state == RecoveryState.WRITTEN_OFF
        assert differences(rules_of_the_ledger()) == []

    def test_the_rest_that_was_paid_comes_back_without_touching_the_advances(self) -> None:
        story, recovery = demanded()
        received(recovery, "150000", by=story.officer)
        accepted_now(story, 300_000)
        revised(story)
        paid_now(story, Decimal(50_000))
        accepted_now(story, 280_000, month=4)
        last = revised(story, month=5)
        assert last.to_recover == 20_000
        assert not LedgerEntry.objects.filter(event__case_id=last.recovery.pk, origin_year=2024)
        for year in (2024, 2025, 2026):
            assert all(one.balance.closing >= 0 for one in _advances(story, year))
        assert _advances(story, 2026) == []
        assert differences(rules_of_the_ledger()) == []

    def test_a_receipt_of_before_can_still_be_booked_back(self) -> None:
        story, recovery = demanded()
        received(recovery, "150000", by=story.officer)
        accepted_now(story, 300_000)
        revised(story)
        recovery = fresh(recovery)
        take_receipt_back(
            recovery=recovery,
            reason="Van een ander.",
            by=story.officer,
            on=at(2026, 2, 10),
            seen_revision=recovery.revision,
            door=PAST,
        )
        assert open_amount(recovery) == 150_000
        assert differences(rules_of_the_ledger()) == []

    def test_the_statement_of_a_year_that_is_over_stays_as_it_was(self) -> None:
        story, _ = demanded()
        before = _advances(story, 2025)
        accepted_now(story, 300_000)
        revision = revised(story)
        assert _advances(story, 2025) == before
        (line,) = outstanding_advances(story.scheme, 2026).lines
        assert (line.balance.opening, line.balance.settled) == (150_000, 50_000)
        (evidence,) = outstanding_advances(story.scheme, 2026).settled
        assert evidence.letter == Letter.objects.get(case_id=revision.pk).reference


def _advances(story: Story, year: int) -> list[object]:
    lines = outstanding_advances(story.scheme, year).lines
    return [line for line in lines if line.balance.closing]


class TestWhoAndWhen:
    def test_its_letter_replaces_the_earlier_one_that_stays_as_it_was(self) -> None:
        story, recovery = demanded()
        first = Letter.objects.get(act="settled")
        contents = first.contents
        accepted_now(story, 300_000)
        revision = revised(story)
        letter = Letter.objects.get(act="resettled")
        assert (letter.replaces, letter.article, letter.is_decision) == (first, "artikel 10", True)
        text = json.dumps(letter.contents, ensure_ascii=False).replace("\xa0", " ")
        assert "Dat was € 250.000. Het verschil is € 50.000." in text
        assert "wordt € 50.000 lager" in text
        assert "In totaal betaalt uw gemeente nog € 100.000 terug." in text
        assert "Nieuw terug te vorderen" not in text
        first.refresh_from_db()
        assert first.contents == contents
        assert [event.name for event in events_of(recovery)] == ["demand", "lower"]
        assert {line["part"] for line in revision.lines} >= {"Herziening"}

    def test_nothing_is_replaced_where_nothing_changed(self) -> None:
        story, _ = demanded()
        with pytest.raises(MoveRefused, match="nieuw besluit is niet nodig"):
            revised(story)
        assert not to_revise(story.officer).exists()
        accepted_now(story, 300_000)
        (waiting,) = to_revise(story.officer)
        assert (waiting.now, settled_now(waiting)) == (300_000, 300_000)

    def test_it_says_why(self) -> None:
        story, _ = demanded()
        accepted_now(story, 300_000)
        with pytest.raises(MoveRefused, match="Schrijf op waarom de vaststelling wordt herzien"):
            draw_up_settlement(award=story.award, by=story.officer, on=at(2026, 2, 2), door=PAST)

    def test_nobody_settles_what_they_drew_up(self) -> None:
        story, _ = demanded()
        accepted_now(story, 300_000)
        RoleAssignment.objects.create(
            user=story.holder, role=Role.FINANCIAL_OFFICER, starts_on=LONG_AGO
        )
        with pytest.raises(FourEyes):
            revised(story, by=User.objects.get(pk=story.holder.pk))
        assert Settlement.objects.filter(state="settled").count() == 1

    def test_not_without_an_article_of_its_own(self) -> None:
        story, _ = demanded()
        accepted_now(story, 300_000)
        Scheme.objects.update(resettlement_article="")
        with pytest.raises(MoveRefused, match="geen artikel voor de herziening"):
            revised(story)

    def test_the_same_key_replaces_once(self) -> None:
        story, _ = demanded()
        accepted_now(story, 200_000)
        revision = draw_up_settlement(
            award=story.award, motivation="Anders.", by=story.officer, on=at(2026, 2, 2), door=PAST
        )
        act = {"settlement": revision, "by": story.holder, "on": at(2026, 2, 5), "door": PAST}
        act |= {"key": uuid.uuid4(), "seen_revision": revision.revision}
        assert settle(**act) == settle(**act)
        assert Recovery.objects.count() == 2
        assert booked(EntryKind.SETTLED) == 200_000

    def test_the_database_keeps_one_that_stands_and_a_reason(self) -> None:
        story, recovery = demanded()
        accepted_now(story, 300_000)
        revised(story)
        with pytest.raises(IntegrityError, match="one_settlement"), transaction.atomic():
            Settlement.objects.filter(pk=recovery.settlement_id).update(state="settled")
        with pytest.raises(IntegrityError, match="replacing_has_motivation"), transaction.atomic():
            Settlement.objects.filter(state="settled").update(motivation="")
        with pytest.raises(IntegrityError, match="settlement_balances"), transaction.atomic():
            Settlement.objects.filter(state="settled").update(written_off=1)
