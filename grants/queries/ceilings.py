"""What the ceilings of a budget year leave, and what the allocations of an award leave."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Q, Sum

from grants.enums import CeilingKind, EntryKind, PaymentState, SettlementState, VatShareState
from grants.models import Award, Ceiling, LedgerEntry, Payment, Scheme, VatShare

ZERO = Decimal(0)
ON_ITS_WAY = (
    PaymentState.PROPOSED,
    PaymentState.PREPARED,
    PaymentState.APPROVED,
    PaymentState.PAID,
)
"""States in which a payment takes its part of the allocation."""


WEIGHS_ON: Mapping[CeilingKind, Q] = {
    CeilingKind.COMMITMENT: Q(kind__in=(EntryKind.COMMITMENT, EntryKind.VAT)),
    # What the bank sent back was not spent. Other receipts leave the ceiling as it is.
    CeilingKind.CASH: Q(kind__in=(EntryKind.PAYMENT, EntryKind.VAT_PAID))
    | Q(kind=EntryKind.RETURN, event__case_kind="payment"),
}
"""Which rows of the ledger count below which ceiling; as the database reckons it."""


def commitment_left(scheme: Scheme, budget_year: int) -> Decimal:
    """Vrij onder het verplichtingenplafond; euros. Without a ceiling there is no money."""
    committed = LedgerEntry.objects.filter(
        WEIGHS_ON[CeilingKind.COMMITMENT], award__scheme=scheme, budget_year=budget_year
    )
    return _ceiling(scheme, CeilingKind.COMMITMENT, budget_year) - _sum(committed)


def cash_left(scheme: Scheme, budget_year: int, *, without: Payment | None = None) -> Decimal:
    """Vrij onder het kasplafond; euros. What was approved but is not paid yet counts as gone."""
    booked = LedgerEntry.objects.filter(
        WEIGHS_ON[CeilingKind.CASH], award__scheme=scheme, budget_year=budget_year
    )
    approved = Payment.objects.filter(
        award__scheme=scheme, state=PaymentState.APPROVED, budget_year=budget_year
    )
    if without:
        approved = approved.exclude(pk=without.pk)
    shares = VatShare.objects.filter(
        award__scheme=scheme, state=VatShareState.APPROVED, budget_year=budget_year
    )
    gone = _sum(booked) + _sum(approved) + _sum(shares)
    return _ceiling(scheme, CeilingKind.CASH, budget_year) - gone


def left_to_pay(award: Award, *, without: Payment | None = None) -> Mapping[Any, Decimal]:
    """Nog te betalen per uitkeringsjaar (by its key): allocated, less what is on its way; euros.

    Once the award was settled, what was settled of the grant year takes the place of allocated, and
    what was paid back of an earlier settlement can be paid again.
    """
    left: defaultdict[Any, Decimal] = defaultdict(lambda: ZERO)
    settled = award.entries.filter(kind=EntryKind.SETTLED).values_list("grant_year", "amount")
    is_settled = award.settlements.filter(state=SettlementState.SETTLED).exists()
    allocated = award.allocations.values_list("grant_year", "amount")
    for grant_year, amount in settled if is_settled else allocated:
        left[grant_year] += amount
    payments = award.payments.filter(state__in=ON_ITS_WAY)
    if without:
        payments = payments.exclude(pk=without.pk)
    for grant_year, amount in payments.values_list("grant_year", "amount"):
        left[grant_year] -= amount
    came_back = award.entries.filter(kind=EntryKind.RETURN, event__case_kind="recovery")
    for grant_year, amount in came_back.values_list("grant_year", "amount"):
        left[grant_year] -= amount
    return left


def _ceiling(scheme: Scheme, kind: CeilingKind, budget_year: int) -> Decimal:
    return _sum(Ceiling.objects.filter(scheme=scheme, kind=kind, budget_year=budget_year))


def _sum(rows: Any) -> Decimal:
    total: Decimal | None = rows.aggregate(total=Sum("amount"))["total"]
    return total or ZERO
