"""The annex in every format municipalities have, as real programs save it."""

from __future__ import annotations

import io
from typing import Any

import pytest
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from grants.checks.package_content import Annex, Obstacle
from grants.checks.statement_content import Hazard
from grants.intake.annex import read_annex
from tests.files import packages as p
from tests.files.libreoffice import saved_again

HEADINGS = [f"Besteding\nAard controle R\nIndicatornummer: A99 / 0{n}" for n in (1, 2, 3)]


def read(data: bytes) -> Annex:
    return read_annex("bijlage", data, "A99")


def values(annex: Annex) -> list[Any]:
    return [column.value.value for column in annex.columns]


def xls(*row: Any) -> bytes:
    """An old Excel file with our block alone."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Blad1")
    for column, heading in enumerate(HEADINGS, start=2):
        sheet.write(4, column, heading)
    for column, value in enumerate(row, start=2):
        sheet.write(5, column, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods(*cells: TableCell) -> bytes:
    """An ods with our block alone, below four rows that are one row repeated."""
    book = OpenDocumentSpreadsheet()
    table = Table(name="Blad1")
    table.addElement(TableRow(numberrowsrepeated=4))
    headings = TableRow()
    headings.addElement(TableCell(numbercolumnsrepeated=2))
    for heading in HEADINGS:
        cell = TableCell(valuetype="string")
        for line in heading.split("\n"):
            cell.addElement(P(text=line))
        headings.addElement(cell)
    table.addElement(headings)
    below = TableRow()
    below.addElement(TableCell(numbercolumnsrepeated=2))
    for cell in cells:
        below.addElement(cell)
    table.addElement(below)
    book.spreadsheet.addElement(table)
    out = io.BytesIO()
    book.write(out)
    return out.getvalue()


def text(words: str) -> TableCell:
    cell = TableCell(valuetype="string")
    cell.addElement(P(text=words))
    return cell


@pytest.mark.parametrize("extension", ["xlsx", "ods", "xls"])
def test_saved_again_by_libreoffice(extension: str) -> None:
    annex = read(saved_again(p.good_annex(), extension))
    assert annex.obstacle is None
    assert values(annex) == [p.SPENT, p.CUMULATIVE, "Nee"]
    assert annex.has_errors_table
    assert annex.hazards == frozenset()


def test_libreoffice_computes_what_was_not_computed() -> None:
    made = p.annex_with("01", "=100000+5")
    assert read(made).columns[0].value.is_formula_without_value
    for extension in ("xlsx", "ods", "xls"):
        column = read(saved_again(made, extension)).columns[0]
        assert not column.value.is_formula_without_value
        assert column.value.value == 100_005


def test_an_old_excel_file() -> None:
    annex = read(xls(1200, 3400, "Nee"))
    assert values(annex) == [1200, 3400, "Nee"]
    assert [column.value.place for column in annex.columns] == ["C6", "D6", "E6"]


def test_an_ods() -> None:
    number = TableCell(valuetype="float", value=1200)
    annex = read(ods(number, text("3.400"), text("Nee")))
    assert values(annex) == [1200, "3.400", "Nee"]
    assert [column.value.place for column in annex.columns] == ["C6", "D6", "E6"]


def test_a_formula_without_outcome_in_an_ods() -> None:
    formula = TableCell(formula="of:=SUM([.A1:.A3])")
    spent, *_ = read(ods(formula, text("3400"), text("Nee"))).columns
    assert spent.value.is_formula_without_value
    assert spent.value.place == "C6"


def test_a_formula_that_went_wrong_is_shown_as_a_fault() -> None:
    data = saved_again(p.annex_with("01", "=1/0"), "xlsx")
    assert read(data).columns[0].value.value == "#FOUT"


def test_what_no_spreadsheet_should_carry() -> None:
    assert read(p.annex_with_part("xl/vbaProject.bin")).hazards == {Hazard.MACROS}
    link = p.annex_with_part("xl/externalLinks/externalLink1.xml")
    assert read(link).hazards == {Hazard.EXTERNAL_LINKS}


@pytest.mark.parametrize(
    ("data", "obstacle"),
    [
        (p.PNG, Obstacle.NOT_THIS_KIND),
        (b"naam;bedrag\nA99;12", Obstacle.NOT_THIS_KIND),
        (p.good_annex()[:4000], Obstacle.BROKEN),
        (xls(1, 2, "Nee")[:1500], Obstacle.BROKEN),
        (p.good(), Obstacle.NOT_THIS_KIND),
    ],
)
def test_what_cannot_be_opened(data: bytes, obstacle: Obstacle) -> None:
    assert read(data).obstacle == obstacle


def test_dates_come_as_text() -> None:
    import datetime

    annex = read(p.annex_with("01", datetime.datetime(2025, 7, 1)))  # noqa: DTZ001 - a cell
    assert str(annex.columns[0].value.value).startswith("2025-07-01")
