"""Rekeningnummer wijzigen: asking, and the page where the signatory confirms."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from grants.enums import AwardState
from grants.forms.account_changes import AccountChangeForm
from grants.forms.awards import ReasonForm
from grants.forms.seen import INCOMPLETE, Seen
from grants.models import AccountChange, Award
from grants.queries.account_changes import account_changes_visible_to, waiting_change
from grants.queries.history import history
from grants.queries.visibility import awards_visible_to
from grants.services import account_changes as services
from grants.transitions.account_changes import MINISTRY, MUNICIPAL
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest
from pmg.casework.errors import MoveRefused

from .acting import Act, offers, perform
from .readers import MINISTRY_READERS, MUNICIPAL_READERS

ASKERS = (*sorted(MINISTRY), *sorted(MUNICIPAL))
ACTS = {
    "confirm": Act(services.confirm_account),
    "refuse": Act(services.refuse_account, ReasonForm),
    "withdraw": Act(services.withdraw_account_change, ReasonForm),
}


@open_to(*ASKERS)
def account_change_new(request: SignedInRequest, award: uuid.UUID) -> HttpResponse:
    """Ander rekeningnummer doorgeven, of a granted award."""
    case = get_object_or_404(
        awards_visible_to(request.user)
        .filter(state=AwardState.GRANTED)
        .select_related("municipality", "scheme"),
        pk=award,
    )
    form = AccountChangeForm(request.POST or None)
    if request.method == "POST" and (made := _asked(request, case, form)):
        messages.success(
            request, "De wijziging is doorgegeven. De ondertekenaar van de gemeente bevestigt haar."
        )
        return redirect("grants:account_change", pk=made.pk)
    return render(
        request,
        "grants/accounts/new.html",
        {
            "award": case,
            "form": form,
            "waiting": waiting_change(case),
            # A key that was refused was not used: the same page may try again with it.
            "key": request.POST.get("key") or uuid.uuid4(),
        },
    )


def _asked(request: SignedInRequest, award: Award, form: AccountChangeForm) -> AccountChange | None:
    seen = Seen(request.POST)
    if not seen.is_valid():
        messages.error(request, INCOMPLETE)
        return None
    if not form.is_valid():
        return None
    try:
        return services.ask_account_change(
            award=award,
            by=request.user,
            on=timezone.now(),
            key=seen.cleaned_data["key"],
            **form.cleaned_data,
        )
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
        return None


@open_to(*MINISTRY_READERS, *MUNICIPAL_READERS)
def account_change(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Eén wijziging: the old and the new account, and the next step."""
    case = get_object_or_404(account_changes_visible_to(request.user), pk=pk)
    typed = None
    if request.method == "POST":
        typed = perform(request, case, ACTS, on=timezone.now())
        if typed is None:
            return redirect("grants:account_change", pk=pk)
        case = get_object_or_404(account_changes_visible_to(request.user), pk=pk)
    return render(
        request,
        "grants/accounts/change.html",
        {
            "case": case,
            "steps": history(case, user=request.user, coming=("confirm",)),
            "offers": offers(case, ACTS, by=request.user, typed=typed),
            "key": uuid.uuid4(),
        },
    )
