"""SiSa-pakket as read: what intake found, before anybody judges it. Plain Python."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TypeAlias

from .subject import RequiredDocument

CellValue: TypeAlias = str | int | float | bool | None
"""What a cell holds; None where nothing stands. Dates come as text."""


class Obstacle(enum.StrEnum):
    """Why a zip, or a document in it, was not opened."""

    NOT_THIS_KIND = "not this kind"
    BROKEN = "broken"
    TRUNCATED = "truncated"
    ENCRYPTED = "encrypted"
    TOO_LARGE = "too large"
    TOO_MANY = "too many"
    UNSAFE_PATH = "unsafe path"
    UNUSUAL_PACKING = "unusual packing"


@dataclass(frozen=True)
class Entry:
    """Bestand in a zip. `path` as it stands there; `size` in bytes as unpacked, not as claimed."""

    path: str
    size: int
    is_damaged: bool = False
    is_zip: bool = False

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2]

    @property
    def folder(self) -> str:
        """Everything before the name; empty for a file that lies at the top."""
        return self.path.rpartition("/")[0]


@dataclass(frozen=True)
class PdfContent:
    """PDF as read. `text` is that of the first pages, without which one cannot search it."""

    obstacle: Obstacle | None = None
    looks_like: str = ""
    text: str = ""
    has_script: bool = False
    starts_something: bool = False
    has_attachments: bool = False

    @property
    def has_text(self) -> bool:
        return any(letter.isalnum() for letter in self.text)


@dataclass(frozen=True)
class Cell:
    """Cel van een werkmap; `place` as in A1."""

    sheet: str
    place: str
    value: CellValue = None
    is_formula_without_value: bool = False

    @property
    def is_empty(self) -> bool:
        return self.value is None or (isinstance(self.value, str) and not self.value.strip())

    @property
    def shown(self) -> str:
        """The value on one line, cut off where it is long."""
        value = self.value
        # Workbooks keep every number as a float.
        if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
            value = int(value)
        text = " ".join(str(value).split())
        return text if len(text) <= 60 else f"{text[:59]}…"


@dataclass(frozen=True)
class IndicatorColumn:
    """Indicator van onze uitkeringscode: its heading, and what stands below, at least one cell.

    `is_bare` marks a heading that is only `A99/01`, without the word Indicatornummer.
    """

    number: str
    heading: Cell
    values: tuple[Cell, ...]
    is_bare: bool = False

    @property
    def value(self) -> Cell:
        """The cell that counts: the first that is filled, else the one below the heading."""
        return next((cell for cell in self.values if not cell.is_empty), self.values[0])


@dataclass(frozen=True)
class Annex:
    """Bijlage verantwoordingsinformatie, as far as it is about our code.

    `error_rows` are the rows of the table of errors that name our code, each with its cells;
    `hazards` what it carries that has no place in an annex.
    """

    document: str
    obstacle: Obstacle | None = None
    looks_like: str = ""
    columns: tuple[IndicatorColumn, ...] = ()
    has_errors_table: bool = False
    error_rows: tuple[tuple[Cell, ...], ...] = ()
    hazards: frozenset[str] = frozenset()

    def of(self, number: str) -> tuple[IndicatorColumn, ...]:
        """Every column of this indicator: one, where all is well."""
        return tuple(column for column in self.columns if column.number == number)


@dataclass(frozen=True)
class Candidate:
    """File that may be a required document, with what its name says; None where it says nothing."""

    entry: Entry
    slot: RequiredDocument | None
    year: int | None
    digits: str | None
    extension: str
    is_exact: bool


@dataclass(frozen=True)
class Package:
    """SiSa-pakket. With an `obstacle` nothing inside was read; `detail` is what it is instead."""

    name: str
    obstacle: Obstacle | None = None
    detail: str = ""
    candidates: tuple[Candidate, ...] = ()
    pdfs: tuple[tuple[str, PdfContent], ...] = ()
    letter: str = ""
    annex: Annex | None = None

    @property
    def open_annex(self) -> Annex | None:
        """The annex, unless it could not be opened: then one says that, and nothing more."""
        return self.annex if self.annex and not self.annex.obstacle else None

    @property
    def recognised(self) -> tuple[Candidate, ...]:
        """Files that are meant to be a document of the package."""
        return tuple(candidate for candidate in self.candidates if candidate.slot)

    @property
    def nested(self) -> tuple[Candidate, ...]:
        """Zips in the zip: a workbook is one too, but has the name of a document."""
        return tuple(c for c in self.candidates if c.entry.is_zip and c.extension == "zip")
