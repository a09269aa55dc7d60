"""CSV as a Dutch spreadsheet program expects it: semicolons and a decimal comma, safe to open.

Text is never taken for a formula: a cell that begins like one gets an apostrophe in front.
"""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from pmg.cells import harmless

CSV_TYPE = "text/csv; charset=utf-8"

Cell = str | int | Decimal | datetime.date


def safe_csv(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The rows below their headings; the same rows give the same bytes."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings)
    for row in rows:
        writer.writerow(_plain(row))
    return text.getvalue().encode("utf-8-sig")


def _plain(row: Sequence[Cell]) -> Iterator[str]:
    for cell in row:
        if isinstance(cell, Decimal):
            yield f"{cell:.2f}".replace(".", ",")
        elif isinstance(cell, datetime.date):
            yield cell.isoformat()
        else:
            yield harmless(cell)
