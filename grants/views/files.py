"""Bestanden bekijken: a file is only ever served as a download, by a path that asks for rights."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import FileResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET

from grants.models import Upload
from grants.queries.scans import why_not_served
from grants.queries.visibility import justifications_visible_to
from grants.services.files import open_file
from pmg.accounts.enums import MUNICIPAL_ROLES, Role
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest

READERS = (*MUNICIPAL_ROLES, Role.POLICY_OFFICER, Role.ASSESSOR, Role.BUDGET_HOLDER, Role.AUDITOR)


@open_to(*READERS)
@require_GET
def upload_download(request: SignedInRequest, pk: uuid.UUID) -> HttpResponseBase:
    """Geüpload bestand: the bytes as they came, never with the type that the sender claimed."""
    row = get_object_or_404(
        Upload.objects.select_related("file__scan").filter(
            justification__in=justifications_visible_to(request.user)
        ),
        pk=pk,
    )
    if refusal := why_not_served(row, to=request.user):
        messages.error(request, refusal)
        return redirect("grants:justification", pk=row.justification_id)
    response = FileResponse(
        open_file(row.file),
        as_attachment=True,
        filename=row.name,
        content_type="application/octet-stream",
    )
    response["Content-Security-Policy"] = "sandbox"
    return response
