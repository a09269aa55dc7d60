"""Documenten beside the workbench: page by page, without leaving it, with and without JavaScript."""

from __future__ import annotations

import uuid

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from grants.forms.viewing import ViewingForm
from grants.queries.viewing import pages_visible_to, viewer
from grants.queries.visibility import justifications_visible_to
from grants.services.files import open_file
from grants.services.viewing import ask_for_what_is_missing
from pmg.accounts.enums import Role
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest

READERS = (Role.ASSESSOR, Role.BUDGET_HOLDER, Role.POLICY_OFFICER, Role.AUDITOR)
ANCHOR = "#documenten"


@open_to(*READERS)
@require_GET
def documents(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """In een document kijken: asks the worker for what was not drawn yet.

    Without htmx it leads back to the workbench, which shows the same page.
    """
    case = get_object_or_404(
        justifications_visible_to(request.user).select_related("accounting_year"), pk=pk
    )
    chosen = ViewingForm(request.GET).chosen()
    ask_for_what_is_missing(viewer(case, chosen))
    if not request.htmx:
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        return redirect(reverse("grants:assessment_workbench", args=[case.pk]) + query + ANCHOR)
    return render(request, "grants/assessment/_viewer.html", {"viewer": viewer(case, chosen)})


@open_to(*READERS)
@require_GET
def document_page(request: SignedInRequest, pk: int) -> FileResponse:
    """Beeld van een bladzijde: an image that we drew, never a part of what was uploaded."""
    page = get_object_or_404(pages_visible_to(request.user), pk=pk)
    if page.image is None:
        raise Http404
    response = FileResponse(open_file(page.image), content_type="image/webp")
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    # The page never changes; only whoever may see it keeps it.
    response["Cache-Control"] = "private, max-age=3600, immutable"
    return response
