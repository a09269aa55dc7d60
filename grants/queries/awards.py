"""Toekenningen with what was paid of them; euros."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import DecimalField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from grants.enums import AwardState, EntryKind, PaymentState
from grants.models import Allocation, Award, GrantYear, LedgerEntry, Recipient, Scheme
from pmg.accounts.models import User

from .visibility import awards_visible_to

ZERO = Decimal(0)
PAID = (EntryKind.PAYMENT, EntryKind.RETURN)
WAITING = (PaymentState.PROPOSED, PaymentState.PREPARED, PaymentState.APPROVED)


def total_per_award(rows: QuerySet[Any], award: str = "pk") -> Coalesce:
    """The sum of `amount` of the rows of each award, as a column; `award` is where its key stands."""
    totals = rows.filter(award=OuterRef(award)).order_by().values("award")
    return Coalesce(
        Subquery(
            totals.annotate(total=Sum("amount")).values("total"),
            output_field=DecimalField(max_digits=14, decimal_places=2),
        ),
        ZERO,
    )


def award_rows(user: User, *, scheme: str = "", state: str = "") -> QuerySet[Award]:
    """Toekenningen that `user` may see, with `allocated` and `paid` over the whole period."""
    awards = awards_visible_to(user).select_related("municipality", "scheme")
    if scheme:
        awards = awards.filter(scheme__code=scheme)
    if state in AwardState.values:
        awards = awards.filter(state=state)
    return awards.annotate(
        allocated=total_per_award(Allocation.objects.all()),
        paid=total_per_award(LedgerEntry.objects.filter(kind__in=PAID)),
    )


def recipients_without_award(scheme: Scheme) -> QuerySet[Recipient]:
    """Ontvangers for whom nothing was prepared or granted yet, by name."""
    have_one = Award.objects.filter(scheme=scheme).exclude(state=AwardState.WITHDRAWN)
    return (
        Recipient.objects.filter(scheme=scheme)
        .exclude(municipality__in=have_one.values("municipality"))
        .select_related("municipality")
        .order_by("municipality__name")
    )


@dataclass(frozen=True)
class GrantYearMoney:
    """Uitkeringsjaar van een toekenning; euros."""

    year: GrantYear
    allocated: Decimal
    waiting: Decimal
    paid: Decimal
    settled: Decimal | None = None

    @property
    def left(self) -> Decimal:
        """Nog klaar te zetten: of what was settled, once it was."""
        if self.settled is not None:
            return max(ZERO, self.settled - self.waiting - self.paid)
        return self.allocated - self.waiting - self.paid


def money_per_grant_year(award: Award) -> list[GrantYearMoney]:
    """Toegekend, vastgesteld, onderweg en betaald per uitkeringsjaar; three queries."""
    paid: defaultdict[Any, Decimal] = defaultdict(Decimal)
    settled: defaultdict[Any, Decimal] = defaultdict(Decimal)
    booked = award.entries.filter(kind__in=[*PAID, EntryKind.SETTLED])
    for kind, year, amount in booked.values_list("kind", "grant_year", "amount"):
        (settled if kind == EntryKind.SETTLED else paid)[year] += amount
    waiting: defaultdict[Any, Decimal] = defaultdict(Decimal)
    for year, amount in award.payments.filter(state__in=WAITING).values_list(
        "grant_year", "amount"
    ):
        waiting[year] += amount
    return [
        GrantYearMoney(
            year=allocation.grant_year,
            allocated=allocation.amount,
            waiting=waiting[allocation.grant_year_id],
            paid=paid[allocation.grant_year_id],
            # Where anything was settled, the other years hold nothing more.
            settled=settled[allocation.grant_year_id] if settled else None,
        )
        for allocation in award.allocations.select_related("grant_year")
    ]
