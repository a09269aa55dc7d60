"""Looks into an upload for somebody who assesses it: which documents, and what stands in them.

Of a workbook only our own rows are shown, as values: never a formula, never another's figures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from grants.checks.package_content import Annex, Cell, Obstacle
from grants.checks.statement_content import Content, Field, LineRead
from grants.checks.subject import SchemeYear
from pmg.design.formatting import euro

from .annex import read_annex
from .archive import Archive, Refused
from .kinds import PDF, ZIP, kind_of
from .package import OFFICE_PARTS, WORKBOOKS
from .pages import count_pages
from .statement import read_statement

MOST_DOCUMENTS = 25
MOST_ROWS = 1_000
LONGEST_NAME = 200

AFTER_TITLE = re.compile(r"\s*(?:Aard controle|Indicatornummer)\b", re.IGNORECASE)
"""What a heading says after the name of its indicator."""

OBSTACLES = {
    Obstacle.NOT_THIS_KIND: "Dit bestand is iets anders dan het zegt en wordt niet getoond.",
    Obstacle.BROKEN: "Dit bestand is beschadigd en kan niet worden getoond.",
    Obstacle.TRUNCATED: "Dit bestand is niet compleet en kan niet worden getoond.",
    Obstacle.ENCRYPTED: "Dit bestand is beveiligd met een wachtwoord.",
    Obstacle.TOO_LARGE: "Dit bestand is te groot om te tonen. U kunt het wel downloaden.",
    Obstacle.TOO_MANY: "Er zitten te veel bestanden in om te tonen. U kunt het wel downloaden.",
    Obstacle.UNSAFE_PATH: "Dit bestand kan onveilig zijn en wordt niet getoond.",
    Obstacle.UNUSUAL_PACKING: "Dit bestand is op een ongewone manier ingepakt.",
}
NOTHING = "Er zit niets in dit bestand."
NOT_SHOWN = "Dit soort bestand tonen wij niet. U kunt het wel downloaden."


@dataclass(frozen=True)
class Grid:
    """Tabel van waarden; the first row of `rows` is not a heading. `note` where it is not whole."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True)
class Inside:
    """Document in een upload: `pages` of a PDF, `grids` of a workbook, or an obstacle."""

    place: int
    name: str
    pages: int = 0
    grids: tuple[Grid, ...] = ()
    obstacle: str = ""


def look_inside(data: bytes, name: str, subject: SchemeYear) -> tuple[Inside, ...]:
    """Which documents an upload holds: those of a package, and else the file itself.

    Their places count in the order of the zip, from 1. Never raises for what is in the file.
    """
    try:
        archive = _package(data)
    except Refused as refused:
        return (Inside(1, name, obstacle=OBSTACLES[refused.obstacle]),)
    if archive is None:
        return (_look_at(1, name, data, subject),)
    places = range(1, min(len(archive.entries), MOST_DOCUMENTS) + 1)
    found = tuple(_unpacked(archive, place, subject) for place in places)
    return found or (Inside(1, name, obstacle=NOTHING),)


def document_in(data: bytes, place: int) -> bytes:
    """The bytes of the document at a place. Raises Refused."""
    archive = _package(data)
    return data if archive is None else archive.read(archive.entries[place - 1])


def _package(data: bytes) -> Archive | None:
    """The zip, or None for a file that is looked at as it is: a PDF, or a workbook."""
    if kind_of(data) != ZIP:
        return None
    archive = Archive(data)
    is_office = not OFFICE_PARTS.isdisjoint(entry.path for entry in archive.entries)
    return None if is_office else archive


def _unpacked(archive: Archive, place: int, subject: SchemeYear) -> Inside:
    entry = archive.entries[place - 1]
    name = entry.name[:LONGEST_NAME]
    if entry.is_damaged or not entry.size:
        return Inside(place, name, obstacle=OBSTACLES[Obstacle.BROKEN])
    try:
        return _look_at(place, name, archive.read(entry), subject)
    except Refused as refused:
        return Inside(place, name, obstacle=OBSTACLES[refused.obstacle])


