"""Finding our block between others, in rows of any shape."""

from __future__ import annotations

import time

import pytest

from grants.intake.annex_blocks import columns_of, headings_in, place, rows_naming


@pytest.mark.parametrize(
    ("row", "column", "name"),
    [(0, 0, "A1"), (6, 25, "Z7"), (0, 26, "AA1"), (9, 701, "ZZ10"), (0, 702, "AAA1")],
)
def test_names_of_cells(row: int, column: int, name: str) -> None:
    assert place(row, column) == name


@pytest.mark.parametrize(
    "text",
    [
        "Het bedrag staat bij A99",
        "Indicatornummer:",
        "1/2",
        "2025/01",
        "A99/001",
        "km/u",
        "",
        None,
        3.5,
    ],
)
def test_what_is_no_heading(text: object) -> None:
    assert headings_in([text]) == ()


def test_a_block_ends_at_the_next_heading() -> None:
    rows = [
        ["", "Indicatornummer: A99 / 01", "Indicatornummer: A99 / 02"],
        ["", "Indicatornummer: B1 / 01"],
        ["", 700.0],
    ]
    spent, cumulative = columns_of("A99", "Blad1", rows)
    assert spent.value.is_empty
    assert (spent.value.place, cumulative.value.place) == ("B2", "C2")


def test_a_heading_in_the_last_row_still_names_the_cell_below() -> None:
    (column,) = columns_of("A99", "Blad1", [["Indicatornummer: A99/01"]])
    assert column.value.place == "A2"


def test_rows_of_unequal_length() -> None:
    rows = [["Indicatornummer: A99/01", "", "", "Indicatornummer: A99/02"], [5.0]]
    spent, cumulative = columns_of("A99", "Blad1", rows)
    assert spent.value.value == 5.0
    assert cumulative.value.is_empty


def test_ten_times_the_rows_take_about_ten_times_as_long() -> None:
    def seconds(number: int) -> float:
        rows = [[f"Indicatornummer: B{n % 90} / 01", "tekst " * 50, 5.0] for n in range(number)]
        start = time.process_time()
        assert list(columns_of("A99", "Blad1", rows)) == []
        return time.process_time() - start

    assert seconds(20_000) < 40 * max(seconds(2_000), 0.01)


def test_the_code_as_a_word_in_the_table_of_errors() -> None:
    rows = [["Code", "Fout"], ["A99", "x", 3.0], ["A990", "y"], ["zie a99/01"], ["BA99"]]
    assert [row[0].place for row in rows_naming("A99", "Tabel", rows)] == ["A2", "A4"]
