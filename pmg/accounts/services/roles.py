"""Rollen: beginning and ending one, and saying that its tasks are somebody else's."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from pmg.accounts.enums import MUNICIPAL_ROLES, PersonAct, Role
from pmg.accounts.errors import ActRefused, LastHolder
from pmg.accounts.models import PersonEvent, RoleAssignment, User
from pmg.accounts.permissions import may_end

from .deciding import need_reason
from .recording import done_with, record


def begin_role(
    *, user: User, role: Role, municipality_id: Any, by: User, on: datetime.datetime
) -> RoleAssignment:
    """Rol laten beginnen, today; of who holds it already nothing changes."""
    day = timezone.localdate(on)
    held = (
        RoleAssignment.objects.held_on(day)
        .filter(user=user, role=role, municipality_id=municipality_id)
        .first()
    )
    if held:
        return held
    made = RoleAssignment.objects.create(
        user=user, role=role, municipality_id=municipality_id, starts_on=day
    )
    record(
        PersonAct.ROLE_BEGUN, user=user, by=by, on=on, role=role, municipality_id=municipality_id
    )
    return made


@transaction.atomic
def end_role(
    held: RoleAssignment,
    *,
    by: User,
    on: datetime.datetime,
    last_day: datetime.date,
    reason: str,
    nobody_left: bool = False,
    key: uuid.UUID | None = None,
) -> None:
    """Rol beëindigen: it still counts on `last_day`. Ending it on the same day again does nothing.

    Raises LastHolder where nobody else of the municipality holds the role then, unless
    `nobody_left` says that this is right; and ActRefused, also for the last administrator.
    """
    why = need_reason(reason)
    row = RoleAssignment.objects.select_for_update(of=("self",)).get(pk=held.pk)
    if done_with(key, by=by) or row.ends_on == last_day:
        return
    today = timezone.localdate(on)
    if not may_end(by, row):
        raise ActRefused("Uw rol laat niet toe dat u deze rol beëindigt.")
    if last_day < today or (row.ends_on and row.ends_on < today):
        raise ActRefused("De laatste dag ligt in het verleden.")
    if last_day < row.starts_on:
        raise ActRefused("De laatste dag ligt vóór de eerste.")
    if row.ends_on and last_day > row.ends_on:
        raise ActRefused("Langer laten duren kan alleen met een nieuwe uitnodiging.")
    if not others_hold(row, after=last_day):
        if row.role == Role.ADMINISTRATOR:
            raise ActRefused("Dit is de laatste beheerder. Geef eerst iemand anders deze rol.")
        if row.role in MUNICIPAL_ROLES and not nobody_left:
            raise LastHolder(
                f"Niemand anders van de gemeente is {row.get_role_display()}. Nodig eerst een "
                "opvolger uit, of geef aan dat er niemand overblijft."
            )
    finish_role(row, by=by, on=on, last_day=last_day, reason=why, key=key)


def finish_role(
    held: RoleAssignment,
    *,
    by: User,
    on: datetime.datetime,
    last_day: datetime.date,
    reason: str,
    key: uuid.UUID | None = None,
) -> None:
    """Write down the last day of a role; one that ends sooner already stays as it is."""
    if held.ends_on and held.ends_on <= last_day:
        return
    held.ends_on = last_day
    held.save(update_fields=["ends_on"])
    record(
        PersonAct.ROLE_ENDED,
        user=held.user,
        by=by,
        on=on,
        role=held.role,
        municipality_id=held.municipality_id,
        reason=reason,
        key=key,
    )


def others_hold(held: RoleAssignment, *, after: datetime.date) -> bool:
    """Whether somebody else who can sign in still holds this role after a day."""
    return (
        RoleAssignment.objects.filter(
            role=held.role, municipality=held.municipality, user__is_active=True
        )
        .exclude(user_id=held.user_id)
        .filter(Q(ends_on=None) | Q(ends_on__gt=after))
        .exists()
    )


@transaction.atomic
def not_mine(
    held: RoleAssignment,
    *,
    by: User,
    on: datetime.datetime,
    reason: str,
    key: uuid.UUID | None = None,
) -> PersonEvent:
    """‘Dit is niet voor mij’: who got the tasks of a role says they are not theirs, and why.

    Changes nothing by itself: the signatory and the ministry see it. Raises ActRefused.
    """
    why = need_reason(reason)
    today = timezone.localdate(on)
    RoleAssignment.objects.select_for_update(of=("self",)).get(pk=held.pk)
    if done := done_with(key, by=by):
        return done
    if held.user_id != by.pk or held.role not in MUNICIPAL_ROLES:
        raise ActRefused("Dit kan alleen voor uw eigen rol.")
    if held.ends_on and held.ends_on < today:
        raise ActRefused("U hebt deze rol niet meer.")
    return record(
        PersonAct.NOT_MINE,
        user=by,
        by=by,
        on=on,
        role=held.role,
        municipality_id=held.municipality_id,
        reason=why,
        key=key,
    )
