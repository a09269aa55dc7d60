"""Verantwoorden by a municipality: form, upload, pre-check, submit, receipt."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from grants.enums import DELIVERED_ONLINE
from grants.forms.findings import WordsForm
from grants.forms.seen import Seen
from grants.forms.submitting import DeclarationForm
from grants.forms.uploads import UploadForm, slot_choices
from grants.models import Justification
from grants.queries.assessment import judgement_on
from grants.queries.deliveries import delivery_of, steps_of
from grants.queries.findings import drafted_words, points_to_explain
from grants.queries.package_parts import parts_of
from grants.queries.questions import questions_of
from grants.queries.scheme_years import scheme_year_for
from grants.services.findings import keep_words
from grants.services.notices_checks import findings_seen
from grants.services.submitting import submit
from grants.services.uploads import delivers
from grants.workbook.form import make_form
from pmg.accounts.enums import MUNICIPAL_ROLES
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest
from pmg.casework.errors import MoveRefused
from pmg.casework.moves import allowed_moves

from .declining import declining_of
from .justification_pages import READERS, START, case_of, crumbs, send_form

INCOMPLETE = "De pagina was niet volledig geladen. Er is niets ingediend. Probeer het opnieuw."


@open_to(*READERS)
@require_GET
def justification(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Verantwoording: what to do, what was delivered, and every finding at once."""
    case = case_of(request.user, pk)
    findings_seen(case, by=request.user, on=timezone.now())
    return draw_justification(request, case)


@open_to(*READERS)
@require_GET
def justification_checks(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The part of the page that follows the worker."""
    case = case_of(request.user, pk)
    findings_seen(case, by=request.user, on=timezone.now())
    return render(
        request,
        "grants/justifications/_deliveries.html",
        {
            "case": case,
            "delivery": delivery_of(case, now=timezone.now()),
            "may_upload": delivers(case, by=request.user),
            "key": uuid.uuid4(),
        },
    )


@open_to(*READERS)
@require_GET
def justification_form(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Formulier downloaden, made to measure for this municipality and year."""
    subject = scheme_year_for(case_of(request.user, pk))
    return send_form(subject, make_form(subject))


@open_to(*sorted(MUNICIPAL_ROLES))
def justification_submit(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Indienen, after one more look at what goes."""
    case = case_of(request.user, pk)
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
        case = case_of(request.user, pk)
    if case.state not in case.moves["submit"].sources and case.submitted_on:
        # Somebody else was first, or the page is an old one: this is what was submitted.
        messages.info(request, "De verantwoording is al ingediend. Dit is het ontvangstbewijs.")
        return redirect("grants:justification_receipt", pk=case.pk)
    return render(
        request,
        "grants/justifications/submit.html",
        {
            "crumbs": crumbs(case),
            "case": case,
            "delivery": delivery,
            "may_submit": any(m.name == "submit" for m in allowed_moves(case, by=request.user)),
            "form": form,
            "words": words,
            "key": uuid.uuid4(),
        },
    )


def draw_justification(
    request: SignedInRequest, case: Justification, refused: UploadForm | None = None
) -> HttpResponse:
    """The page; a refused upload keeps its message beside its own field."""
    moves = allowed_moves(case, by=request.user)
    may_upload = delivers(case, by=request.user)
    parts = parts_of(case) if may_upload else None
    forms: dict[str, Any] = {kind.value: UploadForm(kind) for kind in DELIVERED_ONLINE}
    if refused:
        forms[refused.kind.value] = refused
    return render(
        request,
        "grants/justifications/justification.html",
        {
            "crumbs": [START],
            "case": case,
            **declining_of(case, request.user),
            "steps": steps_of(case),
            "delivery": delivery_of(case, now=timezone.now()),
            "forms": forms if may_upload else None,
            "may_upload": may_upload,
            "parts": parts,
            "slot_choices": slot_choices(parts) if parts else [],
            "form": refused,
            "may_submit": any(move.name == "submit" for move in moves),
            "judgement": judgement_on(case),
            "questions": questions_of(case),
            "may_answer": any(move.name == "answer" for move in moves),
            "key": uuid.uuid4(),
        },
    )
