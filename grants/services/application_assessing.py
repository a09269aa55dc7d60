"""Aanvraag beoordelen: complete or not, each criterion with its reason, advice, and no."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from grants.enums import Advice, ApplicationState, CriterionOutcome, LetterAct
from grants.models import Application, CriterionVerdict
from grants.queries.applications import newest_verdicts
from grants.queries.questions import questions_of
from grants.reckoning.deadlines import day_in_amsterdam
from grants.transitions.applications import (
    ASSESSORS,
    AdviceFacts,
    CompletionFacts,
    RefusalFacts,
)
from pmg.accounts.models import User
from pmg.casework.errors import MoveRefused, NotAllowed, StaleRevision
from pmg.casework.models import Event
from pmg.casework.moves import Door, contribute, move

from . import questions
from .letters import sign_letter


@dataclass(frozen=True)
class Judged:
    """Oordeel zoals gekozen; `seen` is the verdict that the page was drawn from (0 for none)."""

    outcome: CriterionOutcome
    reason: str
    seen: int


def return_application(
    *,
    application: Application,
    complete_by: datetime.date,
    reason: str,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Aanvulling vragen (Awb 4:5), until `complete_by` inclusive. Raises MoveRefused."""
    return move(
        application,
        "return",
        by=by,
        on=on,
        seen_revision=seen_revision,
        reason=reason,
        fields={"complete_by": complete_by},
        data={"due_on": complete_by.isoformat()},
        facts=CompletionFacts(complete_by=complete_by, today=day_in_amsterdam(on)),
        key=key,
        door=door,
    )


def declare_complete(
    *,
    application: Application,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Volledig verklaren: from now on it is assessed. Raises MoveRefused."""
    return move(
        application,
        "complete",
        by=by,
        on=on,
        seen_revision=seen_revision,
        key=key,
        door=door,
    )


def ask_about(
    *,
    application: Application,
    text: str,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Vraag stellen over de aanvraag. Raises MoveRefused."""
    return questions.ask(
        case=application,
        text=text,
        by=by,
        on=on,
        seen_revision=seen_revision,
        key=key,
        door=door,
    ).event


@transaction.atomic
def judge_criteria(
    *, application: Application, judged: Mapping[str, Judged], by: User, on: datetime.datetime
) -> int:
    """Criteria beoordelen, by code; what did not change stays. Returns how many were written.

    Raises NotAllowed, MoveRefused outside the assessment or without a reason, and StaleRevision
    when a colleague judged one of these criteria since; then nothing is written.
    """
    locked = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    if not by.has_role(*ASSESSORS):
        raise NotAllowed("Uw rol laat niet toe dat u een aanvraag beoordeelt.")
    if locked.state != ApplicationState.COMPLETE:
        raise MoveRefused("De aanvraag is nu niet in beoordeling.")
    newest = newest_verdicts(locked)
    criteria = {row.code: row for row in locked.scheme.criteria.all()}
    rows = []
    for code, verdict in judged.items():
        last = newest.get(code)
        if last and (last.outcome, last.reason) == (verdict.outcome, verdict.reason.strip()):
            continue
        if (last.pk if last else 0) != verdict.seen:
            raise StaleRevision
        if not verdict.reason.strip():
            raise MoveRefused(f"Schrijf bij ‘{criteria[code].label}’ op waarom.")
        rows.append(
            CriterionVerdict(
                application=locked,
                criterion=criteria[code],
                text=criteria[code].label,
                outcome=verdict.outcome,
                reason=verdict.reason.strip(),
                by=by,
                on=on,
            )
        )
    CriterionVerdict.objects.bulk_create(rows)
    if rows:
        contribute(locked, by=by)
    return len(rows)


@transaction.atomic
def advise(
    *,
    application: Application,
    advice: Advice,
    reason: str,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Advies geven: every criterion has its verdict, every question its answer. Raises MoveRefused."""
    Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    newest = newest_verdicts(application)
    criteria = list(application.scheme.criteria.all())
    return move(
        application,
        "advise",
        by=by,
        on=on,
        seen_revision=seen_revision,
        reason=reason,
        fields={"advice": advice, "motivation": reason.strip()},
        data={
            "advice": str(advice),
            "verdicts": {code: verdict.pk for code, verdict in newest.items()},
        },
        facts=AdviceFacts(
            criteria=len(criteria),
            unjudged=tuple(row.label for row in criteria if row.code not in newest),
            open_questions=len(questions_of(application).open),
        ),
        key=key,
        door=door,
    )


def reopen(
    *,
    application: Application,
    reason: str,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Terug naar de beoordeling. Raises MoveRefused without a reason."""
    return move(
        application,
        "reopen",
        by=by,
        on=on,
        seen_revision=seen_revision,
        reason=reason,
        key=key,
        door=door,
    )


@transaction.atomic
def refuse(
    *,
    application: Application,
    reason: str,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Afwijzen (beschikking), by somebody who did not advise, with its letter. Raises MoveRefused."""
    event = move(
        application,
        "refuse",
        by=by,
        on=on,
        seen_revision=seen_revision,
        reason=reason,
        facts=RefusalFacts(has_article=bool(application.scheme.award_article)),
        key=key,
        door=door,
    )
    sign_letter(act=LetterAct.REFUSED, case=application, event=event, on=on)
    return event


@transaction.atomic
def set_aside(
    *,
    application: Application,
    reason: str,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Buiten behandeling stellen (Awb 4:5): the term to complete has passed. Raises MoveRefused."""
    event = move(
        application,
        "set_aside",
        by=by,
        on=on,
        seen_revision=seen_revision,
        reason=reason,
        facts=CompletionFacts(complete_by=application.complete_by, today=day_in_amsterdam(on)),
        key=key,
        door=door,
    )
    sign_letter(act=LetterAct.SET_ASIDE, case=application, event=event, on=on)
    return event
