"""Grootboek: of a scheme, of one municipality in it, and the rows below every total."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet, Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from grants.forms.ledger import EntryFilter
from grants.models import LedgerEntry, Scheme
from grants.queries.ledger import (
    awards_with_totals,
    books_of_award,
    books_of_scheme,
    entries,
)
from grants.queries.overview import current_scheme, schemes
from grants.queries.visibility import awards_visible_to
from grants.workbook.safe_csv import CSV_TYPE
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest
from pmg.paging import page_by

from .deeds import with_deeds
from .exports import FICTION, LARGEST, XLSX_TYPE, as_csv, as_xlsx
from .readers import MINISTRY_READERS, MUNICIPAL_READERS

WRITERS = {"csv": (as_csv, CSV_TYPE), "xlsx": (as_xlsx, XLSX_TYPE)}


@open_to(*MINISTRY_READERS)
def ledger(request: SignedInRequest) -> HttpResponse:
    """Grootboek of the scheme that runs now."""
    scheme = current_scheme(schemes(), "", today=timezone.localdate())
    if scheme is None:
        messages.info(request, "Er is nog geen regeling, dus ook geen grootboek.")
        return redirect("grants:start")
    return redirect("grants:scheme_ledger", code=scheme.code)


@open_to(*MINISTRY_READERS)
def scheme_ledger(request: SignedInRequest, code: str) -> HttpResponse:
    """Grootboek van een regeling: budget, committed, paid, justified, accepted and free."""
    scheme = get_object_or_404(Scheme, code=code)
    page = page_by(
        awards_with_totals(request.user, scheme),
        "municipality__name",
        "id",
        after=request.GET.get("na", ""),
        before=request.GET.get("voor", ""),
    )
    return render(
        request,
        "grants/ledger/scheme.html",
        {
            "scheme": scheme,
            "others": [other for other in schemes() if other != scheme],
            "books": books_of_scheme(request.user, scheme),
            "rows_url": reverse("grants:ledger_entries", args=[scheme.code]),
            "page": page,
        },
    )


@open_to(*MINISTRY_READERS, *MUNICIPAL_READERS)
def award_ledger(request: SignedInRequest, code: str, cbs_code: str) -> HttpResponse:
    """Grootboek van één gemeente in een regeling."""
    award = get_object_or_404(
        awards_visible_to(request.user)
        .filter(state="granted")
        .select_related("municipality", "scheme"),
        scheme__code=code,
        municipality__cbs_code=cbs_code,
    )
    return render(
        request,
        "grants/ledger/award.html",
        {
            "award": award,
            "scheme": award.scheme,
            "books": books_of_award(award),
            "rows_url": reverse("grants:ledger_entries", args=[code]),
            "only": f"&gemeente={cbs_code}",
        },
    )


@open_to(*MINISTRY_READERS, *MUNICIPAL_READERS)
def ledger_entries(request: SignedInRequest, code: str) -> HttpResponse:
    """Boekingen below a total, the newest first."""
    scheme = get_object_or_404(Scheme, code=code)
    chosen, rows = _asked(request, scheme)
    page = page_by(
        rows,
        "-event__on",
        "-id",
        after=request.GET.get("na", ""),
        before=request.GET.get("voor", ""),
    )
    query = request.GET.copy()
    for name in ("na", "voor"):
        query.pop(name, None)
    return render(
        request,
        "grants/ledger/entries.html",
        {
            "scheme": scheme,
            "filter": chosen,
            "page": page,
            "booked": with_deeds(page.rows, user=request.user),
            # Committed, paid and justified are not added up together: that is no amount of anything.
            "total": rows.aggregate(total=Sum("amount"))["total"]
            if chosen.chosen().get("kind")
            else None,
            "query": query.urlencode(),
        },
    )


@open_to(*MINISTRY_READERS, *MUNICIPAL_READERS)
def ledger_export(request: SignedInRequest, code: str, form: str) -> HttpResponse:
    """Boekingen als spreadsheet: all rows of the filter, as long as a request can write them."""
    scheme = get_object_or_404(Scheme, code=code)
    write, content_type = WRITERS[form]
    _, rows = _asked(request, scheme)
    found = list(rows.select_related("award__scheme").order_by("event__on", "pk")[: LARGEST + 1])
    if len(found) > LARGEST:
        messages.error(
            request,
            "Dit zijn te veel boekingen voor één bestand. Kies eerst een soort of een gemeente.",
        )
        return redirect(
            f"{reverse('grants:ledger_entries', args=[code])}?{request.GET.urlencode()}"
        )
    mark = f"{FICTION}-" if scheme.is_fictional else ""
    return HttpResponse(
        write(found),
        headers={
            "Content-Type": content_type,
            "Content-Disposition": f'attachment; filename="{mark}boekingen-{scheme.code}.{form}"',
        },
    )


def _asked(
    request: SignedInRequest, scheme: Scheme
) -> tuple[EntryFilter, QuerySet[LedgerEntry, Any]]:
    """The filter of the address, and the rows that it leaves."""
    chosen = EntryFilter(
        request.GET,
        scheme=scheme,
        budget_years=sorted(
            {*scheme.ceilings.values_list("budget_year", flat=True)}
            | {*range(scheme.starts_on.year, timezone.localdate().year + 1)}
        ),
    )
    rows = entries(request.user, scheme, **chosen.chosen())
    # A total must never be larger than what was asked for: what is unknown has no rows.
    return chosen, rows if chosen.is_valid() else rows.none()
