"""Betalen van voorschotten: one person prepares, another with a mandate approves.

Every act that looks at an allocation holds the lock on its award, so that two of them never both
take the same euro. Order of the locks: payment, award, ceilings.
"""

from __future__ import annotations

import datetime
import uuid
from decimal import Decimal

from django.utils import timezone

from grants.enums import AwardState, EntryKind
from grants.models import Award, GrantYear, LedgerEntry, Payment
from grants.queries.account_changes import account_for_payments, is_confirmed
from grants.queries.ceilings import cash_left, left_to_pay
from grants.queries.mandates import mandate_on, rests_on
from grants.queries.payment_orders import is_ordered
from grants.queries.settlements import settlement_of
from grants.transitions.payments import OutcomeFacts, PaymentFacts, ReturnFacts
from pmg.accounts.models import User
from pmg.casework.errors import MoveRefused
from pmg.casework.models import Event
from pmg.casework.moves import Door, events_of, move

from .booking import booking


def prepare_payment(
    *,
    award: Award,
    grant_year: GrantYear,
    amount: Decimal,
    due_on: datetime.date,
    by: User,
    on: datetime.datetime,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Payment:
    """Betaling klaarzetten: an advance in euros out of what a grant year still holds.

    Once the award was settled it is the rest of what was settled of the grant year.

    The same `key` again gives the payment it made the first time. Raises MoveRefused.
    """
    with booking():
        award = locked_award(award)
        if key and (made := Payment.objects.filter(pk=key).first()):
            return made
        if award.state != AwardState.GRANTED:
            raise MoveRefused("Er kan pas worden betaald als de uitkering is toegekend.")
        payment = Payment(
            pk=key or uuid.uuid4(),
            award=award,
            settlement=settlement_of(award),
            municipality=award.municipality,
            grant_year=grant_year,
            amount=amount,
            budget_year=due_on.year,
            due_on=due_on,
            iban=account_for_payments(award),
            reference=next_reference(award),
        )
        move(
            payment,
            "prepare",
            by=by,
            on=on,
            seen_revision=0,
            facts=facts_of(payment, by=by, on=on),
            data={"amount": str(amount), "grant_year": grant_year.pk, "due_on": str(due_on)},
            key=key,
            door=door,
        )
    return payment


def prepare_proposed(
    *,
    payment: Payment,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Voorgestelde betaling klaarzetten, on the account that the award has now. Raises MoveRefused.

    What was due in a year that is over is paid from the budget of today.
    """
    with booking():
        _lock(payment)
        payment.budget_year = max(payment.due_on, timezone.localdate(on)).year
        return move(
            payment,
            "prepare",
            by=by,
            on=on,
            seen_revision=seen_revision,
            facts=facts_of(payment, by=by, on=on),
            fields={
                "budget_year": payment.budget_year,
                "iban": account_for_payments(payment.award),
            },
            data={
                "amount": str(payment.amount),
                "grant_year": payment.grant_year_id,
                "due_on": str(payment.due_on),
            },
            key=key,
            door=door,
        )


def approve_payment(
    *,
    payment: Payment,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Betaling goedkeuren, within the mandate that `by` has on that day.

    Raises MoveRefused: without article or mandate, above allocation or cash ceiling, by own hand.
    """
    with booking():
        _lock(payment)
        # Other approvals under the same ceiling wait here, as bookings do in the database.
        list(payment.award.scheme.ceilings.select_for_update().order_by("pk"))
        mandate = mandate_on(by, timezone.localdate(on))
        return move(
            payment,
            "approve",
            by=by,
            on=on,
            seen_revision=seen_revision,
            facts=facts_of(payment, by=by, on=on),
            data={"amount": str(payment.amount), **rests_on(mandate)},
            key=key,
            door=door,
        )


def cancel_payment(
    *,
    payment: Payment,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    reason: str,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Klaargezette betaling laten vervallen. Raises MoveRefused."""
    return move(
        payment,
        "cancel",
        by=by,
        on=on,
        seen_revision=seen_revision,
        reason=reason,
        key=key,
        door=door,
    )


def confirm_payment(
    *,
    payment: Payment,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    paid_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Als betaald vastleggen: books the payment in the budget year of the day the money left.

    Without `paid_on` that is the day of `on`. What is taken over was ordered elsewhere.
    Raises MoveRefused.
    """
    with booking():
        _lock(payment)
        today = timezone.localdate(on)
        paid_on = paid_on or today
        event = move(
            payment,
            "confirm",
            by=by,
            on=on,
            seen_revision=seen_revision,
            facts=OutcomeFacts(
                ordered=door == Door.TAKE_OVER or is_ordered(payment),
                paid_on=paid_on,
                approved_on=_approved_on(payment),
                today=today,
            ),
            fields={"budget_year": paid_on.year},
            data={"amount": str(payment.amount), "paid_on": str(paid_on)},
            key=key,
            door=door,
        )
        # The same key again gives the event of the first time, whose row is there.
        if not LedgerEntry.objects.filter(event=event).exists():
            LedgerEntry.objects.create(
                award=payment.award,
                kind=EntryKind.PAYMENT,
                amount=payment.amount,
                grant_year=payment.grant_year,
                budget_year=paid_on.year,
                event=event,
            )
    return event


def fail_payment(
    *,
    payment: Payment,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    reason: str,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Als mislukt vastleggen: the money did not arrive; its part of the allocation is free again.

    Raises MoveRefused.
    """
    return move(
        payment,
        "fail",
        by=by,
        on=on,
        seen_revision=seen_revision,
        reason=reason,
        key=key,
        door=door,
    )


def return_payment(
    *,
    payment: Payment,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    reason: str,
    returned_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Als teruggekomen vastleggen: books a negative row in the budget year of `returned_on`.

    What was paid stays booked; its part of the allocation can be paid again by a new payment.
    Without `returned_on` the money came back on the day of `on`. Raises MoveRefused.
    """
    with booking():
        _lock(payment)
        if payment.settlement_id is None and settlement_of(payment.award):
            raise MoveRefused(
                "De uitkering is al vastgesteld. Leg een ontvangst vast bij de terugvordering."
            )
        today = timezone.localdate(on)
        returned_on = returned_on or today
        event = move(
            payment,
            "return",
            by=by,
            on=on,
            seen_revision=seen_revision,
            reason=reason,
            facts=ReturnFacts(returned_on=returned_on, paid_on=_paid_on(payment), today=today),
            data={"amount": str(payment.amount), "returned_on": str(returned_on)},
            key=key,
            door=door,
        )
        # The same key again gives the event of the first time, whose row is there.
        if not LedgerEntry.objects.filter(event=event).exists():
            LedgerEntry.objects.create(
                award=payment.award,
                kind=EntryKind.RETURN,
                amount=-payment.amount,
                grant_year=payment.grant_year,
                budget_year=returned_on.year,
                origin_year=payment.budget_year,
                event=event,
            )
    return event


def locked_award(award: Award) -> Award:
    """The award as it is now, locked until the transaction ends."""
    return (
        Award.objects.select_for_update(of=("self",))
        .select_related("scheme", "municipality")
        .get(pk=award.pk)
    )


def _lock(payment: Payment) -> None:
    """Locks the payment and then its award, and reads both as they are now."""
    payment.refresh_from_db(from_queryset=Payment.objects.select_for_update(of=("self",)))
    payment.award = locked_award(payment.award)


def next_reference(award: Award) -> str:
    """Betalingskenmerk, such as PMG-2024-0513-01; counted under the lock on the award."""
    assert award.municipality is not None  # kept by award_has_municipality
    number = award.payments.count() + 1
    return f"{award.scheme.code.upper()}-{award.municipality.digits}-{number:02d}"


def _approved_on(payment: Payment) -> datetime.date:
    approval = events_of(payment).filter(name="approve").last()
    return timezone.localdate(approval.on) if approval else datetime.date.max


def _paid_on(payment: Payment) -> datetime.date:
    paid = events_of(payment).filter(name__in=("confirm", "take_over")).last()
    return datetime.date.fromisoformat(paid.data["paid_on"]) if paid else datetime.date.max


def facts_of(payment: Payment, *, by: User, on: datetime.datetime) -> PaymentFacts:
    """What the guards of a payment look at; euros."""
    scheme = payment.award.scheme
    mandate = mandate_on(by, timezone.localdate(on))
    return PaymentFacts(
        amount=payment.amount,
        left=left_to_pay(payment.award, without=payment)[payment.grant_year_id],
        mandate_ceiling=mandate.ceiling if mandate else None,
        has_article=bool(scheme.payment_article),
        cash_left=cash_left(scheme, payment.budget_year, without=payment),
        account_confirmed=is_confirmed(payment.award, payment.iban),
    )
