"""Brieven: looked at before they go out, and downloaded as they went."""

from __future__ import annotations

import uuid
from typing import TypeVar

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from grants.enums import JustificationState as State
from grants.enums import LetterAct
from grants.letters.contents import Contents
from grants.letters.paper import letter_pdf
from grants.models import Justification
from grants.queries.letters import letters_visible_to
from grants.queries.lines import weighing_of
from grants.queries.visibility import justifications_visible_to
from grants.services.files import open_file
from grants.services.letters import NoLetter, draft_letter
from pmg.accounts.enums import MUNICIPAL_ROLES, Role
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest

DESK = (Role.ASSESSOR, Role.BUDGET_HOLDER, Role.POLICY_OFFICER, Role.AUDITOR)
READERS = (*MUNICIPAL_ROLES, *DESK, Role.FINANCIAL_OFFICER)
PDF = "application/pdf"
Response = TypeVar("Response", HttpResponse, FileResponse)


@open_to(*READERS)
@require_GET
def letter(request: SignedInRequest, pk: uuid.UUID) -> FileResponse:
    """Brief downloaden, exactly as it was stored."""
    row = get_object_or_404(letters_visible_to(request.user), pk=pk, paper__isnull=False)
    mark = "FICTIEF_" if row.contents["mark"] else ""
    name = f"{mark}{row.kind}_{row.reference.replace('/', '_')}.pdf"
    return _pdf(FileResponse(open_file(row.paper.file), content_type=PDF), name)


@open_to(*DESK)
@require_GET
def letter_preview(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Voorbeeld van de oordeelsbrief: as it would go out now. Nothing is stored."""
    case = _case(request, pk)
    draft, refusal = _draft(case)
    return render(
        request,
        "grants/letters/preview.html",
        {
            "case": case,
            "letter": draft,
            "refusal": refusal,
            "unjudged": weighing_of(case).unjudged if case.state == State.IN_ASSESSMENT else 0,
            "crumbs": [
                ("Beoordelen", reverse("grants:assessment_worklist")),
                (str(case.municipality), reverse("grants:assessment_workbench", args=[case.pk])),
            ],
        },
    )


@open_to(*DESK)
@require_GET
def letter_preview_pdf(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Hetzelfde voorbeeld als PDF: the paper as it will look. Nothing is stored."""
    case = _case(request, pk)
    draft, refusal = _draft(case)
    if draft is None:
        return render(
            request, "grants/letters/preview.html", {"case": case, "refusal": refusal}, status=409
        )
    content = letter_pdf(draft, moment=timezone.now())
    return _pdf(HttpResponse(content, content_type=PDF), "voorbeeld_oordeel.pdf")


def _draft(case: Justification) -> tuple[Contents | None, str]:
    """The letter as it would read today, or why there can be none."""
    try:
        return draft_letter(act=LetterAct.JUDGEMENT, case=case, on=timezone.now()), ""
    except NoLetter as refusal:
        return None, str(refusal)


def _pdf(response: Response, name: str) -> Response:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _case(request: SignedInRequest, pk: uuid.UUID) -> Justification:
    return get_object_or_404(
        justifications_visible_to(request.user).select_related(
            "municipality", "award", "accounting_year__scheme", "submitted"
        ),
        pk=pk,
    )
