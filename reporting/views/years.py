"""Verslagjaren: the list, one year with its readiness and versions, and freezing."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from grants.forms.seen import INCOMPLETE, Seen
from grants.models import Scheme
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest
from pmg.casework.errors import MoveRefused
from pmg.casework.moves import may
from reporting.document.statuses import LABELS
from reporting.forms.comparing import CompareForm
from reporting.forms.freezing import FreezeForm
from reporting.models import ReportYear
from reporting.permissions import MAKERS, READERS
from reporting.queries import texts, years
from reporting.quotes.named import Quote, quotes
from reporting.services.freezing import freeze_year
from reporting.transitions import REPORT_MOVES
from reporting.views.finding import crumbs_of, scheme_of_year
from reporting.views.reports import report_context

TONES = {
    "judged": "success",
    "sisa_with_accountant": "info",
    "statement_not_audited": "info",
    "provisional": "warning",
    "missing": "danger",
}


@open_to(*READERS)
@require_safe
def year_list(request: SignedInRequest) -> HttpResponse:
    """Rapportage: the reporting years, and the reports that were published."""
    rows = years.year_rows(today=timezone.localdate())
    published = [row for row in rows if row.case and row.case.state == "published"]
    return render(request, "reporting/years/list.html", {"rows": rows, "published": published})


@open_to(*READERS)
@require_safe
def year_page(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    """Verslagjaar: is it complete, which versions are there, and what was made of them."""
    scheme, case = _year(code, year)
    _, rows = years.readiness(scheme, year, moment=timezone.now())
    snapshots = years.snapshots_of(case) if case else []
    latest = snapshots[-1] if snapshots else None
    draft = case or ReportYear(scheme=scheme, year=year)
    freeze = REPORT_MOVES["correct" if case else "freeze"]
    return render(
        request,
        "reporting/years/year.html",
        {
            "crumbs": [("Rapportage", "/rapportage/")],
            "scheme": scheme,
            "year": year,
            "case": case,
            "rows": [(row, LABELS[row.status], TONES[row.status]) for row in rows],
            "complete": sum(row.is_complete for row in rows),
            "snapshots": snapshots[::-1],
            "latest": latest,
            "may_freeze": may(draft, freeze, by=request.user),
            **(report_context(request, latest) if latest else {}),
            "changes": years.changes(snapshots),
            "key": uuid.uuid4(),
            "texts": texts.open_points(texts.text_rows(scheme.pk, year, _known(scheme, year))),
        },
    )


def _known(scheme: Scheme, year: int) -> dict[str, Quote]:
    return quotes(texts.figures_now(scheme, year, moment=timezone.now()))


@require_safe
@open_to(*READERS)
def compare(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    """Vergelijken: any two versions of a year side by side."""
    _, case = _year(code, year)
    if case is None:
        raise Http404
    form = CompareForm(request.GET or None, versions=years.versions_of(case))
    pair = years.two_versions(case, *form.chosen())
    return render(
        request,
        "reporting/years/compare.html",
        {
            "crumbs": crumbs_of(code, year),
            "year": year,
            "form": form,
            "before": pair[0],
            "after": pair[-1],
            "changes": years.changes(years.snapshots_of(case), *form.chosen()),
        },
    )


@open_to(*MAKERS)
def freeze(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    """Bevriezen: asks to confirm, tells what is missing, and freezes."""
    scheme, case = _year(code, year)
    form = FreezeForm(request.POST or None, is_correction=case is not None)
    if request.method == "POST":
        seen = Seen(request.POST)
        if not seen.is_valid():
            messages.error(request, INCOMPLETE)
        elif form.is_valid():
            try:
                snapshot = freeze_year(
                    scheme_id=scheme.pk,
                    year=year,
                    by=request.user,
                    on=timezone.now(),
                    reason=form.given_reason,
                    **seen.act(),
                )
            except MoveRefused as refusal:
                messages.error(request, str(refusal))
            else:
                messages.success(
                    request, f"Verslagjaar {year} is bevroren als versie {snapshot.version}."
                )
                return redirect("reporting:year", code=code, year=year)
    _, rows = years.readiness(scheme, year, moment=timezone.now())
    return render(
        request,
        "reporting/years/freeze.html",
        {
            "crumbs": crumbs_of(code, year),
            "scheme": scheme,
            "year": year,
            "form": form,
            "revision": case.revision if case else 0,
            "key": uuid.uuid4(),
            "is_correction": case is not None,
            "incomplete": [row for row in rows if not row.is_complete],
        },
    )


def _year(code: str, year: int) -> tuple[Scheme, ReportYear | None]:
    """The scheme and the case of a year; 404 for a year the scheme does not account for."""
    scheme = scheme_of_year(code, year)
    return scheme, ReportYear.objects.filter(scheme=scheme, year=year).first()
