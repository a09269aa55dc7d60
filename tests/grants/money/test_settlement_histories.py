"""Random histories that are settled: to the cent, whatever is paid, received or given up after."""

from __future__ import annotations

import datetime
from collections import Counter
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from grants.enums import EntryKind, RecoveryState
from grants.models import Award, Justification, LedgerEntry, Recovery, Settlement
from grants.queries.advances import outstanding_advances
from grants.queries.ledger_check import rules_of_the_ledger
from grants.queries.recoveries import open_amount
from grants.queries.settlements import open_to_pay
from grants.reckoning.ledger_check import differences
from grants.services import recoveries, settlements
from pmg.accounts.models import Mandate, User
from pmg.casework.errors import MoveRefused
from pmg.casework.models import Event
from tests.factories import at
from tests.grants.money.test_histories import Act, History, World, cents, pick
from tests.grants.settlements.story import corrected, judged_again

BEFORE = ("prepare_payment", "approve", "confirm", "come_back", "fail")
AFTER = (
    "draw_up",
    "withdraw_settlement",
    "settle",
    "receive",
    "receive",
    "receive_rest",
    "take_back",
    "write_off",
    "prepare_payment",
    "approve",
    "confirm",
    "come_back",
    "correct",
    "draw_up",
    "settle",
    "draw_up",
    "settle",
)
ENDED = datetime.date(2024, 12, 31)


def _acts(names: tuple[str, ...], least: int, most: int) -> st.SearchStrategy[list[Act]]:
    act = st.tuples(st.sampled_from(names), pick, pick, pick, cents)
    return st.lists(act, min_size=least, max_size=most)


class SettledHistory(History):
    """A history in which the award ends early, and is settled."""

    received = Decimal(0)
    corrected = 0

    def _case(self, model: type[Any], move: str, which: int) -> Any:
        if model is not Settlement:
            return super()._case(model, move, which)
        drawn_up = Settlement.objects.filter(state="drawn_up").first()
        case = drawn_up or Settlement.objects.exclude(state="withdrawn").last()
        if case is None:
            raise MoveRefused
        return case

    def wind_up(self, by: User, which: int, year: int, amount: Decimal) -> None:
        """Ends what is on its way, and has 2024 delivered and judged."""
        self.now = max(self.now, at(2025, 9, 2))
        award = self._granted(0)
        for payment in award.payments.filter(state__in=["prepared", "approved"]):
            one = {"prepared": ("cancel", 1), "approved": (["fail", "confirm"][year % 2], 1)}
            name, who = one[payment.state]
            getattr(self, name)(self.world.people[who], 0, year, amount)
        if not Justification.objects.filter(award=award).exists():
            # About what was paid: now less of it was spent, then more.
            self.deliver(by, 0, year, 10 + amount % 2000)
            self.judge(by, 0, 1, amount)

    def draw_up(self, by: User, which: int, year: int, amount: Decimal) -> None:
        settlements.draw_up_settlement(
            award=self._granted(0),
            ends_on=ENDED,
            end_reason="Gestopt.",
            motivation="Volgens wat is geaccepteerd.",
            by=by,
            on=self.now,
            door=self._act(self._granted(0), by)["door"],
        )

    def correct(self, by: User, which: int, year: int, amount: Decimal) -> None:
        """The municipality corrects what was judged, and it is judged again: more, or less."""
        case = Justification.objects.filter(award=self._granted(0), state="judged").first()
        if case is None:
            raise MoveRefused
        corrected(case, Decimal(int(amount % 2000)), on=self.now)
        first, second = self.world.assessors
        # Now and then by one and the same person, which is refused.
        judged_again(case, on=self.now, by=(first, first if year % 7 == 0 else second))
        self.corrected += bool(Settlement.objects.filter(state="settled").exists())

    def withdraw_settlement(self, by: User, which: int, year: int, amount: Decimal) -> None:
        case = self._case(Settlement, "withdraw", 0)
        settlements.withdraw_settlement(settlement=case, **self._act(case, by, reason="Fout."))

    def settle(self, by: User, which: int, year: int, amount: Decimal) -> None:
        case = self._case(Settlement, "settle", 0)
        settlements.settle(settlement=case, **self._act(case, by))

    def receive(self, by: User, which: int, year: int, amount: Decimal) -> None:
        case = self._case(Recovery, "receive", 0)
        day = self.now.date()
        amount = 1 + amount % 400
        recoveries.record_receipt(
            recovery=case, **self._act(case, by, amount=amount, received_on=day)
        )
        self.received += amount
        self.came_back += amount

    def receive_rest(self, by: User, which: int, year: int, amount: Decimal) -> None:
        case = self._case(Recovery, "receive_rest", 0)
        amount, day = open_amount(case), self.now.date()
        recoveries.record_receipt(
            recovery=case, **self._act(case, by, amount=amount, received_on=day)
        )
        self.received += amount
        self.came_back += amount

    def take_back(self, by: User, which: int, year: int, amount: Decimal) -> None:
        case = self._case(Recovery, "take_back", 0)
        event = recoveries.take_receipt_back(
            recovery=case, **self._act(case, by, reason="Verkeerd.")
        )
        self.received -= Decimal(event.data["amount"])
        self.came_back -= Decimal(event.data["amount"])

    def write_off(self, by: User, which: int, year: int, amount: Decimal) -> None:
        case = self._case(Recovery, "write_off", 0)
        recoveries.write_off(recovery=case, **self._act(case, by, reason="Niet te verhalen."))


