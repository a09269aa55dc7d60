"""Selectie van de gemeenten: figures, settings, outcome with each step, repeat, download."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from grants.forms.seen import INCOMPLETE, Seen
from grants.forms.selections import FiguresForm, SettingsForm
from grants.models import SelectionInput, SelectionRun
from grants.reckoning.selection import SCALING_WORDS, Scaling
from grants.services.files import open_file
from grants.services.selections import (
    SELECTORS,
    UnreadableFigures,
    keep_figures,
    repeat_selection,
    run_selection,
)
from grants.workbook.safe_csv import CSV_TYPE, safe_csv
from grants.workbook.selection import make_workbook
from pmg.accounts.enums import Role
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest
from pmg.casework.errors import MoveRefused
from pmg.cells import harmless
from pmg.paging import page_by

from .exports import XLSX_TYPE
from .kept_uploads import keep_uploads, upload_of

READERS = (Role.ANALYST, Role.POLICY_OFFICER, Role.AUDITOR)
CRUMB = ("Selectie", "grants:selections")
TWENTY = 20


@open_to(*READERS)
def selection_list(request: SignedInRequest) -> HttpResponse:
    """Berekeningen, the newest first, and the form for new figures."""
    may = request.user.has_role(*SELECTORS)
    sent = request.method == "POST" and may
    form = FiguresForm(
        request.POST if sent else None, request.FILES if sent else None, owner=request.user
    )
    findings: tuple[Any, ...] = ()
    if sent:
        seen = Seen(request.POST)
        if not seen.is_valid():
            messages.error(request, INCOMPLETE)
        elif form.is_valid():
            name, data = upload_of(form)
            try:
                made = keep_figures(
                    scheme=form.cleaned_data["scheme"],
                    name=name,
                    data=data,
                    by=request.user,
                    on=timezone.now(),
                    key=seen.cleaned_data["key"],
                )
            except UnreadableFigures as fault:
                findings = fault.findings
                messages.error(request, str(fault))
            else:
                return redirect("grants:selection_settings", pk=made.pk)
        keep_uploads(form)
    runs = SelectionRun.objects.select_related("input__scheme", "by").defer("outcome")
    return render(
        request,
        "grants/selections/list.html",
        {
            "form": form if may else None,
            "findings": findings,
            "inputs": SelectionInput.objects.filter(runs=None).defer("rows")[:5] if may else [],
            "page": page_by(
                runs,
                "-on",
                "-id",
                after=request.GET.get("na", ""),
                before=request.GET.get("voor", ""),
            ),
            "key": request.POST.get("key") or uuid.uuid4(),
        },
    )


@open_to(*SELECTORS)
def selection_settings(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Instellingen of a run over figures that were kept."""
    figures = get_object_or_404(SelectionInput.objects.select_related("scheme"), pk=pk)
    sent = request.method == "POST"
    form = SettingsForm(
        request.POST if sent else None,
        indicators=figures.indicators,
        initial={
            "scaling": Scaling.Z_SCORE.value,
            "cut": min(TWENTY, len(figures.rows)),
            **{f"weight_{place}": 1 for place, _ in enumerate(figures.indicators)},
        },
    )
    if sent:
        seen = Seen(request.POST)
        if not seen.is_valid():
            messages.error(request, INCOMPLETE)
        elif form.is_valid():
            try:
                run = run_selection(
                    figures=figures,
                    by=request.user,
                    on=timezone.now(),
                    key=seen.cleaned_data["key"],
                    **form.chosen(),
                )
            except MoveRefused as refusal:
                messages.error(request, str(refusal))
            else:
                return redirect("grants:selection", pk=run.pk)
    return render(
        request,
        "grants/selections/settings.html",
        {
            "figures": figures,
            "form": form,
            "key": request.POST.get("key") or uuid.uuid4(),
            "crumbs": [(CRUMB[0], reverse(CRUMB[1]))],
        },
    )


