"""Een taak afwijzen in één zaak: somebody says that it is not theirs, and may come back on it."""

from __future__ import annotations

import datetime
import uuid

from django.db import transaction

from grants.models import Justification, ProgressReport
from pmg.accounts.models import User
from pmg.casework.models import Event
from pmg.casework.moves import Door, move


@transaction.atomic
def decline(
    *,
    case: Justification | ProgressReport,
    reason: str,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Taak afwijzen, with a reason: colleagues and ministry are told, reminders go to the others.

    The role stays, and so does what it opens. Raises MoveRefused.
    """
    return move(
        case,
        "decline",
        by=by,
        on=on,
        seen_revision=seen_revision,
        reason=reason,
        key=key,
        door=door,
    )


@transaction.atomic
def take_up(
    *,
    case: Justification | ProgressReport,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Taak toch aannemen: reminders come again. Raises MoveRefused."""
    return move(case, "take_up", by=by, on=on, seen_revision=seen_revision, key=key, door=door)
