"""Voorcontrole van de aanvullende opgave: every check, and the statement where it was read."""

from __future__ import annotations

from collections.abc import Sequence

from . import (
    statement_cells,
    statement_file,
    statement_form,
    statement_lines,
    statement_totals,
)
from .findings import ERROR, Indicators, Outcome, in_order
from .register import STATEMENT, WORKBOOK, Problem, Rule, rule, run_checks
from .statement_content import Content, StatementRead, is_for
from .statement_lines import AMOUNT, by_any_name
from .subject import Choice, Line, SchemeYear, Statement

# Importing a module puts its checks in the register, in this order.
MODULES = (statement_file, statement_form, statement_cells, statement_lines, statement_totals)

OF_NOBODY = rule(
    Rule(
        code="opgave-van-niemand",
        severity=ERROR,
        title="Het formulier zegt van welke gemeente en welk jaar het is",
        delivery=STATEMENT,
        source=statement_form.SOURCE,
        why=(
            "Wij houden een opgave tegen de regels van één gemeente en één jaar. Die moeten wij "
            "dus weten."
        ),
        mend=(
            "Gebruik het formulier dat u van ons kreeg, en geef het een naam als "
            "pmg_2025_0513.xlsx."
        ),
        example="pmg_2025_0513.xlsx is van gemeente 0513 (Gouda), over 2025.",
    )
)


def judge_statement(read: StatementRead, document: str, subject: SchemeYear) -> Outcome:
    """Uitkomst of the checks over a statement that was read from `document`; all findings at once."""
    content = read.content if is_for(read, subject) else None
    return Outcome(
        findings=in_order(
            (
                *run_checks(WORKBOOK, read, subject, document),
                *run_checks(STATEMENT, read, subject, document),
            )
        ),
        indicators=_indicators(content),
        readable=read.obstacle is None,
        statement=_statement(content, subject) if content else None,
    )


def belongs_to_nobody(read: StatementRead, document: str) -> Outcome:
    """Uitkomst for a file of no municipality and year that a scheme knows: it is not judged."""
    findings = [*run_checks(WORKBOOK, read, None, document)]
    if read.obstacle is None:
        problem = Problem(
            "Wij weten niet van welke gemeente en welk jaar dit formulier is, of de regeling kent "
            "die gemeente of dat jaar niet.",
            "Gebruik het formulier dat u van ons kreeg, en geef het een naam als "
            "pmg_2025_0513.xlsx: het jaar en dan de vier cijfers van de gemeentecode.",
        )
        findings.append(OF_NOBODY.at(problem, document))
    return Outcome(findings=in_order(findings), readable=read.obstacle is None)


def _indicators(content: Content | None) -> Indicators:
    if content is None:
        return Indicators()
    return Indicators(
        spent=content.spent.amount.euros if content.spent else None,
        cumulative=content.cumulative.amount.euros if content.cumulative else None,
        is_final=content.is_final,
    )


def _statement(content: Content, subject: SchemeYear) -> Statement | None:
    """The statement in codes of the scheme; None where an amount or a code is not known."""
    figures = _indicators(content)
    if (
        figures.spent is None
        or figures.cumulative is None
        or figures.is_final is None
        or not content.has_lines
    ):
        return None
    # Most lines repeat a few spellings: look each of them up once.
    activities = _codes({line.activity for line in content.lines}, subject.activities)
    sectors = _codes({line.sector for line in content.lines}, subject.sectors)
    letters = content.letters(AMOUNT)
    lines = []
    for line in content.lines:
        activity, sector = activities[line.activity], sectors[line.sector]
        if activity is None or sector is None or line.euros is None:
            return None
        cell = f"{letters}{line.row}"
        lines.append(Line(activity, sector, line.intervention, line.description, line.euros, cell))
    explanation = content.explanation.text if content.explanation else ""
    return Statement(figures.spent, figures.cumulative, figures.is_final, explanation, tuple(lines))


def _codes(spellings: set[str], choices: Sequence[Choice]) -> dict[str, str | None]:
    known = by_any_name(choices)
    return {spelling: known.get(spelling.casefold()) for spelling in spellings}
