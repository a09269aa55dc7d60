"""Random histories: whatever people try, no rule of the money breaks and no cent is lost."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from grants.enums import EntryKind, PaymentState
from grants.models import Award, AwardChange, Justification, LedgerEntry, Payment, Scheme
from grants.queries.ledger_check import rules_of_the_ledger
from grants.queries.payment_orders import to_order
from grants.reckoning.ledger_check import differences
from grants.services import assessment, awards, changes, ordering, payments, proposing
from pmg.accounts.enums import Role
from pmg.accounts.models import Mandate, RoleAssignment, User
from pmg.accounts.services.machines import machine
from pmg.casework.errors import MoveRefused
from pmg.casework.models import Event
from tests.factories import (
    LONG_AGO,
    at,
    make_figure,
    make_justification,
    make_scheme,
    make_user,
    municipality,
    submit,
    weigh,
)
from tests.grants.money.story import PAST

TOWNS = ("GM0513", "GM0899")
BEGIN = at(2024, 6, 3)
IBAN = "NL91ABNA0417164300"

NAMES = (
    "prepare_award",
    "grant",
    "withdraw",
    "prepare_change",
    "decide_change",
    "withdraw_change",
    "prepare_payment",
    "propose",
    "prepare_proposed",
    "approve",
    "order",
    "confirm",
    "fail",
    "come_back",
    "cancel",
    "deliver",
    "hand_back",
    "judge",
)
# What keeps money moving is tried more often than what stops it.
OFTEN = (
    "prepare_payment",
    "approve",
    "confirm",
    "prepare_payment",
    "approve",
    "confirm",
    "come_back",
    "fail",
    "prepare_change",
    "decide_change",
    "prepare_change",
    "decide_change",
    "deliver",
    "hand_back",
    "judge",
    "deliver",
    "judge",
    "judge",
)

cents = st.decimals("0.01", "150000", places=2) | st.decimals("0.01", "700000", places=2)
"""Amounts to the cent, some of them more than is allowed."""
pick = st.integers(min_value=0, max_value=99)
Act = tuple[str, int, int, int, Decimal]
"""What is tried, by whom, on which case, in which year, for how much."""
acts = st.lists(
    st.tuples(st.sampled_from(NAMES + OFTEN), pick, pick, pick, cents), min_size=16, max_size=36
)


class World:
    """Two municipalities, one of them with an award, and five people who may each try everything.

    One of them holds every role, so that only four eyes keep that person from both sides of an act.
    """

    def __init__(self) -> None:
        self.scheme: Scheme = make_scheme()
        # Tight enough to be met: two awards of the highest amounts do not fit.
        self.scheme.ceilings.filter(kind="commitment").update(amount=2_000_000)
        self.scheme.ceilings.filter(kind="cash").update(amount=700_000)
        everyone = make_user(Role.POLICY_OFFICER)
        for role in (Role.FINANCIAL_OFFICER, Role.BUDGET_HOLDER, Role.ASSESSOR):
            RoleAssignment.objects.create(user=everyone, role=role, starts_on=LONG_AGO)
        small = make_user(Role.BUDGET_HOLDER)
        for user, ceiling in ((everyone, 5_000_000), (small, 250_000)):
            Mandate.objects.filter(user=user).delete()
            Mandate.objects.create(user=user, basis="Besluit", ceiling=ceiling, starts_on=LONG_AGO)
        people = [
            everyone,
            make_user(Role.FINANCIAL_OFFICER),
            make_user(Role.BUDGET_HOLDER),
            small,
            make_user(Role.POLICY_OFFICER),
        ]
        # Read afresh, so that the roles given above count.
        self.people = [User.objects.get(pk=person.pk) for person in people]
        self.assessors = [make_user(Role.ASSESSOR) for _ in range(2)]
        self.grant_years = list(self.scheme.grant_years.all())
        self.towns = [municipality(code) for code in TOWNS]
        History(self).attempt(("prepare_award", 1, 0, 0, Decimal("400000.01")))
        History(self).attempt(("grant", 1, 0, 0, Decimal(0)))
        # Every history finds one payment that was paid, and one that is on its way.
        begin = History(self)
        for amount in ("1000.01", "20.02"):
            begin.attempt(("prepare_payment", 1, 0, 0, Decimal(amount)))
            begin.attempt(("approve", 2, 0, 0, Decimal(0)))
            if amount == "1000.01":
                begin.attempt(("confirm", 1, 0, 1, Decimal(0)))
        assert begin.done["confirm"] == 1

    def who(self, name: str, place: int) -> User:
        """Mostly somebody who has the role, sometimes just anybody."""
        fit = {"confirm": [0, 1], "approve": [0, 2, 3], "grant": [0, 2], "prepare_award": [0, 4]}
        fit |= {
            "prepare_payment": [0, 1],
            "fail": [1],
            "come_back": [1],
            "cancel": [1, 2],
            "withdraw": [4],
        }
        fit |= {"prepare_change": [4, 4, 0], "decide_change": [2, 0, 3], "withdraw_change": [2]}
        fit |= {"order": [0, 1], "prepare_proposed": [0, 1]}
        among = fit.get(name, [0]) if place < 80 else range(len(self.people))
        return self.people[list(among)[place % len(among)]]


class History:
    """One history: every act a step of some days after the one before."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.now = BEGIN
        self.done: Counter[str] = Counter()
        self.paid = self.came_back = Decimal(0)
        for row in LedgerEntry.objects.filter(kind=EntryKind.PAYMENT):
            self.paid += row.amount

    def attempt(self, act: Act) -> None:
        """Tries one act; what is refused leaves no trace in the ledger."""
        name, who, which, year, amount = act
        self.now += datetime.timedelta(days=9)
        before = LedgerEntry.objects.count()
        deed: Callable[..., None] = getattr(self, name)
        try:
            with transaction.atomic():
                deed(self.world.who(name, who), which, year, amount)
        except MoveRefused:
            assert LedgerEntry.objects.count() == before
        else:
            self.done[name] += 1

    def _case(self, model: type[Any], move: str, which: int) -> Any:
        """One of the cases that could make the move, or else of all; refused where there is none."""
        order = "reference" if model in (Award, Payment) else "award__reference"
        rows = list(model.objects.order_by(order))
        if not rows:
            raise MoveRefused
        ready = [row for row in rows if row.state in row.moves[move].sources]
        among = ready if ready and which < 90 else rows
        return among[which % len(among)]

    def _granted(self, which: int) -> Award:
        granted = list(Award.objects.filter(state="granted").order_by("reference"))
        return granted[which % len(granted)]

    def _act(self, case: Any, by: User, **more: Any) -> dict[str, Any]:
        return {"by": by, "on": self.now, "seen_revision": case.revision, "door": PAST, **more}

    def prepare_award(self, by: User, which: int, year: int, amount: Decimal) -> None:
        town = self.world.towns[which % len(self.world.towns)]
        awards.prepare_award(
            scheme=self.world.scheme,
            municipality=town,
            reference=f"{town.digits}-{Award.objects.count()}",
            iban=IBAN,
            amounts=dict.fromkeys(self.world.grant_years, amount),
            by=by,
            on=self.now,
            door=PAST,
        )

    def grant(self, by: User, which: int, year: int, amount: Decimal) -> None:
        award = self._case(Award, "grant", which)
        awards.grant_award(award=award, **self._act(award, by))

    def withdraw(self, by: User, which: int, year: int, amount: Decimal) -> None:
        award = self._case(Award, "withdraw", which)
        awards.withdraw_award(award=award, **self._act(award, by, reason="Fout."))

    def prepare_change(self, by: User, which: int, year: int, amount: Decimal) -> None:
        """Some years become the amount, the others stay; often below what was paid."""
        award = self._granted(which)
        new = {
            row.grant_year: amount if (year + place) % 3 else row.amount
            for place, row in enumerate(award.allocations.select_related("grant_year"))
        }
        changes.prepare_change(
            award=award, amounts=new, motivation="Anders.", by=by, on=self.now, door=PAST
        )

    def decide_change(self, by: User, which: int, year: int, amount: Decimal) -> None:
        change = self._case(AwardChange, "decide", which)
        changes.decide_change(change=change, **self._act(change, by))

    def withdraw_change(self, by: User, which: int, year: int, amount: Decimal) -> None:
        change = self._case(AwardChange, "withdraw", which)
        changes.withdraw_change(change=change, **self._act(change, by, reason="Toch niet."))

    def prepare_payment(self, by: User, which: int, year: int, amount: Decimal) -> None:
        payments.prepare_payment(
            award=self._granted(which),
            grant_year=self.world.grant_years[year % 3],
            amount=amount,
            due_on=self.now.date(),
            by=by,
            on=self.now,
            door=PAST,
        )

    def approve(self, by: User, which: int, year: int, amount: Decimal) -> None:
        payment = self._case(Payment, "approve", which)
        payments.approve_payment(payment=payment, **self._act(payment, by))

    def propose(self, by: User, which: int, year: int, amount: Decimal) -> None:
        proposing.propose_due_payments(by=machine(), on=self.now, door=PAST)

    def prepare_proposed(self, by: User, which: int, year: int, amount: Decimal) -> None:
        payment = self._proposal(which)
        payments.prepare_proposed(payment=payment, **self._act(payment, by))

    def _proposal(self, which: int) -> Payment:
        waiting = list(Payment.objects.filter(state="proposed").order_by("reference"))
        if not waiting:
            raise MoveRefused
        return waiting[which % len(waiting)]

    def order(self, by: User, which: int, year: int, amount: Decimal) -> None:
        waiting = list(to_order(Payment.objects.all()))
        # Now and then one that left already, or of another budget year.
        among = waiting if which < 90 else list(Payment.objects.order_by("reference"))
        ordering.make_order(
            payments=[p.pk for p in among if which >= 90 or p.budget_year == among[0].budget_year],
            by=by,
            on=self.now,
        )

    def confirm(self, by: User, which: int, year: int, amount: Decimal) -> None:
        payment = self._case(Payment, "confirm", which)
        if year % 3 and payment in to_order(Payment.objects.all()):
            ordering.make_order(payments=[payment.pk], by=self.world.people[1], on=self.now)
        paid_on = (self.now - datetime.timedelta(days=year % 12)).date()
        payments.confirm_payment(payment=payment, **self._act(payment, by, paid_on=paid_on))
        self.paid += payment.amount

    def fail(self, by: User, which: int, year: int, amount: Decimal) -> None:
        payment = self._case(Payment, "fail", which)
        payments.fail_payment(payment=payment, **self._act(payment, by, reason="Terug."))

    def come_back(self, by: User, which: int, year: int, amount: Decimal) -> None:
        payment = self._case(Payment, "return", which)
        returned_on = (self.now - datetime.timedelta(days=year % 12)).date()
        payments.return_payment(
            payment=payment, **self._act(payment, by, reason="Terug.", returned_on=returned_on)
        )
        self.came_back += payment.amount

    def cancel(self, by: User, which: int, year: int, amount: Decimal) -> None:
        payment = self._case(Payment, "cancel", which)
        payments.cancel_payment(payment=payment, **self._act(payment, by, reason="Fout."))

    def deliver(self, by: User, which: int, year: int, amount: Decimal) -> None:
        award = self._granted(which)
        case = Justification.objects.filter(award=award).first()
        if case is None:
            case = make_justification(award, 2024)
        # Delivered by the clock of the scheme, not of the payments: 1 July of the year after.
        on = max(at(2025, 7, 1), *(e.on for e in Event.objects.filter(case_id=case.pk)))
        submit(case, lines=[("a", "gemeente", int(amount)), ("c", "scholen", -5)], on=on)

    def hand_back(self, by: User, which: int, year: int, amount: Decimal) -> None:
        case = self._case(Justification, "take", which)
        first, _ = self.world.assessors
        act = {"by": first, "on": at(2025, 9, 1), "door": PAST}
        assessment.take(justification=case, seen_revision=case.revision, **act)
        assessment.return_to_municipality(
            justification=case, seen_revision=case.revision, reason="Leg uit.", **act
        )

    def judge(self, by: User, which: int, year: int, amount: Decimal) -> None:
        case = self._case(Justification, "take", which)
        first, second = self.world.assessors
        make_figure(case)
        act = {"on": at(2025, 9, 1), "door": PAST}
        assessment.take(justification=case, seen_revision=case.revision, by=first, **act)
        weigh(case, by=first, on=at(2025, 9, 1))
        assessment.propose(
            justification=case,
            motivation="",
            seen_revision=case.revision,
            by=first,
            **act,
        )
        assessment.judge(
            justification=case, seen_revision=case.revision, by=[first, second][year % 2], **act
        )


