"""Plafonds van een regeling and how much of them is used."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from grants.enums import CeilingKind, EntryKind
from grants.models import Ceiling, LedgerEntry, Scheme


@dataclass(frozen=True)
class CeilingRow:
    """Plafond: what may be committed or paid in a budget year, and what was; euros."""

    ceiling: Ceiling
    used: Decimal

    @property
    def left(self) -> Decimal:
        return self.ceiling.amount - self.used


def ceiling_rows(scheme: Scheme) -> list[CeilingRow]:
    """Plafonds met wat ervan is gebruikt; commitment and cash are two ceilings."""
    used = {
        (kind, year): total
        for kind, year, total in LedgerEntry.objects.filter(
            award__scheme=scheme, budget_year__isnull=False
        )
        .values_list("kind", "budget_year")
        .annotate(total=Sum("amount"))
        .order_by()
    }
    booked_as = {
        CeilingKind.COMMITMENT: (EntryKind.COMMITMENT,),
        CeilingKind.CASH: (EntryKind.PAYMENT, EntryKind.RETURN),
    }
    return [
        CeilingRow(
            ceiling,
            sum(
                (
                    used.get((kind, ceiling.budget_year), Decimal(0))
                    for kind in booked_as[CeilingKind(ceiling.kind)]
                ),
                Decimal(0),
            ),
        )
        for ceiling in scheme.ceilings.all()
    ]