def _look_at(place: int, name: str, data: bytes, subject: SchemeYear) -> Inside:
    extension = name.rpartition(".")[2].casefold()
    if kind_of(data) == PDF:
        pages, obstacle = count_pages(data)
        return Inside(place, name, pages=pages, obstacle=obstacle)
    if extension not in WORKBOOKS:
        return Inside(place, name, obstacle=NOT_SHOWN)
    statement = read_statement(data)
    if statement.content is not None and statement.form.mark is not None:
        return Inside(place, name, grids=_statement_grids(statement.content))
    annex = read_annex(name, data, subject.sisa_code)
    if annex.obstacle is not None:
        return Inside(place, name, obstacle=OBSTACLES[annex.obstacle])
    return Inside(place, name, grids=_annex_grids(annex, subject.sisa_code))


def _statement_grids(content: Content) -> tuple[Grid, ...]:
    fields = (
        ("Besteding in het jaar", content.spent),
        ("Cumulatieve besteding", content.cumulative),
        ("Eindverantwoording", content.final),
        ("Toelichting", content.explanation),
    )
    lines = content.lines[:MOST_ROWS]
    left_out = len(content.lines) - len(lines)
    return (
        Grid(
            "Opgave",
            ("Onderdeel", "Cel", "Ingevuld"),
            tuple((label, _cell_of(field), field.text if field else "") for label, field in fields),
        ),
        Grid(
            "Bestedingen",
            ("Rij", "Activiteit", "Sector", "Interventie", "Omschrijving", "Bedrag"),
            tuple(_line(line) for line in lines),
            note=f"Nog {left_out} regels staan in het bestand zelf." if left_out else "",
        ),
    )


def _cell_of(field: Field | None) -> str:
    return field.cell if field else "niet gevonden"


def _line(line: LineRead) -> tuple[str, ...]:
    amount = line.typed_amount if line.euros is None else euro(line.euros)
    return (
        str(line.row),
        line.activity,
        line.sector,
        line.intervention,
        line.description,
        amount,
    )


def _annex_grids(annex: Annex, code: str) -> tuple[Grid, ...]:
    ours = tuple(
        (
            f"{code}/{column.number}",
            AFTER_TITLE.split(" ".join(str(column.heading.value).split()))[0],
            column.value.place,
            _said(column.value),
        )
        for column in annex.columns
    )
    errors = tuple(_error_row(row) for row in annex.error_rows[:MOST_ROWS])
    width = max((len(row) for row in errors), default=1)
    if not annex.has_errors_table:
        note = "Er zit geen tabel van fouten en onzekerheden in deze bijlage."
    else:
        note = "" if errors else f"De tabel van fouten en onzekerheden noemt {code} niet."
    return (
        Grid(
            f"Onze uitkering {code}{_sheets(annex)}",
            ("Indicator", "Kop", "Cel", "Waarde"),
            ours,
            note="" if ours else f"De bijlage noemt {code} niet.",
        ),
        Grid(
            "Tabel van fouten en onzekerheden",
            ("Cel", *(f"Kolom {n}" for n in range(1, width))),
            tuple((*row, *[""] * (width - len(row))) for row in errors),
            note=note,
        ),
    )


def _sheets(annex: Annex) -> str:
    """On which sheet our block stands."""
    names = dict.fromkeys(column.heading.sheet for column in annex.columns)
    return f" (tabblad {', '.join(names)})" if names else ""


def _said(cell: Cell) -> str:
    """The value; a number among our indicators is an amount."""
    value = cell.value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return euro(value)
    return "" if cell.is_empty else cell.shown


def _error_row(cells: Sequence[Cell]) -> tuple[str, ...]:
    filled = [cell for cell in cells if not cell.is_empty]
    place = f"{filled[0].sheet}, {filled[0].place}" if filled else ""
    return (place, *(cell.shown for cell in filled))
