"""Register of every check: one function, one code, one severity, and the years it is for.

A check is a function over what was read and the subject it is held against; it yields a Problem
for each place. Reading faults come from the same register, raised by intake with `Rule.at`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from .findings import Finding
from .subject import SchemeYear

FILE = "file"
"""Any file, before it is opened."""
WORKBOOK = "workbook"
"""The file of a statement as such: these checks ask for no subject."""
STATEMENT = "statement"
PACKAGE = "package"
TAKE_OVER = "take_over"
CBS = "cbs"
"""A delivery of the CBS for all municipalities at once."""
RECONCILIATION = "reconciliation"
OUTCOMES = "outcomes"
"""Outcomes of payments, from the bank or the financial system."""
INDICATORS = "indicators"
"""Values of indicators, from the police or the CBS."""
SELECTION = "selection"
"""A file from the old administration, which the ministry itself brings in."""


@dataclass(frozen=True)
class Problem:
    """One place where a check fires: what is wrong and how to mend it, in plain Dutch."""

    message: str
    remedy: str
    sheet: str = ""
    cell: str = ""
    document: str = ""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Soort bevinding. `source` is the article or rule behind it; without years it always holds.

    `why` says in plain Dutch what the rule is for, `example` what a right one looks like: both
    stand beside each finding of this code. `mend` is how to mend it in general, for the page that
    lists all checks; a finding says it for its own place.
    """

    code: str
    severity: str
    title: str
    delivery: str
    source: str = ""
    why: str = ""
    mend: str = ""
    example: str = ""
    first_year: int = 0
    last_year: int = 9999

    def at(self, problem: Problem, document: str) -> Finding:
        """The finding, in the document the problem names or else in `document`."""
        return Finding(
            code=self.code,
            severity=self.severity,
            message=legible(problem.message, 2_000),
            remedy=legible(problem.remedy, 2_000),
            document=legible(problem.document or document, 200),
            sheet=legible(problem.sheet, 100),
            cell=legible(problem.cell, 40),
        )

    def holds_in(self, year: int) -> bool:
        """Whether deliveries over this accounting year are held to the rule."""
        return self.first_year <= year <= self.last_year


def legible(text: str, most: int) -> str:
    """Text in which names and values of strangers stand: what nobody can see becomes `�`.

    So no sign can turn a line around or be refused by the database; what is too long is cut.
    """
    seen = "".join(sign if sign.isprintable() or sign in "\n\u00a0" else "�" for sign in text)
    return seen if len(seen) <= most else f"{seen[: most - 1]}…"


CheckFunction = Callable[[Any, Any], Iterable[Problem]]

LONGEST_SHEET = 100
"""Names beyond it are cut: no spreadsheet program gives them, strangers' files may."""

RULES: dict[str, Rule] = {}
"""Every rule by its code, for the page that lists them all."""

_checks: list[tuple[Rule, CheckFunction]] = []


def rule(rule: Rule) -> Rule:
    """Put a rule in the register. Raises ValueError for a code that is taken."""
    if rule.code in RULES:
        raise ValueError(f"code {rule.code} is taken")
    RULES[rule.code] = rule
    return rule


def check(
    code: str,
    *,
    severity: str,
    title: str,
    delivery: str,
    source: str = "",
    why: str = "",
    mend: str = "",
    example: str = "",
    years: tuple[int, int] = (0, 9999),
) -> Callable[[CheckFunction], CheckFunction]:
    """Decorator: the function below is the check of this code, for the years named."""
    registered = rule(
        Rule(
            code=code,
            severity=severity,
            title=title,
            delivery=delivery,
            source=source,
            why=why,
            mend=mend,
            example=example,
            first_year=years[0],
            last_year=years[1],
        )
    )

    def register(function: CheckFunction) -> CheckFunction:
        _checks.append((registered, function))
        return function

    return register


def run_checks(
    delivery: str, read: Any, subject: SchemeYear | None, document: str
) -> Iterator[Finding]:
    """Every finding of every check of this kind of delivery that holds in the subject's year."""
    for registered, function in _checks:
        if registered.delivery != delivery:
            continue
        if subject is None or registered.holds_in(subject.year):
            for problem in function(read, subject):
                yield registered.at(problem, document)
