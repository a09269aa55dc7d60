"""Reads a workbook of the old administration into rows. It judges no row and stores nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from grants.checks.findings import Finding
from grants.checks.package_content import Obstacle
from grants.checks.register import Problem
from grants.checks.takeover_content import TakenRow, TakeOverReading
from grants.checks.takeover_layout import Column, Sheet, TakeOverSubject, sheets_for
from grants.checks.takeover_rules import CELL, COLUMNS, FILE_SHUT, NO_ROWS, ONE_WORKBOOK

from .annex_blocks import place
from .apart import Crashed, GaveUp, read_apart
from .archive import Archive, Limits, Refused
from .cbs_cells import is_empty
from .kinds import PDF, ZIP, kind_of
from .package import OFFICE_PARTS, WORKBOOKS
from .sheet_parts import CellPlace
from .spreadsheet import Spreadsheet, Unreadable, read_spreadsheet
from .takeover_cells import BadCell, read_cell

LIMITS = Limits(packed=200 * 1024 * 1024, entries=1_000, unpacked=400 * 1024 * 1024)
ROWS_ABOVE = 40
MOST_ROWS = 5_000
MOST_FINDINGS = 200
"""Beyond it a workbook is not what was asked for: more complaints help nobody."""

REASONS: Mapping[Obstacle, str] = {
    Obstacle.ENCRYPTED: "Dit bestand heeft een wachtwoord. Wij kunnen het niet openen.",
    Obstacle.TOO_LARGE: "Dit bestand is uitgepakt te groot.",
    Obstacle.TOO_MANY: "In dit zip-bestand zitten te veel bestanden.",
    Obstacle.UNSAFE_PATH: "Een naam in dit zip-bestand wijst naar elders.",
    Obstacle.TRUNCATED: "Dit bestand is leeg of afgebroken.",
}
AS_XLSX = (
    "Bewaar de werkmap als xlsx, zonder wachtwoord en zonder macro’s, en lees haar opnieuw in."
)


@dataclass(frozen=True)
class Attachment:
    """PDF naast de werkmap, in one zip with it."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Bundle:
    """Wat er is geüpload: one workbook, and PDFs that came in the same zip."""

    name: str
    data: bytes
    attachments: tuple[Attachment, ...] = ()
    findings: tuple[Finding, ...] = ()


def open_bundle(data: bytes, name: str) -> Bundle:
    """Uitpakken: a workbook is itself, a zip holds one workbook and PDFs."""
    if kind_of(data) != ZIP:
        return Bundle(name, data)
    try:
        archive = Archive(data, LIMITS)
        if not OFFICE_PARTS.isdisjoint(entry.path for entry in archive.entries):
            return Bundle(name, data)
        books = [entry for entry in archive.entries if _extension(entry.path) in WORKBOOKS]
        if len(books) != 1:
            problem = Problem(
                f"In deze zip zitten {len(books)} werkmappen."
                if books
                else "In deze zip zit geen werkmap.",
                "Maak een zip met één xlsx en de PDF’s van de besluiten.",
            )
            return Bundle(name, b"", findings=(ONE_WORKBOOK.at(problem, name),))
        attachments = tuple(
            Attachment(entry.path.rpartition("/")[2], archive.read(entry))
            for entry in archive.entries
            if _extension(entry.path) == "pdf"
        )
        return Bundle(books[0].path.rpartition("/")[2], archive.read(books[0]), attachments)
    except Refused as refused:
        return Bundle(name, b"", findings=(_shut(name, refused.obstacle),))


def is_pdf(data: bytes) -> bool:
    """Whether it starts as a PDF does; names may say anything."""
    return kind_of(data) == PDF


def read_takeover(data: bytes, name: str, subject: TakeOverSubject) -> TakeOverReading:
    """Werkmap lezen, in a process of its own."""
    try:
        return read_apart(lambda: _read(data, name, subject), cpu_seconds=30)
    except GaveUp:
        return TakeOverReading(findings=(_shut(name, Obstacle.TOO_LARGE),))
    except Crashed:
        return TakeOverReading(findings=(_shut(name, Obstacle.BROKEN),))


def _read(data: bytes, name: str, subject: TakeOverSubject) -> TakeOverReading:
    try:
        book = read_spreadsheet(data)
    except Unreadable as fault:
        return TakeOverReading(findings=(_shut(name, fault.obstacle, fault.looks_like),))
    if book.hazards:
        problem = Problem("In deze werkmap zitten macro’s of andere ingesloten delen.", AS_XLSX)
        return TakeOverReading(findings=(FILE_SHUT.at(problem, name),))
    reader = _Reader(book, name)
    main, *parts = sheets_for(subject)
    rows = reader.rows_of(main)
    if not rows and not reader.findings:
        reader.complain(
            NO_ROWS.at(
                Problem(
                    f"Op het tabblad ‘{main.name}’ staat geen enkele regel.",
                    "Vul onder de koppen de regels in.",
                    main.name,
                ),
                name,
            )
        )
    for part in parts:
        rows = _joined(rows, reader.rows_of(part), part, reader)
    return TakeOverReading(tuple(rows), tuple(reader.findings[:MOST_FINDINGS]))


