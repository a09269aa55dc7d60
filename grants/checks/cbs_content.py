"""Levering van het CBS as read: what it says per municipality. Plain Python."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date

from grants.enums import CbsStatus


class Trouble(enum.StrEnum):
    """Why a line of a delivery cannot be taken over; a code, for what users read is a sentence."""

    NOT_READABLE = "not_readable"
    NO_MUNICIPALITY = "no_municipality"
    OTHER_YEAR = "other_year"
    TWICE = "twice"
    MISSING = "missing"
    BAD_VALUE = "bad_value"


@dataclass(frozen=True, kw_only=True)
class Told:
    """Wat de levering van één gemeente zegt, or why that cannot be read.

    Amounts in whole euros; all three None where only a status came. `digits` are the four of the
    CBS code. `names_us_in_errors` is None where the delivery does not hold that table.
    """

    digits: str = ""
    spent: int | None = None
    cumulative: int | None = None
    is_final: bool | None = None
    names_us_in_errors: bool | None = None
    status: CbsStatus | None = None
    received_on: date | None = None
    plausible_on: date | None = None
    document: str = ""
    sheet: str = ""
    cell: str = ""
    trouble: Trouble | None = None
    message: str = ""
    remedy: str = ""

    @property
    def has_figure(self) -> bool:
        """Of er bedragen bij staan."""
        return self.spent is not None


@dataclass(frozen=True)
class Reading:
    """Gelezen levering. `others` counts rows of other uitkeringscodes, which nobody looked at."""

    lines: tuple[Told, ...]
    others: int = 0


@dataclass(frozen=True, kw_only=True)
class OurCells:
    """Waar onze cijfers staan in een verantwoordingsjaar: code and indicator numbers (scheme data)."""

    year: int
    sisa_code: str
    spent: str
    cumulative: str
    final: str

    @property
    def titles(self) -> dict[str, str]:
        """Number of each indicator with its name in a sentence."""
        return {
            self.spent: f"besteding in {self.year}",
            self.cumulative: "besteding tot en met dit jaar",
            self.final: "eindverantwoording",
        }
