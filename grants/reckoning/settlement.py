"""Vaststelling: what a municipality keeps, and what is still to be paid or recovered; euros. Pure.

Accepted spending is settled up to the award (nota 4.2). The money is set against the oldest advance
first, so that what is recovered is what was paid last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from .calendar import first_working_day

ZERO = Decimal(0)
CENT = Decimal("0.01")
TERM = timedelta(weeks=6)
"""Betalingstermijn (Awb 4:87)."""


def to_the_cent(amount: Decimal) -> Decimal:
    """Op de cent: the only place in a settlement where anything is rounded."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def payable_until(decided_on: date) -> date:
    """De uiterste betaaldag: six weeks on, or the first working day after (Algemene termijnenwet)."""
    return first_working_day(decided_on + TERM)


@dataclass(frozen=True)
class Share:
    """Deel van een bedrag, of one grant year (by its key).

    `origin` is the budget year in which the advance was paid; None for what was not paid yet.
    """

    grant_year: Any
    origin: int | None
    amount: Decimal


@dataclass(frozen=True)
class AcceptedYear:
    """Verantwoordingsjaar: what was accepted, and how much of it counts below the award."""

    year: int
    accepted: Decimal
    counted: Decimal = ZERO


@dataclass(frozen=True)
class GrantYearSum:
    """Uitkeringsjaar: allocated, and paid in advance less what came back."""

    grant_year: Any
    label: str
    allocated: Decimal
    advanced: Decimal


@dataclass(frozen=True)
class Reckoning:
    """Afrekening of one award: `settled == advanced + to_pay - to_recover`, one of the two zero."""

    years: tuple[AcceptedYear, ...]
    grant_years: tuple[GrantYearSum, ...]
    advances: tuple[Share, ...]

    @property
    def awarded(self) -> Decimal:
        """Toegekend."""
        return sum((year.allocated for year in self.grant_years), ZERO)

    @property
    def accepted(self) -> Decimal:
        """Geaccepteerd, also what lies above the award."""
        return sum((year.accepted for year in self.years), ZERO)

    @property
    def advanced(self) -> Decimal:
        """Aan voorschotten betaald, less what came back."""
        return sum((share.amount for share in self.advances), ZERO)

    @property
    def settled(self) -> Decimal:
        """Vastgesteld: accepted, up to the award."""
        return to_the_cent(max(ZERO, min(self.accepted, self.awarded)))

    @property
    def to_pay(self) -> Decimal:
        """Nog te betalen."""
        return max(ZERO, self.settled - self.advanced)

    @property
    def to_recover(self) -> Decimal:
        """Terug te vorderen."""
        return max(ZERO, self.advanced - self.settled)

    @property
    def settled_shares(self) -> tuple[Share, ...]:
        """Wat waarop wordt vastgesteld: on the advances first, then on what is still to be paid."""
        on_advances = spread(min(self.settled, self.advanced), self.advances)
        room = [
            Share(
                year.grant_year,
                None,
                year.allocated
                - sum(s.amount for s in on_advances if s.grant_year == year.grant_year),
            )
            for year in self.grant_years
        ]
        return (*on_advances, *spread(self.to_pay, room))

    @property
    def recovered_shares(self) -> tuple[Share, ...]:
        """Van welke voorschotten wordt teruggevorderd."""
        kept = {(s.grant_year, s.origin): s.amount for s in self.settled_shares}
        left = [
            replace(one, amount=one.amount - kept.get((one.grant_year, one.origin), ZERO))
            for one in self.advances
        ]
        return tuple(share for share in left if share.amount > 0)


def reckon(
    years: Sequence[tuple[int, Decimal]],
    grant_years: Sequence[tuple[Any, str, Decimal]],
    advances: Sequence[Share],
) -> Reckoning:
    """Afrekenen: what was accepted per accounting year, allocated per grant year, and advanced.

    All in the order of time; a year counts for what the years before it leave of the award.
    """
    awarded = sum((allocated for _, _, allocated in grant_years), ZERO)
    return Reckoning(
        tuple(_counted(years, awarded)),
        tuple(
            GrantYearSum(
                key,
                label,
                allocated,
                sum((share.amount for share in advances if share.grant_year == key), ZERO),
            )
            for key, label, allocated in grant_years
        ),
        tuple(share for share in advances if share.amount),
    )


def _counted(years: Sequence[tuple[int, Decimal]], awarded: Decimal) -> Iterator[AcceptedYear]:
    before = ZERO
    for year, accepted in years:
        counted = min(before + accepted, awarded) - min(before, awarded)
        yield AcceptedYear(year, accepted, counted)
        before += accepted


def spread(amount: Decimal, over: Sequence[Share]) -> tuple[Share, ...]:
    """Een bedrag verdelen, the oldest share filled first; no cent is made or lost.

    Raises ValueError where the shares cannot hold the amount.
    """
    left, parts = amount, []
    for share in over:
        part = min(left, share.amount)
        if part > 0:
            parts.append(replace(share, amount=part))
            left -= part
    if left:
        raise ValueError(f"{left} of {amount} has no share")
    return tuple(parts)
