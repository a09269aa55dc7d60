"""Reading a delivery of the CBS: packages in a zip, and tables with any headings."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest

from grants.checks.cbs_content import Reading, Told, Trouble
from grants.enums import CbsStatus
from grants.intake.cbs import read_delivery
from pmg.demo.documents import package
from tests.files import packages as p
from tests.files.packages import SUBJECT, zipped
from tests.grants.cbs.deliveries import as_csv, as_ods, as_xlsx, contents, long_rows, packages

BASE = replace(SUBJECT, cbs_digits="", municipality="")


def read(data: bytes, name: str = "levering.zip") -> Reading:
    return read_delivery(data, name, BASE)


def figures(reading: Reading) -> dict[str, tuple[Any, ...]]:
    assert not [line for line in reading.lines if line.trouble], reading.lines
    return {line.digits: (line.spent, line.cumulative, line.is_final) for line in reading.lines}


def the_trouble(reading: Reading) -> Told:
    (line,) = [line for line in reading.lines if line.trouble]
    assert line.message
    assert line.remedy
    return line


class TestPackages:
    def test_a_zip_of_packages(self) -> None:
        read_from = read(packages(g0513=285_000, g0141=0))
        assert figures(read_from) == {
            "0513": (285_000, 285_000, False),
            "0141": (0, 0, False),
        }
        assert {line.names_us_in_errors for line in read_from.lines} == {False}

    def test_a_single_package_is_a_delivery_too(self) -> None:
        reading = read(package(contents("0513", 9)), "sisa_2025_060513.zip")
        assert figures(reading) == {"0513": (9, 9, False)}

    def test_a_bad_package_does_not_spoil_the_rest(self) -> None:
        good = package(contents("0141", 7))
        reading = read(
            zipped({"sisa_2025_060141.zip": good, "sisa_2025_060513.zip": good[: len(good) // 2]})
        )
        assert [line.digits for line in reading.lines if not line.trouble] == ["0141"]
        assert the_trouble(reading).digits == "0513"

    def test_a_package_of_another_year_is_not_read(self) -> None:
        reading = read(zipped({"sisa_2024_060513.zip": package(contents("0513", 7, year=2024))}))
        assert the_trouble(reading).trouble == Trouble.OTHER_YEAR

    def test_a_name_that_says_nothing(self) -> None:
        reading = read(zipped({"gouda.zip": p.good()}))
        assert the_trouble(reading).trouble == Trouble.NO_MUNICIPALITY

    def test_other_files_are_named(self) -> None:
        reading = read(zipped({"lees mij.txt": b"hallo", "sisa_2025_060513.zip": p.good()}))
        assert the_trouble(reading).document == "lees mij.txt"
        assert len(reading.lines) == 2

    @pytest.mark.parametrize(
        ("annex", "cell"),
        [(p.annex_with("01", "ongeveer drie ton"), True), (p.annex_with("02", None), True)],
    )
    def test_an_unreadable_cell_is_named(self, annex: bytes, cell: bool) -> None:
        reading = read(zipped({p.NAME: p.package_with(annex)}))
        trouble = the_trouble(reading)
        assert (trouble.digits, bool(trouble.cell), trouble.sheet) == ("0513", cell, p.SHEET)

    def test_without_annex(self) -> None:
        reading = read(zipped({p.NAME: p.without(p.ANNEX)}))
        assert "ontbreekt" in the_trouble(reading).message

    def test_a_zip_in_a_package_stays_shut(self) -> None:
        inner = zipped({p.NAME: p.good()})
        reading = read(zipped({p.NAME: inner}))
        assert the_trouble(reading).digits == "0513"

    def test_a_bomb_is_not_unpacked(self) -> None:
        assert the_trouble(read(zipped({p.NAME: p.bomb()}))).digits == "0513"
        assert the_trouble(read(p.bomb())).trouble == Trouble.NOT_READABLE


ROWS = long_rows({"0513": 285_000, "0141": 12})
TABLES = [
    pytest.param(as_csv(ROWS), "l.csv", id="csv"),
    pytest.param(as_csv(ROWS, delimiter=","), "l.csv", id="csv-komma"),
    pytest.param(as_csv(ROWS, delimiter="\t", encoding="cp1252"), "l.txt", id="csv-tab"),
    pytest.param(as_xlsx(ROWS), "l.xlsx", id="xlsx"),
    pytest.param(as_xlsx(ROWS, above=6), "l.xlsx", id="xlsx-koppen-lager"),
    pytest.param(as_ods(ROWS), "l.ods", id="ods"),
]


class TestTables:
    @pytest.mark.parametrize(("data", "name"), TABLES)
    def test_of_any_maker(self, data: bytes, name: str) -> None:
        assert figures(read(data, name)) == {
            "0513": (285_000, 285_000, False),
            "0141": (12, 12, False),
        }

    def test_a_column_per_indicator(self) -> None:
        rows = [
            ("Gemeente", "Naam", "A99 / 01", "A99 / 02", "A99/03", "B12/01"),
            (513, "Gouda", 285_000, "405.000", "Ja", 5),
            ("GM0141", "Almelo", "€ 1.250", 1250, "nee", 6),
        ]
        assert figures(read(as_xlsx(rows), "l.xlsx")) == {
            "0513": (285_000, 405_000, True),
            "0141": (1_250, 1_250, False),
        }

    def test_other_codes_and_years_are_only_counted(self) -> None:
        rows = [*ROWS, *long_rows({"0513": 1}, code="B12")[1:]]
        reading = read(as_csv(rows), "l.csv")
        assert (len(reading.lines), reading.others) == (2, 3)

    def test_status_and_dates(self) -> None:
        rows = long_rows({"0513": 5}, status=("Plausibel", "14-07-2026", "2026-07-22"))
        (line,) = read(as_csv(rows), "l.csv").lines
        assert line.status == CbsStatus.PLAUSIBLE
        assert line.received_on == datetime.date(2026, 7, 14)
        assert line.plausible_on == datetime.date(2026, 7, 22)

    def test_a_status_without_figures(self) -> None:
        rows = [("Gemeentecode", "Status", "Ontvangen op"), ("0513", "ontvangen", "1-7-2026")]
        (line,) = read(as_csv(rows), "l.csv").lines
        assert (line.trouble, line.has_figure, line.status) == (None, False, CbsStatus.RECEIVED)

    @pytest.mark.parametrize(
        ("column", "value", "trouble", "cell"),
        [
            (4, "1e9", Trouble.BAD_VALUE, "E2"),
            (4, "1,234.56", Trouble.BAD_VALUE, "E2"),
            (4, "12,50", Trouble.BAD_VALUE, "E2"),
            (4, "", Trouble.MISSING, "A2"),
            (5, "misschien", Trouble.BAD_VALUE, "F2"),
            (6, "31-02-2026", Trouble.BAD_VALUE, "G2"),
            (0, "Gouda", Trouble.NO_MUNICIPALITY, "A2"),
        ],
    )
    def test_what_cannot_be_read_has_its_cell(
        self, column: int, value: str, trouble: Trouble, cell: str
    ) -> None:
        rows = [list(row) for row in long_rows({"0513": 5})]
        rows[1][column] = value
        lines = read(as_csv(rows), "l.csv").lines
        first = next(line for line in lines if line.trouble == trouble)
        assert (first.cell, bool(first.message), bool(first.remedy)) == (cell, True, True)
        assert not [line for line in lines if line.digits == "0513" and not line.trouble]

    def test_a_formula_is_text(self) -> None:
        rows = long_rows({"0513": 5})
        rows[1] = (*rows[1][:4], "=1+1", "", "", "")
        assert the_trouble(read(as_csv(rows), "l.csv")).trouble == Trouble.BAD_VALUE

    def test_the_same_indicator_twice(self) -> None:
        rows = long_rows({"0513": 5})
        assert figures(read(as_csv([*rows, rows[1]]), "l.csv")) == {"0513": (5, 5, False)}
        contradiction = [*rows, (*rows[1][:4], 6, "", "", "")]
        assert the_trouble(read(as_csv(contradiction), "l.csv")).trouble == Trouble.TWICE

    def test_unknown_headings(self) -> None:
        trouble = the_trouble(read(as_csv([("a", "b"), (1, 2)]), "l.csv"))
        assert "A99/01" in trouble.remedy

    @pytest.mark.parametrize(
        "data", [b"", b"\0\0", b"%PDF-1.7", p.PNG, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(50)]
    )
    def test_no_table_at_all(self, data: bytes) -> None:
        assert the_trouble(read(data, "l.xlsx")).trouble == Trouble.NOT_READABLE

    def test_ten_thousand_rows(self) -> None:
        figures_of_all = {f"{number:04}": number for number in range(1, 3334)}
        reading = read(as_csv(long_rows(figures_of_all)), "l.csv")
        assert len(reading.lines) == 3333


def test_a_row_with_nothing_but_a_day_tells_nothing_and_says_so() -> None:
    heading, *_ = long_rows({"0513": 1})
    line = the_trouble(
        read(as_csv([heading, ("060513", "Ergens", "A99", "", "", "", "", "17-07-2026")]), "l.csv")
    )
    assert line.trouble is Trouble.MISSING
    assert "geen waarde en geen status" in line.message
