"""Bevindingen van een proef: on the page, as PDF, and as the own workbook with marks."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from grants.enums import CheckState, PreparedKind
from grants.forms.findings import WordsForm
from grants.models import PreparedFile, Upload
from grants.queries.findings import Trial, drafted_words, prepared_files, trial_of
from grants.queries.visibility import applications_visible_to, justifications_visible_to
from grants.services.files import open_file
from grants.services.findings import keep_words
from grants.services.notices_checks import findings_seen
from grants.services.preparing import prepare
from pmg.accounts.enums import MUNICIPAL_ROLES, Role
from pmg.accounts.models import User
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest

READERS = (*MUNICIPAL_ROLES, Role.POLICY_OFFICER, Role.ASSESSOR, Role.BUDGET_HOLDER, Role.AUDITOR)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {
    PreparedKind.RECEIPT: "application/pdf",
    PreparedKind.FINDINGS: "application/pdf",
    PreparedKind.MARKED: XLSX,
}


@open_to(*READERS)
def findings(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Bevindingen: per document what is wrong, why, how to mend it; beside the previous trial."""
    upload = _upload(request.user, pk)
    trial = trial_of(upload)
    findings_seen(upload.justification, by=request.user, on=timezone.now())
    may_explain = request.user.has_role(
        *MUNICIPAL_ROLES, municipality_id=upload.justification.municipality_id
    )
    form = WordsForm(
        request.POST or None,
        points={upload: trial.points},
        typed=drafted_words(upload.justification),
        required=False,
    )
    if request.method == "POST" and may_explain:
        keep_words(justification=upload.justification, words=form.words(), by=request.user)
        if form.is_valid():
            messages.success(request, "Uw uitleg is bewaard. Zij gaat mee als u indient.")
            return redirect(reverse("grants:findings", args=[pk]) + "#uitleg")
    return render(
        request,
        "grants/findings/findings.html",
        {
            "crumbs": _crumbs(upload, request.user),
            "form": form if trial.points and may_explain else None,
            **_context(upload, trial, request.user),
        },
    )


@open_to(*READERS)
@require_GET
def findings_files(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The part of the page that follows the worker while it makes a file."""
    upload = _upload(request.user, pk)
    return render(request, "grants/findings/_files.html", _context(upload, None, request.user))


@open_to(*READERS)
@require_POST
def findings_prepare(request: SignedInRequest, pk: uuid.UUID, kind: str) -> HttpResponse:
    """Een bestand laten klaarzetten; asking twice gives one file."""
    upload = _upload(request.user, pk)
    if kind in _offered(upload, request.user):
        prepare(PreparedKind(kind), check_run=upload.check_run)
    return redirect(reverse("grants:findings", args=[pk]) + "#meenemen")


@open_to(*READERS)
@require_GET
def prepared_download(request: SignedInRequest, pk: uuid.UUID) -> FileResponse:
    """Klaargezet bestand, as the worker made it; for whoever may see the case."""
    cases = justifications_visible_to(request.user)
    done = PreparedFile.objects.filter(state=CheckState.DONE).select_related("file")
    row = get_object_or_404(
        done.filter(check_run__upload__justification__in=cases)
        | done.filter(receipt__justification__in=cases)
        | done.filter(receipt__application__in=applications_visible_to(request.user)),
        pk=pk,
    )
    assert row.file, "a constraint says so"
    response = FileResponse(
        open_file(row.file),
        as_attachment=True,
        filename=row.name,
        content_type=TYPES[PreparedKind(row.kind)],
    )
    response["Content-Security-Policy"] = "sandbox"
    return response


def _context(upload: Upload, trial: Trial | None, user: User) -> dict[str, object]:
    known = prepared_files(upload)
    offers = [
        {"kind": kind, "label": kind.label, "row": known.get(kind)}
        for kind in _offered(upload, user)
    ]
    return {
        "upload": upload,
        "case": upload.justification,
        "trial": trial,
        "files": offers,
        "waiting": any(row.state == CheckState.ASKED for row in known.values()),
    }


def _offered(upload: Upload, user: User) -> list[PreparedKind]:
    """Wat van deze proef mee te nemen is; marks go in xlsx only, and to who filled it in."""
    if not hasattr(upload.check_run, "verdict"):
        return []
    offered = [PreparedKind.FINDINGS]
    if (
        upload.kind == "statement"
        and upload.name.lower().endswith(".xlsx")
        and upload.check_run.verdict.indicators
        and not user.is_ministry
    ):
        offered.append(PreparedKind.MARKED)
    return offered


def _upload(user: User, pk: uuid.UUID) -> Upload:
    return get_object_or_404(
        Upload.objects.select_related(
            "file",
            "by",
            "check_run__verdict",
            "justification__municipality",
            "justification__accounting_year__scheme",
            "justification__award",
        ).filter(justification__in=justifications_visible_to(user)),
        pk=pk,
    )


def _crumbs(upload: Upload, user: User) -> list[tuple[str, str]]:
    case = upload.justification
    if user.is_ministry:
        return [
            ("Beoordelen", reverse("grants:assessment_worklist")),
            (str(case.municipality), reverse("grants:assessment_workbench", args=[case.pk])),
        ]
    return [
        ("Overzicht", "/"),
        (
            f"Verantwoording over {case.accounting_year.year}",
            reverse("grants:justification", args=[case.pk]),
        ),
    ]
