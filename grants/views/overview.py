"""The scheme, and everything about one municipality."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from grants.models import Scheme
from grants.queries import municipality as dossiers
from grants.queries import overview
from grants.queries.scheme import ceiling_rows
from municipalities.models import Merger, Municipality
from municipalities.permissions import PEOPLE_READERS
from pmg.accounts.permissions import EVERYONE, open_to

from .assessment import READERS
from .deadlines import scheme_deadlines


@require_safe
@open_to(*EVERYONE)
def schemes(request: HttpRequest) -> HttpResponse:
    """Regelingen: the list of them."""
    return render(request, "grants/overview/schemes.html", {"schemes": overview.schemes()})


@require_safe
@open_to(*EVERYONE)
def scheme(request: HttpRequest, code: str) -> HttpResponse:
    """Regeling: legal basis, periods, money, recipients; ceilings for the ministry only."""
    user: Any = request.user
    found = get_object_or_404(Scheme, code=code)
    grant_years, accounting_years = (
        list(found.grant_years.all()),
        list(found.accounting_years.all()),
    )
    today = timezone.localdate()
    return render(
        request,
        "grants/overview/scheme.html",
        {
            "scheme": found,
            "grant_years": grant_years,
            "accounting_years": accounting_years,
            "budget": sum(year.budget for year in grant_years),
            "activities": found.activities.all(),
            "sectors": found.sectors.all(),
            "recipients": Municipality.objects.filter(recipients__scheme=found),
            "ceilings": ceiling_rows(found) if user.is_ministry else [],
            "deadlines": scheme_deadlines(accounting_years, grant_years, today=today),
        },
    )


@require_safe
@open_to(*EVERYONE)
def municipality(request: HttpRequest, cbs_code: str) -> HttpResponse:
    """Gemeente: money per grant year, justification per accounting year, and what happened."""
    user: Any = request.user
    found = get_object_or_404(Municipality, cbs_code=cbs_code)
    if not user.is_ministry and found.pk not in user.municipality_ids:
        raise Http404
    today = timezone.localdate()
    known = overview.schemes_of(found)
    chosen = overview.current_scheme(known, request.GET.get("regeling", ""), today=today)
    return render(
        request,
        "grants/overview/municipality.html",
        {
            "municipality": found,
            "schemes": known,
            "scheme": chosen,
            "dossier": dossiers.dossier(user, found, chosen) if chosen else None,
            "happenings": dossiers.happenings(user, found),
            "merged": Merger.objects.filter(predecessor=found).select_related("successor").first(),
            "took_over": Merger.objects.filter(successor=found).select_related("predecessor"),
            "today": today,
            "judges": user.has_role(*READERS),
            "reads_people": user.has_role(*PEOPLE_READERS),
        },
    )
