"""Voortgangsrapportage invullen en indienen, by the project leader of a municipality."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from grants.checks.progress import beside, read_report
from grants.checks.progress_typed import digest_of_report
from grants.checks.typed_rows import Typed
from grants.enums import ProgressSection
from grants.forms.progress import ReportPosted, read_post, row_change
from grants.forms.progress_page import draw
from grants.forms.progress_review import ConfirmForm
from grants.forms.seen import Seen
from grants.models import ProgressReport
from grants.queries.progress import choices_for, drafts_of, typed_in
from grants.queries.visibility import progress_reports_visible_to
from grants.services.progress import NotReady, submit
from grants.services.progress_drafts import ReportSaved, save_page
from grants.transitions.progress import PROGRESS_MOVES
from pmg.accounts.enums import MUNICIPAL_ROLES, Role
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest
from pmg.casework.errors import MoveRefused
from pmg.casework.moves import allowed_moves

INCOMPLETE = "De pagina was niet volledig geladen. Er is niets ingediend. Probeer het opnieuw."


@open_to(Role.PROJECT_LEADER)
@require_http_methods(["GET", "POST"])
def progress_fill_in(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Invullen: all sections on one page, saved each by itself, also while one types."""
    report = _report(request, pk)
    if not _may_write(report, request):
        return redirect("grants:progress_report", pk=pk)
    if request.method == "GET":
        return _draw(request, report, typed_in(report))
    page = read_post(request.POST, choices_for(report))
    if change := row_change(request.POST):
        rows = ProgressSection.INTERVENTIONS
        page = page.with_section(rows, change.apply(page.typed[rows]))
    try:
        saved = save_page(report=report, sections=page.to_save(), by=request.user)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
        return _draw(request, report, page.typed, status=409)
    if request.headers.get("HX-Request"):
        return render(request, "grants/progress/_saved.html", _saved_fragment(report, saved))
    if saved.conflicts:
        return _draw_conflict(request, report, page, saved)
    if "submit" in request.POST:
        return redirect("grants:progress_submit", pk=pk)
    messages.success(request, "Opgeslagen.")
    place = "#interventions" if change else ""
    return redirect(reverse("grants:progress_fill_in", args=[pk]) + place)


@open_to(*sorted(MUNICIPAL_ROLES))
@require_http_methods(["GET", "POST"])
def progress_submit(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Controleren: what is left to mend; for the signatory, read it all and submit."""
    report = _report(request, pk)
    if report.state not in PROGRESS_MOVES.drafts:
        return redirect("grants:progress_report", pk=pk)
    may_submit = "submit" in {row.name for row in allowed_moves(report, by=request.user)}
    typed, choices = typed_in(report), choices_for(report)
    reading = read_report(typed, choices)
    form = ConfirmForm(
        request.POST or None,
        initial={"digest": digest_of_report(typed, beside(choices))},
        must_look=bool(reading.personal_data),
    )
    if request.method == "POST" and may_submit:
        seen = Seen(request.POST)
        if not seen.is_valid():
            messages.error(request, INCOMPLETE)
        elif form.is_valid():
            try:
                submit(
                    report=report,
                    by=request.user,
                    on=timezone.now(),
                    seen_digest=form.cleaned_data["digest"],
                    personal_data_seen="looked" in form.cleaned_data,
                    **seen.act(),
                )
            except NotReady as refusal:
                messages.error(request, str(refusal))
                return redirect("grants:progress_submit", pk=pk)
            except MoveRefused as refusal:
                messages.error(request, str(refusal))
                return redirect("grants:progress_submit", pk=pk)
            messages.success(request, "De voortgangsrapportage is ingediend.")
            return redirect("grants:progress_report", pk=pk)
    return render(
        request,
        "grants/progress/submit.html",
        {
            "report": report,
            "case": report,
            "key": uuid.uuid4(),
            "reading": reading,
            "form": form,
            "may_submit": may_submit,
            "may_write": _may_write(report, request),
            "parts": draw(
                typed, drafts_of(report), choices=choices, reading=reading, show_findings=False
            ),
            "crumbs": _crumbs(report),
        },
    )


def _report(request: SignedInRequest, pk: uuid.UUID) -> ProgressReport:
    reports = progress_reports_visible_to(request.user).select_related(
        "municipality", "grant_year__scheme", "award"
    )
    return get_object_or_404(reports, pk=pk)


def _may_write(report: ProgressReport, request: SignedInRequest) -> bool:
    return report.state in PROGRESS_MOVES.drafts and request.user.has_role(
        Role.PROJECT_LEADER, municipality_id=report.municipality_id
    )


def _crumbs(report: ProgressReport) -> list[tuple[str, str]]:
    return [
        ("Voortgang", reverse("grants:progress_list")),
        (
            f"{report.municipality}, {report.grant_year}",
            reverse("grants:progress_report", args=[report.pk]),
        ),
    ]


def _draw(
    request: SignedInRequest,
    report: ProgressReport,
    typed: Mapping[ProgressSection, Typed],
    *,
    saved: ReportSaved | None = None,
    status: int = 200,
) -> HttpResponse:
    choices = choices_for(report)
    reading = read_report(typed, choices)
    show = "controle" in request.GET
    parts = draw(
        typed,
        drafts_of(report),
        choices=choices,
        reading=reading,
        show_findings=show,
        conflicts=saved.conflicts if saved else {},
    )
    context = {
        "report": report,
        "parts": parts,
        "reading": reading,
        "show_findings": show and reading.errors,
        "crumbs": _crumbs(report),
        "today": timezone.localdate(),
    }
    return render(request, "grants/progress/fill_in.html", context, status=status)


def _draw_conflict(
    request: SignedInRequest, report: ProgressReport, page: ReportPosted, saved: ReportSaved
) -> HttpResponse:
    """Both texts: the own one in its fields, the colleague's beside it."""
    for stale in saved.conflicts.values():
        messages.error(request, str(stale))
    stored = typed_in(report)
    typed = {s: page.typed[s] if s in saved.conflicts else stored.get(s, {}) for s in page.typed}
    return _draw(request, report, typed, saved=saved, status=409)


def _saved_fragment(report: ProgressReport, saved: ReportSaved) -> dict[str, object]:
    choices = choices_for(report)
    drafts = drafts_of(report)
    typed = {section: draft.raw for section, draft in drafts.items()}
    reading = read_report(typed, choices)
    parts = draw(typed, drafts, choices=choices, reading=reading, show_findings=False)
    return {
        "parts": [part for part in parts if part.section not in saved.conflicts],
        "conflicts": list(saved.conflicts.values()),
        "saved_at": timezone.localtime(),
    }
