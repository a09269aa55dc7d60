"""Verantwoorden by a municipality: form, upload, pre-check, submit, receipt."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from grants.codes import form_name
from grants.enums import UploadKind
from grants.forms.findings import WordsForm
from grants.forms.seen import Seen
from grants.forms.submitting import DeclarationForm
from grants.forms.uploads import UploadForm
from grants.models import Justification
from grants.queries.assessment import judgement_on
from grants.queries.deliveries import delivery_of, steps_of
from grants.queries.findings import drafted_words, points_to_explain
from grants.queries.questions import questions_of
from grants.queries.scheme_years import scheme_year_for
from grants.queries.visibility import justifications_visible_to
from grants.services.findings import keep_words
from grants.services.submitting import submit
from grants.services.uploads import may_upload, upload
from grants.workbook.form import make_form
from pmg.accounts.enums import MUNICIPAL_ROLES, Role
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest
from pmg.casework.errors import MoveRefused
from pmg.casework.moves import allowed_moves

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
READERS = (*MUNICIPAL_ROLES, Role.POLICY_OFFICER, Role.ASSESSOR, Role.BUDGET_HOLDER, Role.AUDITOR)
START = ("Overzicht", "/")
INCOMPLETE = "De pagina was niet volledig geladen. Er is niets ingediend. Probeer het opnieuw."


@open_to(*READERS)
@require_GET
def justification(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Verantwoording: what to do, what was delivered, and every finding at once."""
    return _draw(request, _case(request, pk))


@open_to(*READERS)
@require_GET
def justification_checks(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The part of the page that follows the worker."""
    case = _case(request, pk)
    return render(
        request,
        "grants/justifications/_deliveries.html",
        {"case": case, "delivery": delivery_of(case, now=timezone.now())},
    )


@open_to(*READERS)
@require_GET
def justification_form(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Formulier downloaden, made to measure for this municipality and year."""
    subject = scheme_year_for(_case(request, pk))
    name = form_name(subject.year, subject.cbs_digits)
    if subject.is_fictional:
        name = f"FICTIEF_{name}"
    response = HttpResponse(make_form(subject), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@open_to(*sorted(MUNICIPAL_ROLES))
@require_POST
def justification_upload(request: SignedInRequest, pk: uuid.UUID, kind: str) -> HttpResponse:
    """Bestand uploaden: kept first, checked by the worker."""
    case = _case(request, pk)
    chosen = UploadKind(kind)
    form = UploadForm(chosen, request.POST, request.FILES)
    if not form.is_valid():
        return _draw(request, case, form)
    file = form.cleaned_data["file"]
    try:
        upload(
            justification=case,
            kind=chosen,
            name=file.name,
            chunks=file.chunks(),
            by=request.user,
            on=timezone.now(),
        )
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, f"‘{file.name}’ is bewaard. De controle loopt; dit is nog niet indienen."
        )
    return redirect(reverse("grants:justification", args=[case.pk]) + "#voorcontrole")


@open_to(*sorted(MUNICIPAL_ROLES))
def justification_submit(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Indienen, after one more look at what goes."""
    case = _case(request, pk)
    form = DeclarationForm(request.POST or None, case=case)
    delivery = delivery_of(case, now=timezone.now())
    words = WordsForm(
        request.POST or None,
        points=points_to_explain(delivery.newest),
        typed=drafted_words(case),
    )
    if request.method == "POST":
        # First of all: what was typed is kept, whatever becomes of the rest.
        keep_words(justification=case, words=words.words(), by=request.user)
        seen = Seen(request.POST)
        if not seen.is_valid():
            messages.error(request, INCOMPLETE)
        elif form.is_valid() & words.is_valid():
            try:
                submit(justification=case, by=request.user, on=timezone.now(), **seen.act())
            except MoveRefused as refusal:
                messages.error(request, str(refusal))
            else:
                messages.success(request, "De verantwoording is ingediend.")
                return redirect("grants:justification_receipt", pk=case.pk)
        case = _case(request, pk)
    if case.state not in case.moves["submit"].sources and case.submitted_on:
        # Somebody else was first, or the page is an old one: this is what was submitted.
        messages.info(request, "De verantwoording is al ingediend. Dit is het ontvangstbewijs.")
        return redirect("grants:justification_receipt", pk=case.pk)
    return render(
        request,
        "grants/justifications/submit.html",
        {
            "crumbs": _crumbs(case),
            "case": case,
            "delivery": delivery,
            "may_submit": any(m.name == "submit" for m in allowed_moves(case, by=request.user)),
            "form": form,
            "words": words,
            "key": uuid.uuid4(),
        },
    )


def _case(request: SignedInRequest, pk: uuid.UUID) -> Justification:
    return get_object_or_404(
        justifications_visible_to(request.user).select_related(
            "municipality", "accounting_year__scheme", "award__scheme"
        ),
        pk=pk,
    )


def _crumbs(case: Justification) -> list[tuple[str, str]]:
    """The way back from a page below the justification."""
    return [
        START,
        (
            f"Verantwoording over {case.accounting_year.year}",
            reverse("grants:justification", args=[case.pk]),
        ),
    ]


def _draw(
    request: SignedInRequest, case: Justification, refused: UploadForm | None = None
) -> HttpResponse:
    """The page; a refused upload keeps its message beside its own field."""
    moves = allowed_moves(case, by=request.user)
    forms: dict[str, Any] = {kind.value: UploadForm(kind) for kind in UploadKind}
    if refused:
        forms[refused.kind.value] = refused
    open_for_files = case.state in case.moves.drafts and case.state != "in_assessment"
    return render(
        request,
        "grants/justifications/justification.html",
        {
            "crumbs": [START],
            "case": case,
            "steps": steps_of(case),
            "delivery": delivery_of(case, now=timezone.now()),
            "forms": forms if open_for_files and may_upload(case, by=request.user) else None,
            "form": refused,
            "may_submit": any(move.name == "submit" for move in moves),
            "judgement": judgement_on(case),
            "questions": questions_of(case),
            "may_answer": any(move.name == "answer" for move in moves),
            "key": uuid.uuid4(),
        },
    )
