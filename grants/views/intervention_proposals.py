"""Voorstellen voor het interventieregister: made by a municipality, decided by the ministry."""

from __future__ import annotations

import uuid

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from grants.forms.awards import ReasonForm
from grants.forms.interventions import AcceptForm, ProposalForm
from grants.forms.seen import INCOMPLETE, Seen
from grants.models import InterventionProposal
from grants.queries.history import history
from grants.queries.interventions import proposals
from grants.services.intervention_proposals import accept_proposal, propose_intervention
from grants.services.interventions import InterventionFields
from grants.transitions.interventions import PROPOSERS
from pmg.accounts.permissions import EVERYONE, open_to
from pmg.accounts.requests import SignedInRequest
from pmg.casework.errors import MoveRefused
from pmg.casework.moves import may
from pmg.paging import page_by

from .acting import Act, offers, perform

ACTS = {"refuse": Act(form=ReasonForm), "withdraw": Act(form=ReasonForm)}


@open_to(*EVERYONE)
@require_safe
def proposal_list(request: SignedInRequest) -> HttpResponse:
    """Voorstellen: of the own municipality, or of all for the ministry; the newest first."""
    return render(
        request,
        "grants/progress/proposals.html",
        {
            "page": page_by(
                proposals(request.user),
                "-proposed_on",
                "-id",
                after=request.GET.get("na", ""),
                before=request.GET.get("voor", ""),
            ),
            "may_propose": request.user.has_role(*PROPOSERS),
            "crumbs": _crumbs()[:1],
        },
    )


@open_to(*PROPOSERS)
@require_http_methods(["GET", "POST"])
def proposal_new(request: SignedInRequest) -> HttpResponse:
    """Interventie voorstellen."""
    form = ProposalForm(request.POST or None)
    if request.method == "POST" and (made := _proposed(request, form)):
        messages.success(request, "Uw voorstel ligt bij het ministerie. U krijgt bericht.")
        return redirect("grants:intervention_proposal", pk=made.pk)
    key = request.POST.get("key") or uuid.uuid4()
    context = {"form": form, "key": key, "crumbs": _crumbs()}
    return render(request, "grants/progress/proposal_form.html", context)


def _proposed(request: SignedInRequest, form: ProposalForm) -> InterventionProposal | None:
    seen, municipality = Seen(request.POST), request.user.municipality
    if not seen.is_valid() or municipality is None:
        messages.error(request, INCOMPLETE)
        return None
    if not form.is_valid():
        return None
    try:
        return propose_intervention(
            municipality=municipality,
            fields=form.to_store,
            reason=form.cleaned_data["reason"],
            by=request.user,
            on=timezone.now(),
            key=seen.cleaned_data["key"],
        )
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
        return None


@open_to(*EVERYONE)
@require_http_methods(["GET", "POST"])
def proposal(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Eén voorstel: what was proposed, what was decided and why."""
    case = get_object_or_404(proposals(request.user).select_related("intervention"), pk=pk)
    typed: forms.Form | None = None
    form = AcceptForm(initial=InterventionFields.of(case).to_model())
    if request.method == "POST":
        if request.POST.get("move") == "accept":
            form = AcceptForm(request.POST)
            done = _accepted(request, case, form)
        else:
            typed = perform(request, case, ACTS, on=timezone.now())
            done = typed is None
        if done:
            return redirect("grants:intervention_proposal", pk=pk)
        case = get_object_or_404(proposals(request.user).select_related("intervention"), pk=pk)
    open_to_accept = case.moves["accept"] in case.moves.leaving(case.state)
    return render(
        request,
        "grants/progress/proposal.html",
        {
            "case": case,
            "intervention": case,
            "form": form
            if open_to_accept and may(case, case.moves["accept"], by=request.user)
            else None,
            "steps": history(case, user=request.user),
            "offers": offers(case, ACTS, by=request.user, typed=typed),
            "key": uuid.uuid4(),
            "crumbs": _crumbs(),
        },
    )


def _accepted(request: SignedInRequest, case: InterventionProposal, form: AcceptForm) -> bool:
    seen = Seen(request.POST)
    if not seen.is_valid():
        messages.error(request, INCOMPLETE)
        return False
    if not form.is_valid():
        return False
    try:
        event = accept_proposal(
            intervention_proposal=case,
            fields=form.to_store,
            reason=form.cleaned_data["reason"],
            by=request.user,
            on=timezone.now(),
            **seen.act(),
        )
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, f"{case.moves[event.name].event}. De gemeente krijgt bericht.")
    return True


def _crumbs() -> list[tuple[str, str]]:
    return [
        ("Interventies", reverse("grants:interventions")),
        ("Voorstellen", reverse("grants:intervention_proposals")),
    ]
