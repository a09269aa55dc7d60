"""Bezwaren: the worklist, registering one against a letter, and its page."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from grants.forms.awards import ReasonForm
from grants.forms.objections import ObjectionForm, ProposalForm
from grants.forms.seen import INCOMPLETE, Seen
from grants.models import Objection
from grants.models.objections import DECIDED
from grants.queries.history import history
from grants.queries.letters import letters_visible_to
from grants.queries.objections import objection_rows, objections_visible_to
from grants.reckoning.objections import is_in_time, object_until
from grants.services import objections as services
from pmg.accounts.enums import Role
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest
from pmg.casework.errors import MoveRefused
from pmg.paging import page_by

from .acting import Act, offers, perform, waits_for_colleague
from .letters import DESK, READERS

HANDLERS = (Role.POLICY_OFFICER, Role.ASSESSOR)
ACTS = {
    "propose": Act(services.propose_decision, ProposalForm),
    "postpone": Act(services.postpone_objection, ReasonForm),
    "withdraw": Act(services.withdraw_objection, ReasonForm),
    "send_back": Act(services.send_back_proposal, ReasonForm),
    **{state.value: Act(services.decide_objection) for state in DECIDED},
}


@open_to(*DESK)
@require_GET
def objection_list(request: SignedInRequest) -> HttpResponse:
    """Bezwaren, the first to be decided on first."""
    everything = request.GET.get("alle") == "ja"
    page = page_by(
        objection_rows(request.user, only_open=not everything),
        "decide_by",
        "id",
        after=request.GET.get("na", ""),
        before=request.GET.get("voor", ""),
    )
    return render(
        request,
        "grants/objections/list.html",
        {"page": page, "everything": everything, "today": timezone.localdate()},
    )


@open_to(*HANDLERS)
def objection_receive(request: SignedInRequest, letter: uuid.UUID) -> HttpResponse:
    """Bezwaar registreren against a beschikking."""
    against = get_object_or_404(letters_visible_to(request.user), pk=letter, is_decision=True)
    form = ObjectionForm(request.POST or None)
    if request.method == "POST":
        seen = Seen(request.POST)
        if not seen.is_valid():
            messages.error(request, INCOMPLETE)
        elif form.is_valid():
            try:
                made = services.receive_objection(
                    letter=against,
                    by=request.user,
                    on=timezone.now(),
                    key=seen.cleaned_data["key"],
                    **form.cleaned_data,
                )
            except MoveRefused as refusal:
                messages.error(request, str(refusal))
            else:
                messages.success(request, "Het bezwaar is geregistreerd. De bevestiging gaat uit.")
                return redirect("grants:objection", pk=made.pk)
    return render(
        request,
        "grants/objections/receive.html",
        {
            "letter": against,
            "until": object_until(against.dated_on),
            "form": form,
            "key": request.POST.get("key") or uuid.uuid4(),
            "crumbs": [
                ("Brieven", reverse("grants:letter_list")),
                (against.reference, reverse("grants:letter_page", args=[against.pk])),
            ],
        },
    )


@open_to(*READERS)
def objection(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Eén bezwaar: the letter it is against, its terms, the timeline and the next step."""
    case = _objection(request, pk)
    typed = None
    if request.method == "POST":
        typed = perform(request, case, ACTS, on=timezone.now())
        if typed is None:
            return redirect("grants:objection", pk=case.pk)
        case = _objection(request, pk)
    offered = [
        offer
        for offer in offers(case, ACTS, by=request.user, typed=typed)
        if offer.move.name not in DECIDED or offer.move.name == case.proposed
    ]
    return render(
        request,
        "grants/objections/objection.html",
        {
            "case": case,
            "until": object_until(case.letter.dated_on),
            "in_time": is_in_time(
                case.letter.dated_on, received_on=case.received_on, posted_on=case.posted_on
            ),
            "today": timezone.localdate(),
            "steps": history(case, user=request.user),
            "offers": offered,
            "colleague": waits_for_colleague(case, offered) if request.user.is_ministry else None,
            "award": _award_of(case) if request.user.has_role(*HANDLERS) else None,
            "key": uuid.uuid4(),
            "crumbs": [("Bezwaren", reverse("grants:objection_list"))]
            if request.user.is_ministry
            else [],
        },
    )


def _objection(request: SignedInRequest, pk: uuid.UUID) -> Objection:
    return get_object_or_404(
        objections_visible_to(request.user).select_related("letter__event"), pk=pk
    )


def _award_of(case: Objection) -> uuid.UUID | None:
    """The award that a grounded objection leads to a new decision on."""
    award: uuid.UUID | None = (
        case.letter.case_id
        if case.state == "founded" and case.letter.case_kind == "award"
        else None
    )
    return award
