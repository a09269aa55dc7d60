"""Termijnen van bezwaar (Awb 6:7 tot en met 6:9, 7:10; Algemene termijnenwet art. 1). Pure."""

from __future__ import annotations

from datetime import date, timedelta

from .calendar import first_working_day

SIX_WEEKS = timedelta(weeks=6)
ONE_WEEK = timedelta(weeks=1)


def object_until(sent_on: date) -> date:
    """Laatste dag om bezwaar te maken: six weeks from the day after sending, never on a day off."""
    return first_working_day(sent_on + SIX_WEEKS)


def is_in_time(sent_on: date, *, received_on: date, posted_on: date | None = None) -> bool:
    """Of het bezwaar op tijd is (Awb 6:9): received in time, or posted in time and a week later."""
    until = object_until(sent_on)
    if received_on <= until:
        return True
    return posted_on is not None and posted_on <= until and received_on <= until + ONE_WEEK


def decide_by(sent_on: date, *, has_committee: bool, is_postponed: bool = False) -> date:
    """Uiterste dag voor de beslissing (Awb 7:10): six weeks after the term to object has passed.

    Twelve with an advisory committee, and six more where the decision was postponed.
    """
    weeks = SIX_WEEKS * (1 + has_committee + is_postponed)
    return first_working_day(object_until(sent_on) + weeks)
