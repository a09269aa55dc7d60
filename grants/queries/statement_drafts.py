"""Concept van de aanvullende opgave: what colleagues typed, in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass

from grants.checks.fingerprint import fingerprint
from grants.checks.statement_typed import TypedStatement, tidied, typed_statement
from grants.checks.subject import SchemeYear
from grants.models import Justification, StatementDraft, StatementDraftLine, StatementText, Upload


@dataclass(frozen=True)
class Draft:
    """Concept as it is kept; without a row nobody typed anything yet."""

    boxes: StatementDraft | None = None
    lines: tuple[StatementDraftLine, ...] = ()
    removed: tuple[StatementDraftLine, ...] = ()

    @property
    def typed(self) -> TypedStatement:
        """The text of all parts together."""
        return typed_statement(
            self.boxes.raw if self.boxes else {}, [line.raw for line in self.lines]
        )

    def line(self, number: int) -> StatementDraftLine | None:
        """The line of that number, also one that was taken away."""
        return next((row for row in (*self.lines, *self.removed) if row.number == number), None)

    @property
    def state(self) -> str:
        """Fingerprint of the text and its order, by which an old page is known."""
        return fingerprint(self.typed.as_json())


def draft_of(justification: Justification) -> Draft:
    """Two queries, whatever the number of lines."""
    boxes = StatementDraft.objects.filter(justification=justification).select_related("by").first()
    if boxes is None:
        return Draft()
    rows = list(boxes.lines.select_related("by"))
    return Draft(
        boxes,
        tuple(row for row in rows if not row.is_removed),
        tuple(row for row in rows if row.is_removed),
    )


def fingerprint_of(typed: TypedStatement, subject: SchemeYear) -> str:
    """Controlegetal of a statement: the same for the screen and for the form filled in with it."""
    return fingerprint(tidied(typed, subject).as_json())


def text_of(upload: Upload | None) -> StatementText | None:
    """What stands in an upload, as one would type it; None where it could not be read."""
    return StatementText.objects.filter(upload=upload).first() if upload else None
