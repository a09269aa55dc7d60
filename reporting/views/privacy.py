"""Persoonsgegevens: looking for them, and letting a phrase through."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from grants.models import Scheme
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest
from pmg.casework.errors import MoveRefused
from reporting.forms.privacy import ClearForm, TakeBackForm, key_of
from reporting.models import Clearance, Rendition
from reporting.permissions import PUBLISHERS, READERS, WRITERS
from reporting.queries.privacy import clearances_of, finds, search_of
from reporting.queries.years import latest_snapshot
from reporting.services.privacy import ask_for_search, clear_hits, take_back
from reporting.services.rendering import stored_rendition
from reporting.views.finding import crumbs_of, scheme_of_year


@open_to(*READERS)
@require_safe
def people_found(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    """Persoonsgegevens: what was found in the files of now, and what was let through."""
    return _draw(request, scheme_of_year(code, year), year)


@open_to(*WRITERS)
@require_POST
def people_search(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    """Laten zoeken; the worker does it."""
    scheme = scheme_of_year(code, year)
    rendition = _rendition(scheme, year)
    if rendition is None:
        messages.error(
            request, "Maak eerst de bestanden van het rapport. Daarna kan er gezocht worden."
        )
    else:
        ask_for_search(rendition=rendition, by=request.user)
    return redirect("reporting:people_found", code=code, year=year)


@open_to(*PUBLISHERS)
@require_POST
def people_clear(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    """Vrijgeven van wat gekozen is."""
    scheme = scheme_of_year(code, year)
    rendition = _rendition(scheme, year)
    search = search_of(rendition) if rendition else None
    found = finds(search, clearances_of(scheme, year)) if search else []
    form = ClearForm([one.hit for one in found if one.clearance is None], request.POST)
    if not form.is_valid():
        return _draw(request, scheme, year, form=form, status=422)
    cleared = clear_hits(
        scheme=scheme,
        year=year,
        hits=form.chosen,
        everywhere=form.cleaned_data["everywhere"],
        reason=form.cleaned_data["reason"],
        by=request.user,
        on=timezone.now(),
    )
    messages.success(request, f"Vrijgegeven: {len(cleared)}.")
    return redirect("reporting:people_found", code=code, year=year)


@open_to(*PUBLISHERS)
@require_POST
def people_take_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """Vrijgave intrekken."""
    clearance = get_object_or_404(Clearance.objects.select_related("scheme"), pk=pk)
    form = TakeBackForm(request.POST)
    try:
        reason = form.cleaned_data["reason"] if form.is_valid() else ""
        take_back(clearance=clearance, reason=reason, by=request.user, on=timezone.now())
        messages.success(request, "De vrijgave is ingetrokken.")
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("reporting:people_found", code=clearance.scheme.code, year=clearance.year)


def _rendition(scheme: Scheme, year: int) -> Rendition | None:
    """The files as they would be sent now."""
    snapshot = latest_snapshot(year, scheme.code)
    return stored_rendition(snapshot) if snapshot else None


def _draw(
    request: SignedInRequest,
    scheme: Scheme,
    year: int,
    *,
    form: ClearForm | None = None,
    status: int = 200,
) -> HttpResponse:
    rendition = _rendition(scheme, year)
    search = search_of(rendition) if rendition else None
    cleared = clearances_of(scheme, year)
    found = finds(search, cleared) if search and search.done_at else []
    blocking = [one.hit for one in found if one.clearance is None]
    form = form or ClearForm(blocking)
    ticked = request.POST.getlist("hits")
    context = {
        "crumbs": crumbs_of(scheme.code, year),
        "scheme": scheme,
        "year": year,
        "rendition": rendition,
        "search": search,
        "blocking": [(key_of(hit), hit, key_of(hit) in ticked) for hit in blocking],
        "found": found,
        "cleared": list(cleared.values()),
        "form": form,
        "may_search": request.user.has_role(*WRITERS),
        "may_clear": request.user.has_role(*PUBLISHERS),
    }
    return render(request, "reporting/privacy/people.html", context, status=status)
