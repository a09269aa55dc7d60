"""Wat er in een brief staat: frozen as JSON when the letter is asked for, and never changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

SCHEMA = 1
PARAGRAPH, HEADING, ITEMS, TABLE = "paragraph", "heading", "items", "table"


@dataclass(frozen=True)
class Column:
    """Kolom van een tabel; amounts stand to the right."""

    title: str
    is_number: bool = False


@dataclass(frozen=True)
class Cell:
    """Cel van een tabel."""

    text: str
    is_number: bool


@dataclass(frozen=True)
class Row:
    """Rij van een tabel."""

    cells: tuple[Cell, ...]
    is_total: bool


@dataclass(frozen=True)
class Table:
    """Tabel: rows of text, the first cell heads its row. The last row may be a total."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    has_total: bool = False

    @property
    def cells(self) -> Iterator[Row]:
        """The rows as a page draws them."""
        for place, row in enumerate(self.rows, start=1):
            yield Row(
                tuple(
                    Cell(text, column.is_number)
                    for text, column in zip(row, self.columns, strict=True)
                ),
                self.has_total and place == len(self.rows),
            )


@dataclass(frozen=True)
class Block:
    """Blok: a paragraph, a heading, a list or a table, in the order of reading."""

    kind: str
    lines: tuple[str, ...] = ()
    table: Table | None = None


@dataclass(frozen=True)
class Contents:
    """Inhoud van een brief: every word on the paper, so that it can be printed again as it was.

    `signatory` is a function, never a person. `objection` is empty on a mededeling, and says what
    is open to the reader on a beschikking: `remedy`. `replaces` names the letter that this one
    takes the place of. What was added later has a default, so that older letters still read.
    """

    kind: str
    ministry: str
    department: str
    address: tuple[str, ...]
    to: tuple[str, ...]
    dated: str
    reference: str
    about: str
    subject: str
    blocks: tuple[Block, ...]
    on_behalf: tuple[str, ...]
    signatory: str
    unsigned: str
    objection: tuple[str, ...] = ()
    mark: str = ""
    about_is: str = "Uw toekenning"
    remedy: str = "bezwaar"
    replaces: str = ""

    def as_dict(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {"schema": SCHEMA, **asdict(self)}


def read_contents(data: dict[str, Any]) -> Contents:
    """The contents that were frozen. Raises ValueError for a schema that this version cannot read."""
    if data.get("schema") != SCHEMA:
        raise ValueError(f"letter of schema {data.get('schema')}")
    fields = {name: _tupled(value) for name, value in data.items() if name != "schema"}
    return Contents(**{**fields, "blocks": tuple(_block(block) for block in data["blocks"])})


def _block(data: dict[str, Any]) -> Block:
    table = data["table"]
    return Block(data["kind"], tuple(data["lines"]), _table(table) if table else None)


def _table(data: dict[str, Any]) -> Table:
    return Table(
        data["caption"],
        tuple(Column(**column) for column in data["columns"]),
        tuple(tuple(row) for row in data["rows"]),
        data["has_total"],
    )


def _tupled(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