class SettledWorld(World):
    """The same people, of whom some settle and some receive."""

    def who(self, name: str, place: int) -> User:
        fit = {
            "draw_up": [0, 1],
            "withdraw_settlement": [0, 1, 2],
            "settle": [0, 2, 3],
            "receive": [1],
            "receive_rest": [1],
            "take_back": [1],
            "write_off": [2, 3],
        }
        if name not in fit or place >= 90:
            return super().who(name, place)
        return self.people[fit[name][place % len(fit[name])]]


def total(award: Award, *kinds: EntryKind) -> Decimal:
    rows = LedgerEntry.objects.filter(award=award, kind__in=kinds)
    return rows.aggregate(total=Sum("amount"))["total"] or Decimal(0)


def assert_settled_is_kept(history: SettledHistory) -> None:
    """`settled == net_paid + open_to_pay - open_to_recover`, beside what was written off."""
    for settlement in Settlement.objects.filter(state="settled"):
        award = settlement.award
        recoveries = list(award.recoveries.all())
        open_to_recover = sum((open_amount(one) for one in recoveries), Decimal(0))
        written_off = total(award, EntryKind.WRITTEN_OFF)
        paid = total(award, EntryKind.PAYMENT, EntryKind.RETURN)
        rest = open_to_pay(settlement)
        assert settlement.settled + written_off == paid + rest - open_to_recover
        assert settlement.settled == total(award, EntryKind.SETTLED)
        assert open_to_recover == total(award, EntryKind.RECOVERY)
        assert rest >= 0
        for one in recoveries:
            assert open_amount(one) >= 0
            assert (one.state == RecoveryState.DEMANDED) == (open_amount(one) > 0)
        lowered = Event.objects.filter(name__in=["lower", "lapse", "lower_write_off"])
        let_go = sum((Decimal(event.data["amount"]) for event in lowered), Decimal(0))
        demanded = sum((one.amount for one in recoveries), Decimal(0))
        assert demanded == history.received + written_off + open_to_recover + let_go
        for line in outstanding_advances(award.scheme, history.now.year).lines:
            assert line.balance.closing >= 0


def assert_settled_by_two() -> None:
    """Nobody settled what they drew up, or more than their mandate allows."""
    assert Settlement.objects.filter(state="settled").count() <= 1
    for decision in Event.objects.filter(name="settle"):
        by = {"case_id": decision.case_id, "by": decision.by}
        assert not Event.objects.filter(name__in=["draw_up", "reckon_again"], **by).exists()
        ceiling = Mandate.objects.get(user=decision.by).ceiling
        assert Decimal(decision.data["settled"]) <= ceiling


@pytest.mark.random
def test_no_settlement_loses_a_cent(db: None) -> None:
    world = SettledWorld()
    reached: Counter[str] = Counter()

    @given(
        before=_acts(BEFORE, 0, 5),
        ending=st.tuples(pick, pick, pick, cents),
        after=_acts(AFTER, 2, 8),
        revisions=st.lists(st.tuples(pick, cents), max_size=2),
    )
    @hypothesis_settings(
        max_examples=settings.RANDOM_CASES,
        derandomize=settings.RANDOM_CASES <= 25,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    def tell(
        before: list[Act],
        ending: tuple[int, int, int, Decimal],
        after: list[Act],
        revisions: list[tuple[int, Decimal]],
    ) -> None:
        with transaction.atomic():
            told = SettledHistory(world)
            for act in before:
                told.attempt(act)
            for name, who in (("wind_up", 0), ("draw_up", 1), ("settle", 2)):
                told.attempt((name, who, *ending[1:]))
            last = ("receive_rest", "write_off")[ending[1] % 2]
            closing = [(name, 1, *ending[1:]) for name in ("receive", "take_back", last)]
            again = [
                (name, who, pick_, 1, more)
                for pick_, more in revisions
                for name, who in (("correct", 1), ("draw_up", 1), ("settle", 2), (last, 1))
            ]
            for act in [*after, *closing, *again]:
                told.attempt(act)
                assert_settled_is_kept(told)
            assert differences(rules_of_the_ledger()) == []
            assert_settled_by_two()
            reached.update(told.done)
            names = Event.objects.filter(name__in=["replace", "lower", "lapse", "lower_write_off"])
            reached.update(names.values_list("name", flat=True))
            transaction.set_rollback(True)

    tell()
    assert {"draw_up", "settle", "receive_rest", "take_back", "write_off"} <= set(reached)
    assert {"correct", "replace"} <= set(reached)
