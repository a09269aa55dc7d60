"""Verdelen van bedragen: whole cents, and no cent is lost."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal

CENT = Decimal("0.01")


def split(total: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """`total` (euros, not negative) in parts that go with the weights and add up to it exactly.

    Whole euros stay whole where the total is. What is left after rounding down goes to those that
    lost most by it, the first of equals first. Without any weight all goes to the first part.
    """
    if not weights:
        return []
    whole = sum(weights, Decimal(0))
    if not whole:
        return [total, *(Decimal(0) for _ in weights[1:])]
    step = Decimal(1) if total == total.to_integral_value() else CENT
    exact = [total * weight / whole for weight in weights]
    parts = [(part // step) * step for part in exact]
    left = int((total - sum(parts, Decimal(0))) / step)
    order = sorted(range(len(parts)), key=lambda place: parts[place] - exact[place])
    for place in order[:left]:
        parts[place] += step
    return parts


def days_in_years(
    starts_on: datetime.date, ends_on: datetime.date, years: Sequence[int]
) -> list[Decimal]:
    """How many days of a period lie in each calendar year."""
    return [
        Decimal(
            max(
                0,
                (
                    min(ends_on, datetime.date(year, 12, 31))
                    - max(starts_on, datetime.date(year, 1, 1))
                ).days
                + 1,
            )
        )
        for year in years
    ]
