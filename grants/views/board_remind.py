"""Herinneren vanaf het statusbord: choose, look at who gets what, send."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from grants.forms.board import RemindForm
from grants.forms.seen import INCOMPLETE
from grants.queries.board import cases_of
from grants.services.notices import Reminded, remind
from grants.services.reminding import REMINDERS, foresee
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest
from pmg.casework.errors import MoveRefused


@open_to(*REMINDERS)
def board_remind(request: SignedInRequest) -> HttpResponse:
    """Herinneren: the first time a preview, the second time for real."""
    if request.method != "POST":
        return redirect("grants:status_board")
    form = RemindForm(request.POST)
    if not form.is_valid():
        messages.error(request, form.what_is_wrong)
        return redirect("grants:status_board")
    now = timezone.now()
    cases = cases_of(request.user, form.cleaned_data["over"], form.cleaned_data["gemeente"])
    if form.is_for_real:
        key = form.cleaned_data["key"]
        if key is None:
            messages.error(request, INCOMPLETE)
            return redirect("grants:status_board")
        try:
            told = remind(cases, by=request.user, on=now, key=key)
        except MoveRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _words(told))
        return redirect("grants:status_board")
    foreseen = foresee(cases, on=now)
    return render(
        request,
        "grants/board/remind.html",
        {
            "foreseen": foreseen,
            "letters": sum(len(one.letters) for one in foreseen),
            "over": form.cleaned_data["over"],
            "key": uuid.uuid4(),
            "crumbs": [("Statusbord", reverse("grants:status_board"))],
        },
    )


def _words(told: Reminded) -> str:
    """`3 gemeenten herinnerd. 1 gemeente heeft niemand om aan te schrijven.`"""
    parts = [f"{_count(len(told.told))} herinnerd."]
    if told.nothing_to_do:
        parts.append(f"{_count(len(told.nothing_to_do))} had niets meer te doen.")
    if told.nobody:
        parts.append(f"{_count(len(told.nobody))} had niemand om aan te schrijven.")
    return " ".join(parts)


def _count(number: int) -> str:
    return "1 gemeente" if number == 1 else f"{number} gemeenten"
