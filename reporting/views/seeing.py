"""Beeld: what a year shows, with the table, the source and a download behind every chart."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from grants.workbook.safe_csv import CSV_TYPE, safe_csv
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest
from reporting.permissions import READERS
from reporting.queries.seeing import sight_of
from reporting.seeing.exhibits import exhibits, question_at
from reporting.views.finding import crumbs_of, scheme_of_year


@open_to(*READERS)
@require_safe
def sight(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    """Beeld van een verslagjaar, as it stands now."""
    scheme = scheme_of_year(code, year)
    seen = sight_of(scheme, year, moment=timezone.now())
    context = {
        "crumbs": crumbs_of(code, year),
        "scheme": scheme,
        "year": year,
        "moment": seen.figures.year.moment,
        "exhibits": exhibits(seen),
        "without_progress": seen.figures.without_progress,
        "number": len(seen.figures.own_rows),
    }
    return render(request, "reporting/seeing/year.html", context)


@open_to(*READERS)
@require_safe
def sight_file(request: SignedInRequest, code: str, year: int, key: str, form: str) -> HttpResponse:
    """One chart as SVG, or the table behind it as CSV."""
    scheme = scheme_of_year(code, year)
    question = question_at(key)
    if question is None or form not in {"svg", "csv"}:
        raise Http404
    found = question.answer(sight_of(scheme, year, moment=timezone.now()))
    if form == "svg":
        content, media_type = found.picture.svg.encode(), "image/svg+xml"
    else:
        rows = (
            ["" if cell.value is None else cell.value for cell in row.cells]
            for row in found.table.rows
        )
        content, media_type = safe_csv(found.table.columns, rows), CSV_TYPE
    mark = "-FICTIEF" if scheme.is_fictional else ""
    name = f"beeld-{year}-{key}{mark}.{form}"
    return HttpResponse(
        content,
        headers={
            "Content-Type": media_type,
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
        },
    )
