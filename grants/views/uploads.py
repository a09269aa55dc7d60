"""Uploaden by a municipality: files find their place by name, and whoever uploads may say else."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from grants.checks.recognising import AWAY, PART, recognise
from grants.checks.subject import RequiredDocument
from grants.enums import UploadKind
from grants.forms.seen import INCOMPLETE, Seen
from grants.forms.uploads import MoveForm, PartForm, UploadForm
from grants.models import Justification, Upload
from grants.queries.visibility import justifications_visible_to
from grants.services.moving_uploads import move_upload
from grants.services.package_parts import (
    deliver_part,
    make_package,
    place_part,
    remove_part,
    take_part,
)
from grants.services.uploads import upload
from pmg.accounts.enums import MUNICIPAL_ROLES
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest
from pmg.casework.errors import MoveRefused

from .justification_pages import case_of
from .justifications import draw_justification

KEPT = {
    UploadKind.STATEMENT: "‘{}’ is bewaard als aanvullende opgave.",
    UploadKind.PACKAGE: "‘{}’ is bewaard als SiSa-pakket.",
    PART: "‘{}’ is bewaard als document van het SiSa-pakket.",
    AWAY: "‘{}’ telt niet meer mee. Het bestand blijft bewaard.",
}


@open_to(*sorted(MUNICIPAL_ROLES))
@require_POST
def justification_upload(request: SignedInRequest, pk: uuid.UUID, kind: str) -> HttpResponse:
    """Bestanden uploaden: each kept first, put where it belongs, checked by the worker."""
    case = case_of(request.user, pk)
    form = UploadForm(UploadKind(kind), request.POST, request.FILES)
    if not form.is_valid():
        return draw_justification(request, case, form)
    kinds = set()
    try:
        for file in form.cleaned_data["file"]:
            kinds.add(take_file(request, case, file, chosen=kind))
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    if kinds - {PART}:
        messages.info(request, "De controle loopt; dit is nog niet indienen.")
    return _back(case, "documenten" if kinds == {PART} else "voorcontrole")


def take_file(
    request: SignedInRequest, case: Justification, file: UploadedFile, *, chosen: str
) -> str:
    """Keeps one file where its name says it belongs; says so, and where that is."""
    documents = [
        RequiredDocument(row.stem, tuple(row.extensions.split()))
        for row in case.accounting_year.documents.all()
    ]
    name = file.name or "bestand"
    found = recognise(name, documents, chosen=chosen)
    if found.kind == PART:
        take_part(
            justification=case,
            name=name,
            slot=found.slot,
            chunks=file.chunks(),
            by=request.user,
            on=timezone.now(),
        )
    else:
        upload(
            justification=case,
            kind=UploadKind(found.kind),
            name=name,
            chunks=file.chunks(),
            by=request.user,
            on=timezone.now(),
        )
    messages.success(request, KEPT[found.kind].format(name))
    return found.kind


@open_to(*sorted(MUNICIPAL_ROLES))
@require_POST
def upload_move(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Bestand verplaatsen: it was recognised as something it is not."""
    row = get_object_or_404(
        Upload.objects.select_related("file", "justification").filter(
            justification__in=justifications_visible_to(request.user)
        ),
        pk=pk,
    )
    case, form, seen = row.justification, MoveForm(request.POST), Seen(request.POST)
    if not (form.is_valid() and seen.is_valid()):
        messages.error(request, INCOMPLETE)
        return _back(case, "voorcontrole")
    to = form.cleaned_data["to"]
    try:
        move_upload(upload=row, to=to, by=request.user, on=timezone.now(), **seen.act())
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, KEPT[to].format(row.name))
    return _back(case, "documenten" if to == PART else "voorcontrole")


@open_to(*sorted(MUNICIPAL_ROLES))
@require_POST
def justification_parts(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Losse documenten: put one in its place, take it away, or make the package of them."""
    case = case_of(request.user, pk)
    try:
        if "make" in request.POST:
            made = make_package(justification=case, by=request.user, on=timezone.now())
            messages.success(request, KEPT[UploadKind.PACKAGE].format(made.name))
            return _back(case, "voorcontrole")
        _change_part(request, case)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    return _back(case, "documenten")


def _change_part(request: SignedInRequest, case: Justification) -> None:
    form = PartForm(request.POST)
    if not form.is_valid():
        messages.error(request, INCOMPLETE)
        return
    part = get_object_or_404(
        case.package_parts.select_related("justification"), pk=form.cleaned_data["part"]
    )
    slot, revision = form.cleaned_data["slot"], form.cleaned_data["revision"]
    by = request.user
    if "remove" in request.POST:
        remove_part(part=part, seen_revision=revision, by=by)
        messages.success(request, f"‘{part.name}’ is weggehaald. Het bestand blijft bewaard.")
    elif slot == UploadKind.STATEMENT:
        deliver_part(
            part=part,
            kind=UploadKind.STATEMENT,
            seen_revision=revision,
            by=by,
            on=timezone.now(),
        )
        messages.success(request, KEPT[UploadKind.STATEMENT].format(part.name))
    else:
        place_part(part=part, slot=slot, seen_revision=revision, by=by)
        messages.success(request, f"‘{part.name}’ staat nu op zijn plaats.")


def _back(case: Justification, place: str) -> HttpResponse:
    return redirect(f"{reverse('grants:justification', args=[case.pk])}#{place}")
