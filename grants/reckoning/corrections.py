"""Correctie: which figures changed between two versions, and what that does to the ledger.

Whole euros. A line is known by activity, sector and intervention; lines that share them are one
figure, so that moving a row in a workbook changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

EURO = "euro"
YES_NO = "yes_no"

LineKey = tuple[str, str, str]
"""Activity, sector, intervention."""


@dataclass(frozen=True)
class Totals:
    """The three figures of a statement, or of SiSa."""

    spent: Decimal
    cumulative: Decimal
    is_final: bool


@dataclass(frozen=True)
class Figures:
    """Alle cijfers van een versie. `sisa` is None where no figure was delivered."""

    totals: Totals
    lines: Mapping[LineKey, Decimal]
    sisa: Totals | None = None


@dataclass(frozen=True)
class Change:
    """Gewijzigd cijfer: `old` or `new` is None where it was not there."""

    figure: str
    label: str
    unit: str
    old: Decimal | None
    new: Decimal | None

    @property
    def difference(self) -> Decimal | None:
        """Verschil in euro; None for a yes or no."""
        if self.unit != EURO:
            return None
        return (self.new or Decimal(0)) - (self.old or Decimal(0))


@dataclass(frozen=True)
class Effect:
    """Gevolg voor de boekhouding, before the correction is sent.

    The judgement that was given stays booked until there is a new one.
    """

    justified_now: Decimal
    justified_then: Decimal
    accepted: Decimal | None

    @property
    def row(self) -> Decimal:
        """De boeking die erbij komt; zero means that none is needed."""
        return self.justified_then - self.justified_now

    @property
    def accepts_too_much(self) -> bool:
        """Of er meer is geaccepteerd dan er straks is verantwoord."""
        return self.accepted is not None and self.accepted > self.justified_then


def summed(lines: Iterable[tuple[LineKey, Decimal]]) -> dict[LineKey, Decimal]:
    """Regels opgeteld per activity, sector and intervention, in order of first mention."""
    totals: defaultdict[LineKey, Decimal] = defaultdict(Decimal)
    for key, amount in lines:
        totals[key] += amount
    return dict(totals)


def changes(
    before: Figures,
    after: Figures,
    *,
    activities: Mapping[str, str],
    sectors: Mapping[str, str],
) -> tuple[Change, ...]:
    """Elk cijfer dat verandert: totals first, then lines, then SiSa."""
    return (
        *_of_totals("opgave", "", before.totals, after.totals),
        *_of_lines(before.lines, after.lines, activities, sectors),
        *_of_totals("sisa", "in SiSa: ", before.sisa, after.sisa),
    )


def _of_totals(
    prefix: str, said: str, before: Totals | None, after: Totals | None
) -> Iterator[Change]:
    def told(totals: Totals | None) -> tuple[Decimal | None, ...]:
        if totals is None:
            return (None, None, None)
        return totals.spent, totals.cumulative, Decimal(totals.is_final)

    names = (
        ("besteding", "besteding in het jaar", EURO),
        ("cumulatief", "cumulatieve besteding", EURO),
        ("eind", "eindverantwoording", YES_NO),
    )
    for (name, label, unit), old, new in zip(names, told(before), told(after), strict=True):
        if old != new:
            yield Change(f"{prefix}:{name}", f"{said}{label}".capitalize(), unit, old, new)


def _of_lines(
    before: Mapping[LineKey, Decimal],
    after: Mapping[LineKey, Decimal],
    activities: Mapping[str, str],
    sectors: Mapping[str, str],
) -> Iterator[Change]:
    for key in {**before, **after}:
        old, new = before.get(key), after.get(key)
        if old == new:
            continue
        activity, sector, intervention = key
        parts = (
            f"{activity}. {activities.get(activity, activity)}",
            sectors.get(sector, sector),
            intervention,
        )
        label = ", ".join(part for part in parts if part)
        yield Change(f"regel:{activity}:{sector}:{intervention}", label, EURO, old, new)
