"""Reads the annex of the SiSa package: our block among dozens, and the rows that name our code.

Values come from calamine, which runs nothing. Others' blocks are passed over unread.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from grants.checks.package_content import Annex, Cell, IndicatorColumn, Obstacle

from .annex_blocks import columns_of, rows_naming
from .archive import Archive, Refused
from .kinds import OLD_OFFICE, ZIP, kind_of

ERRORS_TABLE = re.compile(r"fouten.*onzekerhe", re.IGNORECASE)


def read_annex(document: str, data: bytes, code: str) -> Annex:
    """Bijlage lezen: the columns of our `code` and the rows of the table of errors that name it."""
    kind = kind_of(data)
    if kind not in (ZIP, OLD_OFFICE):
        return Annex(document, Obstacle.NOT_THIS_KIND, looks_like=kind)
    try:
        if kind == ZIP:
            Archive(data)
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return _search(document, workbook, code)
    except Refused as refused:
        return Annex(document, refused.obstacle)
    except PasswordError:
        return Annex(document, Obstacle.ENCRYPTED)
    except CalamineError:
        return Annex(document, Obstacle.BROKEN)


def _search(document: str, workbook: CalamineWorkbook, code: str) -> Annex:
    columns: list[IndicatorColumn] = []
    error_rows: list[tuple[Cell, ...]] = []
    has_table = False
    for name in workbook.sheet_names:
        if ERRORS_TABLE.search(name):
            has_table = True
            error_rows += rows_naming(code, name, _rows(workbook, name))
        else:
            columns += columns_of(code, name, _rows(workbook, name))
    # Where our code has real headings, a bare `A99/01` elsewhere is only talk about it.
    real = [column for column in columns if "ndicator" in str(column.heading.value)]
    return Annex(
        document,
        columns=tuple(real or columns),
        has_errors_table=has_table,
        error_rows=tuple(error_rows),
    )


def _rows(workbook: CalamineWorkbook, name: str) -> Iterator[list[Any]]:
    """Rows from the very first, with the empty columns that calamine leaves out put back."""
    sheet = workbook.get_sheet_by_name(name)
    before = [""] * (sheet.start[1] if sheet.start else 0)
    return (before + row for row in sheet.iter_rows())
