"""Het rapport van een versie: preview, having it made, its progress and its files."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.templatetags.static import static
from django.views.decorators.http import require_POST, require_safe

from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest
from pmg.casework.errors import MoveRefused
from pmg.pdf.engine import MEDIA_TYPES
from reporting.document.contents import make_document
from reporting.document.html import to_html
from reporting.enums import INSIDE
from reporting.models import RenderJob, RenditionFile, Snapshot
from reporting.permissions import MAKERS, READERS
from reporting.queries import years
from reporting.quotes.references import UnknownReference
from reporting.services import rendering

KEPT = f"private, max-age={365 * 24 * 3600}, immutable"


@open_to(*READERS)
@require_safe
def preview(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Voorbeeld: the page that the PDF is made from."""
    snapshot = _snapshot(pk)
    try:
        document = make_document(rendering.public_form(snapshot), rendering.texts_of(snapshot))
    except UnknownReference as fault:
        messages.error(request, f"Het voorbeeld kan niet worden getoond. {fault}")
        return redirect(f"{_address(snapshot)}teksten/")
    html = to_html(
        document,
        stylesheets=(
            static("reporting/screen-fonts.css"),
            static("reporting/report.css"),
            static("reporting/screen.css"),
        ),
        template="reporting/preview.html",
        back=_address(snapshot),
        on_screen=True,  # wide tables scroll sideways, also by keyboard
    )
    return HttpResponse(html)


@open_to(*MAKERS)
@require_POST
def ask(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """PDF laten maken: the worker does it; asking twice gives one file."""
    snapshot = _snapshot(pk)
    try:
        rendering.ask_for_report(snapshot=snapshot, by=request.user)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{_address(snapshot)}#rapport")


@open_to(*READERS)
@require_safe
def progress(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Voortgang: the part of the page that refreshes itself until the report is there."""
    snapshot = _snapshot(pk)
    return render(request, "reporting/years/_report.html", report_context(request, snapshot))


@open_to(*MAKERS)
@require_POST
def cancel(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Annuleren: the worker stops at its next step."""
    job = get_object_or_404(
        RenderJob.objects.select_related("snapshot__report_year__scheme"), pk=pk
    )
    if not rendering.cancel(job=job):
        messages.info(request, "Het rapport was al klaar.")
    return redirect(f"{_address(job.snapshot)}#rapport")


@open_to(*READERS)
@require_safe
def download(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Bestand, within the ministry: as it was stored; a browser only keeps what was sent."""
    file = get_object_or_404(
        RenditionFile.objects.select_related("rendition__snapshot__report_year"), pk=pk
    )
    is_out = file.kind not in INSIDE and file.rendition.publications.exists()
    return HttpResponse(
        bytes(file.content),
        headers={
            "Content-Type": MEDIA_TYPES[Path(file.name).suffix],
            "Content-Disposition": f'attachment; filename="{file.name}"',
            "ETag": f'"{file.sha256}"',
            "Cache-Control": KEPT if is_out else "private, no-store",
        },
    )


def report_context(request: SignedInRequest, snapshot: Snapshot) -> dict[str, Any]:
    """What the fragment about a report shows."""
    rendition = years.rendition_of(snapshot)
    return {
        "latest": snapshot,
        "rendition": rendition,
        "is_current": rendition is not None and rendering.is_current(rendition),
        "job": years.job_of(snapshot),
        "may_make": request.user.has_role(*MAKERS),
        "page": _address(snapshot),
    }


def _snapshot(pk: uuid.UUID) -> Snapshot:
    return get_object_or_404(Snapshot.objects.select_related("report_year__scheme"), pk=pk)


def _address(snapshot: Snapshot) -> str:
    year = snapshot.report_year
    return f"/rapportage/{year.scheme.code}/{year.year}/"
