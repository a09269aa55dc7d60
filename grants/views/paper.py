"""Op papier ontvangen: the figures first, then the receipt with its scans."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from grants.checks.findings import Outcome
from grants.checks.statement_typed import judge_typed
from grants.forms.paper import PaperFormForm, ReceiptForm, TypedForm
from grants.forms.seen import INCOMPLETE, Seen
from grants.forms.statement_fields import INTERVENTIONS
from grants.models import Justification
from grants.queries.deliveries import newest_uploads
from grants.queries.scheme_years import scheme_year_for
from grants.queries.visibility import justifications_visible_to
from grants.services import paper
from pmg.accounts.enums import Role
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest
from pmg.casework.errors import MoveRefused
from pmg.casework.moves import allowed_moves


@open_to(Role.ASSESSOR)
def justification_paper(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Op papier ontvangen, step by step; what was typed stays until it is whole."""
    case = _case(request, pk)
    if request.method != "POST":
        return _draw(request, case)
    act, now = request.POST.get("act", ""), timezone.now()
    if act == "typed":
        return _type(request, case)
    form = PaperFormForm(request.POST, request.FILES) if act == "form" else None
    receipt = ReceiptForm(request.POST, request.FILES) if act == "receive" else None
    seen = Seen(request.POST)
    try:
        if not seen.is_valid():
            messages.error(request, INCOMPLETE)
        elif form is not None and form.is_valid():
            file = form.cleaned_data["form"]
            paper.take_form(
                justification=case, name=file.name, chunks=file.chunks(), by=request.user, on=now
            )
            messages.success(request, f"‘{file.name}’ is bewaard. De controle loopt.")
            return redirect(_place(case, "ontvangst"))
        elif receipt is not None and receipt.is_valid():
            given = receipt.cleaned_data
            paper.receive_on_paper(
                justification=case,
                received_on=given["received_on"],
                reason=given["reason"],
                scans=[(file.name or "scan", file.chunks()) for file in given["scans"]],
                by=request.user,
                on=now,
                **seen.act(),
            )
            messages.success(request, "Ontvangst vastgelegd. Dit is het ontvangstbewijs.")
            return redirect("grants:justification_receipt", pk=case.pk)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    return _draw(request, _case(request, pk), form=form, receipt=receipt)


def _type(request: SignedInRequest, case: Justification) -> HttpResponse:
    """Cijfers overtypen: kept once nothing is wrong with them, or drawn again with what is."""
    subject = scheme_year_for(case)
    typed = TypedForm(subject, request.POST)
    outcome = None
    if "more" not in request.POST:
        outcome = judge_typed(typed.typed, subject)
        if outcome.ok:
            try:
                paper.type_figures(
                    justification=case, typed=typed.typed, by=request.user, on=timezone.now()
                )
            except MoveRefused as refusal:
                messages.error(request, str(refusal))
            else:
                messages.success(request, "De cijfers zijn bewaard. Leg nu de ontvangst vast.")
                return redirect(_place(case, "ontvangst"))
    return _draw(request, case, typed=typed, outcome=outcome)


def _draw(
    request: SignedInRequest,
    case: Justification,
    *,
    form: PaperFormForm | None = None,
    receipt: ReceiptForm | None = None,
    typed: TypedForm | None = None,
    outcome: Outcome | None = None,
) -> HttpResponse:
    subject = scheme_year_for(case)
    statement = newest_uploads(case, on_paper=True).statement
    context: dict[str, Any] = {
        "case": case,
        "subject": subject,
        "statement": statement,
        "version": statement.versions.first() if statement else None,
        "paper_form": form or PaperFormForm(),
        "receipt_form": receipt or ReceiptForm(),
        "typed": typed or TypedForm(subject),
        "outcome": outcome,
        "form": form or receipt,
        "interventions_id": INTERVENTIONS,
        "interventions": subject.planned,
        "can_receive": any(
            move.name == paper.MOVE for move in allowed_moves(case, by=request.user)
        ),
        "key": uuid.uuid4(),
        "crumbs": [
            ("Beoordelen", reverse("grants:assessment_worklist")),
            (str(case.municipality), reverse("grants:assessment_workbench", args=[case.pk])),
        ],
    }
    return render(request, "grants/assessment/paper.html", context)


def _place(case: Justification, name: str) -> str:
    return f"{reverse('grants:justification_paper', args=[case.pk])}#{name}"


def _case(request: SignedInRequest, pk: uuid.UUID) -> Justification:
    return get_object_or_404(
        justifications_visible_to(request.user).select_related(
            "municipality", "award", "accounting_year__scheme", "submitted"
        ),
        pk=pk,
    )
