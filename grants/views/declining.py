"""‘Dit is niet voor mij’ in één zaak: say so with a reason, or come back on it."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from grants.forms.awards import ReasonForm
from grants.forms.seen import INCOMPLETE, Seen
from grants.models import Justification, ProgressReport
from grants.queries.declining import declined
from grants.queries.visibility import justifications_visible_to, progress_reports_visible_to
from grants.services.declining import decline, take_up
from pmg.accounts.enums import MUNICIPAL_ROLES
from pmg.accounts.models import User
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest
from pmg.casework.errors import MoveRefused
from pmg.casework.moves import allowed_moves

Declinable = Justification | ProgressReport


@open_to(*sorted(MUNICIPAL_ROLES))
def justification_decline(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Verantwoording: dit is niet voor mij."""
    cases = justifications_visible_to(request.user).select_related("municipality")
    case = get_object_or_404(cases.select_related("accounting_year"), pk=pk)
    back = reverse("grants:justification", args=[pk])
    return _page(request, case, f"Verantwoording over {case.accounting_year}", back)


@open_to(*sorted(MUNICIPAL_ROLES))
def progress_decline(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Voortgangsrapportage: dit is niet voor mij."""
    reports = progress_reports_visible_to(request.user).select_related("municipality")
    report = get_object_or_404(reports.select_related("grant_year"), pk=pk)
    back = reverse("grants:progress_report", args=[pk])
    return _page(request, report, f"Voortgangsrapportage {report.grant_year}", back)


def _page(request: SignedInRequest, case: Declinable, title: str, back: str) -> HttpResponse:
    takes_up = "take_up" in request.POST
    form = ReasonForm(request.POST if request.method == "POST" and not takes_up else None)
    if request.method == "POST":
        seen = Seen(request.POST)
        try:
            if not seen.is_valid():
                messages.error(request, INCOMPLETE)
            elif takes_up:
                take_up(case=case, by=request.user, on=timezone.now(), **seen.act())
                messages.success(request, "U doet deze taak weer. U krijgt ook weer herinneringen.")
                return redirect(back)
            elif form.is_valid():
                given = form.cleaned_data
                decline(case=case, by=request.user, on=timezone.now(), **seen.act(), **given)
                messages.success(request, "Uw collega’s en het ministerie weten dit nu.")
                return redirect(back)
        except MoveRefused as refusal:
            messages.error(request, str(refusal))
        case.refresh_from_db()
    context: dict[str, Any] = {
        "case": case,
        "title": title,
        "back": back,
        "form": form,
        "key": uuid.uuid4(),
        "crumbs": [("Overzicht", "/"), (title, back)],
    }
    return render(
        request, "grants/declining/decline.html", context | declining_of(case, request.user)
    )


def declining_of(case: Declinable, user: User) -> dict[str, Any]:
    """What the page of a case shows of it: who declined, and whether this person may."""
    said = declined([case.pk]).get(case.pk, [])
    leaving = {move.name for move in case.moves.leaving(case.state)}
    return {
        "declined": said if "decline" in leaving else [],
        "declined_myself": any(event.by_id == user.pk for event in said),
        "may_decline": any(move.name == "decline" for move in allowed_moves(case, by=user)),
        "decline_url": reverse(
            f"grants:{'justification' if isinstance(case, Justification) else 'progress'}_decline",
            args=[case.pk],
        ),
    }
