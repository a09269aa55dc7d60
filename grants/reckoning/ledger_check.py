"""Klopt de boekhouding? Records kept apart from each other must tell the same; euros.

Pure: `grants.queries.ledger_check` reads the records, this module lays them side by side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

Amounts = Mapping[str, Decimal]
"""What it is about, in words -> euros. What is absent is nothing, so zero."""

ZERO = Decimal(0)


def added_up(amounts: Iterable[tuple[str, Decimal]]) -> Amounts:
    """Opgeteld per naam."""
    totals: defaultdict[str, Decimal] = defaultdict(Decimal)
    for name, amount in amounts:
        totals[name] += amount
    return totals


@dataclass(frozen=True, kw_only=True)
class Equation:
    """Two records of the same money: `told` by one, `booked` in the other."""

    name: str
    teller: str
    told: Amounts
    booked: Amounts

    def differences(self) -> Iterator[str]:
        """A line for each amount that differs, in a fixed order."""
        for key in sorted(self.told.keys() | self.booked.keys()):
            told, booked = self.told.get(key, ZERO), self.booked.get(key, ZERO)
            if told != booked:
                yield (
                    f"{self.name}: {key}: volgens {self.teller} {told:.2f}, "
                    f"geboekt {booked:.2f}, verschil {booked - told:+.2f}"
                )


@dataclass(frozen=True, kw_only=True)
class Limit:
    """What is booked stays within what is allowed."""

    name: str
    allowed: Amounts
    booked: Amounts

    def differences(self) -> Iterator[str]:
        """A line for each amount that is too high, in a fixed order."""
        for key in sorted(self.booked):
            allowed, booked = self.allowed.get(key, ZERO), self.booked[key]
            if booked > allowed:
                yield (
                    f"{self.name}: {key}: toegestaan {allowed:.2f}, "
                    f"geboekt {booked:.2f}, te veel {booked - allowed:.2f}"
                )


def differences(rules: Iterable[Equation | Limit]) -> list[str]:
    """Every line of every rule; none when the books are right."""
    return [line for rule in rules for line in rule.differences()]
