"""Fout van ons bij een overname: counted, told on the page, and tried again by a person."""

from __future__ import annotations

import datetime
import uuid

from django.db import transaction

from grants.enums import TakeOverState as State
from grants.models import TakeOver
from pmg.accounts.models import User
from pmg.casework.hints import hint
from pmg.casework.models import Event
from pmg.casework.moves import Door, move

from .handing_in import READ_TAKE_OVER

MOST_ATTEMPTS = 3


@transaction.atomic
def note_failure(*, take_over_id: uuid.UUID, by: User, on: datetime.datetime) -> None:
    """Fout van ons vastleggen: after the third attempt the page says so."""
    take_over = TakeOver.objects.select_for_update(of=("self",)).get(pk=take_over_id)
    attempts = take_over.attempts + 1
    TakeOver.objects.filter(pk=take_over.pk).update(attempts=attempts)
    if attempts < MOST_ATTEMPTS:
        return
    take_over.refresh_from_db()
    if take_over.state == State.RECEIVED:
        move(take_over, "give_up", by=by, on=on, seen_revision=take_over.revision)
    elif take_over.state == State.APPROVED:
        move(
            take_over,
            "stop",
            by=by,
            on=on,
            seen_revision=take_over.revision,
            reason="Een fout van ons. De beheerder ziet haar ook. Leg de overname opnieuw voor.",
            fields={"attempts": 0},
        )


@transaction.atomic
def read_again(
    *,
    take_over: TakeOver,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Opnieuw lezen after a fault of ours. Raises MoveRefused."""
    event = move(
        take_over,
        "read_again",
        by=by,
        on=on,
        seen_revision=seen_revision,
        fields={"attempts": 0},
        key=key,
        door=door,
    )
    hint(READ_TAKE_OVER, str(take_over.pk))
    return event
