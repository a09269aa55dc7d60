"""What the XML of a workbook tells beside its values. Shared by xlsx and ods."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from grants.checks.statement_content import Hazard

MOST_CELLS = 2_000_000
"""Room from the first to the last cell of a sheet: a form of 10,000 lines needs 50,000."""
ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})", re.ASCII)


class CellPlace(NamedTuple):
    """A cell; row and column count from 0."""

    sheet: str
    row: int
    column: int


Names = dict[str, CellPlace]
Cells = frozenset[CellPlace]


class Damaged(Exception):
    """Part of a workbook that is not what it should be."""


class TooManyCells(Exception):
    """Sheet whose first and last cell lie too far apart."""


@dataclass(frozen=True)
class Parts:
    """Names, formulas without a result, cells that show an error, and what should not be there.

    `is_plain`: we saw all there is, so that reading it cannot take more than it seems.
    `may_hold_nul`: a text may hold the character that no database takes.
    """

    names: Names = field(default_factory=dict)
    uncomputed: Cells = frozenset()
    broken: Cells = frozenset()
    hazards: frozenset[Hazard] = frozenset()
    is_plain: bool = False
    may_hold_nul: bool = False


def column_number(letters: str) -> int:
    """A is 0, Z is 25, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def cell_place(sheet: str, address: str) -> CellPlace | None:
    """The place of `$B$11` on a sheet; None for anything but one cell."""
    found = ADDRESS.fullmatch(address)
    return CellPlace(sheet, int(found[2]) - 1, column_number(found[1])) if found else None


WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


def refuse_definitions(xml: bytes) -> bytes:
    """The XML itself. Raises Damaged for a document type: entities in it can explode.

    And for text of two bytes a letter, with or without its mark: no office program writes it, and
    what we search for would hide in it.
    """
    start = xml[:64]
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml or b"\0" in start or start.startswith(WIDE_MARKS):
        raise Damaged("document type")
    return xml
