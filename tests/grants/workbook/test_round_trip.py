"""From the screen to a form and back: nothing is lost, and both get the same findings."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.checks.statement import judge_statement
from grants.checks.statement_typed import (
    MOST_LINES,
    TypedLine,
    TypedStatement,
    as_typed,
    judge_typed,
    tidied,
    typed_of,
)
from grants.intake.statement import read_statement
from grants.workbook.form import LONGEST_TEXT, TooLongForACell, make_form
from tests.files.statements import STATEMENT, SUBJECT, many_lines

# What a browser can send: any sign but NUL, line ends as we keep them.
SIGNS = st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t")
TEXTS = st.text(SIGNS, max_size=30)
AMOUNTS = st.one_of(
    st.integers(-999_999, 9_999_999).map(str),
    st.integers(-999_999, 9_999_999).map(lambda euros: f"€ {euros:,}".replace(",", ".")),
    st.sampled_from(
        ["", "0", "12,50", "1,234.56", "vijf", "=1+1", "1e9", "12.000,-", "-", "#REF!"]
    ),
    TEXTS,
)
CHOICES = [*SUBJECT.activities, *SUBJECT.sectors]
WORDS = [word for choice in CHOICES for word in (choice.code, choice.label.upper())]
CHOSEN = st.one_of(st.sampled_from(WORDS), st.sampled_from(["", "Jeugdzorg", "=A1", "2024"]), TEXTS)
LINES = st.builds(TypedLine, CHOSEN, CHOSEN, TEXTS, TEXTS, AMOUNTS)
STATEMENTS = st.builds(
    TypedStatement,
    spent=AMOUNTS,
    cumulative=AMOUNTS,
    final=st.sampled_from(["", "Ja", "nee", "misschien"]),
    explanation=TEXTS,
    lines=st.lists(LINES, max_size=6).map(tuple),
)


@given(STATEMENTS)
def test_screen_to_form_to_screen_loses_nothing(typed: TypedStatement) -> None:
    back = as_typed(read_statement(make_form(SUBJECT, typed)), SUBJECT)
    assert back == tidied(typed, SUBJECT)


@given(STATEMENTS)
def test_screen_and_form_get_the_same_findings(typed: TypedStatement) -> None:
    on_screen = judge_typed(tidied(typed, SUBJECT), SUBJECT)
    form = judge_statement(read_statement(make_form(SUBJECT, typed)), "pmg_2025_0513.xlsx", SUBJECT)
    assert [(f.code, f.message, f.remedy) for f in on_screen.findings] == [
        (f.code, f.message, f.remedy) for f in form.findings
    ]
    assert (on_screen.ok, on_screen.indicators) == (form.ok, form.indicators)


def test_a_form_of_figures_is_the_same_as_one_of_its_text() -> None:
    assert make_form(SUBJECT, STATEMENT) == make_form(SUBJECT, typed_of(STATEMENT))


def test_what_the_screen_cannot_take_stays_in_the_form() -> None:
    assert as_typed(read_statement(make_form(SUBJECT, many_lines(MOST_LINES))), SUBJECT)
    assert as_typed(read_statement(make_form(SUBJECT, many_lines(MOST_LINES + 1))), SUBJECT) is None


def test_text_that_no_cell_holds_is_not_cut_in_silence() -> None:
    typed = replace(typed_of(STATEMENT), explanation="x" * (LONGEST_TEXT + 1))
    with pytest.raises(TooLongForACell):
        make_form(SUBJECT, typed)
