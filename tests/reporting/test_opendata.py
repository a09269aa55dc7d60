"""All formats tell the same, and hide the same."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pypdf

from reporting.disclosure.publication import shown_counts
from reporting.disclosure.suppression import Shown
from reporting.opendata.records import DICTIONARY
from reporting.opendata.text import to_csv
from reporting.publisher import Output, public_year
from reporting.snapshot import to_bytes
from tests.reporting.years import make_year


def csv_rows(outputs: Mapping[str, Output]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(outputs["csv"].content.decode("utf-8-sig"))))


def test_csv_json_and_xlsx_hold_the_same_figures(outputs: Mapping[str, Output]) -> None:
    from_csv = csv_rows(outputs)
    from_json = json.loads(outputs["json"].content)["cijfers"]
    as_text = [
        {name: "" if value is None else str(value) for name, value in row.items()}
        for row in from_json
    ]
    assert as_text == from_csv
    book = openpyxl.load_workbook(io.BytesIO(outputs["xlsx"].content))
    names, *rows = book["cijfers"].iter_rows(values_only=True)
    assert list(names) == [name for name, _ in DICTIONARY]
    for wide, row in zip(from_csv, rows, strict=True):
        for name, value in zip(names, row, strict=True):
            assert _same(wide[str(name)], value), (name, wide, value)


def _same(text: str, value: object) -> bool:
    if value is None:
        return text == ""
    return text == str(value) or Decimal(text) == Decimal(str(value))


def test_a_text_that_looks_like_a_formula_stays_text_in_csv() -> None:
    year = make_year(1)
    own = replace(year.municipalities[0], name='=HYPERLINK("http://example.org")')
    text = to_csv(public_year(to_bytes(replace(year, municipalities=(own,))))).decode("utf-8-sig")
    names = {row["gemeente"] for row in csv.DictReader(io.StringIO(text))}
    assert names == {'\'=HYPERLINK("http://example.org")', "alle gemeenten"}


def test_amounts_in_the_open_data_add_up_to_the_snapshot(outputs: Mapping[str, Output]) -> None:
    year = make_year(1)
    paid = sum(Decimal(row["waarde"]) for row in csv_rows(outputs) if row["onderwerp"] == "betaald")
    assert paid == sum(row.paid for own in year.municipalities for row in own.grant_years)


def test_no_count_of_one_to_four_leaves_in_any_format(outputs: Mapping[str, Output]) -> None:
    counted = [row for row in csv_rows(outputs) if row["eenheid"] in ("jongeren", "deelnames")]
    assert any(row["getoond"] == "<5" for row in counted)
    assert any(row["getoond"] == "niet getoond" for row in counted)
    for row in counted:
        assert (row["waarde"] == "") == (row["getoond"] != "")
        assert row["waarde"] not in {"1", "2", "3", "4"}


def test_the_tables_of_the_pdf_hide_what_the_data_hides(pdf_path: Path) -> None:
    public = public_year(to_bytes(make_year(1)))
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(pdf_path).pages)
    table = text[text.index("Unieke jongeren per leeftijdsgroep\nGemeente") :]
    for own in public.municipalities:
        if own.progress is None:
            continue
        line = next(line for line in table.splitlines() if line.startswith(f"{own.name} "))
        cells = re.findall(r"niet getoond|ten minste [\d.]+|<5|[\d.]+", line)
        told = [*own.progress.youths, own.progress.youths_total]
        assert len(cells) == len(told), line
        for cell, one in zip(cells, told, strict=True):
            if one.shown is Shown.EXACT:
                assert cell.replace(".", "") == str(one.number)
            else:
                assert not cell.isdigit()
    assert any(one.shown is Shown.HIDDEN for one in shown_counts(public).values())


def test_the_workbook_of_a_fictional_year_says_so_on_every_sheet(
    outputs: Mapping[str, Output],
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(outputs["xlsx"].content))
    for sheet in book.worksheets:
        words = " ".join(
            str(cell) for row in sheet.iter_rows(max_row=2, values_only=True) for cell in row
        )
        assert "FICTIEF" in words or "fictief" in words
