"""Herzien: which settlements no longer say what was accepted, and what they would become; euros."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import DecimalField, F, QuerySet, Value
from django.db.models.functions import Greatest, Least

from grants.enums import EntryKind, SettlementState
from grants.models import LedgerEntry, Settlement
from pmg.accounts.models import User

from .awards import total_per_award
from .settlements import reckoning_of
from .visibility import settlements_visible_to


def to_revise(user: User) -> QuerySet[Settlement]:
    """Vaststellingen die niet meer kloppen met wat is geaccepteerd, each with what it is `now`.

    Those of which the new one was drawn up already are left out: they wait for the budget holder.
    """
    drawn_up = Settlement.objects.filter(state=SettlementState.DRAWN_UP).values("award")
    kinds = {
        name: LedgerEntry.objects.filter(kind=kind)
        for name, kind in (("accepted", EntryKind.ACCEPTED), ("awarded", EntryKind.COMMITMENT))
    }
    nothing = Value(Decimal(0), output_field=DecimalField(max_digits=14, decimal_places=2))
    return (
        settlements_visible_to(user)
        .filter(state=SettlementState.SETTLED)
        .exclude(award__in=drawn_up)
        .annotate(**{name: total_per_award(rows, "award") for name, rows in kinds.items()})
        .annotate(now=Greatest(nothing, Least(F("accepted"), F("awarded"))))
        .exclude(settled=F("now"))
        .select_related("municipality", "award")
        .order_by("municipality__name", "pk")
    )


def settled_now(settlement: Settlement) -> Decimal | None:
    """Wat de uitkering nu zou worden, where it was settled on another amount; else None."""
    if settlement.state != SettlementState.SETTLED:
        return None
    now = reckoning_of(settlement.award).settled
    return None if now == settlement.settled else now
