"""Berichten van deze toepassing: of events, of the calendar, of a check, and by hand."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from grants.enums import TaskKind
from grants.models import Justification, ProgressReport
from grants.queries.duties import Duty, duties
from grants.queries.notices import addressed, contacts, last_round, reminder_rules, told_keys
from grants.reckoning.deadlines import day_in_amsterdam
from grants.reckoning.reminders import Reminder, Rule, Task, round_on
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.casework.errors import NotAllowed
from pmg.casework.models import Case, Event, Notice, NoticeRound
from pmg.casework.moves import Door
from pmg.casework.notices import Channel, Status, drop, notices_for, plan

from .notices_table import TOLD, is_municipal
from .notices_text import case_of, text_of_event, text_of_reminder
from .opening import open_what_is_due

HISTORY = (Door.DEMO, Door.TAKE_OVER)
"""What came in by these doors is no news."""

REMINDERS = (Role.POLICY_OFFICER, Role.ASSESSOR)
"""Who may send a reminder by hand."""


@transaction.atomic
def tell(event: Event, *, case: Case | None = None, told: bool = False) -> None:
    """Bericht over een gebeurtenis, to whom the table names; may be repeated.

    Called by the door after each move. History is only written with `told`: as told already.
    """
    row = TOLD.get((event.case_kind, event.name))
    if row is None or (event.door in HISTORY and not told):
        return
    case = case or case_of(event)
    if case is None:
        return
    people = contacts(on=day_in_amsterdam(event.on))
    written: dict[uuid.UUID, list[Notice]] = {}
    for role in row.to:
        place = event.municipality_id if is_municipal(role) else None
        for person in people.get((role, place), ()):
            if person.pk in written or (row.others and person.pk == event.by_id):
                continue
            text = text_of_event(
                event, case, name=row.text, role=role, to=person, act=role in row.must_act
            )
            written[person.pk] = notices_for(
                text,
                to=person,
                role=role,
                about=event,
                municipality_id=event.municipality_id,
                on=event.on,
                told=told,
            )
    plan(notice for notices in written.values() for notice in notices)


@dataclass(frozen=True)
class Planned:
    """Ronde van een dag: how many notices went to people, and how many were no longer needed."""

    told: int
    dropped: int


@transaction.atomic
def plan_round(
    *, by: User, on: datetime.datetime, door: Door | None = None, told: bool = False
) -> Planned | None:
    """Berichten van een dag plannen: once a day, in one transaction. None where that was done.

    Opens first what is due, so that everybody hears of it today. After days without a worker the
    next round makes up for them. With `told` they are written down as history.
    """
    today = day_in_amsterdam(on)
    _, new = NoticeRound.objects.get_or_create(day=today, defaults={"planned_on": on})
    if not new:
        return None
    open_what_is_due(by=by, on=on, door=door)
    known = duties()
    by_key = {duty.task.key: duty for duty in known}
    rules = reminder_rules()
    found = round_on(
        today,
        [duty.task for duty in known],
        rules,
        told=told_keys(known, rules),
        last_round=last_round(before=today),
    )
    people = contacts(on=today)
    tell_now = [
        notice
        for reminder in found.tell
        for one in addressed(reminder, by_key[reminder.task.key], people)
        for notice in _notices(one.reminder, one.duty, one.role, one.person, on=on, told=told)
    ]
    needless = []
    for dropped in found.dropped:
        duty = by_key[dropped.reminder.task.key]
        for one in addressed(dropped.reminder, duty, people):
            rows = _notices(one.reminder, duty, one.role, one.person, on=on)
            for notice in rows:
                if notice.channel == Channel.MAIL:
                    notice.status, notice.problem = Status.NOT_NEEDED, dropped.why
                    needless.append(notice)
    plan([*tell_now, *needless])
    return Planned(sum(n.channel == Channel.PORTAL for n in tell_now), len(needless))


def _notices(
    reminder: Reminder,
    duty: Duty,
    role: str,
    person: User,
    *,
    on: datetime.datetime,
    key: str = "",
    by: User | None = None,
    told: bool = False,
) -> list[Notice]:
    text = text_of_reminder(reminder, duty, role=role, to=person, today=day_in_amsterdam(on))
    return notices_for(
        text,
        to=person,
        role=role,
        about=key or reminder.key,
        municipality_id=duty.municipality.pk if duty.municipality else None,
        on=on,
        by=by,
        told=told,
    )


def drop_what_is_overtaken() -> int:
    """Achterhaalde herinneringen: a mail whose task was done before it went stays behind."""
    waiting = Notice.objects.filter(event=None, channel=Channel.MAIL, status=Status.PLANNED)
    keys = [key for key in waiting.values_list("deadline_key", flat=True) if _task_key(key)]
    if not keys:
        return 0
    acting = {duty.task.key for duty in duties() if duty.task.waits_for}
    late = [key for key in keys if _task_key(key) not in acting]
    return drop(waiting.filter(deadline_key__in=late), why="De taak was al gedaan.")


def _task_key(key: str) -> str:
    """The task that a key is about; empty for a notice that is about none."""
    return key.rsplit(":", 2)[0] if key.startswith(tuple(f"{kind}:" for kind in TaskKind)) else ""


@dataclass(frozen=True)
class Reminded:
    """Uitkomst van herinneren met de hand, by case."""

    told: tuple[uuid.UUID, ...]
    nothing_to_do: tuple[uuid.UUID, ...]
    nobody: tuple[uuid.UUID, ...]


@transaction.atomic
def remind(
    cases: Iterable[Justification | ProgressReport],
    *,
    by: User,
    on: datetime.datetime,
    key: uuid.UUID,
) -> Reminded:
    """Herinneren met de hand: those of these municipalities that still have something to do.

    The same `key` again tells nobody twice. Raises NotAllowed for who may not.
    """
    if not by.has_role(*REMINDERS):
        raise NotAllowed("Uw rol laat deze stap niet toe.")
    today = day_in_amsterdam(on)
    people = contacts(on=today)
    told: list[uuid.UUID] = []
    done: list[uuid.UUID] = []
    nobody: list[uuid.UUID] = []
    rows: list[Notice] = []
    for duty in duties(of=[case.pk for case in cases]):
        assert duty.case_id is not None
        reminder = by_hand(duty.task, today=today)
        to = addressed(reminder, duty, people) if duty.task.waits_for else []
        (told if to else nobody if duty.task.waits_for else done).append(duty.case_id)
        for one in to:
            about = f"{duty.task.key}:met-de-hand:{key}"
            rows += _notices(reminder, duty, one.role, one.person, on=on, key=about, by=by)
    plan(rows)
    return Reminded(tuple(told), tuple(done), tuple(nobody))


def by_hand(task: Task, *, today: datetime.date) -> Reminder:
    """A reminder that no rule asks for, in the tone of the day."""
    late = today > task.due_on and task.can_be_late
    rule = Rule("met-de-hand", task.kind, "due", 1 if late else 0, in_working_days=False)
    return Reminder(task, rule, today)
