"""Overname as it was read: rows of plain values, and what stands here already."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from .findings import ERROR, Finding
from .register import Problem

Values = Mapping[str, Any]
"""What a row says, as it can be kept in JSON: amounts are texts with a point, days as 2024-07-01."""


@dataclass(frozen=True)
class TakenRow:
    """Regel of the main sheet. `cells` says where each value stands."""

    sheet: str
    row: int
    values: Values
    cells: Mapping[str, str] = field(default_factory=dict)

    def problem(self, key: str, message: str, remedy: str) -> Problem:
        """What is wrong with one value of this row, at its cell."""
        return Problem(message, remedy, self.sheet, self.cells.get(key, f"A{self.row}"))


@dataclass(frozen=True)
class TakeOverReading:
    """Gelezen werkmap: its rows, and what could not be read."""

    rows: tuple[TakenRow, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def errors(self) -> int:
        return sum(finding.severity == ERROR for finding in self.findings)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Wat er hier al staat, in the shape of the rows; euros.

    `here` holds values by key of the row. `awards` names the municipality (digits) by
    beschikkingsnummer, of granted awards of this scheme; `taken_references` the numbers that are
    used elsewhere. `left` is what may still be paid by award and grant year, `ceilings` what a
    budget year still allows.
    """

    here: Mapping[str, Values] = field(default_factory=dict)
    awards: Mapping[str, str] = field(default_factory=dict)
    taken_references: frozenset[str] = frozenset()
    left: Mapping[tuple[str, str], Decimal] = field(default_factory=dict)
    ceilings: Mapping[int, Decimal] = field(default_factory=dict)


def amount_in(values: Values, key: str) -> Decimal:
    """An amount of a row; euros."""
    return Decimal(values[key])


def day_in(values: Values, key: str) -> datetime.date:
    """A day of a row."""
    return datetime.date.fromisoformat(values[key])
