"""Boekingen als spreadsheet: the same rows as on the screen, safe to open.

Text is never taken for a formula: in XLSX it is written as text, in CSV a cell that begins like a
formula gets an apostrophe in front.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.utils import timezone

from grants.models import LedgerEntry

LARGEST = 5000
"""Rows that a request may write while its user waits."""

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FICTION = "FICTIEF"
HEADINGS = (
    "Gemeente",
    "CBS-code",
    "Beschikkingsnummer",
    "Verplichtingnummer",
    "Crediteurnummer",
    "Begrotingsartikel",
    "Soort",
    "Uitkeringsjaar",
    "Verantwoordingsjaar",
    "Begrotingsjaar",
    "Jaar van ontstaan",
    "Datum",
    "Bedrag",
    "Boeking",
    "Status",
)
AMOUNT = HEADINGS.index("Bedrag")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def cells(entry: LedgerEntry) -> tuple[Any, ...]:
    """One row of the export, in the order of HEADINGS."""
    award = entry.award
    return (
        str(award.municipality),
        award.municipality.cbs_code if award.municipality else "",
        award.reference,
        award.commitment_number,
        award.creditor_number,
        award.scheme.budget_article,
        entry.get_kind_display(),
        str(entry.grant_year or ""),
        entry.accounting_year.year if entry.accounting_year else "",
        entry.budget_year or "",
        entry.origin_year or "",
        timezone.localdate(entry.event.on).isoformat(),
        entry.amount,
        str(entry.pk),
        FICTION if award.scheme.is_fictional else "",
    )


def as_csv(entries: Iterable[LedgerEntry]) -> bytes:
    """CSV as a Dutch spreadsheet program expects it: semicolons and a decimal comma."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for entry in entries:
        writer.writerow(_plain(cells(entry)))
    return text.getvalue().encode("utf-8-sig")


def _plain(row: tuple[Any, ...]) -> Iterator[str]:
    for cell in row:
        if isinstance(cell, Decimal):
            yield f"{cell:.2f}".replace(".", ",")
        else:
            text = str(cell)
            yield f"'{text}" if text.startswith(FORMULA_STARTS) else text


def as_xlsx(entries: Iterable[LedgerEntry]) -> bytes:
    """XLSX with a heading that stays in sight."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("Boekingen")
    bold, money = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0.00"})
    sheet.write_row(0, 0, HEADINGS, bold)
    for place, entry in enumerate(entries, start=1):
        for column, cell in enumerate(cells(entry)):
            if column == AMOUNT:
                sheet.write_number(place, column, cell, money)
            elif isinstance(cell, int):
                sheet.write_number(place, column, cell)
            else:
                sheet.write_string(place, column, cell)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, sheet.dim_rowmax or 1), len(HEADINGS) - 1)
    sheet.set_column(0, len(HEADINGS) - 1, 18)
    book.close()
    return file.getvalue()
