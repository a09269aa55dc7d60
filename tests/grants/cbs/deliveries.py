"""Deliveries of the CBS for tests: packages of several municipalities, and tables of any maker."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import xlsxwriter
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from pmg.demo.documents import Contents, package
from tests.files.packages import CONTENTS, zipped

YEAR = 2025
LONG = ("Gemeentecode", "Gemeentenaam", "Uitkeringscode", "Indicator", "Waarde")
STATUS = ("Status", "Ontvangen op", "Plausibel op")

Row = Sequence[Any]


def contents(digits: str, spent: int, cumulative: int | None = None, **more: Any) -> Contents:
    return replace(
        CONTENTS,
        digits=digits,
        municipality=f"Gemeente {digits}",
        spent=Decimal(spent),
        cumulative=Decimal(spent if cumulative is None else cumulative),
        **more,
    )


def packages(**spent: int) -> bytes:
    """A zip of packages: `packages(g0513=285_000)`."""
    return zipped(
        {
            f"sisa_{YEAR}_06{name[1:]}.zip": package(contents(name[1:], euros))
            for name, euros in spent.items()
        }
    )


def long_rows(
    figures: Mapping[str, int], code: str = "A99", status: Row = ("", "", "")
) -> list[Row]:
    """A row per indicator, as the CBS lists them."""
    rows: list[Row] = [(*LONG, *STATUS)]
    for digits, euros in figures.items():
        for number, value in (("01", euros), ("02", euros), ("03", "Nee")):
            rows.append((f"06{digits}", "Ergens", code, f"{code}/{number}", value, *status))
    return rows


def as_csv(rows: Sequence[Row], *, delimiter: str = ";", encoding: str = "utf-8-sig") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def as_xlsx(rows: Sequence[Row], *, sheet: str = "Levering", above: int = 0) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet(sheet)
        for place, row in enumerate(rows, start=above):
            page.write_row(place, 0, row)
    return out.getvalue()


def as_ods(rows: Sequence[Row]) -> bytes:
    book = OpenDocumentSpreadsheet()
    table = Table(name="Levering")
    for row in rows:
        line = TableRow()
        for value in row:
            if isinstance(value, int):
                cell = TableCell(valuetype="float", value=value)
            else:
                cell = TableCell(valuetype="string")
                cell.addElement(P(text=str(value)))
            line.addElement(cell)
        table.addElement(line)
    book.spreadsheet.addElement(table)
    out = io.BytesIO()
    book.write(out)
    return out.getvalue()
