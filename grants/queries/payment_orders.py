"""Betaalopdrachten, and the payments that can go into the next one; euros."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from grants.enums import AccountChangeState, PaymentState
from grants.models import Payment, PaymentOrder, PaymentOrderLine, Scheme
from pmg.accounts.models import User

from .visibility import payments_visible_to

ZERO = Decimal(0)
MOST_SHOWN = 25
MOST = 400
"""Payments in one order: more than there are municipalities."""


def is_ordered(payment: Payment) -> bool:
    """Of een betaling in een betaalopdracht staat."""
    return PaymentOrderLine.objects.filter(payment=payment).exists()


def order_of(payment: Payment) -> PaymentOrder | None:
    """De betaalopdracht waarmee een betaling ging."""
    return PaymentOrder.objects.filter(lines__payment=payment).first()


def to_order(payments: QuerySet[Payment]) -> QuerySet[Payment]:
    """Goedgekeurd en nog in geen opdracht, in the order in which they will stand in it.

    Not while an account waits for the municipality's signatory, nor on one that was replaced.
    """
    return (
        payments.filter(state=PaymentState.APPROVED, order_line=None, iban=F("award__iban"))
        .exclude(award__account_changes__state=AccountChangeState.REQUESTED)
        .select_related("municipality", "grant_year", "award__scheme")
        .order_by("award__scheme__code", "budget_year", "due_on", "reference")
    )


@dataclass(frozen=True)
class OrderToMake:
    """Wat samen in één opdracht kan: of one scheme and budget year."""

    scheme: Scheme
    budget_year: int
    payments: list[Payment]

    @property
    def name(self) -> str:
        """What tells it apart from the others on the page."""
        return f"{self.scheme.code}-{self.budget_year}"

    @property
    def total(self) -> Decimal:
        return sum((payment.amount for payment in self.payments), ZERO)


def orders_to_make(user: User) -> list[OrderToMake]:
    """De opdrachten die nu te maken zijn; one query."""
    return list(grouped(to_order(payments_visible_to(user))[:MOST]))


def grouped(payments: Iterable[Payment]) -> Iterable[OrderToMake]:
    """Betalingen per opdracht die ervan te maken is, of rows that stand in the order of one."""

    def of(payment: Payment) -> tuple[Scheme, int]:
        return payment.award.scheme, payment.budget_year

    for (scheme, budget_year), group in groupby(payments, key=of):
        yield OrderToMake(scheme, budget_year, list(group))


def payment_orders() -> QuerySet[PaymentOrder]:
    """Betaalopdrachten, with how many of their payments still wait for an outcome."""
    return PaymentOrder.objects.select_related("scheme", "by", "work").annotate(
        waiting=Count("lines", filter=Q(lines__payment__state=PaymentState.APPROVED))
    )


def orders_without_outcome() -> QuerySet[PaymentOrder]:
    """Betaalopdrachten waarvan nog niet elke betaling een uitkomst heeft, the oldest first."""
    waits = PaymentOrderLine.objects.filter(
        order=OuterRef("pk"), payment__state=PaymentState.APPROVED
    )
    return payment_orders().filter(Exists(waits)).order_by("on", "number")[:MOST_SHOWN]


def order_lines(order: PaymentOrder) -> QuerySet[PaymentOrderLine]:
    """De regels van een opdracht, each with its payment as it is now."""
    return order.lines.select_related("payment")
