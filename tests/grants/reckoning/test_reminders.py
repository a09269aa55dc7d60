"""Reminders: nobody is told twice, nothing useful is skipped, whatever stands still when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from grants.reckoning.calendar import is_working_day
from grants.reckoning.reminders import (
    Needless,
    Rule,
    Task,
    Tone,
    falls_on,
    reminders_of,
    round_on,
    rounds,
)

RULES = [
    ("scheme", Rule("formulier", "justification", "available", 0, False)),
    ("scheme", Rule("herinnering", "justification", "remind", 0, False)),
    ("scheme", Rule("14-dagen", "justification", "due", -14, False)),
    ("scheme", Rule("5-werkdagen", "justification", "due", -5, True)),
    ("scheme", Rule("1-werkdag", "justification", "due", -1, True)),
    ("scheme", Rule("te-laat", "justification", "due", 1, True)),
    ("scheme", Rule("voortgang", "progress", "due", -1, True)),
    ("other", Rule("vreemd", "justification", "due", -2, False)),
]


def task(year: int = 2026, **changes: object) -> Task:
    plain = Task(
        key="justification:1",
        kind="justification",
        scheme="scheme",
        available_on=date(year, 1, 15),
        remind_on=date(year, 6, 1),
        due_on=date(year, 7, 15),
        since=date(year, 1, 15),
        owners=("sisa_contact",),
        waits_for=("sisa_contact",),
    )
    return replace(plain, **changes)


DUE_DATES = st.dates(min_value=date(2025, 3, 1), max_value=date(2030, 12, 1))
DOWNTIME = st.sets(st.integers(0, 400), max_size=120)


@st.composite
def tasks(draw: st.DrawFn) -> Task:
    due = draw(DUE_DATES)
    out = due - timedelta(days=draw(st.integers(20, 190)))
    return task(available_on=out, since=out, remind_on=due - timedelta(days=44), due_on=due)


def play(one: Task, *, down: set[int] = frozenset(), done_on: date | None = None) -> list:
    """Every round from the day the task begins until a month after its date, but for days down."""
    told: set[str] = set()
    last = one.available_on - timedelta(days=1)
    heard = []
    for number in range((one.due_on - one.available_on).days + 30):
        today = one.available_on + timedelta(days=number)
        if number in down:
            continue
        now = replace(one, waits_for=()) if done_on and today >= done_on else one
        found = round_on(today, [now], RULES, told=told, last_round=last)
        told |= found.keys
        last = today
        heard.append(found)
    return heard


def test_a_whole_year_in_order() -> None:
    """The year 2026 as it stands in the scheme."""
    assert [(r.on, r.tell[0].rule.code) for r in play(task()) if r.tell] == [
        (date(2026, 1, 15), "formulier"),
        (date(2026, 6, 1), "herinnering"),
        (date(2026, 7, 1), "14-dagen"),
        (date(2026, 7, 8), "5-werkdagen"),
        (date(2026, 7, 14), "1-werkdag"),
        (date(2026, 7, 16), "te-laat"),
    ]


def test_overdue_waits_for_a_working_day() -> None:
    """15 July 2028 is a Saturday: who submits on Sunday is late, and hears nothing of it."""
    late = RULES[5][1]
    assert falls_on(late, task(2028)) == date(2028, 7, 17)


@given(tasks())
def test_without_a_standstill_each_goes_on_its_own_working_day(one: Task) -> None:
    heard = [(r.on, reminder) for r in play(one) for reminder in r.tell]
    assert all(day == reminder.on and is_working_day(day) for day, reminder in heard)
    dropped = [d for r in play(one) for d in r.dropped]
    keys = [reminder.key for _, reminder in heard] + [d.reminder.key for d in dropped]
    assert sorted(keys) == sorted(r.key for r in reminders_of(one, RULES))


@given(tasks(), DOWNTIME)
def test_nobody_is_told_twice_and_nothing_is_lost(one: Task, down: set[int]) -> None:
    """Whatever the worker misses: each notice is told or dropped once, at most one a day."""
    played = play(one, down=down)
    keys = [key for found in played for key in found.keys]
    assert len(keys) == len(set(keys))
    assert all(len(found.tell) <= 1 for found in played)
    last = played[-1].on if played else one.available_on
    assert set(keys) == {r.key for r in reminders_of(one, RULES) if r.on <= last} or not played


@given(tasks(), DOWNTIME)
def test_what_is_told_is_true_on_that_day(one: Task, down: set[int]) -> None:
    for found in play(one, down=down):
        for reminder in found.tell:
            assert (reminder.rule.tone == Tone.OVERDUE) == (found.on > one.due_on)
            assert reminder.on <= found.on


@given(tasks(), DOWNTIME, st.integers(0, 200))
def test_who_is_done_hears_nothing(one: Task, down: set[int], after: int) -> None:
    done_on = one.available_on + timedelta(days=after)
    for found in play(one, down=down, done_on=done_on):
        if found.on >= done_on:
            assert not found.tell
            assert all(d.why == Needless.DONE for d in found.dropped)


@given(tasks(), st.integers(0, 60))
def test_the_outlook_is_what_happens(one: Task, ahead: int) -> None:
    """What was foretold from any day on is what is told, as long as nobody does anything."""
    played = play(one)
    start = min(ahead, len(played) - 1)
    before = played[:start]
    foretold = rounds(
        played[start].on,
        played[-1].on,
        [one],
        RULES,
        told={key for found in before for key in found.keys},
        last_round=before[-1].on if before else None,
    )
    assert [found.tell for found in foretold] == [found.tell for found in played[start:]]


@given(tasks(), st.integers(1, 60))
def test_postponement_brings_its_own_reminders(one: Task, more: int) -> None:
    """The old date is forgotten; what lies before the decision is not told again."""
    decided = one.due_on - timedelta(days=3)
    told = {r.key for r in reminders_of(one, RULES) if r.on <= decided}
    moved = replace(one, due_on=one.due_on + timedelta(days=more), since=decided)
    heard = [
        reminder
        for found in rounds(decided, moved.due_on + timedelta(days=14), [moved], RULES, told=told)
        for reminder in found.tell
    ]
    assert all(r.on >= decided for r in heard)
    assert all(r.rule.tone != Tone.OVERDUE or r.on > moved.due_on for r in heard)
    assert sum(r.rule.tone == Tone.OVERDUE for r in heard) == 1


def test_three_days_down_over_the_date() -> None:
    """Down from the 14th to the 16th: the reminder makes no sense any more, the overdue one does."""
    one = task()
    told = {r.key for r in reminders_of(one, RULES) if r.on < date(2026, 7, 14)}
    found = round_on(date(2026, 7, 17), [one], RULES, told=told, last_round=date(2026, 7, 13))
    assert [r.rule.code for r in found.tell] == ["te-laat"]
    assert [(d.reminder.rule.code, d.why) for d in found.dropped] == [
        ("1-werkdag", Needless.PASSED)
    ]


def test_returned_is_reminded_but_never_late() -> None:
    one = task(can_be_late=False, since=date(2026, 7, 10))
    heard = [
        r.rule.code
        for found in rounds(date(2026, 7, 10), date(2026, 8, 30), [one], RULES)
        for r in found.tell
    ]
    assert heard == ["1-werkdag"]
