"""Finds in a table of the CBS which column holds what, by its headings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from grants.checks.cbs_content import OurCells

from .annex_blocks import CODE_AND_NUMBER

ROWS_ABOVE = 40
"""How far down the headings may stand."""

NUMBER_IN_HEADING = re.compile(rf"(?:^|\s){CODE_AND_NUMBER}(?!\d)", re.I | re.A)

MEANINGS: Mapping[str, frozenset[str]] = {
    "municipality": frozenset(
        {"gemeentecode", "gemcode", "codegemeente", "cbscode", "overheidscode", "gemeentenummer",
         "gmcode", "codeoverheid"}
    ),
    "name": frozenset({"gemeentenaam", "naam", "naamgemeente", "overheid"}),
    "year": frozenset({"verantwoordingsjaar", "jaar", "jaart", "boekjaar", "sisajaar"}),
    "code": frozenset(
        {"uitkeringscode", "code", "sisacode", "spuk", "spukcode", "regelingcode", "uitkering",
         "codeuitkering", "regeling"}
    ),
    "indicator": frozenset(
        {"indicator", "indicatornummer", "indicatorcode", "indicatornr", "nummerindicator"}
    ),
    "value": frozenset({"waarde", "bedrag", "cijfer", "ingevuldewaarde", "inhoud"}),
    "status": frozenset({"status", "cbsstatus", "statuscbs", "plausibiliteit", "plausibel"}),
    "received_on": frozenset(
        {"ontvangen", "ontvangenop", "datumontvangst", "ontvangstdatum", "ontvangendoorcbs",
         "datumontvangen"}
    ),
    "plausible_on": frozenset(
        {"plausibelop", "plausibelsinds", "plausibelper", "datumplausibel", "plausibiliteitsdatum",
         "datumplausibiliteit"}
    ),
}  # fmt: skip
"""Column -> headings that mean it, in small letters without spaces and signs."""


@dataclass(frozen=True)
class Columns:
    """Kolommen of a table: `row` is that of the headings; `own` holds a column per indicator.

    Either each row tells one indicator (`indicator` and `value`), or each indicator has a column.
    """

    row: int
    at: dict[str, int]
    own: dict[str, int] = field(default_factory=dict)

    @property
    def is_long(self) -> bool:
        """Of elke regel één indicator heeft."""
        return "indicator" in self.at and "value" in self.at

    @property
    def has_status(self) -> bool:
        """Of de tabel iets zegt over ontvangst of plausibiliteit."""
        return not {"status", "received_on", "plausible_on"}.isdisjoint(self.at)


def find_columns(rows: Sequence[Sequence[Any]], ours: OurCells) -> Columns | None:
    """The headings of a sheet; None where no row reads as headings."""
    for number, row in enumerate(rows[:ROWS_ABOVE]):
        at: dict[str, int] = {}
        own: dict[str, int] = {}
        for column, cell in enumerate(row):
            if not isinstance(cell, str) or not cell.strip():
                continue
            letters = re.sub(r"[^a-z]", "", cell.casefold())
            meaning = next((name for name, known in MEANINGS.items() if letters in known), None)
            if meaning:
                at.setdefault(meaning, column)
            elif letters == "gemeente":
                at.setdefault("place", column)
            elif (found := NUMBER_IN_HEADING.search(" ".join(cell.split()))) and (
                found[1].upper() == ours.sisa_code.upper()
            ):
                own.setdefault(found[2].zfill(2), column)
        _settle_municipality(at)
        columns = Columns(number, at, own)
        if "municipality" in at and (columns.is_long or own or columns.has_status):
            return columns
    return None


def _settle_municipality(at: dict[str, int]) -> None:
    """`Gemeente` is the code where no other column is, and else the name."""
    if "place" in at:
        column = at.pop("place")
        at.setdefault("name" if "municipality" in at else "municipality", column)
