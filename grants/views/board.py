"""Statusbord: who is where, for every year of a scheme."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from grants.forms.board import BoardFilter
from grants.queries import overview
from grants.queries.board import board, columns_of, places_of, to_remind_about
from grants.reckoning.deadlines import day_in_amsterdam
from grants.services.reminding import REMINDERS
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest

from .assessment import READERS


@open_to(*READERS)
@require_safe
def status_board(request: SignedInRequest) -> HttpResponse:
    """Gemeenten by year, with filters, and a way to remind many at once."""
    today = day_in_amsterdam(timezone.now())
    known = overview.schemes()
    scheme = overview.current_scheme(known, request.GET.get("regeling", ""), today=today)
    if scheme is None:
        raise Http404
    columns = columns_of(scheme)
    chosen = BoardFilter(request.GET, schemes=known, columns=columns, places=places_of(scheme))
    asked = chosen.chosen(columns)
    return render(
        request,
        "grants/board/board.html",
        {
            "scheme": scheme,
            "filter": chosen,
            "board": board(
                request.user,
                scheme,
                columns,
                today=today,
                after=request.GET.get("na", ""),
                before=request.GET.get("voor", ""),
                **asked,
            ),
            "remind_about": to_remind_about(columns, asked["column"], today=today),
            "may_remind": request.user.has_role(*REMINDERS),
            "today": today,
        },
    )
