"""What a chapter is made of. A block knows its words and values, not how it looks."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from pmg.design.formatting import ABSENT, euro, percent
from reporting.disclosure.publication import PublicCount
from reporting.disclosure.suppression import Shown
from reporting.wording import number

HIDDEN = "niet getoond"
SHORT = 8


@dataclass(frozen=True)
class Cell:
    """A cell: the words readers see and the value a spreadsheet counts with."""

    text: str
    value: Decimal | int | str | None = None
    is_number: bool = False


@dataclass(frozen=True)
class Row:
    """A row of a table; its first cell is its heading."""

    cells: tuple[Cell, ...]
    is_total: bool = False
    anchor: str = ""


@dataclass(frozen=True)
class Heading:
    """A heading within a chapter."""

    template: ClassVar[str] = "reporting/blocks/heading.html"
    text: str
    anchor: str


@dataclass(frozen=True)
class Text:
    """A paragraph. `kind` is empty, `lead` or `note`."""

    template: ClassVar[str] = "reporting/blocks/text.html"
    text: str
    kind: str = ""


@dataclass(frozen=True)
class Bullets:
    """A list of short sentences."""

    template: ClassVar[str] = "reporting/blocks/bullets.html"
    items: tuple[str, ...]


@dataclass(frozen=True)
class KeyFigures:
    """Large figures side by side: number, what it is, and its standing."""

    template: ClassVar[str] = "reporting/blocks/key_figures.html"
    items: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Table:
    """A table with a caption. `name` is its sheet in the spreadsheet; unnamed ones stay out."""

    template: ClassVar[str] = "reporting/blocks/table.html"
    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    name: str = ""
    note: str = ""
    kind: str = ""

    @property
    def is_short(self) -> bool:
        """Whether the table is kept on one page."""
        return len(self.rows) <= SHORT

    @property
    def headings(self) -> tuple[Cell, ...]:
        """The column headings; those of numbers are set to the right."""
        return tuple(
            Cell(label, label, is_number=any(row.cells[place].is_number for row in self.rows))
            for place, label in enumerate(self.columns)
        )

    @property
    def cards(self) -> list[tuple[Row, list[tuple[str, Cell]]]]:
        """Each row with its cells under their headings: on a small screen it becomes a card."""
        return [(one, list(zip(self.columns, one.cells, strict=True))) for one in self.rows]


@dataclass(frozen=True)
class Picture:
    """A chart; `svg` carries its own alternative text."""

    template: ClassVar[str] = "reporting/blocks/picture.html"
    caption: str
    svg: str
    source: str


@dataclass(frozen=True)
class SideBySide:
    """A picture with the list that explains it."""

    template: ClassVar[str] = "reporting/blocks/side_by_side.html"
    left: Picture
    right: Table


@dataclass(frozen=True)
class Pair:
    """Two narrow tables beside each other."""

    template: ClassVar[str] = "reporting/blocks/pair.html"
    left: Table
    right: Table


Block = Heading | Text | Bullets | KeyFigures | Table | Picture | SideBySide | Pair


@dataclass(frozen=True)
class Chapter:
    """A chapter with its place in the contents. `kind` chooses how its page begins."""

    anchor: str
    title: str
    blocks: tuple[Block, ...]
    number: str = ""
    level: int = 1
    kind: str = ""

    @property
    def full_title(self) -> str:
        """The title as in the contents: `2. Geld`."""
        return f"{self.number} {self.title}" if self.number else self.title

    @property
    def headings(self) -> list[Heading]:
        """Headings within, for the contents."""
        return [block for block in self.blocks if isinstance(block, Heading)]


def words(text: str) -> Cell:
    """A cell of text."""
    return Cell(text or ABSENT, text)


def money(value: Decimal | int | None) -> Cell:
    """A cell with an amount; an absent one is a dash, never zero."""
    return Cell(euro(value), value, is_number=True)


def whole(value: int | None) -> Cell:
    """A cell with a whole number."""
    return Cell(ABSENT if value is None else number(value), value, is_number=True)


def part(value: Decimal | None) -> Cell:
    """A cell with a percentage."""
    rounded = None if value is None else round(value, 1)
    return Cell(percent(value), rounded, is_number=True)


def count(value: PublicCount | None) -> Cell:
    """A cell with a count of youths, hidden where it must be."""
    if value is None:
        return Cell(ABSENT, None, is_number=True)
    if value.shown is Shown.EXACT:
        return Cell(number(value.number or 0), value.number, is_number=True)
    if value.shown is Shown.BELOW_FIVE:
        return Cell("<5", "<5", is_number=True)
    if value.at_least:
        text = f"ten minste {number(value.at_least)}"
        return Cell(text, text, is_number=True)
    return Cell(HIDDEN, HIDDEN, is_number=True)


def row(*cells: Cell, total: bool = False) -> Row:
    """A row of cells."""
    return Row(tuple(cells), total)
