"""Vragen aan de gemeente: asked, answered or withdrawn, each of them for good."""

from __future__ import annotations

import datetime
import uuid

from django.db import transaction

from grants.enums import ReplyKind
from grants.models import Application, Justification, ProgressReport, Question, Reply, StatementLine
from grants.queries.questions import reply_to
from pmg.accounts.models import User
from pmg.casework.errors import MoveRefused
from pmg.casework.moves import Door, move

SETTLED = "Op deze vraag is al een antwoord, of zij is ingetrokken. Er is niets opgeslagen."


@transaction.atomic
def ask(
    *,
    case: Justification | Application | ProgressReport,
    text: str,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    line: StatementLine | None = None,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Question:
    """Vraag stellen over een zaak van de gemeente: over één regel, or over the whole.

    Raises MoveRefused.
    """
    if line is not None and line.version_id != getattr(case, "submitted_id", None):
        raise MoveRefused("Deze regel staat niet in de opgave die nu voorligt.")
    event = move(
        case,
        "question",
        by=by,
        on=on,
        seen_revision=seen_revision,
        reason=text,
        data={"line": line.place if line else None},
        key=key,
        door=door,
    )
    question, _ = Question.objects.get_or_create(
        event=event, defaults={case.moves.kind: case, "line": line, "text": event.reason}
    )
    return question


def answer(
    *,
    question: Question,
    text: str,
    by: User,
    on: datetime.datetime,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Reply:
    """Vraag beantwoorden namens de gemeente. What else happens to the case does not stop it.

    Raises MoveRefused, also where a colleague answered first.
    """
    return _settle(
        question, ReplyKind.ANSWER, "answer", text=text, by=by, on=on, key=key, door=door
    )


def withdraw(
    *,
    question: Question,
    text: str,
    by: User,
    on: datetime.datetime,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Reply:
    """Vraag intrekken, with the reason that the municipality reads. Raises MoveRefused."""
    return _settle(
        question,
        ReplyKind.WITHDRAWN,
        "withdraw_question",
        text=text,
        by=by,
        on=on,
        key=key,
        door=door,
    )


@transaction.atomic
def _settle(
    question: Question,
    kind: ReplyKind,
    name: str,
    *,
    text: str,
    by: User,
    on: datetime.datetime,
    key: uuid.UUID | None,
    door: Door | None,
) -> Reply:
    about = question.case
    case = type(about)._default_manager.select_for_update(of=("self",)).get(pk=about.pk)
    settled = reply_to(Question.objects.select_related("reply__event").get(pk=question.pk))
    if settled is not None:
        if key is not None and settled.event.key == key:
            return settled
        raise MoveRefused(SETTLED)
    event = move(
        case,
        name,
        by=by,
        on=on,
        seen_revision=case.revision,
        reason=text,
        data={"question": question.pk},
        key=key,
        door=door,
    )
    return Reply.objects.create(question=question, kind=kind, text=event.reason, event=event)
