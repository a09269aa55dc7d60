"""What is typed on the screen is judged as a form is, and every finding leads to its field."""

from __future__ import annotations

from dataclasses import replace

from grants.checks.statement_typed import (
    TypedLine,
    TypedStatement,
    field_of,
    judge_typed,
    tidied,
    totals_of,
    typed_of,
)
from tests.files.statements import SPENT, STATEMENT, SUBJECT

GOOD = typed_of(STATEMENT)


def with_line(number: int, **changes: str) -> TypedStatement:
    lines = list(GOOD.lines)
    lines[number - 1] = lines[number - 1]._replace(**changes)
    return replace(GOOD, lines=tuple(lines))


def found(typed: TypedStatement) -> set[tuple[str, int, str]]:
    """Code, line and field of every error."""
    outcome = judge_typed(typed, SUBJECT)
    return {(f.code, *field_of(f)) for f in outcome.findings if f.severity == "error"}


def test_a_good_statement_is_good_on_the_screen() -> None:
    outcome = judge_typed(GOOD, SUBJECT)
    assert outcome.ok
    assert [(line.activity, line.amount) for line in outcome.statement.lines] == [
        (line.activity, line.amount) for line in STATEMENT.lines
    ]


def test_a_finding_names_the_field_it_is_about() -> None:
    assert found(replace(GOOD, spent="285,50")) == {("opgave-bedrag-met-centen", 0, "spent")}
    assert found(replace(GOOD, final="")) == {("opgave-vak-leeg", 0, "final")}
    assert found(with_line(3, sector="Jeugdzorg")) == {("opgave-onbekende-sector", 3, "sector")}
    assert found(with_line(2, amount="veel")) == {("opgave-bedrag-onleesbaar", 2, "amount")}
    assert found(with_line(1, activity="")) == {("opgave-activiteit-leeg", 1, "activity")}


def test_a_line_without_a_word_is_no_line_but_keeps_its_number() -> None:
    blank = replace(GOOD, lines=(TypedLine(" "), *GOOD.lines))
    assert judge_typed(blank, SUBJECT).ok
    assert found(replace(blank, lines=(*blank.lines, TypedLine(activity="c", amount="0")))) == {
        ("opgave-sector-leeg", 6, "sector")
    }


def test_an_empty_statement_asks_for_its_boxes() -> None:
    assert found(TypedStatement()) == {
        ("opgave-vak-leeg", 0, "spent"),
        ("opgave-vak-leeg", 0, "cumulative"),
        ("opgave-vak-leeg", 0, "final"),
    }


def test_totals_compute_and_do_not_guess() -> None:
    assert (totals_of(GOOD).lines, totals_of(GOOD).left) == (SPENT, 0)
    assert totals_of(replace(GOOD, spent="285.001")).left == 1
    assert totals_of(with_line(1, amount="")).left == 21_350
    assert totals_of(with_line(1, amount="veel")).lines is None
    assert totals_of(replace(GOOD, spent="")).left is None


def test_tidying_writes_amounts_and_choices_in_one_way() -> None:
    typed = replace(
        with_line(1, activity="A. PROBLEEMANALYSE MAKEN EN UITWERKEN", amount="€ 21350,-"),
        spent=" 285000 ",
    )
    assert tidied(typed, SUBJECT) == GOOD
