"""Notices of the demo: what was told in the last year, written down as told. No mail goes out."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from grants.enums import TaskKind
from grants.queries.notices import reminder_rules
from grants.reckoning.reminders import Task, falls_on
from grants.services.notices import plan_round, tell
from grants.services.notices_table import TOLD
from pmg.accounts.services.machines import machine
from pmg.casework.models import Event
from pmg.casework.moves import Door

from .stage import ANCHOR, Stage, at, scene
from .telling import Scene

SINCE = at(2026, 1, 1)
EVENING = datetime.time(17, 30)


def notice_scenes(stage: Stage) -> Iterator[Scene]:
    """A round on each day on which the scheme has a reminder, and every event at the end."""
    for day in sorted(reminder_days(stage)):
        moment = datetime.datetime.combine(day, EVENING, SINCE.tzinfo)
        if SINCE <= moment < ANCHOR:
            yield scene(moment, f"notices-round-{day}", round_as_told)
    yield scene(ANCHOR, "notices-of-events", tell_events)


def reminder_days(stage: Stage) -> set[datetime.date]:
    """The days on which the scheme reminds of anything, as if nothing were ever postponed."""
    scheme = stage.scheme
    tasks = [
        Task("", TaskKind.PROGRESS, scheme.pk, begins, year.progress_due_on, begins, (), ())
        for year in scheme.grant_years.all()
        for begins in [year.ends_on + datetime.timedelta(days=1)]
    ]
    for year in scheme.accounting_years.all():
        out = year.form_out_on
        tasks += [
            Task(
                "", TaskKind.JUSTIFICATION, scheme.pk, out, year.due_on, out, (), (), year.remind_on
            ),
            Task("", TaskKind.JUDGEMENT, scheme.pk, year.due_on, year.judge_by, out, (), ()),
        ]
    days = {
        falls_on(rule, task)
        for task in tasks
        for owner, rule in reminder_rules()
        if owner == scheme.pk and rule.kind == task.kind
    }
    return {day for day in days if day is not None}


def round_as_told(*, on: datetime.datetime) -> None:
    plan_round(by=machine(), on=on, door=Door.DEMO, told=True)


def tell_events(*, on: datetime.datetime) -> None:
    """What happened since SINCE, to whom the table names."""
    names = {name for _, name in TOLD}
    for event in Event.objects.filter(on__gte=SINCE, on__lte=on, name__in=names).order_by("on"):
        tell(event, told=True)
