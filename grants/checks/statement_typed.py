"""Opgave zoals getypt: text of boxes and lines, judged by the very checks that judge a form.

The place of a finding is a field and a line instead of a cell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from .findings import Finding, Outcome
from .form_mark import mark_of
from .statement import judge_statement
from .statement_amounts import read_amount
from .statement_content import Content, Field, FormRead, LineRead, StatementRead
from .statement_lines import by_any_name
from .subject import Choice, SchemeYear, Statement

DOCUMENT = "Opgave op het scherm"
BOXES_PART = "Opgave"
LINES_PART = "Bestedingen"
BOX_LABELS = {
    "spent": "Besteding in jaar T",
    "cumulative": "Cumulatieve besteding tot en met jaar T",
    "final": "Eindverantwoording",
    "explanation": "Toelichting",
}
LINE_LABELS = {
    "activity": "Activiteit",
    "sector": "Sector",
    "intervention": "Interventie",
    "description": "Omschrijving",
    "amount": "Bedrag",
}
YES_OR_NO = ("Ja", "Nee")
MOST_LINES = 200
"""On the screen; whoever has more uses the form."""


class TypedLine(NamedTuple):
    """Regel zoals getypt."""

    activity: str = ""
    sector: str = ""
    intervention: str = ""
    description: str = ""
    amount: str = ""

    @property
    def is_blank(self) -> bool:
        """Nothing but spaces: such a line is no line."""
        return not any(text.strip() for text in self)


@dataclass(frozen=True, kw_only=True)
class TypedStatement:
    """Opgave zoals getypt, valid or not."""

    spent: str = ""
    cumulative: str = ""
    final: str = ""
    explanation: str = ""
    lines: tuple[TypedLine, ...] = ()

    @property
    def boxes(self) -> dict[str, str]:
        """The text of each box by its name."""
        return {name: getattr(self, name) for name in BOX_LABELS}

    def as_json(self) -> dict[str, Any]:
        """Boxes and lines, as they are kept and fingerprinted."""
        return {**self.boxes, "lines": [line._asdict() for line in self.lines]}


def typed_statement(boxes: Mapping[str, Any], lines: Sequence[Mapping[str, str]]) -> TypedStatement:
    """The statement of what was kept; a name that is not there is empty."""
    return TypedStatement(
        **{name: str(boxes.get(name, "")) for name in BOX_LABELS},
        lines=tuple(
            TypedLine(**{name: line.get(name, "") for name in LINE_LABELS}) for line in lines
        ),
    )


@dataclass(frozen=True, kw_only=True)
class TypedContent(Content):
    """What was typed, as the checks look at it: a column is told by the name of its field."""

    def letters(self, column: int) -> str:
        return f"{list(LINE_LABELS.values())[column]}, regel "


def judge_typed(typed: TypedStatement, subject: SchemeYear) -> Outcome:
    """Uitkomst of the checks over what was typed; all findings at once."""
    outcome = judge_statement(_as_read(typed, subject), DOCUMENT, subject)
    # A field on the screen lies on no sheet.
    return replace(outcome, findings=tuple(replace(f, sheet="") for f in outcome.findings))


def _as_read(typed: TypedStatement, subject: SchemeYear) -> StatementRead:
    lines = (
        _line(number, line) for number, line in enumerate(typed.lines, start=1) if not line.is_blank
    )
    return StatementRead(
        form=FormRead(
            mark=mark_of(subject),
            has_mark_text=True,
            statement_sheet=BOXES_PART,
            lines_sheet=LINES_PART,
        ),
        content=TypedContent(
            spent=_box(typed, "spent"),
            cumulative=_box(typed, "cumulative"),
            final=_box(typed, "final"),
            explanation=_box(typed, "explanation"),
            sheet=LINES_PART,
            has_lines=True,
            lines=tuple(lines),
        ),
    )


def _box(typed: TypedStatement, name: str) -> Field:
    text = typed.boxes[name]
    return Field(BOXES_PART, BOX_LABELS[name], text.strip(), read_amount(text))


def _line(number: int, line: TypedLine) -> LineRead:
    amount = read_amount(line.amount)
    return LineRead(
        number,
        line.activity.strip(),
        line.sector.strip(),
        line.intervention.strip(),
        line.description.strip(),
        amount.euros,
        amount.trouble,
        typed_amount="" if amount.trouble is None else line.amount.strip(),
    )


class FieldPlace(NamedTuple):
    """Plaats op het scherm: a field by its name, on a line counted from 1; 0 is the boxes."""

    line: int
    name: str


def field_of(finding: Finding) -> FieldPlace | None:
    """The field that a finding is about; None for one that is about no field."""
    label, _, number = finding.cell.partition(", regel ")
    labels = LINE_LABELS if number else BOX_LABELS
    name = next((name for name, words in labels.items() if words == label), None)
    return FieldPlace(int(number or 0), name) if name else None


@dataclass(frozen=True)
class Totals:
    """Wat er is getypt, opgeteld; whole euros. None where an amount cannot be read."""

    lines: int | None
    spent: int | None

    @property
    def left(self) -> int | None:
        """Besteding in jaar T minus the lines; must be zero."""
        return None if self.lines is None or self.spent is None else self.spent - self.lines


def totals_of(typed: TypedStatement) -> Totals:
    """The sum of the lines, an empty amount being no amount yet."""
    amounts = [read_amount(line.amount) for line in typed.lines]
    total = sum(amount.euros or 0 for amount in amounts)
    unreadable = any(amount.trouble for amount in amounts)
    return Totals(None if unreadable else total, read_amount(typed.spent).euros)


def tidied(typed: TypedStatement, subject: SchemeYear) -> TypedStatement:
    """The same as a form would give it back: codes for choices, amounts written in one way.

    Nothing that somebody typed is dropped but spaces around it and lines without a word.
    """
    activities, sectors = by_any_name(subject.activities), by_any_name(subject.sectors)
    finals = {word.casefold(): word for word in YES_OR_NO}
    return TypedStatement(
        spent=_amount(typed.spent),
        cumulative=_amount(typed.cumulative),
        final=_known(typed.final, finals),
        explanation=typed.explanation.strip(),
        lines=tuple(
            TypedLine(
                _known(line.activity, activities),
                _known(line.sector, sectors),
                line.intervention.strip(),
                line.description.strip(),
                _amount(line.amount),
            )
            for line in typed.lines
            if not line.is_blank
        ),
    )


def as_typed(read: StatementRead, subject: SchemeYear) -> TypedStatement | None:
    """What stands in a form, as somebody would have typed it on the screen.

    None where nothing was read, or more lines than the screen takes.
    """
    content = read.content
    if content is None or len(content.lines) > MOST_LINES:
        return None
    boxes = {
        name: (box.text if box else "")
        for name, box in (
            ("spent", content.spent),
            ("cumulative", content.cumulative),
            ("final", content.final),
            ("explanation", content.explanation),
        )
    }
    lines = tuple(
        TypedLine(
            line.activity,
            line.sector,
            line.intervention,
            line.description,
            line.typed_amount if line.euros is None else in_dutch(line.euros),
        )
        for line in content.lines
    )
    return tidied(TypedStatement(**boxes, lines=lines), subject)


def typed_of(statement: Statement) -> TypedStatement:
    """A statement in figures, as somebody would have typed it."""
    return TypedStatement(
        spent=in_dutch(statement.spent),
        cumulative=in_dutch(statement.cumulative),
        final=YES_OR_NO[0] if statement.is_final else YES_OR_NO[1],
        explanation=statement.explanation,
        lines=tuple(
            TypedLine(
                line.activity,
                line.sector,
                line.intervention,
                line.description,
                in_dutch(line.amount),
            )
            for line in statement.lines
        ),
    )


def in_dutch(euros: int) -> str:
    """Whole euros with points between thousands: `-1.250`."""
    return f"{euros:,}".replace(",", ".")


def _amount(text: str) -> str:
    euros = read_amount(text).euros
    return text.strip() if euros is None else in_dutch(euros)


def _known(text: str, names: Mapping[str, str]) -> str:
    return names.get(text.strip().casefold(), text.strip())


def options(choices: Sequence[Choice]) -> list[tuple[str, str]]:
    """Choices for a drop-down list: code, and the words users see."""
    return [(choice.code, f"{choice.code}. {choice.label}") for choice in choices]
