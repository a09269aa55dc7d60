"""Waarden van indicatoren vergelijken: what a delivery would add or change. Pure."""

from __future__ import annotations

import datetime
import enum
import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from .findings import Finding
from .indicator_rules import STRANGER, UNKNOWN, YEAR
from .register import Problem

Place = tuple[str, str, int]
"""CBS code of the municipality, code of the indicator, calendar year."""


@dataclass(frozen=True, kw_only=True)
class ValueLine:
    """Regel van een levering as it was read; `row` counts as a spreadsheet does."""

    row: int
    municipality: str
    indicator: str
    year: int
    value: Decimal

    @property
    def place(self) -> Place:
        return self.municipality, self.indicator, self.year

    def as_data(self) -> dict[str, str | int]:
        """As it is kept."""
        return {
            "row": self.row,
            "municipality": self.municipality,
            "indicator": self.indicator,
            "year": self.year,
            "value": str(self.value),
        }

    @classmethod
    def from_data(cls, data: Mapping[str, str | int]) -> ValueLine:
        """As it was kept."""
        return cls(
            row=int(data["row"]),
            municipality=str(data["municipality"]),
            indicator=str(data["indicator"]),
            year=int(data["year"]),
            value=Decimal(str(data["value"])),
        )


class Effect(enum.StrEnum):
    """Wat een regel doet, as the screen says it."""

    NEW = "nieuw"
    CHANGES = "anders dan eerst"
    SAME = "hetzelfde"


@dataclass(frozen=True)
class Difference:
    """Regel naast wat er nu geldt; `before` is None where there was nothing."""

    line: ValueLine
    effect: Effect
    before: Decimal | None


def judge_values(
    lines: Iterable[ValueLine],
    *,
    municipalities: Collection[str],
    indicators: Collection[str],
    as_of: datetime.date,
    name: str,
) -> tuple[Finding, ...]:
    """What keeps the lines from counting: strange municipalities, indicators and years."""
    findings = []
    for line in lines:
        if line.municipality not in municipalities:
            problem = Problem(
                f"Gemeente {line.municipality} is geen ontvanger van deze regeling.",
                "Haal de regel weg, of verbeter de gemeentecode.",
                cell=f"rij {line.row}",
            )
            findings.append(STRANGER.at(problem, name))
        if line.indicator not in indicators:
            problem = Problem(
                f"Het ministerie levert geen indicator ‘{line.indicator}’ voor deze regeling.",
                "Gebruik een van deze codes: " + (", ".join(sorted(indicators)) or "geen") + ".",
                cell=f"rij {line.row}",
            )
            findings.append(UNKNOWN.at(problem, name))
        if datetime.date(line.year, 12, 31) > as_of:
            problem = Problem(
                f"Het jaar {line.year} was nog niet voorbij op de dag van deze cijfers.",
                "Verbeter het jaar, of lees het bestand opnieuw in met de juiste datum.",
                cell=f"rij {line.row}",
            )
            findings.append(YEAR.at(problem, name))
    return tuple(findings)


def differences(
    lines: Iterable[ValueLine], current: Mapping[Place, Decimal]
) -> tuple[Difference, ...]:
    """Each line beside the value that counts now, in the order of the file."""
    return tuple(_difference(line, current.get(line.place)) for line in lines)


def fingerprint_of(found: Iterable[Difference]) -> str:
    """By which an overview that changed since is recognised."""
    said = [f"{one.line.place}:{one.line.value}:{one.before}" for one in found]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def _difference(line: ValueLine, before: Decimal | None) -> Difference:
    if before is None:
        return Difference(line, Effect.NEW, None)
    return Difference(line, Effect.SAME if before == line.value else Effect.CHANGES, before)
