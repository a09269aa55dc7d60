"""Filling in the statement form as a municipality does: cells by their names, lines in the table."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from grants.checks.subject import Statement


def fill_in(form: bytes, statement: Statement) -> bytes:
    """The downloaded form with the amounts and lines of a statement typed into it."""
    book = load_workbook(BytesIO(form))
    _type(book, "besteding_jaar_t", statement.spent)
    _type(book, "cumulatieve_besteding", statement.cumulative)
    _type(book, "eindverantwoording", "Ja" if statement.is_final else "Nee")
    _type(book, "toelichting", statement.explanation)
    sheet, table = next(
        (sheet, sheet.tables["bestedingen"]) for sheet in book if "bestedingen" in sheet.tables
    )
    header, *rows = sheet[table.ref]
    places = {cell.value: place for place, cell in enumerate(header)}
    for row, line in zip(rows, statement.lines, strict=False):
        row[places["activiteit"]].value = line.activity
        row[places["sector"]].value = line.sector
        row[places["interventie"]].value = line.intervention
        row[places["omschrijving"]].value = line.description
        row[places["bedrag"]].value = line.amount
    filled = BytesIO()
    book.save(filled)
    return filled.getvalue()


def _type(book: Workbook, name: str, value: Any) -> None:
    ((sheet, cell),) = book.defined_names[name].destinations
    book[sheet][cell] = value
