"""Berichten: who is written to about what, now and in the days to come."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Max

from grants.enums import AwardState
from grants.models import Award, ReminderRule
from grants.reckoning.reminders import Reminder, Round, Rule, Rules, reminders_of, rounds
from municipalities.models import Municipality
from pmg.accounts.enums import MUNICIPAL_ROLES, Role
from pmg.accounts.models import RoleAssignment, User
from pmg.casework.models import Notice, NoticeRound

from .duties import ONE_DAY, Duty, duties

Contacts = dict[tuple[str, Any], list[User]]
"""Who holds a role, by role and key of the municipality (None: the ministry)."""


def reminder_rules() -> Rules:
    """De herinneringsregels van alle regelingen."""
    return [
        (
            row.scheme_id,
            Rule(row.code, row.kind, row.anchor, row.days, row.in_working_days),
        )
        for row in ReminderRule.objects.all()
    ]


def told_keys(known: Iterable[Duty], rules: Rules) -> set[str]:
    """Which notices about these tasks were planned or dropped before."""
    keys = [reminder.key for duty in known for reminder in reminders_of(duty.task, rules)]
    return set(
        Notice.objects.filter(event=None, deadline_key__in=keys).values_list(
            "deadline_key", flat=True
        )
    )


def last_round(*, before: datetime.date) -> datetime.date | None:
    """De laatste dag waarop berichten zijn gepland."""
    return NoticeRound.objects.filter(day__lt=before).aggregate(last=Max("day"))["last"]


def contacts(*, on: datetime.date) -> Contacts:
    """Wie welke rol heeft op een dag: people with an account that works, in a fixed order."""
    found: Contacts = defaultdict(list)
    held = (
        RoleAssignment.objects.held_on(on)
        .filter(user__is_active=True, user__is_system=False)
        .select_related("user")
        .order_by("user__username")
    )
    for row in held:
        if row.user not in found[row.role, row.municipality_id]:
            found[row.role, row.municipality_id].append(row.user)
    return found


@dataclass(frozen=True)
class Addressed:
    """Een bericht met zijn ontvanger."""

    reminder: Reminder
    duty: Duty
    role: str
    person: User


def addressed(reminder: Reminder, duty: Duty, known: Contacts) -> list[Addressed]:
    """Aan wie een bericht gaat: one for each person, also where somebody holds two of the roles."""
    roles = reminder.task.waits_for or reminder.task.owners
    place = duty.municipality.pk if duty.municipality else None
    people = {
        person.pk: Addressed(reminder, duty, role, person)
        for role in reversed(roles)
        for person in known.get((role, place), ())
    }
    return list(people.values())


@dataclass(frozen=True)
class Outlook:
    """Vooruitblik op één dag: who would get what, as long as nobody does anything."""

    round: Round
    notices: list[Addressed]


def outlook(start: datetime.date, end: datetime.date, *, today: datetime.date) -> list[Outlook]:
    """Wie krijgt wat wanneer, from `start` (not before today) up to and including `end`.

    Days before `start` are played too, so that what went out by then is not told again.
    """
    known = duties()
    by_key = {duty.task.key: duty for duty in known}
    rules = reminder_rules()
    done_today = NoticeRound.objects.filter(day=today).exists()
    people = contacts(on=today)
    found = []
    for played in rounds(
        today + ONE_DAY if done_today else today,
        end,
        [duty.task for duty in known],
        rules,
        told=told_keys(known, rules),
        last_round=today if done_today else last_round(before=today),
    ):
        if played.on < start or not played.tell:
            continue
        notices = [
            one
            for reminder in played.tell
            for one in addressed(reminder, by_key[reminder.task.key], people)
        ]
        found.append(Outlook(played, notices))
    return found


@dataclass(frozen=True)
class Unreachable:
    """Een rol bij een gemeente waarvoor wij niemand kunnen aanschrijven, and why."""

    municipality: Municipality
    role: str
    why: str

    @property
    def role_text(self) -> str:
        return str(Role(self.role).label)


def unreachable(*, on: datetime.date) -> list[Unreachable]:
    """Gemeenten met een toekenning waar voor een rol niemand te bereiken is. Three queries."""
    places = Municipality.objects.filter(
        pk__in=Award.objects.filter(state=AwardState.GRANTED).values("municipality_id")
    )
    people = contacts(on=on)
    lost = _came_back()
    found = []
    for municipality in places:
        for role in sorted(MUNICIPAL_ROLES):
            held = people.get((role, municipality.pk), [])
            if why := _why_unreachable(held, lost):
                found.append(Unreachable(municipality, role, why))
    return found


def _why_unreachable(held: list[User], lost: Collection[Any]) -> str:
    if not held:
        return "niemand heeft deze rol"
    if not any(person.email for person in held):
        return "geen e-mailadres bekend"
    if all(person.pk in lost for person in held if person.email):
        return "e-mail komt terug"
    return ""


def _came_back() -> set[Any]:
    """People whose last mail bounced or failed."""
    settled = Notice.objects.filter(
        channel=Notice.Channel.MAIL,
        status__in=[Notice.Status.SENT, Notice.Status.BOUNCED, Notice.Status.FAILED],
    )
    newest = settled.order_by("recipient", "-planned_on", "-pk").distinct("recipient")
    return {
        row["recipient"]
        for row in newest.values("recipient", "status")
        if row["status"] != Notice.Status.SENT
    }
