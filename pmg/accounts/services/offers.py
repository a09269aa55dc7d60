"""Iemand uitnodigen voor een rol: asked, confirmed where that takes two, accepted or declined."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django.core import signing
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from pmg.accounts.enums import MINISTRY_ROLES, PersonAct, Role, Standing
from pmg.accounts.errors import ActRefused
from pmg.accounts.models import RoleAssignment, RoleOffer, User
from pmg.accounts.permissions import may_give, may_withdraw

from .deciding import decide, need_reason
from .recording import done_with, record
from .roles import begin_role, finish_role

VALID_FOR = datetime.timedelta(days=14)
SALT = "invitation for a role"
GONE = "Deze uitnodiging geldt niet meer. Vraag uw collega of de beheerder om een nieuwe."
OTHER_HOUSE = "Op dit mailadres kan deze rol niet worden gegeven. Vraag het de beheerder."


@transaction.atomic
def invite(
    *,
    email: str,
    role: Role,
    by: User,
    on: datetime.datetime,
    municipality_id: Any = None,
    first_name: str = "",
    last_name: str = "",
    why: str = "",
    instead_of: RoleAssignment | None = None,
    instead_until: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> RoleOffer:
    """Uitnodigen: a colleague, by mail address, for a role; or, with `instead_of`, a successor.

    The person gets an account that opens nothing until the invitation is accepted. `key` is the
    invitation's own: the same page sent twice makes one. Raises ActRefused.
    """
    if key and (made := RoleOffer.objects.filter(pk=key, asked_by=by).first()):
        return made
    if not may_give(by, role, municipality_id):
        raise ActRefused("Uw rol laat niet toe dat u hiervoor iemand uitnodigt.")
    if instead_of and (instead_of.user_id, instead_of.role) != (by.pk, role):
        raise ActRefused("U kunt alleen uw eigen rol overdragen.")
    user = _person(email.strip(), role, municipality_id, first_name, last_name, by=by)
    _clear_the_way(user, role, municipality_id, by=by, on=on)
    offer = RoleOffer.objects.create(
        pk=key or uuid.uuid4(),
        user=user,
        role=role,
        municipality_id=municipality_id,
        asked_by=by,
        asked_on=on,
        why=why.strip(),
        instead_of=instead_of,
        instead_until=instead_until,
        expires_on=on + VALID_FOR,
    )
    _note(offer, PersonAct.INVITED, by=by, on=on, reason=why)
    return offer


def _person(
    email: str, role: Role, municipality_id: Any, first_name: str, last_name: str, *, by: User
) -> User:
    """Whoever has this mail address, or a new account for it. Raises ActRefused."""
    found = User.objects.filter(email__iexact=email, is_system=False).first()
    if found is None:
        if User.objects.filter(username__iexact=email).exists():
            raise ActRefused(OTHER_HOUSE)
        user = User(
            username=email.lower(),
            email=email,
            first_name=first_name.strip(),
            last_name=last_name.strip(),
            is_demo=by.is_demo,
        )
        user.set_unusable_password()
        user.save()
        return user
    if found.pk == by.pk:
        raise ActRefused("Dit is uw eigen mailadres. Nodig een collega uit.")
    houses = {held.municipality_id for held in found.current_roles}
    if not found.is_active or houses - {municipality_id}:
        raise ActRefused(OTHER_HOUSE)
    if any(held.role == role for held in found.current_roles):
        raise ActRefused(f"Deze collega is al {role.label}.")
    return found


def _clear_the_way(
    user: User, role: Role, municipality_id: Any, *, by: User, on: datetime.datetime
) -> None:
    """Take back an invitation that ran out. Raises ActRefused where one is still open."""
    earlier = RoleOffer.objects.select_for_update().filter(
        user=user, role=role, municipality_id=municipality_id, answered_on=None, withdrawn_on=None
    )
    for offer in earlier.exclude(granted=False):
        if offer.expires_on > on:
            raise ActRefused("Deze collega is voor deze rol al uitgenodigd.")
        _withdraw(offer, by=by, on=on)


@transaction.atomic
def decide_offer(
    offer: RoleOffer, *, granted: bool, by: User, on: datetime.datetime, reason: str = ""
) -> RoleOffer:
    """Uitnodiging bevestigen of niet, by a second person; a refusal says why.

    Whoever has an account and gets a role at the ministry has it from then on. Raises ActRefused.
    """
    if not granted:
        need_reason(reason)
    current = RoleOffer.objects.select_for_update(of=("self",)).get(pk=offer.pk)
    if current.granted is None and current.standing(on) != Standing.WAITS:
        raise ActRefused(GONE)
    row, is_new = decide(offer, granted=granted, by=by, on=on)
    if not is_new:
        return row
    _note(row, RoleOffer.GRANTED if granted else RoleOffer.REFUSED, by=by, on=on, reason=reason)
    if granted:
        # The days count from here: the colleague hears of it only now.
        row.expires_on = on + VALID_FOR
        row.save(update_fields=["expires_on"])
    if granted and row.role in MINISTRY_ROLES and row.user.has_account:
        _take_up(row, by=by, on=on)
    return row


@transaction.atomic
def accept(offer: RoleOffer, *, by: User, on: datetime.datetime) -> RoleOffer:
    """Uitnodiging aannemen: the role begins today; a role that is handed over ends.

    Raises ActRefused for anybody else, and for an invitation that no longer holds.
    """
    row = _answerable(offer, by=by, on=on)
    if row.accepted:
        return row
    _take_up(row, by=by, on=on)
    return row


@transaction.atomic
def decline(
    offer: RoleOffer,
    *,
    by: User,
    on: datetime.datetime,
    reason: str,
    key: uuid.UUID | None = None,
) -> RoleOffer:
    """Uitnodiging afwijzen, with a reason. Raises ActRefused."""
    why = need_reason(reason)
    row = _answerable(offer, by=by, on=on, key=key)
    if row.accepted is False:
        return row
    if row.accepted:
        raise ActRefused("U hebt deze uitnodiging al aangenomen.")
    row.accepted, row.answered_on, row.answer = False, on, why
    row.save(update_fields=["accepted", "answered_on", "answer"])
    _note(row, PersonAct.DECLINED, by=by, on=on, reason=why, key=key)
    return row


@transaction.atomic
def withdraw(offer: RoleOffer, *, by: User, on: datetime.datetime) -> None:
    """Uitnodiging intrekken; doing it twice is doing it once. Raises ActRefused."""
    row = RoleOffer.objects.select_for_update(of=("self",)).get(pk=offer.pk)
    if row.withdrawn_on:
        return
    if not may_withdraw(by, row):
        raise ActRefused("Uw rol laat niet toe dat u deze uitnodiging intrekt.")
    if row.standing(on) not in {Standing.WAITS, Standing.INVITED, Standing.EXPIRED}:
        raise ActRefused("Deze uitnodiging is al beantwoord.")
    _withdraw(row, by=by, on=on)


@transaction.atomic
def withdraw_all_of(person: User, *, by: User, on: datetime.datetime) -> None:
    """Uitnodigingen intrekken that a person made, confirmed or got, and nobody answered yet."""
    rows = (
        RoleOffer.objects.select_for_update(of=("self",))
        .filter(Q(asked_by=person) | Q(decided_by=person) | Q(user=person))
        .filter(answered_on=None, withdrawn_on=None)
        .exclude(granted=False)
    )
    for row in rows.order_by("pk"):
        _withdraw(row, by=by, on=on)


@transaction.atomic
def send_again(
    offer: RoleOffer, *, by: User, on: datetime.datetime, seen_until: datetime.datetime
) -> None:
    """Uitnodiging opnieuw sturen: the mail goes once more and the days count anew.

    `seen_until` is until when it was valid on the page: a second click sends nothing more.
    Raises ActRefused.
    """
    row = RoleOffer.objects.select_for_update(of=("self",)).get(pk=offer.pk)
    if row.expires_on != seen_until:
        return
    if not may_withdraw(by, row):
        raise ActRefused("Uw rol laat niet toe dat u deze uitnodiging opnieuw stuurt.")
    if row.standing(on) not in {Standing.INVITED, Standing.EXPIRED} or (
        row.takes_two and not row.granted
    ):
        raise ActRefused("Deze uitnodiging kan niet opnieuw worden gestuurd.")
    row.expires_on, row.told_on = on + VALID_FOR, None
    row.save(update_fields=["expires_on", "told_on"])
    _note(row, PersonAct.SENT_AGAIN, by=by, on=on)


def token_of(offer: RoleOffer) -> str:
    """What stands in the link of the mail: signed, and only good as long as the invitation is."""
    return signing.Signer(salt=SALT).sign(str(offer.pk))


def offer_of(token: str) -> RoleOffer | None:
    """The invitation of a link; None for one we did not make."""
    try:
        pk = signing.Signer(salt=SALT).unsign(token)
    except signing.BadSignature:
        return None
    people = RoleOffer.objects.select_related("user", "municipality", "asked_by", "instead_of")
    return people.filter(pk=pk).first()


def _answerable(
    offer: RoleOffer, *, by: User, on: datetime.datetime, key: uuid.UUID | None = None
) -> RoleOffer:
    """The invitation, held; also where the same form was sent before. Raises ActRefused."""
    row = RoleOffer.objects.select_for_update(of=("self",)).get(pk=offer.pk)
    if row.user_id != by.pk or not by.is_active:
        raise ActRefused("Deze uitnodiging is voor iemand anders.")
    if done_with(key, by=by):
        return row
    if row.standing(on) not in {Standing.INVITED, Standing.ACCEPTED}:
        raise ActRefused(GONE)
    return row


def _take_up(row: RoleOffer, *, by: User, on: datetime.datetime) -> None:
    row.accepted, row.answered_on = True, on
    row.save(update_fields=["accepted", "answered_on"])
    if by.pk == row.user_id:
        _note(row, PersonAct.ACCEPTED, by=by, on=on)
    begin_role(
        user=row.user, role=Role(row.role), municipality_id=row.municipality_id, by=by, on=on
    )
    if row.instead_of:
        day = max(timezone.localdate(on), row.instead_until or timezone.localdate(on))
        finish_role(row.instead_of, by=by, on=on, last_day=day, reason="Overgedragen.")


def _withdraw(row: RoleOffer, *, by: User, on: datetime.datetime) -> None:
    row.withdrawn_on = on
    row.save(update_fields=["withdrawn_on"])
    _note(row, PersonAct.WITHDRAWN, by=by, on=on)


def _note(
    row: RoleOffer,
    act: PersonAct,
    *,
    by: User,
    on: datetime.datetime,
    reason: str = "",
    key: uuid.UUID | None = None,
) -> None:
    record(
        act,
        user=row.user,
        by=by,
        on=on,
        role=row.role,
        municipality_id=row.municipality_id,
        about=row.pk,
        reason=reason,
        key=key,
    )
