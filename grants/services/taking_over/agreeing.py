"""Overname voorleggen, goedkeuren of niet: by two people who saw the same overview."""

from __future__ import annotations

import datetime
import uuid

from django.db import transaction

from grants.checks.findings import ERROR
from grants.models import TakeOver
from grants.queries.takeovers import Preview, preview
from grants.transitions.takeovers import TakeOverFacts
from pmg.accounts.models import User
from pmg.casework.hints import hint
from pmg.casework.models import Event
from pmg.casework.moves import Door, events_of, move

CARRY_OUT_TAKE_OVER = "grants.carry_out_take_over"


@transaction.atomic
def propose(
    *,
    take_over: TakeOver,
    seen: str,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Ter goedkeuring voorleggen what `seen` (the fingerprint of the overview) says.

    Raises MoveRefused with errors in the file, without new rows, or where the overview changed.
    """
    return _agree(take_over, "propose", seen, by, on, seen_revision, key, door)


@transaction.atomic
def approve(
    *,
    take_over: TakeOver,
    seen: str,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Overname goedkeuren; the worker carries it out. Raises MoveRefused, FourEyes."""
    event = _agree(take_over, "approve", seen, by, on, seen_revision, key, door)
    hint(CARRY_OUT_TAKE_OVER, str(take_over.pk))
    return event


def _agree(
    take_over: TakeOver,
    name: str,
    seen: str,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None,
    door: Door | None,
) -> Event:
    if key and (done := events_of(take_over).filter(key=key, name=name).first()):
        return done
    now = preview(take_over, on=on)
    return move(
        take_over,
        name,
        by=by,
        on=on,
        seen_revision=seen_revision,
        facts=facts_of(take_over, now, seen=seen),
        data={"seen": now.fingerprint, **now.counts},
        key=key,
        door=door,
    )


def facts_of(take_over: TakeOver, now: Preview, *, seen: str) -> TakeOverFacts:
    """What the guards look at, with the overview of this moment."""
    return TakeOverFacts(
        errors=take_over.findings.filter(severity=ERROR).count(),
        new=len(now.new),
        is_as_seen=now.fingerprint == seen,
    )


@transaction.atomic
def send_back(
    *,
    take_over: TakeOver,
    reason: str,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Overname terugsturen to who prepared it, with the reason. Raises MoveRefused."""
    return move(
        take_over,
        "send_back",
        by=by,
        on=on,
        seen_revision=seen_revision,
        reason=reason,
        key=key,
        door=door,
    )


@transaction.atomic
def discard(
    *,
    take_over: TakeOver,
    reason: str,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Niet overnemen, with the reason. The file stays. Raises MoveRefused."""
    return move(
        take_over,
        "discard",
        by=by,
        on=on,
        seen_revision=seen_revision,
        reason=reason,
        key=key,
        door=door,
    )
