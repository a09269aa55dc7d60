"""XLSX: the tables of the report, all figures row by row, and what the columns mean."""

from __future__ import annotations

import io
from datetime import UTC
from decimal import Decimal
from typing import Any

import xlsxwriter

from reporting.disclosure.publication import PublicYear
from reporting.document.blocks import Cell, Table
from reporting.document.contents import Document
from reporting.opendata.records import DICTIONARY, records


def to_xlsx(document: Document) -> bytes:
    """The same bytes for the same document: dates come from the snapshot, not the clock."""
    year = document.year
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_urls": False})
    book.set_properties(
        {
            "title": _title(document),
            "author": "Ministerie van Justitie en Veiligheid",
            "company": "",
            "comments": f"Vastlegging {year.sha256}",
            "created": year.moment.astimezone(UTC).replace(tzinfo=None),
        }
    )
    styles = {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "head": book.add_format({"bold": True, "bottom": 2, "text_wrap": True, "valign": "top"}),
        "total": book.add_format({"bold": True, "top": 1}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
    }
    _front(book, document, styles)
    for table in document.tables:
        _table(book.add_worksheet(table.name), document, table, styles)
    _figures(book, year, styles)
    book.close()
    return stream.getvalue()


def _title(document: Document) -> str:
    return f"{document.title}{f' ({document.mark})' if document.mark else ''}"


def _front(book: Any, document: Document, styles: dict[str, Any]) -> None:
    sheet = book.add_worksheet("uitleg")
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90, styles["text"])
    sheet.write_string(0, 0, _title(document), styles["title"])
    lines = [
        ("Bevroren op", document.year.moment.isoformat()),
        ("Vastlegging (SHA-256)", document.year.sha256),
        ("Licentie", "CC0 1.0"),
        *((f"Kolom {name}", meaning) for name, meaning in DICTIONARY),
    ]
    for place, (label, text) in enumerate(lines, 2):
        sheet.write_string(place, 0, label, styles["head"])
        sheet.write_string(place, 1, text)


def _table(sheet: Any, document: Document, table: Table, styles: dict[str, Any]) -> None:
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, len(table.columns) - 1, 20)
    sheet.write_string(0, 0, table.caption, styles["title"])
    sheet.write_string(1, 0, " ".join(filter(None, (document.mark, table.note))))
    for column, label in enumerate(table.columns):
        sheet.write_string(3, column, label, styles["head"])
    for place, row in enumerate(table.rows, 4):
        style = styles["total"] if row.is_total else None
        for column, cell in enumerate(row.cells):
            _write(sheet, place, column, cell, style)
    sheet.freeze_panes(4, 1)


def _write(sheet: Any, place: int, column: int, cell: Cell, style: Any) -> None:
    if isinstance(cell.value, Decimal | int):
        sheet.write_number(place, column, cell.value, style)
    else:
        sheet.write_string(place, column, cell.text, style)


def _figures(book: Any, year: PublicYear, styles: dict[str, Any]) -> None:
    sheet = book.add_worksheet("cijfers")
    sheet.set_column(0, len(DICTIONARY) - 1, 18)
    for column, (name, _) in enumerate(DICTIONARY):
        sheet.write_string(0, column, name, styles["head"])
    place = 0
    for place, record in enumerate(records(year), 1):
        for column, value in enumerate(record.plain):
            if value is None or value == "":
                continue
            if column in (8, 10) or isinstance(value, int):
                sheet.write_number(place, column, Decimal(str(value)))
            else:
                sheet.write_string(place, column, str(value))
    sheet.autofilter(0, 0, place, len(DICTIONARY) - 1)
    sheet.freeze_panes(1, 0)
