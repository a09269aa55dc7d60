"""Reads the annex of the SiSa package: our block among dozens, and the rows that name our code.

Others' blocks are passed over unread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from grants.checks.package_content import Annex, Cell, IndicatorColumn

from .annex_blocks import columns_of, rows_naming
from .sheet_parts import cell_place
from .spreadsheet import Spreadsheet, Unreadable, read_spreadsheet

ERRORS_TABLE = re.compile(r"fouten.*onzekerhe", re.IGNORECASE)
SHOWN_ERROR = "#FOUT"
"""What stands in a cell whose formula went wrong, whatever the program calls it."""


def read_annex(document: str, data: bytes, code: str) -> Annex:
    """Bijlage lezen: the columns of our `code` and the rows of the table of errors that name it."""
    try:
        workbook = read_spreadsheet(data)
    except Unreadable as fault:
        return Annex(document, fault.obstacle, looks_like=fault.looks_like)
    tables = {name: rows for name, rows in workbook.sheets.items() if ERRORS_TABLE.search(name)}
    return Annex(
        document,
        columns=tuple(_with_formulas(workbook, column) for column in _columns(workbook, code)),
        has_errors_table=bool(tables),
        error_rows=tuple(
            row for name, rows in tables.items() for row in rows_naming(code, name, rows)
        ),
        hazards=workbook.hazards,
    )


def _columns(workbook: Spreadsheet, code: str) -> list[IndicatorColumn]:
    columns = [
        column
        for name, rows in workbook.sheets.items()
        if not ERRORS_TABLE.search(name)
        for column in columns_of(code, name, rows)
    ]
    # Where our code has real headings, a bare `A99/01` elsewhere is only talk about it.
    return [column for column in columns if not column.is_bare] or columns


def _with_formulas(workbook: Spreadsheet, column: IndicatorColumn) -> IndicatorColumn:
    """The column with its cells marked where a formula has no outcome, or a wrong one."""
    return replace(column, values=tuple(_marked(workbook, column.values)))


def _marked(workbook: Spreadsheet, cells: tuple[Cell, ...]) -> Iterator[Cell]:
    for cell in cells:
        place = cell_place(cell.sheet, cell.place)
        if place in workbook.uncomputed:
            yield replace(cell, value=None, is_formula_without_value=True)
        elif place in workbook.broken:
            yield replace(cell, value=SHOWN_ERROR)
        else:
            yield cell
