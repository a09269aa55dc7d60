"""Reads about who works here, what is asked about them, and what happened."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Prefetch, Q, QuerySet, Value
from django.db.models.functions import Concat

from pmg.accounts.enums import MUNICIPAL_ROLES, PersonAct, Role
from pmg.accounts.models import (
    FactorReset,
    MandateRequest,
    PersonEvent,
    RoleAssignment,
    RoleOffer,
    TwoPersons,
    User,
)
from pmg.accounts.permissions import may_decide

AT_MOST = 12


def people(*, name: str = "", role: str = "", on: datetime.date) -> QuerySet[User]:
    """Mensen with an account, and the roles they hold on a day."""
    held = RoleAssignment.objects.held_on(on)
    rows = User.objects.filter(is_system=False).prefetch_related(
        Prefetch("role_assignments", held.order_by("role"), to_attr="held")
    )
    if name:
        rows = rows.annotate(full_name=Concat("first_name", Value(" "), "last_name")).filter(
            Q(full_name__icontains=name) | Q(email__icontains=name) | Q(username__icontains=name)
        )
    if role:
        rows = rows.filter(role_assignments__in=held.filter(role=role)).distinct()
    return rows


def roles_at(municipality_id: Any, *, on: datetime.date) -> list[RoleAssignment]:
    """Wie welke rol heeft bij een gemeente, in the order of the roles."""
    order = [Role.SISA_CONTACT, Role.PROJECT_LEADER, Role.SIGNATORY]
    held = RoleAssignment.objects.held_on(on).filter(municipality_id=municipality_id)
    rows = held.select_related("user", "municipality").order_by("starts_on", "pk")
    return sorted(rows, key=lambda one: order.index(Role(one.role)))


def open_offers(municipality_id: Any) -> QuerySet[RoleOffer]:
    """Uitnodigingen of a municipality that nobody answered yet, the newest first."""
    offers = RoleOffer.objects.filter(municipality_id=municipality_id, role__in=MUNICIPAL_ROLES)
    return (
        offers.filter(answered_on=None, withdrawn_on=None)
        .exclude(granted=False)
        .select_related("user", "asked_by", "municipality")
        .order_by("-asked_on")
    )


def said_not_mine(held: list[RoleAssignment]) -> dict[int, PersonEvent]:
    """Per role that is held: the last time its holder said that it is somebody else's."""
    said = PersonEvent.objects.filter(
        name=PersonAct.NOT_MINE, user_id__in=[one.user_id for one in held]
    ).order_by("on", "pk")
    last = {(event.user_id, event.role, event.municipality_id): event for event in said}
    keys = {one.pk: (one.user_id, one.role, one.municipality_id) for one in held}
    return {pk: last[key] for pk, key in keys.items() if key in last}


def events_at(municipality_id: Any) -> QuerySet[PersonEvent]:
    """What happened to the people of a municipality, the newest first."""
    events = PersonEvent.objects.filter(municipality_id=municipality_id)
    return events.select_related("user", "by").order_by("-on", "-pk")[:AT_MOST]


def events_of(user: User) -> QuerySet[PersonEvent]:
    """What happened to somebody, the newest first."""
    events = PersonEvent.objects.filter(user=user)
    return events.select_related("by", "municipality").order_by("-on", "-pk")[:AT_MOST]


def waiting_for_second(*, on: datetime.datetime) -> list[TwoPersons]:
    """Everything that waits for a second person, the oldest first."""
    offers = RoleOffer.objects.filter(
        granted=None, withdrawn_on=None, answered_on=None, expires_on__gt=on
    ).select_related("municipality", "user", "asked_by")
    waiting: list[TwoPersons] = [
        offer for offer in offers.order_by("asked_on")[: AT_MOST * 4] if offer.takes_two
    ]
    for kind in (MandateRequest, FactorReset):
        asked = kind._default_manager.filter(granted=None).select_related("user", "asked_by")
        waiting += asked.order_by("asked_on")[: AT_MOST * 4]
    return sorted(waiting, key=lambda one: one.asked_on)


def for_me_to_decide(user: User, *, on: datetime.datetime) -> int:
    """How many requests this person may decide."""
    return sum(may_decide(user, one) for one in waiting_for_second(on=on))
