"""Aanvullende opgave op het scherm: fill in together, try out, take a form over."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from grants.checks.findings import ERROR, Finding
from grants.checks.statement_typed import judge_typed, tidied, totals_of, typed_statement
from grants.enums import UploadKind
from grants.forms.statement_changes import changes_between
from grants.forms.statement_fields import INTERVENTIONS
from grants.forms.statement_page import (
    PostedPage,
    as_shown,
    button_pressed,
    draw,
    linked,
    read_post,
    seen_of,
)
from grants.models import Justification
from grants.queries.scheme_years import scheme_year_for
from grants.queries.statement_drafts import draft_of
from grants.services.statement_drafts import (
    SavedDraft,
    add_line,
    may_draft,
    move_line,
    remove_line,
    restore_line,
    save_draft,
    take_over,
)
from grants.services.statement_trials import TOO_LONG, try_out
from grants.services.uploads import MAY_UPLOAD
from grants.workbook.form import TooLongForACell, make_form
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest
from pmg.casework.errors import MoveRefused

from .justification_pages import case_of, crumbs, send_form

TEMPLATES = "grants/justifications"
SUBMITTED = "De verantwoording is ingediend. De opgave kan nu niet worden gewijzigd."


@open_to(*MAY_UPLOAD)
@require_http_methods(["GET", "POST"])
def justification_draft(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Invullen op het scherm: all on one page, saved line by line, also while one types."""
    case = case_of(request.user, pk)
    if request.method == "GET":
        if not may_draft(case, by=request.user):
            messages.info(request, SUBMITTED)
            return redirect("grants:justification", pk=pk)
        return _draw(request, case)
    page = read_post(request.POST)
    try:
        saved = save_draft(justification=case, parts=page.touched, by=request.user)
        if request.headers.get("HX-Request"):
            return render(request, f"{TEMPLATES}/_draft_saved.html", _saved(case, saved))
        if saved.conflicts:
            return _draw(request, case, page=page, saved=saved, status=409)
        return _act(request, case, page, saved)
    except MoveRefused as refusal:
        if request.headers.get("HX-Request"):
            return render(request, f"{TEMPLATES}/_draft_saved.html", {"refusal": refusal})
        messages.error(request, str(refusal))
        return _draw(request, case, page=page, status=409)


def _act(
    request: SignedInRequest, case: Justification, page: PostedPage, saved: SavedDraft
) -> HttpResponse:
    """What the button asked that was pressed; everything typed is stored by now."""
    here = reverse("grants:justification_draft", args=[case.pk])
    by = request.user
    if "add-line" in request.POST:
        line = add_line(justification=case, by=by)
        return redirect(f"{here}#regel-{line.number}")
    if "try" in request.POST:
        try_out(justification=case, by=by, on=timezone.now())
        return redirect(f"{here}?proef=1")
    match button_pressed(request.POST):
        case ("remove-line", number):
            part = saved.parts.get(number)
            seen = part.revision if part else page.revision(number)
            remove_line(justification=case, number=number, seen_revision=seen, by=by)
            messages.success(request, "De regel is weggehaald. Onderaan kunt u haar terugzetten.")
            return redirect(f"{here}#regels")
        case ("restore-line", number):
            restore_line(justification=case, number=number, by=by)
            return redirect(f"{here}#regel-{number}")
        case (("move-up" | "move-down") as name, number):
            move_line(justification=case, number=number, up=name == "move-up", by=by)
            return redirect(f"{here}#regel-{number}")
    messages.success(request, "Opgeslagen.")
    return redirect(here)


@open_to(*MAY_UPLOAD)
@require_GET
def justification_draft_form(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Concept downloaden as the form, filled in with what was typed so far."""
    case = case_of(request.user, pk)
    subject = scheme_year_for(case)
    try:
        return send_form(subject, make_form(subject, draft_of(case).typed))
    except TooLongForACell:
        messages.error(request, TOO_LONG)
        return redirect("grants:justification_draft", pk=pk)


@open_to(*MAY_UPLOAD)
@require_http_methods(["GET", "POST"])
def justification_take_over(
    request: SignedInRequest, pk: uuid.UUID, upload: uuid.UUID
) -> HttpResponse:
    """Formulier overnemen op het scherm, after a look at what would change."""
    case = case_of(request.user, pk)
    rows = case.uploads.filter(kind=UploadKind.STATEMENT, text__isnull=False)
    row = get_object_or_404(rows.select_related("text"), pk=upload)
    subject = scheme_year_for(case)
    text = typed_statement(row.text.typed, row.text.typed["lines"])
    typed = tidied(text, subject)
    if request.method == "POST":
        try:
            take_over(
                justification=case,
                typed=typed,
                seen_state=request.POST.get("state", ""),
                by=request.user,
            )
        except MoveRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"‘{row.name}’ staat nu in uw concept.")
            return redirect("grants:justification_draft", pk=pk)
    draft = draft_of(case)
    return render(
        request,
        f"{TEMPLATES}/draft_take_over.html",
        {
            "case": case,
            "upload": row,
            "changes": changes_between(tidied(draft.typed, subject), typed, subject),
            "state": draft.state,
            "may_draft": may_draft(case, by=request.user),
            "crumbs": crumbs(case),
        },
    )


def _draw(
    request: SignedInRequest,
    case: Justification,
    *,
    page: PostedPage | None = None,
    saved: SavedDraft | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page; what could not be stored stands in its fields, a colleague's text beside it."""
    draft, subject = draft_of(case), scheme_year_for(case)
    conflicts = saved.conflicts if saved else {}
    typed: Mapping[int, Mapping[str, str]] = {}
    if page:
        typed = {n: raw for n, raw in page.typed.items() if not saved or n in conflicts}
    shown = as_shown(draft, typed)
    findings: tuple[Finding, ...] = ()
    if "proef" in request.GET:
        findings = judge_typed(shown, subject).findings
    drawn = draw(draft, subject, findings=findings, typed=typed, conflicts=conflicts)
    for stale in conflicts.values():
        messages.error(request, str(stale))
    errors = [row for row in linked(findings, drawn) if row.finding.severity == ERROR]
    warnings = [row for row in linked(findings, drawn) if row.finding.severity != ERROR]
    context = {
        "case": case,
        "subject": subject,
        "page": drawn,
        "removed": [row for row in draft.removed if row.number not in conflicts],
        "totals": totals_of(shown),
        "shows_trial": "proef" in request.GET,
        "errors": errors,
        "warnings": warnings,
        "interventions": sorted(subject.planned),
        "interventions_id": INTERVENTIONS,
        "crumbs": crumbs(case),
    }
    return render(request, f"{TEMPLATES}/draft.html", context, status=status)


def _saved(case: Justification, saved: SavedDraft) -> dict[str, object]:
    """What the page needs after saving while one types."""
    return {
        "seen": [(number, seen_of(part)) for number, part in saved.parts.items()],
        "conflicts": list(saved.conflicts.values()),
        "saved_at": timezone.localtime(),
        "totals": totals_of(draft_of(case).typed),
        "case": case,
    }
