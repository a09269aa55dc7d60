"""De opgave van openstaande voorschotten als bestand: XLSX, CSV and PDF, with the page's figures."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import xlsxwriter

from grants.queries.advances import OutstandingAdvances
from grants.reckoning.advances import Balance
from grants.workbook.safe_csv import safe_csv
from pmg.pdf.paper import make_paper

from .exports import FICTION

TEMPLATE = "grants/ledger/advances_paper.html"
MOVEMENTS = (
    "Jaar van ontstaan",
    "Openstaand op 1 januari",
    "Betaald",
    "Afgerekend",
    "Terugontvangen",
    "Kwijtgescholden",
    "Openstaand op 31 december",
)
WHOSE = ("Gemeente", "CBS-code", "Beschikkingsnummer", "Verplichtingnummer")
EVIDENCE = (
    *WHOSE,
    "Jaar van ontstaan",
    "Afgerekend",
    "Afgerekend op",
    "Brief",
    "Datum brief",
    "SHA-256 van de brief",
)
Row = Sequence[Any]


def title_of(found: OutstandingAdvances) -> str:
    """De naam van de opgave."""
    return f"Openstaande voorschotten op 31 december {found.year}"


def as_csv(found: OutstandingAdvances) -> bytes:
    """Het verloop per gemeente en jaar van ontstaan, as a Dutch spreadsheet program expects it."""
    mark = FICTION if found.scheme.is_fictional else ""
    rows = [(*row, mark) for row in _line_rows(found)]
    return safe_csv((*WHOSE, *MOVEMENTS, "Status"), rows)


def as_xlsx(found: OutstandingAdvances) -> bytes:
    """Drie bladen: per jaar van ontstaan, per gemeente, and what was settled on which letter."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False})
    mark = f"{FICTION}: " if found.scheme.is_fictional else ""
    # Never the clock: the same statement gives the same file.
    book.set_properties(
        {"title": mark + title_of(found), "created": found.moment.replace(tzinfo=None)}
    )
    totals = [*map(_movements, found.origins), ("Totaal", *_movements(found.total)[1:])]
    _sheet(book, "Jaar van ontstaan", mark + title_of(found), MOVEMENTS, totals)
    _sheet(book, "Per gemeente", mark + title_of(found), (*WHOSE, *MOVEMENTS), _line_rows(found))
    settled = f"{mark}Afgerekend in {found.year}"
    _sheet(book, "Afgerekend", settled, EVIDENCE, _evidence_rows(found))
    book.close()
    return file.getvalue()


def as_pdf(found: OutstandingAdvances) -> bytes:
    """PDF/A-2a en PDF/UA-1; the same bytes on repeat."""
    return make_paper(
        TEMPLATE,
        {"found": found},
        title=title_of(found),
        subject=f"{title_of(found)}, {found.scheme.name}",
        moment=found.moment,
        mark=FICTION if found.scheme.is_fictional else "",
        stylesheets=("advances.css",),
    )


def _movements(balance: Balance) -> Row:
    return (
        balance.origin,
        balance.opening,
        balance.paid,
        balance.settled,
        balance.returned,
        balance.written_off,
        balance.closing,
    )


def _whose(award: Any) -> Row:
    return (
        str(award.municipality),
        award.municipality.cbs_code,
        award.reference,
        award.commitment_number,
    )


def _line_rows(found: OutstandingAdvances) -> list[Row]:
    return [(*_whose(line.award), *_movements(line.balance)) for line in found.lines]


def _evidence_rows(found: OutstandingAdvances) -> list[Row]:
    return [
        (
            *_whose(one.award),
            one.origin,
            one.settled,
            one.decided_on.date(),
            one.letter,
            one.dated_on or "",
            one.sha256,
        )
        for one in found.settled
    ]


def _sheet(book: Any, name: str, title: str, headings: Row, rows: Iterable[Row]) -> None:
    sheet = book.add_worksheet(name)
    bold, money = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0.00"})
    sheet.write_string(0, 0, title, bold)
    sheet.write_row(2, 0, headings, bold)
    for place, row in enumerate(rows, start=3):
        for column, cell in enumerate(row):
            if isinstance(cell, Decimal):
                sheet.write_number(place, column, cell, money)
            elif isinstance(cell, int):
                sheet.write_number(place, column, cell)
            elif isinstance(cell, datetime.date):
                sheet.write_string(place, column, cell.isoformat())
            else:
                sheet.write_string(place, column, cell)
    sheet.freeze_panes(3, 0)
    sheet.set_column(0, len(headings) - 1, 20)
