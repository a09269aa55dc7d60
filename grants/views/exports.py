"""Boekingen als spreadsheet: the same rows as on the screen, safe to open.

Text is never taken for a formula: in XLSX it is written as text, for CSV see grants/workbook.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

import xlsxwriter
from django.utils import timezone

from grants.models import LedgerEntry
from grants.queries.municipality import happening
from grants.workbook.safe_csv import safe_csv

LARGEST = 5000
"""Rows that a request may write while its user waits."""

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
    "Besluit",
    "Genomen door",
    "Status",
)
AMOUNT = HEADINGS.index("Bedrag")


def cells(entry: LedgerEntry) -> tuple[Any, ...]:
    """One row of the export, in the order of HEADINGS."""
    award, deed = entry.award, happening(entry.event, by_name=False)
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
        deed.title,
        deed.who,
        FICTION if award.scheme.is_fictional else "",
    )


def as_csv(entries: Iterable[LedgerEntry]) -> bytes:
    """CSV, semicolons and a decimal comma."""
    return safe_csv(HEADINGS, map(cells, entries))


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
