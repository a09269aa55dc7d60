"""Accounts: blocking one, opening it again, and wiping its second factor. None is ever deleted."""

from __future__ import annotations

import datetime
import uuid

from allauth.mfa.models import Authenticator
from django.db import transaction

from pmg.accounts.enums import PersonAct, Role
from pmg.accounts.errors import ActRefused
from pmg.accounts.models import FactorReset, User

from .deciding import decide, need_reason
from .offers import withdraw_all_of
from .recording import done_with, record

ONLY_ADMINISTRATOR = "Dit kan alleen een beheerder."


@transaction.atomic
def block(
    user: User,
    *,
    by: User,
    on: datetime.datetime,
    reason: str,
    key: uuid.UUID | None = None,
) -> None:
    """Account blokkeren: works at once, also for who is signed in. Raises ActRefused.

    Open invitations that this person made or confirmed, or got, are withdrawn as well: whoever
    can no longer be trusted with an account should not bring others in.
    """
    why = need_reason(reason)
    row = _own_row(user, by=by)
    if done_with(key, by=by) or not row.is_active:
        return
    row.is_active, row.blocked_on = False, on
    row.save(update_fields=["is_active", "blocked_on"])
    record(PersonAct.BLOCKED, user=row, by=by, on=on, reason=why, key=key)
    withdraw_all_of(row, by=by, on=on)


@transaction.atomic
def unblock(
    user: User,
    *,
    by: User,
    on: datetime.datetime,
    reason: str,
    key: uuid.UUID | None = None,
) -> None:
    """Blokkade opheffen; what was withdrawn meanwhile stays so. Raises ActRefused."""
    why = need_reason(reason)
    row = _own_row(user, by=by)
    if done_with(key, by=by) or row.is_active:
        return
    row.is_active, row.blocked_on = True, None
    row.save(update_fields=["is_active", "blocked_on"])
    record(PersonAct.UNBLOCKED, user=row, by=by, on=on, reason=why, key=key)


@transaction.atomic
def ask_reset(
    user: User, *, by: User, on: datetime.datetime, reason: str, key: uuid.UUID | None = None
) -> FactorReset:
    """Tweede factor laten wissen: somebody lost a phone or key. Raises ActRefused."""
    if key and (made := FactorReset.objects.filter(pk=key, asked_by=by).first()):
        return made
    why = need_reason(reason)
    row = _own_row(user, by=by)
    if FactorReset.objects.filter(user=row, granted=None).exists():
        raise ActRefused("Dit is al gevraagd en wacht op een tweede persoon.")
    made = FactorReset.objects.create(
        pk=key or uuid.uuid4(), user=row, asked_by=by, asked_on=on, why=why
    )
    record(PersonAct.RESET_ASKED, user=row, by=by, on=on, about=made.pk, reason=why)
    return made


@transaction.atomic
def decide_reset(
    request: FactorReset, *, granted: bool, by: User, on: datetime.datetime, reason: str = ""
) -> FactorReset:
    """Tweede factor wissen of niet; whoever gets in next must set a new one. Raises ActRefused."""
    if not granted:
        need_reason(reason)
    row, is_new = decide(request, granted=granted, by=by, on=on)
    if not is_new:
        return row
    if granted:
        Authenticator.objects.filter(user=row.user).delete()
    act = FactorReset.GRANTED if granted else FactorReset.REFUSED
    record(act, user=row.user, by=by, on=on, about=row.pk, reason=reason)
    return row


def _own_row(user: User, *, by: User) -> User:
    """The account, locked. Raises ActRefused for who may not act on it."""
    if not by.has_role(Role.ADMINISTRATOR):
        raise ActRefused(ONLY_ADMINISTRATOR)
    if by.pk == user.pk:
        raise ActRefused("U kunt dit niet met uw eigen account doen. Vraag een andere beheerder.")
    row = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if row.is_system:
        raise ActRefused("Dit is een systeemaccount.")
    return row
