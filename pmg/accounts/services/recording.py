"""Vastleggen what happened to somebody's role, mandate or account."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from pmg.accounts.enums import PersonAct
from pmg.accounts.models import PersonEvent, User


def record(
    act: PersonAct,
    *,
    user: User,
    by: User,
    on: datetime.datetime,
    role: str = "",
    municipality_id: Any = None,
    about: uuid.UUID | None = None,
    reason: str = "",
    key: uuid.UUID | None = None,
) -> PersonEvent:
    """Write the event; call it inside the transaction of the act itself."""
    return PersonEvent.objects.create(
        name=act,
        user=user,
        by=by,
        on=on,
        role=role,
        municipality_id=municipality_id,
        about=str(about or ""),
        reason=reason.replace("\0", "").strip(),
        key=key,
    )


def done_with(key: uuid.UUID | None, *, by: User) -> PersonEvent | None:
    """What this person did already with the form of this key; None the first time.

    Ask it while the row that the act is about is held: of two clicks the second waits.
    """
    return PersonEvent.objects.filter(key=key, by=by).first() if key else None
