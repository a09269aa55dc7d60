"""Terugvorderingen: the list, and one of them with what came in."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from grants.enums import RecoveryState
from grants.forms.awards import ReasonForm
from grants.forms.settlements import DelayForm, ReceivedForm, RecoveryFilter
from grants.models import Recovery
from grants.queries.history import history
from grants.queries.recoveries import open_amount, receipts_of, recovery_rows
from grants.queries.settlement_letters import pay_to
from grants.queries.visibility import recoveries_visible_to
from grants.services import recoveries as services
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest
from pmg.paging import page_by

from .acting import Act, offers, perform
from .readers import MINISTRY_READERS, MUNICIPAL_READERS

ACTS = {
    "receive": Act(services.record_receipt, ReceivedForm),
    "dun": Act(services.dun),
    "take_back": Act(services.take_receipt_back, ReasonForm),
    "grant_delay": Act(services.grant_delay, DelayForm),
    "write_off": Act(services.write_off, ReasonForm),
}


@open_to(*MINISTRY_READERS)
def recovery_list(request: SignedInRequest) -> HttpResponse:
    """Terugvorderingen, the first one due first."""
    today = timezone.localdate()
    chosen = RecoveryFilter(request.GET)
    page = page_by(
        recovery_rows(request.user, today=today, state=chosen.chosen()),
        "due_on",
        "id",
        after=request.GET.get("na", ""),
        before=request.GET.get("voor", ""),
    )
    return render(
        request,
        "grants/recoveries/list.html",
        {"filter": chosen, "page": page, "today": today},
    )


@open_to(*MINISTRY_READERS, *MUNICIPAL_READERS)
def recovery(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Eén terugvordering: what is open and until when, what came in, and the next step."""
    now = timezone.now()
    case = _recovery(request, pk)
    typed = None
    if request.method == "POST":
        typed = perform(request, case, ACTS, on=now)
        if typed is None:
            return redirect("grants:recovery", pk=case.pk)
        case = _recovery(request, pk)
    received = receipts_of(case)
    today = timezone.localdate(now)
    is_late = case.state == RecoveryState.DEMANDED and case.due_on < today
    can_take_back = any(not one.is_taken_back for one in received)
    return render(
        request,
        "grants/recoveries/recovery.html",
        {
            "case": case,
            "open": open_amount(case),
            "received": received,
            "is_late": is_late,
            "pay_to": pay_to(case),
            "steps": history(case, user=request.user),
            # What cannot be done yet is not offered: dunning before the term has passed, and
            # booking back where nothing came in.
            "offers": [
                offer
                for offer in offers(case, ACTS, by=request.user, typed=typed)
                if {"dun": is_late, "take_back": can_take_back}.get(offer.move.name, True)
            ],
            "key": uuid.uuid4(),
        },
    )


def _recovery(request: SignedInRequest, pk: uuid.UUID) -> Recovery:
    return get_object_or_404(
        recoveries_visible_to(request.user).select_related(
            "municipality", "award__scheme", "settlement"
        ),
        pk=pk,
    )
