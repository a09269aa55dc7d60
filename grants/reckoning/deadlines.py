"""Termijnen: when something is due, and how late it is. Late is worked out, never stored."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def day_in_amsterdam(moment: datetime) -> date:
    """De dag waarop iets telt: the day by the clock of Amsterdam.

    Raises ValueError for a moment without a time zone: it could be on either of two days.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(AMSTERDAM).date()


def days_late(due: date, moment: datetime) -> int:
    """Dagen te laat at `moment`; 0 up to and including the last minute of the day itself."""
    return max((day_in_amsterdam(moment) - due).days, 0)


def days_until(due: date, moment: datetime) -> int:
    """Dagen tot de uiterste datum; negative once it has passed."""
    return (due - day_in_amsterdam(moment)).days
