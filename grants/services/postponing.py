"""Uitstel van de aanvullende opgave: asked by the municipality, decided on record by the ministry."""

from __future__ import annotations

import datetime
import uuid

from django.db import transaction

from grants.enums import LetterAct
from grants.models import Justification
from grants.queries.postponements import pending_request
from grants.reckoning.deadlines import day_in_amsterdam
from grants.transitions.justifications import RequestFacts
from pmg.accounts.models import User
from pmg.casework.models import Event
from pmg.casework.moves import Door, move

from .assessment import postpone
from .letters import sign_letter_if_named


@transaction.atomic
def ask_postponement(
    *,
    justification: Justification,
    until: datetime.date,
    reason: str,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Uitstel vragen, up to and including `until`; before the date that holds now has passed.

    Raises MoveRefused: too late, no later date, or a request that is still to be decided on.
    """
    return move(
        justification,
        "ask_postponement",
        by=by,
        on=on,
        seen_revision=seen_revision,
        reason=reason,
        facts=request_facts(justification, on=on, asked=until),
        fields={"postponement_asked_on": on},
        data={"due_on": until.isoformat()},
        key=key,
        door=door,
    )


@transaction.atomic
def grant_postponement(
    *,
    justification: Justification,
    due_on: datetime.date,
    reason: str,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Uitstel verlenen, asked for or not: the case has its own date from now on.

    Returns the event. Raises MoveRefused, as `postpone` does.
    """
    return postpone(
        justification=justification,
        due_on=due_on,
        reason=reason,
        by=by,
        on=on,
        seen_revision=seen_revision,
        key=key,
        door=door,
    ).event


@transaction.atomic
def refuse_postponement(
    *,
    justification: Justification,
    reason: str,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Uitstel weigeren: the date that holds stays; the municipality reads `reason`.

    The event remembers the article of the scheme, without which no letter goes out.
    Raises MoveRefused without a request.
    """
    article = justification.accounting_year.scheme.postponement_article
    event = move(
        justification,
        "refuse_postponement",
        by=by,
        on=on,
        seen_revision=seen_revision,
        reason=reason,
        facts=request_facts(justification, on=on),
        fields={"postponement_asked_on": None},
        data={"article": article} if article else {},
        key=key,
        door=door,
    )
    sign_letter_if_named(act=LetterAct.NOT_POSTPONED, case=justification, event=event, on=on)
    return event


def request_facts(
    justification: Justification, *, on: datetime.datetime, asked: datetime.date | None = None
) -> RequestFacts:
    """What the guards look at: the own date of the case, and whether a request waits."""
    return RequestFacts(
        today=day_in_amsterdam(on),
        due_on=justification.due_on,
        asked=asked,
        is_pending=pending_request(justification) is not None,
    )
