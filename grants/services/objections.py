"""Bezwaar behandelen: registered, postponed, withdrawn, proposed by one and decided by another."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django.db import transaction

from grants.enums import LetterAct
from grants.models import Letter, Objection
from grants.queries.objections import objection_facts
from grants.reckoning.objections import decide_by
from pmg.accounts.models import User
from pmg.casework.models import Event
from pmg.casework.moves import Door, move

from .letters import sign_letter


@transaction.atomic
def receive_objection(
    *,
    letter: Letter,
    objector: str,
    received_on: datetime.date,
    grounds: str,
    by: User,
    on: datetime.datetime,
    posted_on: datetime.date | None = None,
    has_committee: bool = False,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Objection:
    """Bezwaar registreren: the term for the decision follows from the date of the letter.

    A letter confirms it (Awb 6:14). The same `key` again gives the objection of the first time.
    Raises MoveRefused: against a mededeling, or received when it cannot have been.
    """
    if key and (made := Objection.objects.filter(pk=key).first()):
        return made
    objection = Objection(
        pk=key or uuid.uuid4(),
        letter=letter,
        municipality=letter.municipality,
        objector=objector.strip(),
        received_on=received_on,
        posted_on=posted_on,
        has_committee=has_committee,
        grounds=grounds.strip(),
        decide_by=decide_by(letter.dated_on, has_committee=has_committee),
    )
    event = move(
        objection,
        "receive",
        by=by,
        on=on,
        seen_revision=0,
        facts=objection_facts(objection, by=by, on=on),
        data={"received_on": received_on.isoformat(), "decide_by": str(objection.decide_by)},
        key=key,
        door=door,
    )
    sign_letter(act=LetterAct.OBJECTION_RECEIVED, case=objection, event=event, on=on)
    return objection


@transaction.atomic
def postpone_objection(*, objection: Objection, reason: str, **act: Any) -> Event:
    """Beslissing verdagen (Awb 7:10 lid 3), once and by six weeks; a letter says so."""
    until = decide_by(
        objection.letter.dated_on, has_committee=objection.has_committee, is_postponed=True
    )
    event = _act(
        objection,
        "postpone",
        fields={"decide_by": until, "is_postponed": True},
        data={"decide_by": until.isoformat()},
        reason=reason,
        **act,
    )
    sign_letter(act=LetterAct.OBJECTION_POSTPONED, case=objection, event=event, on=act["on"])
    return event


def withdraw_objection(*, objection: Objection, reason: str, **act: Any) -> Event:
    """Bezwaar ingetrokken door de indiener (Awb 6:21)."""
    return _act(objection, "withdraw", reason=reason, **act)


def propose_decision(*, objection: Objection, outcome: str, motivation: str, **act: Any) -> Event:
    """Beslissing voorstellen, with the motivation that the letter will hold."""
    return _act(
        objection,
        "propose",
        reason=motivation,
        fields={"proposed": outcome, "motivation": motivation.strip()},
        data={"outcome": outcome},
        **act,
    )


def send_back_proposal(*, objection: Objection, reason: str, **act: Any) -> Event:
    """Voorstel terugsturen."""
    return _act(objection, "send_back", reason=reason, **act)


@transaction.atomic
def decide_objection(*, objection: Objection, **act: Any) -> Event:
    """Beslissen op bezwaar (Awb 7:11, 7:12) as it was proposed; its letter names the way to appeal.

    A grounded objection is followed by a new decision of its own: nothing is edited.
    Raises MoveRefused by who took the decision, or proposed this one.
    """
    event = _act(objection, objection.proposed, **act)
    sign_letter(act=LetterAct.OBJECTION_DECIDED, case=objection, event=event, on=act["on"])
    return event


def _act(
    objection: Objection,
    name: str,
    *,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
    reason: str = "",
    fields: dict[str, Any] | None = None,
    data: dict[str, Any] | None = None,
) -> Event:
    return move(
        objection,
        name,
        by=by,
        on=on,
        seen_revision=seen_revision,
        reason=reason,
        facts=objection_facts(objection, by=by, on=on),
        fields=fields,
        data=data,
        key=key,
        door=door,
    )
