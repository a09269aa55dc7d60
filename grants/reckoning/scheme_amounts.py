"""Hoogste bedrag van een ontvanger in een uitkeringsjaar; euros."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_DOWN, Decimal

CENT = Decimal("0.01")


def indexed(amount: Decimal, percentage: Decimal) -> Decimal:
    """The amount after indexation, in percent; a part of a cent is never added to a maximum."""
    return (amount * (100 + percentage) / 100).quantize(CENT, ROUND_DOWN)


def highest(
    general: Decimal, own: Decimal | None, extras: Iterable[Decimal], percentage: Decimal
) -> Decimal:
    """What one recipient may get in one year: the own amount or else the general one, with what
    its sub-purposes add, after indexation."""
    base = general if own is None else own
    return indexed(base + sum(extras, Decimal(0)), percentage)