@open_to(*READERS)
@require_GET
def selection(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Uitkomst, each step of each municipality, and whether a repeat gave the very same."""
    run = _run(pk)
    names = sorted(run.settings["weights"])
    recipients = {
        row.municipality.cbs_code: row.municipality.name
        for row in run.input.scheme.recipients.select_related("municipality")
    }
    chosen = {row["code"]: row["name"] for row in run.outcome if row["is_selected"]}
    return render(
        request,
        "grants/selections/run.html",
        {
            "run": run,
            "names": names,
            "rows": [
                {
                    **row,
                    "steps": [
                        (name, row["rates"][name], row["scaled"].get(name, "")) for name in names
                    ],
                }
                for row in run.outcome
            ],
            "weights": [(name, run.settings["weights"][name]) for name in names],
            "scaling": SCALING_WORDS[run.settings["scaling"]],
            "is_same": run.repeats is not None and run.repeats.outcome_hash == run.outcome_hash,
            "only_regulation": [recipients[code] for code in sorted(set(recipients) - set(chosen))],
            "only_chosen": [chosen[code] for code in sorted(set(chosen) - set(recipients))],
            "may_repeat": request.user.has_role(*SELECTORS),
            "key": uuid.uuid4(),
            "crumbs": [(CRUMB[0], reverse(CRUMB[1]))],
        },
    )


@open_to(*SELECTORS)
@require_POST
def selection_repeat(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Herhalen with the same figures and settings."""
    run, seen = _run(pk), Seen(request.POST)
    if not seen.is_valid():
        messages.error(request, INCOMPLETE)
        return redirect("grants:selection", pk=pk)
    again = repeat_selection(
        run=run, by=request.user, on=timezone.now(), key=seen.cleaned_data["key"]
    )
    return redirect("grants:selection", pk=again.pk)


@open_to(*READERS)
@require_GET
def selection_export(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """De uitkomst met elke stap als csv; no cell is taken for a formula."""
    run = _run(pk)
    mark = "FICTIEF_" if run.input.scheme.is_fictional else ""
    return HttpResponse(
        safe_csv(_headings(run), _rows(run)),
        headers={
            "Content-Type": CSV_TYPE,
            "Content-Disposition": f'attachment; filename="{mark}selectie-{run.outcome_hash[:8]}.csv"',
        },
    )


@open_to(*READERS)
@require_GET
def selection_workbook(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """De uitkomst met elke stap, de instellingen en de controlegetallen als spreadsheet."""
    run = _run(pk)
    mark = "FICTIEF_" if run.input.scheme.is_fictional else ""
    return HttpResponse(
        make_workbook(run),
        headers={
            "Content-Type": XLSX_TYPE,
            "Content-Disposition": f'attachment; filename="{mark}selectie-{run.outcome_hash[:8]}.xlsx"',
        },
    )


@open_to(*READERS)
@require_GET
def selection_file(request: SignedInRequest, pk: uuid.UUID) -> FileResponse:
    """De cijfers zoals zij kwamen, always as a download."""
    run = _run(pk)
    response = FileResponse(
        open_file(run.input.file),
        as_attachment=True,
        filename=run.input.name,
        content_type="application/octet-stream",
    )
    response["Content-Security-Policy"] = "sandbox"
    return response


def _headings(run: SelectionRun) -> list[str]:
    names = sorted(run.settings["weights"])
    return [
        "rang",
        "gemeentecode",
        "gemeente",
        "gekozen",
        *(harmless(f"{name} per 1.000") for name in names),
        *(harmless(f"{name} geschaald") for name in names),
        "score",
        "uitgesloten omdat",
        *(["FICTIEF: verzonnen cijfers"] if run.input.scheme.is_fictional else []),
    ]


def _rows(run: SelectionRun) -> Iterator[list[str]]:
    names = sorted(run.settings["weights"])
    for row in run.outcome:
        yield [
            str(row["rank"] or ""),
            row["code"],
            row["name"],
            "ja" if row["is_selected"] else "nee",
            *(row["rates"][name].replace(".", ",") for name in names),
            *(row["scaled"].get(name, "").replace(".", ",") for name in names),
            row["score"].replace(".", ","),
            row["excluded"],
            *(["FICTIEF"] if run.input.scheme.is_fictional else []),
        ]


def _run(pk: uuid.UUID) -> SelectionRun:
    return get_object_or_404(
        SelectionRun.objects.select_related("input__scheme", "input__file", "repeats", "by"), pk=pk
    )
