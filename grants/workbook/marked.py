"""Kopie met aantekeningen: a municipality's own workbook with the cells to mend marked."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill

from grants.checks.findings import ERROR, Finding

SHEET = "Bevindingen"
HEADINGS = ("Soort", "Blad", "Cel", "Wat is er", "Zo lost u het op", "Code")
WIDTHS = (14, 16, 10, 70, 70, 30)
FILLS = {
    True: PatternFill("solid", fgColor="F8C8C8"),
    False: PatternFill("solid", fgColor="FCE8A6"),
}
WORDS = {True: "Fout", False: "Aandachtspunt"}


def marked_copy(data: bytes, findings: Iterable[Finding]) -> bytes:
    """A copy of an xlsx: each cell with a finding coloured and noted, all findings on a first sheet.

    Read it apart from the process that serves pages: the workbook was made by a stranger. Raises
    what openpyxl raises for a workbook it cannot read.
    """
    book = load_workbook(io.BytesIO(data), keep_links=False)
    rows = list(findings)
    by_cell: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in rows:
        if finding.cell and finding.sheet in book.sheetnames:
            by_cell[finding.sheet, finding.cell].append(finding)
    for (sheet, cell), found in by_cell.items():
        _mark(book[sheet][cell], found)
    _list(book, rows)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _mark(cell: Any, findings: list[Finding]) -> None:
    cell.fill = FILLS[any(finding.severity == ERROR for finding in findings)]
    note = "\n\n".join(f"{finding.message}\n{finding.remedy}" for finding in findings)
    cell.comment = Comment(note, "voorcontrole", width=420, height=60 + 40 * len(findings))


def _list(book: Any, findings: list[Finding]) -> None:
    if SHEET in book.sheetnames:
        del book[SHEET]  # of an earlier copy
    sheet = book.create_sheet(SHEET, 0)
    sheet.append(HEADINGS)
    for finding in findings:
        sheet.append(
            (
                WORDS[finding.severity == ERROR],
                finding.sheet,
                finding.cell,
                finding.message,
                finding.remedy,
                finding.code,
            )
        )
    for column, width in zip("ABCDEF", WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
    for row in sheet.iter_rows():
        for cell in row:
            # What they typed is quoted in our sentences: it stays text, whatever it begins with.
            cell.data_type = "s" if cell.value else cell.data_type
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    book.active = 0
