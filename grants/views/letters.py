"""Brieven: looked at before they go out, read on the portal, and downloaded as they went."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from grants.enums import JustificationState as State
from grants.enums import LetterAct
from grants.forms.letters import LetterFilter
from grants.letters.contents import Contents, read_contents
from grants.letters.paper import letter_pdf
from grants.models import AwardChange, Justification
from grants.queries.award_letters import act_of
from grants.queries.changes import changes_visible_to, decision_letter
from grants.queries.letters import letter_rows, letters_visible_to
from grants.queries.lines import weighing_of
from grants.queries.objections import is_open_to_objection, objections_visible_to
from grants.queries.visibility import awards_visible_to, justifications_visible_to
from grants.reckoning.objections import object_until
from grants.services.files import open_file
from grants.services.letter_delivery import note_opening
from grants.services.letters import NoLetter, draft_letter
from pmg.accounts.enums import MUNICIPAL_ROLES, Role
from pmg.accounts.models import User
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest
from pmg.casework.models import Case
from pmg.paging import page_by

DESK = (Role.ASSESSOR, Role.BUDGET_HOLDER, Role.POLICY_OFFICER, Role.AUDITOR)
READERS = (*MUNICIPAL_ROLES, *DESK, Role.FINANCIAL_OFFICER)
PDF = "application/pdf"
Response = TypeVar("Response", HttpResponse, FileResponse)


@dataclass(frozen=True)
class Draft:
    """Zaak waarvan de brief vooraf te bekijken is: whose cases, which letter, and its pages."""

    cases: Callable[[User], QuerySet[Any]]
    act: Callable[[Any], LetterAct]
    page: str
    above: tuple[str, str]


DRAFTS: dict[str, Draft] = {
    "oordeel": Draft(
        lambda user: justifications_visible_to(user).select_related(
            "municipality", "award", "accounting_year__scheme", "submitted"
        ),
        lambda case: LetterAct.JUDGEMENT,
        "grants:assessment_workbench",
        ("Beoordelen", "grants:assessment_worklist"),
    ),
    "toekenning": Draft(
        lambda user: awards_visible_to(user).select_related(
            "municipality", "scheme", "application__submitted"
        ),
        act_of,
        "grants:award",
        ("Toekenningen", "grants:award_list"),
    ),
    "wijziging": Draft(
        lambda user: changes_visible_to(user).select_related(
            "municipality", "award__scheme", "award__application__submitted"
        ),
        lambda case: LetterAct.AWARD_CHANGED,
        "grants:change",
        ("Toekenningen", "grants:award_list"),
    ),
}
"""Name in the address -> the case whose letter can be looked at before it goes out."""


@open_to(*READERS)
@require_GET
def letter_list(request: SignedInRequest) -> HttpResponse:
    """Brieven: the newest first, of every case that the reader may see."""
    chosen = LetterFilter(request.GET)
    page = page_by(
        letter_rows(request.user, **chosen.chosen()),
        "-asked_on",
        "id",
        after=request.GET.get("na", ""),
        before=request.GET.get("voor", ""),
    )
    return render(request, "grants/letters/list.html", {"filter": chosen, "page": page})


@open_to(*READERS)
@require_GET
def letter_page(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Brief lezen, with what replaced it and when the municipality first opened it."""
    row = get_object_or_404(letters_visible_to(request.user), pk=pk)
    note_opening(row, by=request.user, on=timezone.now())
    return render(
        request,
        "grants/letters/letter.html",
        {
            "row": row,
            "letter": read_contents(row.contents),
            "objections": objections_visible_to(request.user).filter(letter=row),
            "until": object_until(row.dated_on) if is_open_to_objection(row) else None,
            "may_register": request.user.has_role(Role.POLICY_OFFICER, Role.ASSESSOR),
            "crumbs": [("Brieven", reverse("grants:letter_list"))],
        },
    )


@open_to(*READERS)
@require_GET
def letter(request: SignedInRequest, pk: uuid.UUID) -> FileResponse:
    """Brief downloaden, exactly as it was stored."""
    row = get_object_or_404(letters_visible_to(request.user), pk=pk, paper__isnull=False)
    note_opening(row, by=request.user, on=timezone.now())
    mark = "FICTIEF_" if row.contents["mark"] else ""
    name = f"{mark}{row.kind}_{row.reference.replace('/', '_')}.pdf"
    return _pdf(FileResponse(open_file(row.paper.file), content_type=PDF), name)


@open_to(*DESK)
@require_GET
def letter_preview(request: SignedInRequest, kind: str, pk: uuid.UUID) -> HttpResponse:
    """Voorbeeld van een brief: as it would go out now. Nothing is stored."""
    case, of = _case(request, kind, pk)
    return _preview(request, case, of, kind, status=200)


@open_to(*DESK)
@require_GET
def letter_preview_pdf(request: SignedInRequest, kind: str, pk: uuid.UUID) -> HttpResponse:
    """Hetzelfde voorbeeld als PDF: the paper as it will look. Nothing is stored."""
    case, of = _case(request, kind, pk)
    draft, _ = _draft(case, of)
    if draft is None:
        return _preview(request, case, of, kind, status=409)
    content = letter_pdf(draft, moment=timezone.now())
    return _pdf(HttpResponse(content, content_type=PDF), f"voorbeeld_{kind}.pdf")


def _preview(
    request: SignedInRequest, case: Case, of: Draft, kind: str, *, status: int
) -> HttpResponse:
    draft, refusal = _draft(case, of)
    return render(
        request,
        "grants/letters/preview.html",
        {
            "case": case,
            "kind": kind,
            "of": of.act(case).label,
            "letter": draft,
            "refusal": refusal,
            "unjudged": _unjudged(case),
            "crumbs": [
                (of.above[0], reverse(of.above[1])),
                (str(case.municipality), reverse(of.page, args=[case.pk])),
            ],
            "back": reverse(of.page, args=[case.pk]),
        },
        status=status,
    )


def _draft(case: Case, of: Draft) -> tuple[Contents | None, str]:
    """The letter as it would read today, or why there can be none."""
    try:
        replaces = decision_letter(case.award) if isinstance(case, AwardChange) else None
        return (
            draft_letter(act=of.act(case), case=case, on=timezone.now(), replaces=replaces),
            "",
        )
    except NoLetter as refusal:
        return None, str(refusal)


def _unjudged(case: Case) -> int:
    """How many lines have no judgement yet, so that the amounts will change."""
    if isinstance(case, Justification) and case.state == State.IN_ASSESSMENT:
        return weighing_of(case).unjudged
    return 0


def _pdf(response: Response, name: str) -> Response:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _case(request: SignedInRequest, kind: str, pk: uuid.UUID) -> tuple[Case, Draft]:
    if kind not in DRAFTS:
        raise Http404
    of = DRAFTS[kind]
    return get_object_or_404(of.cases(request.user), pk=pk), of