def assert_nothing_is_lost(history: History) -> None:
    """The equations of the ledger, and what was paid to the cent."""
    assert differences(rules_of_the_ledger()) == []
    booked = LedgerEntry.objects.filter(kind=EntryKind.PAYMENT).values_list("amount", flat=True)
    assert sum(booked) == history.paid
    came_back = LedgerEntry.objects.filter(kind=EntryKind.RETURN)
    assert -sum(came_back.values_list("amount", flat=True)) == history.came_back
    for award in Award.objects.filter(state="granted"):
        for allocation in award.allocations.all():
            taken = award.payments.filter(grant_year=allocation.grant_year_id).exclude(
                state__in=[PaymentState.FAILED, PaymentState.RETURNED, PaymentState.CANCELLED]
            )
            assert sum(payment.amount for payment in taken) <= allocation.amount


def assert_two_people_with_a_mandate() -> None:
    """Nobody approved what they prepared, or more than their mandate allows."""
    for decision in Event.objects.filter(name__in=["grant", "decide", "approve", "judge"]):
        own = Event.objects.filter(
            case_id=decision.case_id, by=decision.by, name__in=["prepare", "propose"]
        )
        assert not own.exists()
        if decision.name == "judge":
            continue
        amounts = decision.data.get("amounts", {"one": decision.data.get("amount")})
        mandate = Mandate.objects.get(user=decision.by)
        assert sum(map(Decimal, amounts.values())) <= mandate.ceiling


@pytest.fixture
def world(db: None) -> World:
    return World()


reached: Counter[str] = Counter()


@pytest.mark.random
def test_no_history_breaks_the_books(world: World) -> None:
    reached: Counter[str] = Counter()

    @given(history=acts)
    @hypothesis_settings(
        max_examples=settings.RANDOM_CASES,
        # A small run is the same each time; a large one goes where none went before.
        derandomize=settings.RANDOM_CASES <= 25,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    def tell(history: list[Act]) -> None:
        with transaction.atomic():
            told = History(world)
            for act in history:
                told.attempt(act)
            assert_nothing_is_lost(told)
            assert_two_people_with_a_mandate()
            reached.update(told.done)
            transaction.set_rollback(True)

    tell()
    # Histories in which everything is refused would show nothing.
    assert {
        "decide_change",
        "approve",
        "order",
        "confirm",
        "fail",
        "come_back",
        "deliver",
        "hand_back",
        "judge",
    } <= set(reached)
