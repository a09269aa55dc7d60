"""Berichten over parafen: one to each person, however many parts it is about."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.urls import reverse

from grants.queries.notices import contacts
from grants.reckoning.calendar import first_working_day, working_days_from
from grants.reckoning.deadlines import day_in_amsterdam
from grants.services.notices import HISTORY
from grants.services.notices_text import write
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.casework.models import Event, Notice
from pmg.casework.moves import Door
from pmg.casework.notices import Text, notices_for, plan
from reporting.enums import SignOffState
from reporting.models import SignOff, SignOffParty
from reporting.permissions import SIGNERS

Asked = tuple[SignOff, Event]


def tell_signers(
    asked: Iterable[Asked], text: str, *, on: datetime.datetime, door: Door | None
) -> None:
    """Wie voor een partij tekent, deputies too: which parts wait for the sign-off, and until when.

    History is no news.
    """
    if door in HISTORY:
        return
    by_party: dict[SignOffParty, list[Asked]] = defaultdict(list)
    for sign_off, event in asked:
        by_party[sign_off.party].append((sign_off, event))
    plan(
        notice
        for group in by_party.values()
        for person in _signers(group[0][0])
        for notice in notices_for(
            _text(text, [one for one, _ in group], to=person),
            to=person,
            role=Role.SIGN_OFF,
            about=group[0][1],
            municipality_id=None,
            on=on,
        )
    )


def tell_refusal(sign_off: SignOff, event: Event, *, door: Door | None) -> None:
    """De beleidsmedewerkers: a party refused, and what it wants changed."""
    if door in HISTORY:
        return
    people = contacts(on=day_in_amsterdam(event.on))[Role.POLICY_OFFICER, None]
    plan(
        notice
        for person in people
        for notice in notices_for(
            _text("paraaf-geweigerd", [sign_off], to=person, reason=event.reason),
            to=person,
            role=Role.POLICY_OFFICER,
            about=event,
            municipality_id=None,
            on=event.on,
        )
    )


@transaction.atomic
def remind_signers(*, on: datetime.datetime) -> int:
    """Herinneren: once before the term ends, once on the first working day after it.

    May be repeated: nobody is told twice of the same term. Returns how many mails it planned.
    """
    today = day_in_amsterdam(on)
    groups: dict[tuple[SignOffParty, str], list[SignOff]] = defaultdict(list)
    waiting = SignOff.objects.filter(state=SignOffState.ASKED, party__is_asked=True)
    for sign_off in waiting.select_related("party", "report_year__scheme"):
        if tone := _tone(sign_off, today):
            key = f"sign-off:{sign_off.report_year_id}:{sign_off.due_on}:{tone}"
            groups[sign_off.party, key].append(sign_off)
    rows: list[Notice] = []
    for (party, key), group in groups.items():
        for person in _signers(group[0]):
            rows += notices_for(
                _text("paraaf-herinnering", group, to=person, is_late=key.endswith("late")),
                to=person,
                role=Role.SIGN_OFF,
                about=f"{key}:{party.pk}",
                municipality_id=None,
                on=on,
            )
    plan(rows)
    return len(rows)


def _tone(sign_off: SignOff, today: datetime.date) -> str:
    """Which reminder the day asks for; none before the first."""
    if today >= first_working_day(sign_off.due_on + datetime.timedelta(days=1)):
        return "late"
    before = sign_off.party.remind_before
    if before and today >= working_days_from(sign_off.due_on, -before):
        return "soon"
    return ""


def _signers(sign_off: SignOff) -> list[User]:
    """Who may still sign for the party: an account that works, and the role today."""
    signers = sign_off.party.signers.select_related("user").filter(user__is_active=True)
    return [one.user for one in signers if one.user.has_role(*SIGNERS)]


def _text(name: str, sign_offs: list[SignOff], *, to: User, **more: object) -> Text:
    case = sign_offs[0].report_year
    path = reverse("reporting:sign_offs", args=[case.scheme.code, case.year])
    return write(
        name,
        kind=f"sign_off.{name}",
        to=to,
        path=path,
        needs_action=True,
        year=case.year,
        party=sign_offs[0].party,
        parts=[one.get_part_display() for one in sign_offs],
        due_on=min(one.due_on for one in sign_offs),
        **more,
    )
