"""Aansluiting als spreadsheet: text is never taken for a formula."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter

from .styles import Styles

HEADINGS = (
    "Betalingskenmerk",
    "Naam",
    "Uitkomst",
    "Bedrag hier",
    "Bedrag in het financiële systeem",
    "Verschil",
    "Betaald op, hier",
    "Boekdatum daar",
    "Rij in de export",
    "Naast de vorige aansluiting",
    "Verklaring",
)
HEADER_ROW = 6


def make_workbook(run: Any, lines: Iterable[Any]) -> bytes:
    """Every line of a run, with its totals above; euros."""
    out = BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": "Aansluiting", "created": datetime.datetime(2024, 1, 1)})  # noqa: DTZ001
    styles = Styles(book)
    sheet = book.add_worksheet("Aansluiting")
    money = book.add_format({"num_format": "#,##0.00"})
    day = book.add_format({"num_format": "dd-mm-yyyy"})
    sheet.write_string("A1", f"Aansluiting tot en met {run.until:%d-%m-%Y}", styles.title)
    if run.scheme.is_fictional:
        sheet.write_string("A2", "FICTIEF: deze cijfers zijn verzonnen.", styles.fictional)
        sheet.set_header("&C&BFICTIEF")
    sheet.write_string("A3", f"Export {run.name}, SHA-256 {run.file_id}", styles.hint)
    for at, (label, amount) in enumerate(
        (("Totaal hier", run.here), ("Totaal daar", run.there), ("Verschil", run.there - run.here))
    ):
        sheet.write_string(3, 2 * at, label, styles.label)
        sheet.write_number(3, 2 * at + 1, amount, money)
    for column, heading in enumerate(HEADINGS):
        sheet.write_string(HEADER_ROW - 1, column, heading, styles.column)
    row = HEADER_ROW - 1
    for row, line in enumerate(lines, start=HEADER_ROW):
        for column, value in enumerate(_cells(line)):
            if isinstance(value, Decimal):
                sheet.write_number(row, column, value, money)
            elif isinstance(value, datetime.date):
                sheet.write_datetime(row, column, value, day)
            elif isinstance(value, int):
                sheet.write_number(row, column, value)
            elif value:
                sheet.write_string(row, column, value)
    sheet.freeze_panes(HEADER_ROW, 0)
    sheet.autofilter(HEADER_ROW - 1, 0, row, len(HEADINGS) - 1)
    sheet.set_column(0, len(HEADINGS) - 1, 20)
    book.close()
    return out.getvalue()


def _cells(line: Any) -> tuple[Any, ...]:
    return (
        line.reference,
        line.party,
        line.get_kind_display(),
        line.amount_here,
        line.amount_there,
        Decimal(line.difference),
        line.on_here,
        line.on_there,
        line.row,
        line.get_standing_display(),
        line.words or "",
    )
