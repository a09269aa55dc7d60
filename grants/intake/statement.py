"""Reads a statement form: finds its cells by name, else by the words beside them. Judges nothing."""

from __future__ import annotations

from typing import Any

from grants.checks.form_mark import read_mark
from grants.checks.statement_amounts import plain_euros, read_amount
from grants.checks.statement_content import (
    Amount,
    Content,
    Field,
    FormRead,
    LineRead,
    StatementRead,
    column_letters,
)
from grants.money import UnreadableAmount
from grants.workbook import layout

from .sheet_parts import CellPlace
from .spreadsheet import Spreadsheet, Unreadable, read_spreadsheet

ROWS_BEFORE_HEADER = 60
NOTHING = LineRead(0, "", "", "", "", None)[1:]
AN_ERROR = UnreadableAmount(
    "De formule in deze cel geeft een foutmelding, geen bedrag.",
    "Herstel de formule, of typ het bedrag zelf, bijvoorbeeld 125.000.",
)


def read_statement(data: bytes) -> StatementRead:
    """Opgave lezen. Never raises for what is in the file: an obstacle is part of what was read."""
    try:
        return _Reading(read_spreadsheet(data)).result()
    except Unreadable as fault:
        return StatementRead(obstacle=fault.obstacle, looks_like=fault.looks_like)


class _Reading:
    """One reading of one workbook."""

    def __init__(self, book: Spreadsheet) -> None:
        self.book = book
        self.labels = {place.label.casefold(): place for place in layout.FIXED}
        self.statement_sheet = self._sheet(layout.STATEMENT_SHEET, layout.MARK.label)
        self.lines_sheet = self._sheet(layout.LINES_SHEET, layout.COLUMNS[0])
        self.by_label = self._by_label()

    def result(self) -> StatementRead:
        places = {place: self._place(place) for place in layout.FIXED}
        mark_place = places[layout.MARK]
        mark_text = self._text(mark_place)
        header, columns_missing = self._header()
        return StatementRead(
            hazards=self.book.hazards,
            form=FormRead(
                mark=read_mark(mark_text),
                has_mark_text=bool(mark_text),
                mark_sheet=mark_place.sheet if mark_place else "",
                mark_cell=_address(mark_place) if mark_place else "",
                missing_sheets=tuple(
                    name
                    for name in (layout.STATEMENT_SHEET, layout.LINES_SHEET)
                    if name not in self.book.sheets
                ),
                strange_sheets=tuple(
                    name for name in self.book.sheets if name not in layout.SHEETS
                ),
                statement_sheet=self.statement_sheet,
                # The mark has a check of its own; without the sheet every row would be told.
                missing_rows=tuple(
                    place.label
                    for place, found in places.items()
                    if found is None and place is not layout.MARK and self.statement_sheet
                ),
                lines_sheet=self.lines_sheet,
                missing_columns=columns_missing if self.lines_sheet else (),
            ),
            content=Content(
                spent=self._field(places[layout.SPENT]),
                cumulative=self._field(places[layout.CUMULATIVE]),
                final=self._field(places[layout.FINAL]),
                explanation=self._field(places[layout.EXPLANATION]),
                sheet=self.lines_sheet,
                first_column=header.column if header else 0,
                has_lines=header is not None,
                lines=self._lines(header) if header else (),
            ),
        )

    def _sheet(self, name: str, words: str) -> str:
        """The sheet of that name, or else the one that holds these words; empty for none."""
        if name in self.book.sheets:
            return name
        for other, rows in self.book.sheets.items():
            if other not in layout.SHEETS and any(
                _text(cell).casefold() == words.casefold() for row in rows[:60] for cell in row
            ):
                return other
        return ""

    def _by_label(self) -> dict[layout.Place, CellPlace]:
        """The cell to the right of each of our labels."""
        found: dict[layout.Place, CellPlace] = {}
        sheet = self.statement_sheet
        for number, row in enumerate(self.book.sheets.get(sheet, [])):
            for column, cell in enumerate(row[:-1]):
                if isinstance(cell, str) and (label := self.labels.get(cell.strip().casefold())):
                    found.setdefault(label, CellPlace(sheet, number, column + 1))
        return found

    def _place(self, place: layout.Place) -> CellPlace | None:
        """By name where it lies right of its words; a name alone may point anywhere."""
        named = self.book.names.get(place.name)
        beside = self.by_label.get(place)
        if named and beside and named[:2] == beside[:2] and named.column >= beside.column:
            return named
        return beside

    def _value(self, place: CellPlace | None) -> Any:
        if place is None:
            return ""
        rows = self.book.sheets.get(place.sheet, [])
        row = rows[place.row] if place.row < len(rows) else []
        return row[place.column] if place.column < len(row) else ""

    def _text(self, place: CellPlace | None) -> str:
        return _text(self._value(place))

    def _field(self, place: CellPlace | None) -> Field | None:
        if place is None:
            return None
        value = self._value(place)
        is_broken = place in self.book.broken
        return Field(
            place.sheet,
            _address(place),
            _text(value),
            Amount(trouble=AN_ERROR) if is_broken else read_amount(value),
            place in self.book.uncomputed,
        )

    def _header(self) -> tuple[CellPlace | None, tuple[str, ...]]:
        """Where the five headings begin; else those that are missing."""
        best: tuple[str, ...] = layout.COLUMNS
        for number, row in enumerate(self.book.sheets.get(self.lines_sheet, [])):
            if number == ROWS_BEFORE_HEADER:
                break
            words = tuple(_text(cell).casefold() for cell in row)
            for column in range(len(words) - len(layout.COLUMNS) + 1):
                if words[column : column + len(layout.COLUMNS)] == layout.COLUMNS:
                    return CellPlace(self.lines_sheet, number, column), ()
            missing = tuple(name for name in layout.COLUMNS if name not in words)
            if len(missing) < len(best):
                best = missing or layout.COLUMNS[-1:]
        return None, best

    def _lines(self, header: CellPlace) -> tuple[LineRead, ...]:
        """Every row under the heading in which something was filled in."""
        first, until = header.column, header.column + len(layout.COLUMNS)
        uncomputed: dict[int, tuple[int, ...]] = {}
        for place in sorted(self.book.uncomputed):
            if place.sheet == header.sheet and first <= place.column < until:
                uncomputed[place.row] = (*uncomputed.get(place.row, ()), place.column - first)
        broken = {
            place.row
            for place in self.book.broken
            if (place.sheet, place.column) == (header.sheet, until - 1)
        }
        lines = []
        rows = self.book.sheets[header.sheet]
        for number, row in enumerate(rows[header.row + 1 :], start=header.row + 1):
            activity, sector, intervention, description, value = row[first:until]
            euros, trouble = plain_euros(value), None
            if euros is None or number in broken:
                euros, trouble = Amount(None, AN_ERROR) if number in broken else read_amount(value)
            line = LineRead(
                number + 1,
                activity.strip() if type(activity) is str else _text(activity),
                sector.strip() if type(sector) is str else _text(sector),
                intervention.strip() if type(intervention) is str else _text(intervention),
                description.strip() if type(description) is str else _text(description),
                euros,
                trouble,
                uncomputed.get(number, ()),
                _text(value) if euros is None else "",
            )
            if euros is not None or line[1:] != NOTHING:
                lines.append(line)
        return tuple(lines)


def _text(value: Any) -> str:
    """What a person sees in the cell, without the spaces around it."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "WAAR" if value else "ONWAAR"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _address(place: CellPlace) -> str:
    return f"{column_letters(place.column)}{place.row + 1}"
