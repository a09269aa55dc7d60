"""Voorcontrole SiSa-pakket: our indicators among those of others, and the accountant's table."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from grants.checks.findings import Indicators
from tests.files import packages as p
from tests.grants.checks.test_package import check, codes, only


@pytest.mark.parametrize(
    ("value", "euros"),
    [
        (0, 0),
        ("0", 0),
        (500_000, 500_000),
        ("€ 500.000", 500_000),
        ("500000,-", 500_000),
        ("1.234,00", 1_234),
        (125_000.0000000001, 125_000),
        (-1_200, -1_200),
    ],
)
def test_amounts_that_can_be_read(value: Any, euros: int) -> None:
    outcome = check(p.package_with(p.annex_with("01", value)))
    assert outcome.findings == ()
    assert outcome.indicators.spent == euros


@pytest.mark.parametrize("word", ["Ja", " ja ", "JA"])
def test_the_final_year(word: str) -> None:
    assert check(p.package_with(p.annex_with("03", word))).indicators.is_final is True


def test_a_cell_is_named_and_the_remedy_gives_an_example() -> None:
    finding = only(check(p.package_with(p.annex_with("01", "ongeveer drie ton"))))
    assert (finding.sheet, finding.document) == (p.SHEET, p.named(p.ANNEX))
    assert "ongeveer drie ton" in finding.message
    assert "125.000" in finding.remedy
    book = p.load_workbook(p.io.BytesIO(p.good_annex()))
    assert finding.cell == p.value_cell(book, "01").coordinate


def test_every_empty_cell_is_named_at_once() -> None:
    def empty(book: Any) -> None:
        for indicator in ("01", "02", "03"):
            p.value_cell(book, indicator).value = None

    outcome = check(p.package_with(p.changed_annex(empty)))
    assert [finding.code for finding in outcome.findings] == ["indicator-leeg"] * 3
    assert len({finding.cell for finding in outcome.findings}) == 3
    assert outcome.indicators == Indicators()


def test_an_indicator_whose_heading_is_gone() -> None:
    outcome = check(p.package_with(p.annex_without_indicator("02")))
    assert codes(outcome) == {"indicator-ontbreekt"}
    assert outcome.indicators == Indicators(spent=p.SPENT, is_final=False)


def test_of_two_blocks_none_is_believed() -> None:
    outcome = check(p.package_with(p.annex_with_us_twice()))
    assert {finding.code for finding in outcome.findings} == {"code-dubbel"}
    assert outcome.indicators == Indicators()


def test_more_than_one_amount_below_a_heading() -> None:
    finding = only(check(p.package_with(p.annex_with_two_values("01"))))
    assert finding.code == "indicator-meer-waarden"
    assert "‘285000’" in finding.message


@pytest.mark.parametrize(
    "heading",
    [
        "Indicatornummer: A99/01",
        "Besteding (jaar T)\n\nAard controle R\nIndicatornummer:\nA99 / 01",
        "indicatornummer :  A99  /  1",
        "Indicatornummer:\u00a0A99\u00a0/\u00a001",
        "A99/01",
        "A99 / 01",
    ],
)
def test_headings_as_people_write_them(heading: str) -> None:
    def write(book: Any) -> None:
        numbers = ("01", "02", "03")
        cells = [p.heading_cell(book, number) for number in numbers]
        for cell, number in zip(cells, numbers, strict=True):
            cell.value = heading.replace("01", number).replace("/  1", f"/  {int(number)}")

    outcome = check(p.package_with(p.changed_annex(write)))
    assert outcome.findings == ()
    assert outcome.indicators.spent == p.SPENT


def test_talk_about_our_code_on_another_sheet_is_no_second_block() -> None:
    def talk(book: Any) -> None:
        sheet = book.create_sheet("Toelichting")
        sheet["A1"] = "A99/01"
        sheet["A2"] = "Dit bedrag is lager dan vorig jaar."

    assert check(p.package_with(p.changed_annex(talk))).findings == ()


def test_values_may_stand_a_few_rows_below() -> None:
    def lower(book: Any) -> None:
        book[p.SHEET].insert_rows(p.heading_cell(book, "01").row + 1, amount=3)

    outcome = check(p.package_with(p.changed_annex(lower)))
    assert outcome.findings == ()
    assert outcome.indicators.spent == p.SPENT


def test_what_others_wrote_is_never_judged() -> None:
    def spoil(book: Any) -> None:
        for row in book[p.SHEET].iter_rows():
            for cell in row:
                if isinstance(cell.value, int) and cell.value not in (p.SPENT, p.CUMULATIVE):
                    cell.value = "geen idee"

    assert check(p.package_with(p.changed_annex(spoil))).findings == ()


@pytest.mark.parametrize(
    "row",
    [
        ("A99", "Preventie met Gezag", "geen", 0),
        ("A99", "Preventie met Gezag", "n.v.t."),
        ("A16", "Andere uitkering", "Fout", 12_000),
        ("BA99", "Andere uitkering", "Fout", 12_000),
    ],
)
def test_rows_of_the_accountant_that_say_nothing_of_us(row: tuple[Any, ...]) -> None:
    outcome = check(p.package_with(p.annex_with_error(*row)))
    assert outcome.findings == ()
    assert not outcome.names_us_in_errors


@pytest.mark.parametrize(
    "row",
    [
        ("A99", "Preventie met Gezag", "Fout", 12_000),
        ("A99/01", "Besteding niet aangetoond"),
        ("JenV A99", "Onzekerheid", "12.000"),
    ],
)
def test_rows_of_the_accountant_that_name_us(row: tuple[Any, ...]) -> None:
    outcome = check(p.package_with(p.annex_with_error(*row)))
    assert codes(outcome) == {"foutentabel-noemt-ons"}
    assert outcome.names_us_in_errors
    assert outcome.ok


def test_a_difference_with_the_statement_is_shown_with_both_amounts() -> None:
    finding = only(check(p.good(), subject=replace(p.SUBJECT, statement_total=280_000)))
    assert finding.code == "sisa-verschil"
    for amount in ("€\u00a0285.000", "€\u00a0280.000", "€\u00a05.000 meer"):
        assert amount in finding.message


def test_no_difference_no_warning() -> None:
    assert check(p.good(), subject=replace(p.SUBJECT, statement_total=p.SPENT)).findings == ()
