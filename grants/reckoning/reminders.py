"""Herinneringen: which notices a day brings, for tasks with a date. Pure; the day is passed in.

The same reckoning plans the notices of today and foretells those of any later day, so that what was
shown beforehand is what goes out.
"""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from grants.enums import Anchor

from .calendar import first_working_day, working_days_from


class Tone(enum.StrEnum):
    """What a notice about a task says: it has begun, its date comes near, or has passed."""

    AVAILABLE = "available"
    UPCOMING = "upcoming"
    OVERDUE = "overdue"


class Needless(enum.StrEnum):
    """Waarom een bericht niet meer nodig is."""

    DONE = "De taak was al gedaan."
    OVERTAKEN = "Een later bericht zegt hetzelfde."
    PASSED = "De datum is voorbij."


@dataclass(frozen=True)
class Rule:
    """Regel uit de regeling: how many days before (negative) or after an anchor a notice goes."""

    code: str
    kind: str
    anchor: str
    days: int
    in_working_days: bool

    @property
    def tone(self) -> Tone:
        if self.anchor == Anchor.AVAILABLE:
            return Tone.AVAILABLE
        return Tone.OVERDUE if self.anchor == Anchor.DUE and self.days > 0 else Tone.UPCOMING


@dataclass(frozen=True)
class Task:
    """Taak met een uiterste datum.

    `waits_for` are the roles that must act now, none once it is done; `owners` whose task it is.
    `since` is the day from which the task stands as it stands: what fell before was told then, or
    was not yet to be told. A task that is no longer late when its date passes has `can_be_late` off.
    """

    key: str
    kind: str
    scheme: object
    available_on: date
    due_on: date
    since: date
    owners: tuple[str, ...]
    waits_for: tuple[str, ...]
    remind_on: date | None = None
    can_be_late: bool = True


@dataclass(frozen=True)
class Reminder:
    """Bericht dat op een dag valt, about one task by one rule."""

    task: Task
    rule: Rule
    on: date

    @property
    def key(self) -> str:
        """The same for the same rule and anchor date: another date is another notice."""
        return f"{self.task.key}:{self.rule.code}:{anchor_date(self.rule, self.task)}"

    def makes_sense(self, today: date) -> bool:
        """Whether it still says something true and useful."""
        past = today > self.task.due_on
        return past if self.rule.tone == Tone.OVERDUE else not past


@dataclass(frozen=True)
class Dropped:
    """Bericht dat niet meer nodig is, and why."""

    reminder: Reminder
    why: Needless


@dataclass(frozen=True)
class Round:
    """Ronde: what a day brings."""

    on: date
    tell: tuple[Reminder, ...]
    dropped: tuple[Dropped, ...]

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(r.key for r in (*self.tell, *(d.reminder for d in self.dropped)))


Rules = Sequence[tuple[object, Rule]]
"""Each with the scheme it belongs to."""


def anchor_date(rule: Rule, task: Task) -> date | None:
    """De datum waarvan een regel uitgaat; None where the task has no such date."""
    return {
        Anchor.AVAILABLE: task.available_on,
        Anchor.REMIND: task.remind_on,
        Anchor.DUE: task.due_on,
    }[Anchor(rule.anchor)]


def falls_on(rule: Rule, task: Task) -> date | None:
    """De dag van een bericht: a working day, the first one where the rule names none."""
    anchor = anchor_date(rule, task)
    if anchor is None:
        return None
    if rule.in_working_days:
        return first_working_day(working_days_from(anchor, rule.days))
    return first_working_day(anchor + timedelta(days=rule.days))


def reminders_of(task: Task, rules: Rules) -> list[Reminder]:
    """Alle berichten over een taak as it stands now, in the order of their days."""
    found = []
    for scheme, rule in rules:
        if scheme != task.scheme or rule.kind != task.kind:
            continue
        if rule.tone == Tone.OVERDUE and not task.can_be_late:
            continue
        day = falls_on(rule, task)
        if day is not None and day >= task.since:
            found.append(Reminder(task, rule, day))
    return sorted(found, key=lambda r: (r.on, r.rule.tone == Tone.OVERDUE, r.rule.days))


def round_on(
    today: date,
    tasks: Sequence[Task],
    rules: Rules,
    *,
    told: Collection[str],
    last_round: date | None,
) -> Round:
    """De ronde van `today`, where `told` are the keys that were dealt with before.

    Of one task at most one notice goes out: the latest that fell due and still makes sense. So what
    was missed while nothing ran is sent after all, or dropped with its reason. A task that is done
    gets nothing; what it missed between `last_round` and today is dropped, so that the log tells.
    """
    tell: list[Reminder] = []
    dropped: list[Dropped] = []
    for task in tasks:
        fallen = [r for r in reminders_of(task, rules) if r.on <= today]
        open_ones = fallen[_after_last_told(fallen, told) :]
        if not task.waits_for:
            dropped += [
                Dropped(r, Needless.DONE) for r in open_ones if _was_missed(r, last_round, today)
            ]
            continue
        useful = [r for r in open_ones if r.makes_sense(today)]
        tell += useful[-1:]
        dropped += [
            Dropped(r, Needless.OVERTAKEN if r in useful else Needless.PASSED)
            for r in open_ones
            if r not in useful[-1:]
        ]
    return Round(today, tuple(tell), tuple(dropped))


def _after_last_told(fallen: Sequence[Reminder], told: Collection[str]) -> int:
    """The place after the last notice that was dealt with: what came before it is old news."""
    places = [place for place, reminder in enumerate(fallen, start=1) if reminder.key in told]
    return max(places, default=0)


def _was_missed(reminder: Reminder, last_round: date | None, today: date) -> bool:
    return last_round is not None and last_round < reminder.on < today


def rounds(
    start: date,
    end: date,
    tasks: Sequence[Task],
    rules: Rules,
    *,
    told: Collection[str] = (),
    last_round: date | None = None,
) -> Iterator[Round]:
    """De rondes van `start` tot en met `end`, as long as nobody does anything in between."""
    known = set(told)
    day = start
    while day <= end:
        found = round_on(day, tasks, rules, told=known, last_round=last_round)
        known |= found.keys
        last_round = day
        yield found
        day += timedelta(days=1)
