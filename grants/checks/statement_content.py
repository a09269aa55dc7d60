"""What was read from a statement form, before anybody judges it. Plain Python."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Iterator, Sequence
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
    """Regel op het blad Bestedingen, as typed. `uncomputed`: columns (0-4) without a result.

    `typed_amount` is what stands where an amount could not be read.
    """

    row: int
    activity: str
    sector: str
    intervention: str
    description: str
    euros: int | None
    trouble: UnreadableAmount | None = None
    uncomputed: tuple[int, ...] = ()
    typed_amount: str = ""


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

    def letters(self, column: int) -> str:
        """Letters of a column of the lines, counted from activiteit (0) to bedrag (4)."""
        return column_letters(self.first_column + column)

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
EACH_ON_ITS_OWN = 100
RUNS_TOLD = 40

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
    code: str,
    *,
    severity: str,
    title: str,
    source: str = "",
    why: str = "",
    mend: str = "",
    example: str = "",
) -> Callable[[ContentFunction], ContentFunction]:
    """Decorator for a check over what was filled in; it rests where the form is for another."""

    def register(function: ContentFunction) -> ContentFunction:
        def over_own_form(read: StatementRead, subject: SchemeYear) -> Iterable[Problem]:
            if read.content is None or not is_for(read, subject):
                return ()
            return function(read.content, subject)

        as_check: CheckFunction = over_own_form
        check(
            code,
            severity=severity,
            title=title,
            delivery=STATEMENT,
            source=source,
            why=why,
            mend=mend,
            example=example,
        )(as_check)
        return function

    return register


def per_line(
    content: Content,
    lines: Sequence[LineRead],
    column: int,
    tell: Callable[[LineRead], tuple[str, str]],
) -> Iterator[Problem]:
    """A problem for each of these wrong lines; `tell` gives what is wrong and how to mend it.

    Beyond the first hundred the rest is one problem that names their rows: nobody reads ten
    thousand times the same, and what nobody reads need not be made.
    """
    letters = content.letters(column)
    for line in lines[:EACH_ON_ITS_OWN]:
        yield Problem(*tell(line), content.sheet, f"{letters}{line.row}")
    if rest := lines[EACH_ON_ITS_OWN:]:
        message, remedy = tell(rest[0])
        yield Problem(
            f"{message} Zo is het in nog {len(rest)} regels: {_rows([line.row for line in rest])}.",
            remedy,
            content.sheet,
            f"{letters}{rest[0].row}",
        )


def _rows(rows: Sequence[int]) -> str:
    """Rows in words: `rij 106 tot en met 120, 131 en 140`, and how many more."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    told = [f"{a}" if a == b else f"{a} tot en met {b}" for a, b in runs[:RUNS_TOLD]]
    if len(runs) > RUNS_TOLD:
        return f"rij {', '.join(told)} en verder tot en met {rows[-1]}"
    return "rij " + " en ".join(filter(None, (", ".join(told[:-1]), told[-1])))


def column_letters(column: int) -> str:
    """0 is A, 25 is Z, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
