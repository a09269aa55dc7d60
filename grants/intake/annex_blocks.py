"""Finds in rows of a sheet the block of one uitkeringscode: its headings and what stands below."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from grants.checks.package_content import Cell, CellValue, IndicatorColumn

CODE_AND_NUMBER = r"([A-Z]{1,2}\d{1,3}[A-Z]?)\s*[/\\|-]\s*(\d{1,2})"
HEADING = re.compile(rf"indicator\s*(?:nummer|nr\.?)\s*:?\s*{CODE_AND_NUMBER}(?!\d)", re.I | re.A)
BARE_HEADING = re.compile(rf"\s*{CODE_AND_NUMBER}\s*", re.I | re.A)
LONGEST_HEADING = 2_000
ROWS_BELOW = 10
"""How far below its heading we look for a value."""

Row = Sequence[Any]


class Heading(NamedTuple):
    """Kop van een indicator: the column it stands in, and what it says."""

    column: int
    code: str
    number: str
    text: str
    is_bare: bool


def place(row: int, column: int) -> str:
    """A1 for the first cell; both count from zero."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def headings_in(row: Row) -> tuple[Heading, ...]:
    """Every heading of any code in a row: `Indicatornummer: A16 / 01`, or just `A16/01`."""
    return tuple(_headings(row))


def _headings(row: Row) -> Iterator[Heading]:
    for column, value in enumerate(row):
        if not isinstance(value, str) or not 4 <= len(value) <= LONGEST_HEADING:
            continue
        text = " ".join(value.split())
        named = HEADING.search(text)
        if found := named or BARE_HEADING.fullmatch(text):
            yield Heading(column, found[1].upper(), found[2].zfill(2), text, named is None)


@dataclass
class _Block:
    """Block that is being read: our headings, and the cells below each."""

    sheet: str
    row: int
    headings: tuple[Heading, ...]
    below: list[tuple[Cell, ...]] = field(default_factory=list)
    waited: int = 0

    def take(self, number: int, row: Row) -> bool:
        """Reads the next row; False when the block ends above it."""
        cells = tuple(
            Cell(self.sheet, place(number, heading.column), _value(row, heading.column))
            for heading in self.headings
        )
        if all(cell.is_empty for cell in cells):
            self.waited += 1
            return not self.below and self.waited < ROWS_BELOW
        self.below.append(cells)
        return len(self.below) < ROWS_BELOW

    def columns(self) -> Iterator[IndicatorColumn]:
        for at, heading in enumerate(self.headings):
            under = Cell(self.sheet, place(self.row + 1, heading.column))
            yield IndicatorColumn(
                number=heading.number,
                heading=Cell(self.sheet, place(self.row, heading.column), heading.text),
                values=tuple(cells[at] for cells in self.below) or (under,),
                is_bare=heading.is_bare,
            )


def columns_of(code: str, sheet: str, rows: Iterable[Row]) -> Iterator[IndicatorColumn]:
    """The indicators of `code` on a sheet. Other codes' blocks only end ours."""
    block: _Block | None = None
    for number, row in enumerate(rows):
        headings = headings_in(row)
        if block and (headings or not block.take(number, row)):
            yield from block.columns()
            block = None
        if ours := tuple(heading for heading in headings if heading.code == code.upper()):
            block = _Block(sheet, number, ours)
    if block:
        yield from block.columns()


def rows_naming(code: str, sheet: str, rows: Iterable[Row]) -> Iterator[tuple[Cell, ...]]:
    """The filled cells of each row in which `code` stands as a word."""
    named = re.compile(rf"(?<![A-Za-z0-9]){re.escape(code)}(?![A-Za-z0-9])", re.IGNORECASE)
    for number, row in enumerate(rows):
        if any(isinstance(value, str) and named.search(value) for value in row):
            cells = (
                Cell(sheet, place(number, column), _value(row, column))
                for column in range(len(row))
            )
            yield tuple(cell for cell in cells if not cell.is_empty)


def _value(row: Row, column: int) -> CellValue:
    value = row[column] if column < len(row) else None
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        return str(value)
    return value
