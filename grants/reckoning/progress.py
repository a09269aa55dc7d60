"""Voortgangsrapportages op tijd of te laat. Late is worked out, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from grants.enums import ProgressState

from .deadlines import days_late, days_until


@dataclass(frozen=True)
class Timeliness:
    """Stand tegenover de uiterste datum.

    `days_left` (negative when late) only as long as nothing was submitted; `days_late` of what was
    submitted after the date, or is still missing.
    """

    days_left: int | None
    days_late: int


def timeliness(
    state: str, *, due_on: date, first_submitted_on: datetime | None, now: datetime
) -> Timeliness:
    """How a report stands against its date.

    The first time it was submitted counts: what is sent back was in time if that was.
    """
    if state == ProgressState.OPEN or first_submitted_on is None:
        return Timeliness(days_until(due_on, now), days_late(due_on, now))
    return Timeliness(None, days_late(due_on, first_submitted_on))
