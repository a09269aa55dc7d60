"""Het interventieregister lezen en bijhouden."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from grants.forms.interventions import InterventionForm, RegisterFilter
from grants.models import Intervention
from grants.queries.interventions import (
    cost_per_user,
    edition_number,
    editions_of,
    interventions,
    uses_of,
)
from grants.services.interventions import add_intervention, change_intervention
from grants.transitions.interventions import PROPOSERS
from pmg.accounts.enums import Role
from pmg.accounts.permissions import EVERYONE, open_to
from pmg.accounts.requests import SignedInRequest
from pmg.casework.errors import MoveRefused


@open_to(*EVERYONE)
def intervention_list(request: SignedInRequest) -> HttpResponse:
    """Interventieregister."""
    chosen = RegisterFilter(request.GET)
    return render(
        request,
        "grants/progress/interventions.html",
        {
            "filter": chosen,
            "interventions": interventions(search=chosen.search, level=chosen.level),
            "may_edit": request.user.has_role(Role.POLICY_OFFICER),
            "may_propose": request.user.has_role(*PROPOSERS),
        },
    )


@open_to(*EVERYONE)
def intervention_detail(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Eén interventie: its evidence, who uses it since when, and its history."""
    intervention = get_object_or_404(Intervention, pk=pk)
    uses = uses_of(intervention, reader=request.user)
    return render(
        request,
        "grants/progress/intervention.html",
        {
            "intervention": intervention,
            "uses": uses,
            "cost_per_user": cost_per_user(uses) if request.user.is_ministry else None,
            "editions": editions_of(intervention, reader=request.user),
            "may_edit": request.user.has_role(Role.POLICY_OFFICER),
            "crumbs": _crumbs(),
        },
    )


@open_to(Role.POLICY_OFFICER)
@require_http_methods(["GET", "POST"])
def intervention_new(request: SignedInRequest) -> HttpResponse:
    """Interventie toevoegen."""
    form = InterventionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            added = add_intervention(fields=form.to_store, by=request.user)
        except MoveRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "De interventie staat in het register.")
            return redirect("grants:intervention", pk=added.pk)
    return render(
        request, "grants/progress/intervention_form.html", {"form": form, "crumbs": _crumbs()}
    )


@open_to(Role.POLICY_OFFICER)
@require_http_methods(["GET", "POST"])
def intervention_edit(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Interventie wijzigen; the history keeps what it was."""
    intervention = get_object_or_404(Intervention, pk=pk)
    form = InterventionForm(
        request.POST or None,
        instance=intervention,
        initial={"edition": edition_number(intervention)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_intervention(
                intervention=intervention,
                fields=form.to_store,
                by=request.user,
                seen_edition=form.cleaned_data["edition"] or 0,
            )
        except MoveRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "De wijziging is opgeslagen.")
            return redirect("grants:intervention", pk=pk)
    return render(
        request,
        "grants/progress/intervention_form.html",
        {"form": form, "intervention": intervention, "crumbs": _crumbs(intervention)},
    )


def _crumbs(intervention: Intervention | None = None) -> list[tuple[str, str]]:
    crumbs = [("Interventies", reverse("grants:interventions"))]
    if intervention:
        page = reverse("grants:intervention", args=[intervention.pk])
        crumbs.append((intervention.name, page))
    return crumbs
