"""Wijziging van een toekenning: preparing one, and the page on which it is decided."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from grants.forms.awards import ReasonForm
from grants.forms.changes import ChangeForm
from grants.forms.seen import INCOMPLETE, Seen
from grants.models import AwardChange
from grants.queries.award_room import room_for
from grants.queries.awards import money_per_grant_year
from grants.queries.changes import changes_visible_to
from grants.queries.history import history
from grants.queries.visibility import awards_visible_to
from grants.services import changes as services
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest
from pmg.casework.errors import MoveRefused

from .acting import Act, offers, perform, waits_for_colleague
from .award_room import room_shown
from .awards import PREPARERS
from .letters import DESK
from .readers import MINISTRY_READERS, MUNICIPAL_READERS

ACTS = {
    "decide": Act(services.decide_change),
    "withdraw": Act(services.withdraw_change, ReasonForm),
}


@open_to(*PREPARERS)
def change_prepare(request: SignedInRequest, award: uuid.UUID) -> HttpResponse:
    """Wijziging voorbereiden of a granted award."""
    case = get_object_or_404(
        awards_visible_to(request.user).select_related("municipality", "scheme"), pk=award
    )
    money = money_per_grant_year(case)
    room = room_for(
        case.scheme,
        [line.year for line in money],
        municipality=case.municipality,
        on=timezone.localdate(),
        award=case,
    )
    form = ChangeForm(request.POST or None, money=money, room=room)
    if request.method == "POST":
        seen = Seen(request.POST)
        if not seen.is_valid():
            messages.error(request, INCOMPLETE)
        elif form.is_valid():
            try:
                made = services.prepare_change(
                    award=case,
                    by=request.user,
                    on=timezone.now(),
                    key=seen.cleaned_data["key"],
                    **form.change(),
                )
            except MoveRefused as refusal:
                messages.error(request, str(refusal))
            else:
                messages.success(
                    request, "De wijziging is voorbereid. Een budgethouder moet haar vaststellen."
                )
                return redirect("grants:change", pk=made.pk)
    return render(
        request,
        "grants/changes/prepare.html",
        {
            **room_shown(room, form),
            "award": case,
            "form": form,
            "key": request.POST.get("key") or uuid.uuid4(),
            "crumbs": _crumbs(str(case.municipality), case.pk),
        },
    )


@open_to(*MINISTRY_READERS, *MUNICIPAL_READERS)
def change(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Eén wijziging: the amounts as they were and become, the letter and the next step."""
    case = _change(request, pk)
    typed = None
    if request.method == "POST":
        typed = perform(request, case, ACTS, on=timezone.now())
        if typed is None:
            return redirect("grants:change", pk=case.pk)
        case = _change(request, pk)
    offered = offers(case, ACTS, by=request.user, typed=typed)
    amounts = list(case.amounts.select_related("grant_year"))
    return render(
        request,
        "grants/changes/change.html",
        {
            "case": case,
            "amounts": amounts,
            "before": sum(row.before for row in amounts),
            "total": sum(row.amount for row in amounts),
            "difference": sum(row.difference for row in amounts),
            "steps": history(case, user=request.user, coming=("decide",)),
            "offers": offered,
            "colleague": waits_for_colleague(case, offered) if request.user.is_ministry else None,
            "can_preview": request.user.has_role(*DESK),
            "key": uuid.uuid4(),
            "crumbs": _crumbs(str(case.municipality), case.award_id),
        },
    )


def _change(request: SignedInRequest, pk: uuid.UUID) -> AwardChange:
    return get_object_or_404(
        changes_visible_to(request.user).select_related("municipality", "award__scheme"), pk=pk
    )


def _crumbs(name: str, award: uuid.UUID) -> list[tuple[str, str]]:
    return [
        ("Toekenningen", reverse("grants:award_list")),
        (name, reverse("grants:award", args=[award])),
    ]
