"""Betalingen voorstellen volgens het betaalplan: one proposal for each award and instalment."""

from __future__ import annotations

import datetime
import logging
import uuid
from decimal import Decimal

from django.utils import timezone

from grants.enums import AwardState, SettlementState
from grants.models import Allocation, Award, Payment, PaymentPlan
from grants.money import split
from grants.queries.account_changes import account_for_payments
from grants.queries.ceilings import left_to_pay
from pmg.accounts.models import User
from pmg.casework.errors import MoveRefused
from pmg.casework.moves import Door, move

from .booking import booking
from .payments import facts_of, locked_award, next_reference

log = logging.getLogger(__name__)
ZERO = Decimal(0)
INSTALMENT = uuid.UUID("6f0c1b1e-4a55-4c55-9c0e-6c7b5f3f2b11")
"""Name space of the keys below; never changes."""


def key_of(award: Award, instalment: PaymentPlan) -> uuid.UUID:
    """The key of a proposal: the same award, grant year and day always give the same one."""
    return uuid.uuid5(
        INSTALMENT, f"{award.pk}:{instalment.grant_year_id}:{instalment.due_on.isoformat()}"
    )


def propose_due_payments(*, by: User, on: datetime.datetime, door: Door | None = None) -> int:
    """Voorstellen wat op `on` te betalen is, of every granted award; returns how many are new.

    An instalment that was proposed before, or that is paid or on its way already, is passed over.
    """
    due = PaymentPlan.objects.filter(due_on__lte=timezone.localdate(on))
    pairs = [
        (allocation.award, instalment)
        for instalment in due.select_related("grant_year").order_by("due_on", "pk")
        for allocation in _open_allocations(instalment)
    ]
    keys = [key_of(award, instalment) for award, instalment in pairs]
    known = set(Payment.objects.filter(pk__in=keys).values_list("pk", flat=True))
    return sum(
        _proposed(award, instalment, by=by, on=on, door=door)
        for key, (award, instalment) in zip(keys, pairs, strict=True)
        if key not in known
    )


def _open_allocations(instalment: PaymentPlan) -> list[Allocation]:
    return list(
        Allocation.objects.filter(
            grant_year=instalment.grant_year, award__state=AwardState.GRANTED, amount__gt=0
        )
        .exclude(award__settlements__state=SettlementState.SETTLED)
        .select_related("award")
        .order_by("award__reference")
    )


def _proposed(
    award: Award,
    instalment: PaymentPlan,
    *,
    by: User,
    on: datetime.datetime,
    door: Door | None,
) -> bool:
    try:
        made = propose_payment(award=award, instalment=instalment, by=by, on=on, door=door)
    except MoveRefused as refusal:
        # One award that cannot be paid keeps no other from its money.
        log.warning("No proposal for award %s: %s", award.pk, refusal)
        return False
    return made is not None


def propose_payment(
    *,
    award: Award,
    instalment: PaymentPlan,
    by: User,
    on: datetime.datetime,
    door: Door | None = None,
) -> Payment | None:
    """Betaling voorstellen: an instalment of the allocation, less what is on its way already.

    None where nothing is left of it. Doing it again gives the first one. Raises MoveRefused.
    """
    key = key_of(award, instalment)
    with booking():
        award = locked_award(award)
        if made := Payment.objects.filter(pk=key).first():
            return made
        amount = _due(award, instalment)
        if amount <= 0:
            return None
        payment = Payment(
            pk=key,
            award=award,
            municipality=award.municipality,
            grant_year=instalment.grant_year,
            amount=amount,
            budget_year=max(instalment.due_on, timezone.localdate(on)).year,
            due_on=instalment.due_on,
            iban=account_for_payments(award),
            reference=next_reference(award),
        )
        move(
            payment,
            "propose",
            by=by,
            on=on,
            seen_revision=0,
            facts=facts_of(payment, by=by, on=on),
            data={
                "amount": str(amount),
                "grant_year": instalment.grant_year_id,
                "due_on": str(instalment.due_on),
                "share": str(instalment.share),
            },
            key=key,
            door=door,
        )
    return payment


def _due(award: Award, instalment: PaymentPlan) -> Decimal:
    """What is due up to and including this instalment, less what was taken; never more than it."""
    plan = list(instalment.grant_year.payment_plan.order_by("due_on"))
    allocated = award.allocations.get(grant_year=instalment.grant_year).amount
    parts = split(allocated, [row.share for row in plan])
    place = plan.index(instalment)
    taken = allocated - left_to_pay(award)[instalment.grant_year_id]
    return min(parts[place], sum(parts[: place + 1], ZERO) - taken)
