"""Aansluiting met het financiële systeem: upload, outcome, explanations, and the spreadsheet."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from grants.enums import MatchKind
from grants.forms.reconciliations import ExplanationForm, ReconciliationForm
from grants.forms.seen import INCOMPLETE, Seen
from grants.intake.financial_export import COLUMN_NAMES
from grants.models import Reconciliation, ReconciliationLine
from grants.queries.overview import current_scheme, schemes
from grants.queries.reconciliations import (
    differences_of,
    end_of_last_month,
    lines_with_words,
    reconciliations,
    solved_since,
)
from grants.services.files import open_file
from grants.services.reconciliations import (
    RECONCILERS,
    UnreadableExport,
    explain_difference,
    run_reconciliation,
)
from grants.workbook.reconciliation import make_workbook
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest
from pmg.casework.errors import MoveRefused
from pmg.paging import page_by

from .exports import XLSX_TYPE
from .kept_uploads import keep_uploads, upload_of
from .readers import MINISTRY_READERS

CRUMB = ("Aansluiting", "grants:reconciliations")


@open_to(*MINISTRY_READERS)
def reconciliation_list(request: SignedInRequest) -> HttpResponse:
    """Aansluitingen, the newest first, and the form for the next one."""
    now = timezone.now()
    scheme = current_scheme(schemes(), "", today=timezone.localdate(now))
    may = request.user.has_role(*RECONCILERS)
    sent = request.method == "POST" and may
    form = ReconciliationForm(
        request.POST if sent else None,
        request.FILES if sent else None,
        initial={"scheme": scheme, "until": end_of_last_month(timezone.localdate(now))},
        owner=request.user,
        today=timezone.localdate(now),
    )
    findings: tuple[Any, ...] = ()
    if sent:
        seen = Seen(request.POST)
        if not seen.is_valid():
            messages.error(request, INCOMPLETE)
        elif form.is_valid():
            name, data = upload_of(form)
            try:
                run = run_reconciliation(
                    scheme=form.cleaned_data["scheme"],
                    until=form.cleaned_data["until"],
                    name=name,
                    data=data,
                    by=request.user,
                    on=now,
                    headings=form.headings(),
                    key=seen.cleaned_data["key"],
                )
            except UnreadableExport as fault:
                findings = fault.findings
                messages.error(request, str(fault))
            except MoveRefused as refusal:
                messages.error(request, str(refusal))
            else:
                return redirect("grants:reconciliation", pk=run.pk)
        keep_uploads(form)
    return render(
        request,
        "grants/reconciliations/list.html",
        {
            "form": form if may else None,
            "findings": findings,
            "page": page_by(
                reconciliations(),
                "-on",
                "-id",
                after=request.GET.get("na", ""),
                before=request.GET.get("voor", ""),
            ),
            "key": request.POST.get("key") or uuid.uuid4(),
        },
    )


@open_to(*MINISTRY_READERS)
@require_GET
def reconciliation(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Eén aansluiting: totals, differences with their explanation, and what was solved."""
    run = _run(pk)
    shows_all = request.GET.get("toon") == "alles"
    page = page_by(
        lines_with_words(run) if shows_all else differences_of(run),
        "place",
        after=request.GET.get("na", ""),
        before=request.GET.get("voor", ""),
    )
    matched = run.counts[MatchKind.MATCHED]
    return render(
        request,
        "grants/reconciliations/run.html",
        {
            "run": run,
            "page": page,
            "matched": matched,
            "shows_all": shows_all,
            "columns": [(COLUMN_NAMES[key], heading) for key, heading in run.columns.items()],
            "different": sum(run.counts.values()) - matched,
            "difference": run.there - run.here,
            "kinds": [(kind.label, run.counts[kind]) for kind in MatchKind],
            "solved": list(solved_since(run)[:25]),
            "may_explain": request.user.has_role(*RECONCILERS),
            "crumbs": [(CRUMB[0], reverse(CRUMB[1]))],
        },
    )


@open_to(*RECONCILERS)
def reconciliation_explain(request: SignedInRequest, pk: uuid.UUID, place: int) -> HttpResponse:
    """Verschil verklaren; what was said before stands with it."""
    run = _run(pk)
    line: ReconciliationLine = get_object_or_404(differences_of(run), place=place)
    sent = request.method == "POST"
    form = ExplanationForm(request.POST if sent else None, initial={"text": line.words})  # type: ignore[attr-defined]
    if sent and not Seen(request.POST).is_valid():
        messages.error(request, INCOMPLETE)
    elif sent and form.is_valid():
        try:
            explain_difference(
                line=line, text=form.cleaned_data["text"], by=request.user, on=timezone.now()
            )
        except MoveRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "De verklaring is bewaard.")
            return redirect("grants:reconciliation", pk=run.pk)
    return render(
        request,
        "grants/reconciliations/explain.html",
        {
            "run": run,
            "line": line,
            "form": form,
            "key": uuid.uuid4(),
            "earlier": line.explanations.select_related("by").order_by("-pk"),
            "crumbs": [
                (CRUMB[0], reverse(CRUMB[1])),
                (f"Tot en met {run.until:%d-%m-%Y}", reverse("grants:reconciliation", args=[pk])),
            ],
        },
    )


@open_to(*MINISTRY_READERS)
@require_GET
def reconciliation_export(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """De hele aansluiting als spreadsheet, also what agrees."""
    run = _run(pk)
    mark = "FICTIEF_" if run.scheme.is_fictional else ""
    return HttpResponse(
        make_workbook(run, lines_with_words(run)),
        headers={
            "Content-Type": XLSX_TYPE,
            "Content-Disposition": f'attachment; filename="{mark}aansluiting-{run.until}.xlsx"',
        },
    )


@open_to(*MINISTRY_READERS)
@require_GET
def reconciliation_file(request: SignedInRequest, pk: uuid.UUID) -> FileResponse:
    """De export zoals zij kwam, always as a download."""
    run = _run(pk)
    response = FileResponse(
        open_file(run.file),
        as_attachment=True,
        filename=run.name,
        content_type="application/octet-stream",
    )
    response["Content-Security-Policy"] = "sandbox"
    return response


def _run(pk: uuid.UUID) -> Reconciliation:
    return get_object_or_404(reconciliations(), pk=pk)
