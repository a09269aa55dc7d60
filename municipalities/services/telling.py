"""Vertellen: invitations to who is invited, and what others must know or confirm about people.

Rows only: what is planned here is sent by the worker. A mail names nobody; the page behind it does.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.urls import reverse

from municipalities.models import Municipality
from pmg.accounts.enums import MUNICIPAL_ROLES, PersonAct, Role, Standing
from pmg.accounts.models import PersonEvent, RoleAssignment, RoleOffer, User
from pmg.accounts.services.offers import token_of
from pmg.casework.models import Notice
from pmg.casework.notices import INVITATION, Text, notices_for, plan

LOOKS_BACK = datetime.timedelta(days=3)
"""How far back is looked for what was not told: longer than a worker is ever down unseen."""

EVENT_KEY = "person-event:"
TOLD_ACTS = (
    PersonAct.INVITED,
    PersonAct.DECLINED,
    PersonAct.NOT_MINE,
    PersonAct.RESET_DONE,
)


@transaction.atomic
def tell_invited(*, on: datetime.datetime) -> int:
    """Plan the mail of each invitation that may go out; returns how many. Each goes once."""
    waiting = (
        RoleOffer.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(told_on=None, answered_on=None, withdrawn_on=None, expires_on__gt=on)
        .select_related("user", "municipality")
    )
    told = 0
    for offer in waiting[:100]:
        if offer.standing(on) != Standing.INVITED:
            continue
        plan(
            notices_for(
                _invitation(offer),
                to=offer.user,
                role=offer.role,
                about=f"role-offer:{offer.pk}:{offer.expires_on:%Y%m%d%H%M%S%f}",
                municipality_id=offer.municipality_id,
                on=on,
                by=offer.asked_by,
            )
        )
        offer.told_on = on
        offer.save(update_fields=["told_on"])
        told += 1
    return told


def _invitation(offer: RoleOffer) -> Text:
    at = f"van gemeente {offer.municipality}" if offer.municipality else "bij het ministerie"
    body = (
        f"U bent uitgenodigd als {offer.get_role_display()} {at} voor Preventie met Gezag.\n\n"
        "Open de link om de uitnodiging aan te nemen of af te wijzen. De link is alleen voor u "
        "en is veertien dagen geldig."
    )
    return Text(
        kind=INVITATION,
        subject="Actie nodig: uitnodiging voor Preventie met Gezag",
        mail=body,
        portal=body,
        path=reverse("people:invitation", args=[token_of(offer)]),
        needs_action=True,
    )


@transaction.atomic
def tell_others(*, on: datetime.datetime) -> int:
    """Plan what others must know: to confirm, declined, ‘dit is niet voor mij’, factor wiped."""
    recent = (
        PersonEvent.objects.filter(name__in=TOLD_ACTS, recorded_at__gt=on - LOOKS_BACK)
        .select_related("user", "municipality")
        .order_by("pk")
    )
    keys = [f"{EVENT_KEY}{event.pk}" for event in recent]
    known = set(Notice.objects.filter(deadline_key__in=keys).values_list("deadline_key", flat=True))
    told = 0
    for event, key in zip(recent, keys, strict=True):
        if key in known:
            continue
        for person, role in _concerned(event, on=on):
            plan(
                notices_for(
                    _about(event),
                    to=person,
                    role=role,
                    about=key,
                    municipality_id=event.municipality_id,
                    on=on,
                )
            )
            told += 1
    return told


def _concerned(event: PersonEvent, *, on: datetime.datetime) -> Iterable[tuple[User, str]]:
    """Who is told of it, in which role."""
    if event.name == PersonAct.RESET_DONE:
        return [(event.user, "")]
    offer = RoleOffer.objects.filter(pk=event.about).first() if event.about else None
    if event.name == PersonAct.DECLINED:
        return [(offer.asked_by, "")] if offer else []
    if event.name == PersonAct.INVITED and not (offer and offer.standing(on) == Standing.WAITS):
        return []
    held = RoleAssignment.objects.held_on(on.date()).select_related("user")
    able = held.filter(user__is_active=True).exclude(user__in={event.by_id, event.user_id})
    signing = able.filter(role=Role.SIGNATORY, municipality=event.municipality)
    chosen = list(signing) if event.role in MUNICIPAL_ROLES else []
    if event.name == PersonAct.INVITED or not chosen:
        chosen += list(able.filter(role=Role.ADMINISTRATOR))
    return {one.user_id: (one.user, str(one.role)) for one in chosen}.values()


def _about(event: PersonEvent) -> Text:
    where = f" van gemeente {event.municipality}" if event.municipality else ""
    role = f"{event.get_role_display()}{where}"
    subject, body = {
        PersonAct.INVITED: (
            "Actie nodig: bevestig een rol",
            f"Voor de rol {role} is iemand uitgenodigd. Dat moet een tweede persoon bevestigen.",
        ),
        PersonAct.DECLINED: (
            "Uw uitnodiging is afgewezen",
            f"Uw uitnodiging voor de rol {role} is afgewezen. Op de pagina staat de reden.",
        ),
        PersonAct.NOT_MINE: (
            "Actie nodig: een taak ligt bij de verkeerde",
            f"Wie de rol {role} heeft, meldt: ‘dit is niet voor mij’. Op de pagina staat waarom.",
        ),
        PersonAct.RESET_DONE: (
            "Actie nodig: uw tweede factor is gewist",
            "Uw tweede factor is gewist. Hebt u dit niet gevraagd? Bel meteen de beheerder.",
        ),
    }[PersonAct(event.name)]
    return Text(
        kind=f"people_{event.name}",
        subject=subject,
        mail=body,
        portal=body,
        path=reverse("mfa_index")
        if event.name == PersonAct.RESET_DONE
        else _page(event.municipality),
        needs_action=event.name != PersonAct.DECLINED,
    )


def _page(municipality: Municipality | None) -> str:
    if municipality is None:
        return reverse("people:decisions")
    return reverse("municipalities:people", args=[municipality.cbs_code])
