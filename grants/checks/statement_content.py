"""What was read from a statement form, before anybody judges it. Plain Python."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from grants.money import UnreadableAmount

from .form_mark import FormMark
from .package_content import Obstacle
from .register import STATEMENT, CheckFunction, Problem, check
from .subject import SchemeYear


class Hazard(enum.StrEnum):
    """What a workbook carries that has no place in a form."""

    MACROS = "macros"
    EXTERNAL_LINKS = "external links"
    DDE = "dde"
    EMBEDDED = "embedded files"


class Amount(NamedTuple):
    """Bedrag of a cell in whole euros; None with `trouble` says why it was not read."""

    euros: int | None = None
    trouble: UnreadableAmount | None = None


class Field(NamedTuple):
    """Vak op het blad Opgave. `is_uncomputed`: a formula whose result was not stored."""

    sheet: str
    cell: str
    text: str = ""
    amount: Amount = Amount()
    is_uncomputed: bool = False


class LineRead(NamedTuple):
    """Regel op het blad Bestedingen, as typed. `uncomputed`: columns (0-4) without a result."""

    row: int
    activity: str
    sector: str
    intervention: str
    description: str
    euros: int | None
    trouble: UnreadableAmount | None = None
    uncomputed: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FormRead:
    """What tells whether this is our form, unchanged."""

    mark: FormMark | None = None
    mark_sheet: str = ""
    mark_cell: str = ""
    has_mark_text: bool = False
    missing_sheets: tuple[str, ...] = ()
    strange_sheets: tuple[str, ...] = ()
    statement_sheet: str = ""
    missing_rows: tuple[str, ...] = ()
    lines_sheet: str = ""
    missing_columns: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Content:
    """What was filled in. A field is None where its row is gone."""

    spent: Field | None = None
    cumulative: Field | None = None
    final: Field | None = None
    explanation: Field | None = None
    sheet: str = ""
    first_column: int = 0
    has_lines: bool = False
    lines: tuple[LineRead, ...] = ()

    def place(self, row: int, column: int) -> str:
        """Address of a cell of a line; `column` counts from activiteit (0) to bedrag (4)."""
        return f"{column_letters(self.first_column + column)}{row}"

    @property
    def is_final(self) -> bool | None:
        """Ja or Nee; None for anything else."""
        return YES_NO.get(self.final.text.casefold()) if self.final else None


@dataclass(frozen=True, kw_only=True)
class StatementRead:
    """Opgave as read. With an `obstacle` it was not opened; `looks_like` says what it is then."""

    obstacle: Obstacle | None = None
    looks_like: str = ""
    hazards: frozenset[Hazard] = frozenset()
    form: FormRead = field(default_factory=FormRead)
    content: Content | None = None


YES_NO = {"ja": True, "nee": False}

ContentFunction = Callable[[Content, SchemeYear], Iterable[Problem]]


def is_for(read: StatementRead, subject: SchemeYear) -> bool:
    """Whether the mark names this subject, or nothing: what is in another's form is not judged."""
    mark = read.form.mark
    return mark is None or (mark.scheme, mark.year, mark.cbs_digits, mark.version) == (
        subject.scheme,
        subject.year,
        subject.cbs_digits,
        subject.form_version,
    )


def content_check(
    code: str, *, severity: str, title: str, source: str = ""
) -> Callable[[ContentFunction], ContentFunction]:
    """Decorator for a check over what was filled in; it rests where the form is for another."""

    def register(function: ContentFunction) -> ContentFunction:
        def over_own_form(read: StatementRead, subject: SchemeYear) -> Iterable[Problem]:
            if read.content is None or not is_for(read, subject):
                return ()
            return function(read.content, subject)

        as_check: CheckFunction = over_own_form
        check(code, severity=severity, title=title, delivery=STATEMENT, source=source)(as_check)
        return function

    return register


def column_letters(column: int) -> str:
    """0 is A, 25 is Z, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
