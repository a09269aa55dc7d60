"""The copy with marks: the municipality's own workbook, coloured where something must be mended."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import load_workbook

from grants.checks.findings import ERROR, Finding
from grants.services.prechecks import check_statement
from grants.workbook.marked import marked_copy
from tests.files.faulty_statements import typed
from tests.files.statements import SUBJECT, changed, good

NAME = "pmg_2025_0513.xlsx"


def wrong() -> bytes:
    def change(book: Any) -> None:
        book["Bestedingen"]["B6"] = "=1+1"
        book["Bestedingen"]["B7"] = "Voetbal"

    return changed(change, typed("Opgave", "B12", 405_001))


def test_cells_are_coloured_and_noted() -> None:
    findings = check_statement(wrong(), NAME, SUBJECT).findings
    book = load_workbook(io.BytesIO(marked_copy(wrong(), findings)))
    assert book.sheetnames[0] == "Bevindingen"
    for finding in findings:
        cell = book[finding.sheet][finding.cell]
        assert finding.message in cell.comment.text
        assert finding.remedy in cell.comment.text
    assert book["Bestedingen"]["B7"].fill.fgColor.rgb.endswith("F8C8C8")
    assert book["Opgave"]["B12"].fill.fgColor.rgb.endswith("FCE8A6")
    listed = [row[3] for row in book["Bevindingen"].iter_rows(min_row=2, values_only=True)]
    assert listed == [finding.message for finding in findings]


def test_what_they_filled_in_stays_and_mending_the_copy_is_enough() -> None:
    findings = check_statement(wrong(), NAME, SUBJECT).findings

    def mend(book: Any) -> None:
        book["Bestedingen"]["B6"] = book["Bestedingen"]["B7"] = "Gemeentelijke organisatie"
        book["Opgave"]["B12"] = 405_000

    mended = changed(mend, marked_copy(wrong(), findings))
    outcome = check_statement(mended, NAME, SUBJECT)
    assert outcome.findings == ()
    assert outcome.statement == check_statement(good(), NAME, SUBJECT).statement


def test_a_copy_of_a_copy_has_one_list() -> None:
    findings = check_statement(wrong(), NAME, SUBJECT).findings
    twice = marked_copy(marked_copy(wrong(), findings), findings)
    assert load_workbook(io.BytesIO(twice)).sheetnames.count("Bevindingen") == 1


def test_no_sentence_becomes_a_formula() -> None:
    trap = Finding(code="x", severity=ERROR, message="=1+1", remedy="=2+2")
    sheet = load_workbook(io.BytesIO(marked_copy(good(), [trap])))["Bevindingen"]
    assert sheet["D2"].data_type == "s"
