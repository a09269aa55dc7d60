"""Mensen van een gemeente: who holds which role, inviting a colleague, handing over."""

from __future__ import annotations

import datetime
import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST, require_safe

from municipalities.models import Municipality
from municipalities.permissions import INVITERS, PEOPLE_READERS
from pmg.accounts.enums import MUNICIPAL_ROLES, Role
from pmg.accounts.errors import ActRefused
from pmg.accounts.forms.people import HandOverForm, InviteForm, ReasonForm
from pmg.accounts.models import RoleAssignment, RoleOffer
from pmg.accounts.permissions import may_decide, may_end, may_give, may_withdraw, open_to
from pmg.accounts.queries import people as queries
from pmg.accounts.requests import SignedInRequest
from pmg.accounts.services.offers import decide_offer, invite, send_again, withdraw
from pmg.accounts.services.roles import not_mine


@open_to(*PEOPLE_READERS)
@require_safe
def people(request: SignedInRequest, cbs_code: str) -> HttpResponse:
    """Mensen van de gemeente, their invitations, and what happened."""
    municipality = _municipality(request, cbs_code)
    now = timezone.now()
    held = queries.roles_at(municipality.pk, on=timezone.localdate(now))
    said = queries.said_not_mine(held)
    covered = {one.role for one in held}
    return render(
        request,
        "municipalities/people.html",
        {
            "municipality": municipality,
            "rows": [
                {
                    "held": one,
                    "mine": one.user_id == request.user.pk,
                    "may_end": may_end(request.user, one),
                    "not_mine": said.get(one.pk),
                }
                for one in held
            ],
            "missing": [r.label for r in Role if r in MUNICIPAL_ROLES and r not in covered],
            "offers": [
                {
                    "offer": one,
                    "standing": one.standing(now),
                    "may_decide": one.granted is None
                    and one.takes_two
                    and may_decide(request.user, one),
                    "may_withdraw": may_withdraw(request.user, one),
                    "may_send_again": may_withdraw(request.user, one)
                    and (one.granted or not one.takes_two),
                }
                for one in queries.open_offers(municipality.pk)
            ],
            "events": queries.events_at(municipality.pk),
            "may_invite": bool(_may_give(request, municipality)),
        },
    )


@open_to(*INVITERS)
def people_invite(request: SignedInRequest, cbs_code: str) -> HttpResponse:
    """Collega uitnodigen voor een rol."""
    municipality = _municipality(request, cbs_code)
    form = InviteForm(request.POST or None, roles=_may_give(request, municipality))
    if request.method == "POST" and form.is_valid():
        try:
            offer = invite(
                municipality_id=municipality.pk,
                by=request.user,
                on=timezone.now(),
                **form.cleaned_data,
            )
        except ActRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _said(offer))
            return redirect("municipalities:people", cbs_code=cbs_code)
    context = {"municipality": municipality, "form": form}
    return render(request, "municipalities/invite.html", context)


@open_to(*MUNICIPAL_ROLES)
def people_hand_over(request: SignedInRequest, cbs_code: str) -> HttpResponse:
    """Eigen rol overdragen aan een opvolger."""
    municipality = _municipality(request, cbs_code)
    held = _own_role(request, municipality)
    form = HandOverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            offer = invite(
                role=Role(held.role),
                municipality_id=municipality.pk,
                instead_of=held,
                by=request.user,
                on=timezone.now(),
                **form.cleaned_data,
            )
        except ActRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _said(offer))
            return redirect("municipalities:people", cbs_code=cbs_code)
    context = {"municipality": municipality, "form": form, "held": held}
    return render(request, "municipalities/hand_over.html", context)


@open_to(*MUNICIPAL_ROLES)
def people_not_mine(request: SignedInRequest, cbs_code: str) -> HttpResponse:
    """‘Dit is niet voor mij’: the tasks of a role are somebody else's."""
    municipality = _municipality(request, cbs_code)
    held = _own_role(request, municipality)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            not_mine(held, by=request.user, on=timezone.now(), **form.cleaned_data)
        except ActRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request, "Uw ondertekenaar en het ministerie zien dat dit niet voor u is."
            )
            return redirect("municipalities:people", cbs_code=cbs_code)
    context = {"municipality": municipality, "form": form, "held": held}
    return render(request, "municipalities/not_mine.html", context)


@open_to(*INVITERS)
@require_POST
def people_offer(request: SignedInRequest, cbs_code: str, pk: uuid.UUID) -> HttpResponse:
    """Uitnodiging bevestigen, opnieuw sturen of intrekken."""
    municipality = _municipality(request, cbs_code)
    offer = get_object_or_404(RoleOffer, pk=pk, municipality=municipality)
    act, now = request.POST.get("act", ""), timezone.now()
    try:
        if act == "withdraw":
            withdraw(offer, by=request.user, on=now)
            messages.success(request, "De uitnodiging is ingetrokken.")
        elif act == "again":
            send_again(offer, by=request.user, on=now, seen_until=_seen_until(request))
            messages.success(request, "Uw collega krijgt de mail nog een keer.")
        elif act == "grant":
            decide_offer(offer, granted=True, by=request.user, on=now)
            messages.success(request, "Bevestigd. Uw collega krijgt nu de uitnodiging.")
    except ActRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("municipalities:people", cbs_code=cbs_code)


def _municipality(request: SignedInRequest, cbs_code: str) -> Municipality:
    found = get_object_or_404(Municipality, cbs_code=cbs_code)
    if not request.user.is_ministry and found.pk not in request.user.municipality_ids:
        raise Http404
    return found


def _own_role(request: SignedInRequest, municipality: Municipality) -> RoleAssignment:
    """The own role that the address names, or the only one."""
    held = RoleAssignment.objects.held_on(timezone.localdate())
    own = held.filter(user=request.user, municipality=municipality).order_by("pk")
    found = own.filter(role=request.GET.get("rol", "")).first() or own.first()
    if found is None:
        raise Http404
    return found


def _may_give(request: SignedInRequest, municipality: Municipality) -> list[Role]:
    return [
        role
        for role in Role
        if role in MUNICIPAL_ROLES and may_give(request.user, role, municipality.pk)
    ]


def _seen_until(request: SignedInRequest) -> datetime.datetime:
    try:
        seen = parse_datetime(request.POST.get("until", ""))
    except ValueError:
        seen = None
    if seen is None or timezone.is_naive(seen):
        raise ActRefused("Vernieuw de pagina en probeer het opnieuw.")
    return seen


def _said(offer: RoleOffer) -> str:
    if offer.takes_two:
        return (
            "Gevraagd. Een andere ondertekenaar of de beheerder van het ministerie bevestigt dit."
        )
    return "Uw collega krijgt een mail met een link. Die is veertien dagen geldig."
