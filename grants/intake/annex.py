"""Reads the annex of the SiSa package: our block among dozens, and the rows that name our code.

Values come from calamine, which runs nothing. Others' blocks are passed over unread.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from grants.checks.package_content import Annex, Cell, IndicatorColumn, Obstacle

from .annex_blocks import columns_of, rows_naming
from .archive import Refused
from .kinds import OLD_OFFICE, ZIP, kind_of
from .workbook_parts import OfficeFile, dangers_of_xls

ERRORS_TABLE = re.compile(r"fouten.*onzekerhe", re.IGNORECASE)


def read_annex(document: str, data: bytes, code: str) -> Annex:
    """Bijlage lezen: the columns of our `code` and the rows of the table of errors that name it."""
    kind = kind_of(data)
    if kind not in (ZIP, OLD_OFFICE):
        return Annex(document, Obstacle.NOT_THIS_KIND, looks_like=kind)
    try:
        return _read(document, data, code, OfficeFile(data) if kind == ZIP else None)
    except Refused as refused:
        return Annex(document, refused.obstacle)
    except PasswordError:
        return Annex(document, Obstacle.ENCRYPTED)
    except (CalamineError, ParseError, DefusedXmlException, UnicodeError):
        return Annex(document, Obstacle.BROKEN)


def _read(document: str, data: bytes, code: str, office: OfficeFile | None) -> Annex:
    dangers = office.dangers() if office else dangers_of_xls(data)
    columns: list[IndicatorColumn] = []
    error_rows: list[tuple[Cell, ...]] = []
    has_table = False
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    for name in workbook.sheet_names:
        if ERRORS_TABLE.search(name):
            has_table = True
            error_rows += rows_naming(code, name, _rows(workbook, name))
        else:
            columns += columns_of(code, name, _rows(workbook, name))
    # Where our code has real headings, a bare `A99/01` elsewhere is only talk about it.
    real = [column for column in columns if "ndicator" in str(column.heading.value)]
    found = real or columns
    return Annex(
        document,
        columns=tuple(_with_formulas(office, found) if office else found),
        has_errors_table=has_table,
        error_rows=tuple(error_rows),
        has_macros=dangers.has_macros,
        has_external_links=dangers.has_external_links,
    )


def _rows(workbook: CalamineWorkbook, name: str) -> Iterator[list[Any]]:
    """Rows from the very first, with the empty columns that calamine leaves out put back."""
    sheet = workbook.get_sheet_by_name(name)
    before = [""] * (sheet.start[1] if sheet.start else 0)
    return (before + row for row in sheet.iter_rows())


def _with_formulas(
    office: OfficeFile, columns: Sequence[IndicatorColumn]
) -> Iterator[IndicatorColumn]:
    """The columns with their cells marked where a formula has no outcome."""
    places: dict[str, set[str]] = {}
    for column in columns:
        places.setdefault(column.heading.sheet, set()).update(c.place for c in column.values)
    uncomputed = {
        (sheet, place)
        for sheet, wanted in places.items()
        for place in office.uncomputed(sheet, wanted)
    }
    for column in columns:
        yield replace(
            column,
            values=tuple(
                replace(cell, value=None, is_formula_without_value=True)
                if (cell.sheet, cell.place) in uncomputed
                else cell
                for cell in column.values
            ),
        )
