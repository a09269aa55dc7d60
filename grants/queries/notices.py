"""Berichten: who is written to about what, now and in the days to come."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.aggregates import JSONBAgg
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from grants.enums import AwardState, TaskKind
from grants.models import Award, ReminderRule
from grants.reckoning.reminders import Reminder, Round, Rule, Rules, Tone, reminders_of, rounds
from municipalities.models import Merger, Municipality
from pmg.accounts.enums import MUNICIPAL_ROLES, Role
from pmg.accounts.models import RoleAssignment, User
from pmg.casework.models import Event, Notice, NoticeRound

from .declining import KINDS as DECLINING
from .declining import declined
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
    row = NoticeRound.objects.filter(day__lt=before).order_by("-day").first()
    return row.day if row else None


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
    # Whoever speaks for a municipality is told of those that went into it as well.
    for merger in Merger.objects.filter(on__lte=on):
        for role in MUNICIPAL_ROLES:
            heirs = found.get((role, merger.successor_id), ())
            there = found[role, merger.predecessor_id]
            there.extend(person for person in heirs if person not in there)
    return found


WORDS = {
    Tone.AVAILABLE: "staat klaar",
    Tone.UPCOMING: "herinnering",
    Tone.OVERDUE: "te laat",
}


@dataclass(frozen=True)
class Addressed:
    """Een bericht met zijn ontvanger."""

    reminder: Reminder
    duty: Duty
    role: str
    person: User

    @property
    def role_text(self) -> str:
        return str(Role(self.role).label)

    @property
    def what(self) -> str:
        """Waarover het gaat, without the year."""
        return str(TaskKind(self.duty.task.kind).label).capitalize()

    @property
    def why(self) -> str:
        """Herinnering, te laat of beschikbaar."""
        return WORDS[self.reminder.rule.tone]


def addressed(reminder: Reminder, duty: Duty, known: Contacts) -> list[Addressed]:
    """Aan wie een bericht gaat: one for each person, also where somebody holds two of the roles."""
    roles = reminder.task.waits_for or reminder.task.owners
    place = duty.municipality.pk if duty.municipality else None
    people = {
        person.pk: Addressed(reminder, duty, role, person)
        for role in reversed(roles)
        for person in known.get((role, place), ())
        if person.pk not in duty.declined
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


CAME_BACK = (Notice.Status.BOUNCED, Notice.Status.FAILED)
SETTLED = (Notice.Status.SENT, *CAME_BACK)


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
    """Gemeenten met een toekenning waar voor een rol niemand te bereiken is.

    Or where whoever should do a task declined it. One query, as long as nobody ever did.
    """
    held = "role_assignments"
    mails = Notice.objects.filter(
        recipient=OuterRef(f"{held}__user"), channel=Notice.Channel.MAIL, status__in=SETTLED
    )
    today = Q(
        Q(role_assignments__ends_on=None) | Q(role_assignments__ends_on__gte=on),
        role_assignments__starts_on__lte=on,
        role_assignments__user__is_active=True,
    )
    places = Municipality.objects.filter(
        pk__in=Award.objects.filter(state=AwardState.GRANTED).values("municipality_id")
    ).annotate(
        people=JSONBAgg(
            JSONObject(
                role=f"{held}__role",
                address=f"{held}__user__email",
                last_mail=Subquery(mails.order_by("-planned_on", "-pk").values("status")[:1]),
            ),
            filter=today,
            default=[],
        ),
        declines=Exists(
            Event.objects.filter(
                municipality=OuterRef("pk"), case_kind__in=DECLINING, name="decline"
            )
        ),
    )
    nobody = [
        Unreachable(municipality, role, why)
        for municipality in places
        for role in sorted(MUNICIPAL_ROLES)
        if (why := _why_unreachable([p for p in municipality.people if p["role"] == role]))
    ]
    return nobody + (_declined_by_all(on=on) if any(one.declines for one in places) else [])


def _declined_by_all(*, on: datetime.date) -> list[Unreachable]:
    """Taken die iedereen afwees: somebody holds the role, but nobody is left to write to."""
    if not (said := declined()):
        return []
    people = contacts(on=on)
    return [
        Unreachable(duty.municipality, role, f"taak over {duty.year} afgewezen door iedereen")
        for duty in duties(of=list(said))
        for role in duty.task.waits_for
        if duty.municipality
        and (held := people.get((role, duty.municipality.pk), ()))
        and all(person.pk in duty.declined for person in held)
    ]


def _why_unreachable(people: list[dict[str, str | None]]) -> str:
    """Why none of these people, each with an address and what became of the last mail, hears us."""
    reachable = [person["last_mail"] for person in people if person["address"]]
    if not people:
        return "niemand heeft deze rol"
    if not reachable:
        return "geen e-mailadres bekend"
    return "e-mail komt terug" if all(last in CAME_BACK for last in reachable) else ""
