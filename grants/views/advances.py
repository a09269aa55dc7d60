"""Openstaande voorschotten op een 31 december: page and files."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from grants.models import Scheme
from grants.queries.advances import OutstandingAdvances, outstanding_advances, years_of
from grants.workbook.safe_csv import CSV_TYPE
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest

from .advance_files import as_csv, as_pdf, as_xlsx, title_of
from .exports import FICTION, XLSX_TYPE
from .readers import MINISTRY_READERS

WRITERS = {
    "csv": (as_csv, CSV_TYPE),
    "xlsx": (as_xlsx, XLSX_TYPE),
    "pdf": (as_pdf, "application/pdf"),
}
PAGE = 25
"""Lines per municipality on the page; the files hold all of them."""


@open_to(*MINISTRY_READERS)
@require_GET
def advances(request: SignedInRequest, code: str) -> HttpResponse:
    """De laatste 31 december die voorbij is."""
    scheme = get_object_or_404(Scheme, code=code)
    years = years_of(scheme, today=timezone.localdate())
    if not years:
        raise Http404
    return redirect("grants:advances_on", code=code, year=years[-2:][0])


@open_to(*MINISTRY_READERS)
@require_GET
def advances_on(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    """Openstaande voorschotten by year of origin, what was settled on which letter, and of whom."""
    found = _found(code, year)
    today = timezone.localdate()
    page = min(_number(request.GET.get("blad", "")), max(0, len(found.lines) - 1) // PAGE)
    return render(
        request,
        "grants/ledger/advances.html",
        {
            "found": found,
            "title": title_of(found),
            "scheme": found.scheme,
            "years": years_of(found.scheme, today=today),
            "is_over": found.on < today,
            "lines": found.lines[page * PAGE : (page + 1) * PAGE],
            "page": page,
            "following": page + 1 if (page + 1) * PAGE < len(found.lines) else None,
        },
    )


@open_to(*MINISTRY_READERS)
@require_GET
def advances_file(request: SignedInRequest, code: str, year: str, form: str) -> HttpResponse:
    """De opgave als bestand, with the figures of the page."""
    found = _found(code, int(year))
    write, content_type = WRITERS[form]
    mark = f"{FICTION}-" if found.scheme.is_fictional else ""
    name = f"{mark}openstaande-voorschotten-{found.scheme.code}-{year}.{form}"
    return HttpResponse(
        write(found),
        headers={
            "Content-Type": content_type,
            "Content-Disposition": f'attachment; filename="{name}"',
        },
    )


def _found(code: str, year: int) -> OutstandingAdvances:
    scheme = get_object_or_404(Scheme, code=code)
    if year not in years_of(scheme, today=timezone.localdate()):
        raise Http404
    return outstanding_advances(scheme, year)


def _number(typed: str) -> int:
    return int(typed) if typed.isdecimal() and len(typed) < 6 else 0
