"""Partijen van een regeling, for the administrator: who must sign before the report is sent."""

from __future__ import annotations

import datetime
import uuid

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from grants.forms.seen import INCOMPLETE, Seen
from grants.models import Scheme
from pmg.accounts.models import RoleAssignment, User
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest
from pmg.casework.errors import MoveRefused
from reporting.forms.sign_offs import PartyForm
from reporting.models import SignOffParty
from reporting.permissions import KEEPERS, SIGNERS
from reporting.queries.sign_offs import schemes_with_parties
from reporting.services.parties import save_party


@open_to(*KEEPERS)
@require_safe
def parties(request: SignedInRequest) -> HttpResponse:
    """Partijen van elke regeling: who signs for what, in which order."""
    return render(request, "reporting/parties/list.html", {"schemes": schemes_with_parties()})


@open_to(*KEEPERS)
def party_new(request: SignedInRequest, code: str) -> HttpResponse:
    """Partij toevoegen."""
    scheme = get_object_or_404(Scheme, code=code)
    return _edit(request, SignOffParty(scheme=scheme, step=1, term=5, remind_before=2))


@open_to(*KEEPERS)
def party(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Partij wijzigen."""
    return _edit(request, get_object_or_404(SignOffParty.objects.select_related("scheme"), pk=pk))


def _edit(request: SignedInRequest, found: SignOffParty) -> HttpResponse:
    scheme, revision, name = found.scheme, found.revision, found.name
    people = _signers_on(timezone.localdate())
    form = PartyForm(request.POST or None, instance=found, people=people)
    if request.method == "POST":
        seen = Seen(request.POST)
        if not seen.is_valid():
            messages.error(request, INCOMPLETE)
        elif form.is_valid():
            fields = dict(form.cleaned_data)
            try:
                save_party(
                    party=found,
                    signers=fields.pop("signers"),
                    deputies=fields.pop("deputies"),
                    fields=fields,
                    by=request.user,
                    seen_revision=seen.cleaned_data["revision"],
                )
            except MoveRefused as refusal:
                messages.error(request, str(refusal))
            else:
                messages.success(request, f"{form.cleaned_data['name']} is opgeslagen.")
                return redirect("reporting:parties")
    return render(
        request,
        "reporting/parties/party.html",
        {
            "scheme": scheme,
            "form": form,
            "name": name,
            "revision": revision,
            "key": uuid.uuid4(),
            "has_people": people.exists(),
            "crumbs": [("Wie parafeert", reverse("reporting:parties"))],
        },
    )


def _signers_on(today: datetime.date) -> QuerySet[User]:
    """Parafeerders: whoever holds the role today."""
    held = RoleAssignment.objects.held_on(today).filter(role__in=SIGNERS)
    people = User.objects.filter(is_active=True, is_system=False, role_assignments__in=held)
    return people.distinct().order_by("last_name", "username")
