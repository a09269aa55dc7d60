"""Plafonds van een regeling and how much of them is used."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.db.models.functions import Coalesce

from grants.models import Ceiling, LedgerEntry, Scheme

from .ceilings import WEIGHS_ON


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
    booked = LedgerEntry.objects.filter(award__scheme=scheme, budget_year__isnull=False)
    sums = {
        f"{kind}_used": Coalesce(Sum("amount", filter=rows), Decimal(0))
        for kind, rows in WEIGHS_ON.items()
    }
    used: dict[Any, dict[str, Any]] = {}
    for row in booked.values("budget_year").annotate(**sums):
        used[row["budget_year"]] = dict(row)
    return [
        CeilingRow(
            ceiling, used.get(ceiling.budget_year, {}).get(f"{ceiling.kind}_used", Decimal(0))
        )
        for ceiling in scheme.ceilings.all()
    ]
