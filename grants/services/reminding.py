"""Herinneren vanaf het statusbord: foresee who would get what, before anything goes out."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from grants.models import Justification, ProgressReport
from grants.queries.duties import duties
from grants.queries.notices import addressed, contacts
from grants.reckoning.deadlines import day_in_amsterdam
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.casework.notices import Text

from .notices import REMINDERS, by_hand
from .notices_text import text_of_reminder

__all__ = ["REMINDERS", "Foreseen", "Letter", "foresee"]


@dataclass(frozen=True)
class Letter:
    """Herinnering aan één persoon."""

    to: User
    role: str
    text: Text

    @property
    def role_text(self) -> str:
        """De rol in woorden."""
        return str(Role(self.role).label)


@dataclass(frozen=True)
class Foreseen:
    """Wat een gemeente zou krijgen; nothing where it has nothing to do, or nobody to write to."""

    case: Justification | ProgressReport
    has_something_to_do: bool
    letters: tuple[Letter, ...] = ()


def foresee(
    cases: Sequence[Justification | ProgressReport], *, on: datetime.datetime
) -> list[Foreseen]:
    """Wie welke herinnering zou krijgen, just as `remind` sends it. A fixed number of queries."""
    today = day_in_amsterdam(on)
    people = contacts(on=today)
    found = {duty.case_id: duty for duty in duties(of=[case.pk for case in cases])}
    rows = []
    for case in cases:
        duty = found.get(case.pk)
        if duty is None or not duty.task.waits_for:
            rows.append(Foreseen(case, has_something_to_do=False))
            continue
        reminder = by_hand(duty.task, today=today)
        letters = tuple(
            Letter(
                to=one.person,
                role=one.role,
                text=text_of_reminder(reminder, duty, role=one.role, to=one.person, today=today),
            )
            for one in addressed(reminder, duty, people)
        )
        rows.append(Foreseen(case, has_something_to_do=True, letters=letters))
    return rows
