"""Each check fires on its own files and on no other; good statements pass without a word."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from grants.checks.findings import ERROR, Finding
from grants.checks.register import RULES, STATEMENT, WORKBOOK
from grants.checks.statement import OF_NOBODY
from grants.services.prechecks import check_statement
from tests.files.faulty_statements import SHOULD_FAIL, SHOULD_PASS, line_cell, typed
from tests.files.mended_statements import MENDS, mended
from tests.files.statements import LINES, SUBJECT, changed, good, many_lines
from tests.files.statements import STATEMENT as GOOD

NAME = "pmg_2025_0513.xlsx"
CASES = [
    pytest.param(code, number, id=f"{code}-{number}")
    for code, makers in SHOULD_FAIL.items()
    for number in range(len(makers))
]
# One slip may well be two shortcomings: a wrong amount no longer adds up.
MAY_FOLLOW = {
    "opgave-bedrag-met-centen",
    "opgave-boven-toekenning",
    "opgave-cumulatief",
    "opgave-externe-koppeling",
    "opgave-negatieve-regel",
    "opgave-sisa-verschil",
    "opgave-sprong",
    "opgave-telt-niet-op",
    "opgave-activiteit-leeg",
    "opgave-sector-leeg",
    "opgave-bedrag-leeg",
    "opgave-geen-kenmerk",
    "opgave-interventie-niet-gepland",
    "opgave-blad-ontbreekt",
    "opgave-formule-zonder-uitkomst",
}


def findings(data: bytes) -> tuple[Finding, ...]:
    return check_statement(data, NAME, SUBJECT).findings


@pytest.mark.parametrize(("code", "number"), CASES)
def test_a_file_with_one_fault_is_told_that_fault(code: str, number: int) -> None:
    outcome = check_statement(SHOULD_FAIL[code][number](), NAME, SUBJECT)
    codes = {finding.code for finding in outcome.findings}
    assert code in codes
    assert codes - {code} <= MAY_FOLLOW
    assert outcome.ok == (ERROR not in {finding.severity for finding in outcome.findings})
    for finding in outcome.findings:
        assert finding.severity == RULES[finding.code].severity
        assert finding.document == NAME
        assert finding.message
        assert finding.remedy
        assert len(finding.cell) <= 40


@pytest.mark.parametrize("name", SHOULD_PASS)
def test_a_good_statement_passes_without_a_word(name: str) -> None:
    subject, make = SHOULD_PASS[name]
    outcome = check_statement(make(), NAME, subject)
    assert outcome.findings == ()
    assert outcome.ok
    assert outcome.statement


def test_every_rule_has_a_file_that_breaks_it() -> None:
    ours = {rule.code for rule in RULES.values() if rule.delivery in (STATEMENT, WORKBOOK)}
    assert ours - {OF_NOBODY.code} == set(SHOULD_FAIL)
    assert all(len(code) <= 40 for code in ours)


def test_what_was_read_is_what_was_filled_in() -> None:
    outcome = check_statement(good(), NAME, SUBJECT)
    assert outcome.readable
    assert outcome.indicators.as_dict() == {
        "spent": 285_000,
        "cumulative": 405_000,
        "is_final": False,
    }
    statement = outcome.statement
    assert [line._replace(cell="") for line in statement.lines] == list(LINES)
    assert [line.cell for line in statement.lines] == ["E6", "E7", "E8", "E9"]
    assert statement.explanation == GOOD.explanation


@pytest.mark.parametrize(
    "code",
    ["opgave-leeg-bestand", "opgave-beschadigd", "opgave-versleuteld", "opgave-te-groot"],
)
def test_what_cannot_be_opened_was_not_read(code: str) -> None:
    for make in SHOULD_FAIL[code]:
        outcome = check_statement(make(), NAME, SUBJECT)
        assert not outcome.readable
        assert outcome.statement is None


def test_each_place_is_named() -> None:
    (finding,) = [f for f in findings(line_cell("B", "Voetbal")) if f.severity == ERROR]
    assert (finding.sheet, finding.cell) == ("Bestedingen", "B6")
    assert "Voetbal" in finding.message
    assert "Jongerenwerk" in finding.remedy


def test_every_shortcoming_is_told_at_once() -> None:
    def change(book: object) -> None:
        sheet = book["Opgave"]  # type: ignore[index]
        sheet["B11"], sheet["B12"], sheet["B13"] = "veel", None, "?"
        lines = book["Bestedingen"]  # type: ignore[index]
        lines["A6"], lines["B7"], lines["E8"] = "z", "y", "1,000.00"

    found = {(finding.code, finding.cell) for finding in findings(changed(change))}
    assert found == {
        ("opgave-bedrag-onleesbaar", "B11"),
        ("opgave-vak-leeg", "B12"),
        ("opgave-ja-of-nee", "B13"),
        ("opgave-onbekende-activiteit", "A6"),
        ("opgave-onbekende-sector", "B7"),
        ("opgave-bedrag-onleesbaar", "E8"),
    }


def test_in_the_form_of_another_nothing_else_is_judged() -> None:
    of_almelo = replace(SUBJECT, cbs_digits="0141", municipality="Almelo", sectors=())
    outcome = check_statement(good(of_almelo), NAME, SUBJECT)
    assert [finding.code for finding in outcome.findings] == ["opgave-andere-gemeente"]
    assert outcome.statement is None
    assert outcome.indicators.spent is None


def test_a_renamed_sheet_is_named_with_the_name_it_has_now() -> None:
    def change(book: object) -> None:
        book["Bestedingen"].title = "Uitgaven 2025"  # type: ignore[index]

    (finding,) = findings(changed(change))
    assert "‘Uitgaven 2025’" in finding.remedy


def test_years_of_unequal_length_are_compared_per_month() -> None:
    half_year_before = replace(SUBJECT, spent_last_year=Decimal(GOOD.spent) / 2, months_last_year=6)
    assert check_statement(good(), NAME, half_year_before).findings == ()
    whole_year_before = replace(half_year_before, months_last_year=12)
    codes = [f.code for f in check_statement(good(), NAME, whole_year_before).findings]
    assert codes == ["opgave-sprong"]


def test_the_same_fault_in_many_lines_is_told_once_after_a_hundred() -> None:
    def change(book: object) -> None:
        for row in range(6, 306):
            book["Bestedingen"].cell(row, 2, "Voetbal")  # type: ignore[index]

    wrong = findings(changed(change, good(statement=many_lines(300))))
    unknown = [f for f in wrong if f.code == "opgave-onbekende-sector"]
    assert len(unknown) == 101
    assert "nog 200 regels: rij 106 tot en met 305" in unknown[-1].message


def test_errors_come_before_warnings() -> None:
    outcome = check_statement(typed("Opgave", "B12", 1_500_001), NAME, SUBJECT)
    assert outcome.ok
    both = changed(
        lambda book: book["Opgave"].__setitem__("B13", "?"), typed("Opgave", "B12", 1_500_001)
    )
    severities = [finding.severity for finding in findings(both)]
    assert severities == sorted(severities)


@pytest.mark.parametrize("code", MENDS)
def test_who_does_what_the_remedy_says_is_rid_of_it(code: str) -> None:
    data = SHOULD_FAIL[code][0]()
    before = findings(data)
    finding = next(finding for finding in before if finding.code == code)
    after = {f.code for f in findings(mended(data, finding))}
    assert code not in after
    # A line explained is still a negative one: an error became a question.
    assert after - {f.code for f in before} <= {"opgave-negatieve-regel"}
