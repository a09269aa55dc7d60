"""Vaststelling: what a municipality keeps, and what is still to be paid or recovered; euros. Pure.

Accepted spending is settled up to the award (nota 4.2). The money is set against the oldest advance
first, so that what is recovered is what was paid last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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

    `origin` is the budget year in which the advance was paid; None for what is no advance: the rest
    after an earlier settlement, paid or still to be paid.
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
    """Afrekening of one award: `settled == advanced + to_pay - to_recover - written_off`.

    `to_pay` or else both others are zero. `claims` is what an earlier settlement demanded and is
    still open, `given_up` what was written off of it: what this one changes in them is booked.
    """

    years: tuple[AcceptedYear, ...]
    grant_years: tuple[GrantYearSum, ...]
    advances: tuple[Share, ...]
    claims: tuple[Share, ...] = ()
    given_up: tuple[Share, ...] = ()

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
        """Betaald, less what came back."""
        return total(self.advances)

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
        """Terug te vorderen, with what an earlier settlement demanded and is still open."""
        return total(self.recovered_shares)

    @property
    def written_off(self) -> Decimal:
        """Kwijtgescholden: what was paid above it and stays with the municipality."""
        return total(self.written_off_shares)

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
        return merged((*on_advances, *spread(self.to_pay, room)))

    @property
    def written_off_shares(self) -> tuple[Share, ...]:
        """Waarvan de gemeente houdt wat te veel was: never more than was given up before."""
        over = excess(self.advances, self.settled_shares)
        return excess(over, excess(over, self.given_up))

    @property
    def recovered_shares(self) -> tuple[Share, ...]:
        """Van welke betalingen wordt teruggevorderd."""
        over = excess(self.advances, self.settled_shares)
        return excess(over, self.written_off_shares)

    @property
    def demanded_shares(self) -> tuple[Share, ...]:
        """Wat nieuw wordt teruggevorderd, above what is demanded already."""
        return excess(self.recovered_shares, self.claims)

    @property
    def lowered_shares(self) -> tuple[Share, ...]:
        """Wat van lopende terugvorderingen vervalt."""
        return excess(self.claims, self.recovered_shares)

    @property
    def lowered_write_offs(self) -> tuple[Share, ...]:
        """Wat niet meer kwijtgescholden is, for it was not paid too much after all."""
        return excess(self.given_up, self.written_off_shares)


def reckon(
    years: Sequence[tuple[int, Decimal]],
    grant_years: Sequence[tuple[Any, str, Decimal]],
    advances: Sequence[Share],
    *,
    claims: Sequence[Share] = (),
    given_up: Sequence[Share] = (),
) -> Reckoning:
    """Afrekenen: what was accepted per accounting year, allocated per grant year, and advanced.

    All in the order of time; a year counts for what the years before it leave of the award. What is
    no advance comes last.
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
        tuple(
            sorted(
                (share for share in advances if share.amount),
                key=lambda share: share.origin is None,
            )
        ),
        tuple(share for share in claims if share.amount),
        tuple(share for share in given_up if share.amount),
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


def total(shares: Iterable[Share]) -> Decimal:
    """De som van delen."""
    return sum((share.amount for share in shares), ZERO)


def merged(shares: Iterable[Share]) -> tuple[Share, ...]:
    """Delen van hetzelfde jaar en dezelfde oorsprong samen, in the order in which they came."""
    sums: dict[tuple[Any, int | None], Decimal] = {}
    for share in shares:
        key = (share.grant_year, share.origin)
        sums[key] = sums.get(key, ZERO) + share.amount
    return tuple(Share(*key, amount) for key, amount in sums.items())


def excess(shares: Iterable[Share], above: Iterable[Share]) -> tuple[Share, ...]:
    """Wat elk deel meer is dan het andere of the same year and origin."""
    known = {(share.grant_year, share.origin): share.amount for share in merged(above)}
    left = [
        replace(one, amount=one.amount - known.get((one.grant_year, one.origin), ZERO))
        for one in merged(shares)
    ]
    return tuple(share for share in left if share.amount > 0)


def difference(now: Iterable[Share], before: Iterable[Share]) -> tuple[Share, ...]:
    """Wat geboekt moet worden om van `before` naar `now` te komen; less is negative."""
    now, before = merged(now), merged(before)
    less = [replace(one, amount=-one.amount) for one in excess(before, now)]
    return (*excess(now, before), *less)
