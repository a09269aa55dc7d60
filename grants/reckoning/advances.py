"""Openstaande voorschotten op een 31 december, by the year in which they were paid; euros. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

ZERO = Decimal(0)


@dataclass
class _Sums:
    """What moved a balance, before the year and in it."""

    opening: Decimal = ZERO
    moved: defaultdict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))


@dataclass(frozen=True)
class Balance:
    """Verloop van voorschotten uit één jaar: opening + paid - settled - returned = closing.

    What was written off is no longer outstanding either, and stands apart from what was settled.
    """

    owner: Any
    origin: int
    opening: Decimal
    paid: Decimal
    settled: Decimal
    returned: Decimal
    written_off: Decimal

    @property
    def closing(self) -> Decimal:
        """Openstaand op 31 december."""
        return self.opening + self.paid - self.settled - self.returned - self.written_off

    @property
    def given_up(self) -> Decimal:
        """Terugontvangen en kwijtgescholden samen."""
        return self.returned + self.written_off

    @property
    def is_empty(self) -> bool:
        """Nothing stood open and nothing moved."""
        return not any((self.opening, self.paid, self.settled, self.returned, self.written_off))


SIGNS = {"payment": 1, "return": 1, "settled": -1, "written_off": -1}
"""Kind of booking -> what it does to what is outstanding; a return is a negative row."""

Booked = tuple[Any, int, str, bool, Decimal]
"""Whose, from which year, of which kind, whether before the year, and how much."""


def balances(booked: Iterable[Booked]) -> list[Balance]:
    """Het verloop per eigenaar en jaar van ontstaan, in that order; without what never moved."""
    sums: defaultdict[tuple[Any, int], _Sums] = defaultdict(_Sums)
    for owner, origin, kind, is_before, amount in booked:
        of = sums[owner, origin]
        if is_before:
            of.opening += SIGNS[kind] * amount
        else:
            of.moved[kind] += amount
    found = [
        Balance(
            owner,
            origin,
            of.opening,
            of.moved["payment"],
            of.moved["settled"],
            -of.moved["return"],
            of.moved["written_off"],
        )
        for (owner, origin), of in sums.items()
    ]
    return [one for one in found if not one.is_empty]


def per_origin(found: Iterable[Balance]) -> list[Balance]:
    """Het verloop per jaar van ontstaan, of all owners together."""
    of_year: defaultdict[int, list[Balance]] = defaultdict(list)
    for one in found:
        of_year[one.origin].append(one)
    return [_together(origin, of_year[origin]) for origin in sorted(of_year)]


def total(found: Iterable[Balance]) -> Balance:
    """Het verloop over alle jaren van ontstaan samen."""
    return _together(0, list(found))


def _together(origin: int, found: list[Balance]) -> Balance:
    return Balance(
        None,
        origin,
        sum((one.opening for one in found), ZERO),
        sum((one.paid for one in found), ZERO),
        sum((one.settled for one in found), ZERO),
        sum((one.returned for one in found), ZERO),
        sum((one.written_off for one in found), ZERO),
    )