def _joined(
    rows: list[TakenRow], details: list[TakenRow], part: Sheet, reader: _Reader
) -> list[TakenRow]:
    """Hangs the rows of a part on those of the main sheet, by municipality and grant year."""
    owners = {_owner(row) for row in rows}
    own: dict[tuple[Any, Any], list[Mapping[str, Any]]] = {owner: [] for owner in owners}
    for detail in details:
        if _owner(detail) not in owners:
            reader.complain(
                COLUMNS.at(
                    Problem(
                        f"Bij deze regel hoort geen regel op het eerste tabblad: gemeente "
                        f"{detail.values.get('municipality')}, {detail.values.get('grant_year')}.",
                        "Voeg de rapportage toe op het eerste tabblad, of haal deze regel weg.",
                        part.name,
                        f"A{detail.row}",
                    ),
                    reader.name,
                )
            )
            continue
        own[_owner(detail)].append(
            {
                key: value
                for key, value in detail.values.items()
                if key not in ("municipality", "grant_year")
            }
        )
    return [
        TakenRow(row.sheet, row.row, {**row.values, part.part: own[_owner(row)]}, row.cells)
        for row in rows
    ]


def _owner(row: TakenRow) -> tuple[Any, Any]:
    return row.values.get("municipality"), row.values.get("grant_year")


class _Reader:
    """Lezer of one workbook; it gathers what is wrong with it."""

    def __init__(self, book: Spreadsheet, name: str) -> None:
        self.book, self.name = book, name
        self.findings: list[Finding] = []

    def complain(self, finding: Finding) -> None:
        if len(self.findings) < MOST_FINDINGS:
            self.findings.append(finding)

    def rows_of(self, sheet: Sheet) -> list[TakenRow]:
        """The rows below the headings; a row with a cell that cannot be read is left out."""
        found = self.book.sheets.get(sheet.name)
        if found is None:
            if not sheet.part:
                self._misses(sheet, f"Het tabblad ‘{sheet.name}’ ontbreekt.")
            return []
        at = self._headings(found, sheet)
        if at is None:
            return []
        start, columns = at
        rows: list[TakenRow] = []
        for number in range(start + 1, len(found)):
            cells = found[number]
            if all(is_empty(cells[place]) for place in columns.values() if place < len(cells)):
                continue
            if len(rows) == MOST_ROWS:
                self._misses(sheet, f"Er staan meer dan {MOST_ROWS} regels in.")
                break
            row = self._row(sheet, number, cells, columns)
            if row:
                rows.append(row)
        return rows

    def _headings(
        self, rows: Sequence[Sequence[Any]], sheet: Sheet
    ) -> tuple[int, dict[str, int]] | None:
        wanted = {_letters(column.heading): column.key for column in sheet.columns}
        best: tuple[int, dict[str, int]] = (0, {})
        for number, row in enumerate(rows[:ROWS_ABOVE]):
            at: dict[str, int] = {}
            for column, cell in enumerate(row):
                if isinstance(cell, str) and (key := wanted.get(_letters(cell))):
                    at.setdefault(key, column)
            if len(at) > len(best[1]):
                best = number, at
        missing = [
            column.heading
            for column in sheet.columns
            if column.required and column.key not in best[1]
        ]
        if missing:
            listed = ", ".join(f"‘{heading}’" for heading in missing)
            self._misses(sheet, f"Op het tabblad ‘{sheet.name}’ ontbreekt: {listed}.")
            return None
        return best

    def _row(
        self, sheet: Sheet, number: int, cells: Sequence[Any], columns: Mapping[str, int]
    ) -> TakenRow | None:
        values, cells_at, is_whole = {}, {}, True
        for column in sheet.columns:
            at = columns.get(column.key)
            value = None if at is None or at >= len(cells) else cells[at]
            if at is not None:
                cells_at[column.key] = place(number, at)
            try:
                if at is not None:
                    self._refuse_uncomputed(sheet, number, at, column)
                values[column.key] = read_cell(value, column)
            except BadCell as fault:
                is_whole = False
                self.complain(
                    CELL.at(
                        Problem(str(fault), fault.remedy, sheet.name, cells_at.get(column.key, "")),
                        self.name,
                    )
                )
        return TakenRow(sheet.name, number + 1, values, cells_at) if is_whole else None

    def _refuse_uncomputed(self, sheet: Sheet, row: int, at: int, column: Column) -> None:
        spot = CellPlace(sheet.name, row, at)
        if spot in self.book.uncomputed or spot in self.book.broken:
            raise BadCell(
                f"{column.heading}: de formule in deze cel heeft geen uitkomst.",
                "Vul de waarde zelf in, of bewaar de werkmap opnieuw in uw rekenprogramma.",
            )

    def _misses(self, sheet: Sheet, message: str) -> None:
        problem = Problem(message, "Gebruik het lege model en laat de koppen staan.", sheet.name)
        self.complain(COLUMNS.at(problem, self.name))


def _letters(heading: str) -> str:
    """A heading without case, spaces and signs: `Bedrag 2024/25` and `bedrag 2024-25` are one."""
    return re.sub(r"[^a-z0-9]", "", heading.casefold())


def _extension(path: str) -> str:
    return path.rpartition(".")[2].casefold()


def _shut(name: str, obstacle: Obstacle, looks_like: str = "") -> Finding:
    message = REASONS.get(obstacle, "Dit bestand is beschadigd of geen werkmap.")
    if looks_like:
        message = f"Dit is {looks_like}, geen werkmap die wij kunnen lezen."
    return FILE_SHUT.at(Problem(message, AS_XLSX), name)
