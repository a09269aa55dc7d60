"""Mensen, for the administrator: who there is, roles at the ministry, mandates and accounts."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from pmg.accounts.enums import Role
from pmg.accounts.errors import ActRefused
from pmg.accounts.forms.people import (
    MINISTRY,
    InviteForm,
    MandateForm,
    PeopleFilter,
    ReasonForm,
)
from pmg.accounts.models import FactorReset, MandateRequest, RoleOffer, TwoPersons, User
from pmg.accounts.permissions import may_decide, open_to
from pmg.accounts.queries import people as queries
from pmg.accounts.requests import SignedInRequest
from pmg.accounts.services import accounts
from pmg.accounts.services.mandates import ask_mandate, decide_mandate
from pmg.accounts.services.offers import decide_offer, invite
from pmg.paging import page_by

DECIDERS = (Role.ADMINISTRATOR, Role.BUDGET_HOLDER)
KINDS: dict[str, tuple[type[TwoPersons], Callable[..., TwoPersons]]] = {
    "rol": (RoleOffer, decide_offer),
    "mandaat": (MandateRequest, decide_mandate),
    "factor": (FactorReset, accounts.decide_reset),
}


@open_to(Role.ADMINISTRATOR)
def people(request: SignedInRequest) -> HttpResponse:
    """Mensen: everybody with an account, by name."""
    chosen = PeopleFilter(request.GET)
    now = timezone.now()
    page = page_by(
        queries.people(on=timezone.localdate(now), **chosen.chosen()),
        "last_name",
        "first_name",
        "id",
        after=request.GET.get("na", ""),
        before=request.GET.get("voor", ""),
    )
    context = {"filter": chosen, "page": page, "waiting": queries.waiting_for_second(on=now)}
    return render(request, "people/people.html", context)


@open_to(Role.ADMINISTRATOR)
def person(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Eén persoon: roles, mandates, the account, and what happened."""
    found = get_object_or_404(User, pk=pk, is_system=False)
    typed: tuple[str, ReasonForm] | None = None
    if request.method == "POST":
        name, form, done = _act_on(request, found)
        if done:
            return redirect("people:person", pk=pk)
        typed = (name, form)
    forms: dict[str, Any] = {
        "account": ReasonForm(auto_id="account_%s"),
        "reset": ReasonForm(auto_id="reset_%s"),
    }
    if typed:
        forms[typed[0]] = typed[1]
    today = timezone.localdate()
    return render(
        request,
        "people/person.html",
        {
            "person": found,
            "held": found.role_assignments.held_on(today).order_by("role"),
            "mandates": found.mandates.select_related("deputy_of").order_by("-starts_on", "-pk"),
            "events": queries.events_of(found),
            "forms": forms,
            "today": today,
            "is_self": found == request.user,
            "is_budget_holder": found.has_role(Role.BUDGET_HOLDER),
            "reset_asked": FactorReset.objects.filter(user=found, granted=None).exists(),
        },
    )


def _act_on(request: SignedInRequest, found: User) -> tuple[str, ReasonForm, bool]:
    """Does what was posted about somebody's account; the form comes back where it was not done."""
    act = request.POST.get("act", "")
    name = "reset" if act == "reset" else "account"
    form = ReasonForm(request.POST, auto_id=f"{name}_%s")
    acts: dict[str, tuple[Callable[..., Any], str]] = {
        "block": (accounts.block, "Het account is geblokkeerd."),
        "unblock": (accounts.unblock, "Het account is weer open."),
        "reset": (accounts.ask_reset, "Gevraagd. Een tweede persoon moet dit bevestigen."),
    }
    if act not in acts or not form.is_valid():
        return name, form, False
    service, said = acts[act]
    try:
        service(found, by=request.user, on=timezone.now(), **form.cleaned_data)
    except ActRefused as refusal:
        messages.error(request, str(refusal))
        return name, form, False
    messages.success(request, said)
    return name, form, True


@open_to(Role.ADMINISTRATOR)
def give_role(request: SignedInRequest) -> HttpResponse:
    """Rol bij het ministerie geven: asked here, confirmed by another."""
    form = InviteForm(
        request.POST or None, roles=MINISTRY, initial={"email": request.GET.get("wie", "")}
    )
    if request.method == "POST" and form.is_valid():
        try:
            invite(by=request.user, on=timezone.now(), **form.cleaned_data)
        except ActRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Gevraagd. Een tweede persoon moet de rol bevestigen.")
            return redirect("people:decisions")
    return render(request, "people/give_role.html", {"form": form})


@open_to(Role.ADMINISTRATOR)
def mandate_new(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Mandaat vragen voor een budgethouder."""
    found = get_object_or_404(User, pk=pk, is_system=False)
    form = MandateForm(request.POST or None, user=found)
    if request.method == "POST" and form.is_valid():
        try:
            ask_mandate(user=found, by=request.user, on=timezone.now(), **form.cleaned_data)
        except ActRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Gevraagd. Een tweede persoon moet het mandaat geven.")
            return redirect("people:decisions")
    return render(request, "people/mandate_new.html", {"form": form, "person": found})


@open_to(*DECIDERS)
def decisions(request: SignedInRequest) -> HttpResponse:
    """Bevestigen: what one person asked about another, for a third to decide."""
    return _decisions(request)


@open_to(*DECIDERS)
@require_POST
def decide(request: SignedInRequest, kind: str, pk: uuid.UUID) -> HttpResponse:
    """Eén verzoek bevestigen, of met een reden niet."""
    model, service = KINDS[kind]
    asked = get_object_or_404(model, pk=pk)
    granted = request.POST.get("act") == "grant"
    reason = request.POST.get("reason", "")
    try:
        service(asked, granted=granted, by=request.user, on=timezone.now(), reason=reason)
    except ActRefused as refusal:
        messages.error(request, str(refusal))
        return _decisions(request, typed={asked.pk: reason})
    messages.success(request, "Bevestigd." if granted else "Niet bevestigd. De reden is bewaard.")
    return redirect("people:decisions")


def _decisions(request: SignedInRequest, typed: dict[uuid.UUID, str] | None = None) -> HttpResponse:
    names = {model: name for name, (model, _) in KINDS.items()}
    rows = [
        {
            "asked": one,
            "kind": names[type(one)],
            "may": may_decide(request.user, one),
            "reason": (typed or {}).get(one.pk, ""),
        }
        for one in queries.waiting_for_second(on=timezone.now())
    ]
    return render(request, "people/decisions.html", {"rows": rows})
