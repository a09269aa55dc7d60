"""Vragen van het ministerie, as the municipality reads and answers them."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from grants.forms.questions import AnswerForm
from grants.forms.seen import INCOMPLETE, Seen
from grants.models import Question
from grants.queries.questions import reply_to
from grants.queries.visibility import justifications_visible_to
from grants.services.questions import answer
from pmg.accounts.enums import MUNICIPAL_ROLES
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest
from pmg.casework.errors import MoveRefused
from pmg.casework.moves import allowed_moves


@open_to(*sorted(MUNICIPAL_ROLES))
def justification_answer(request: SignedInRequest, pk: uuid.UUID, question: int) -> HttpResponse:
    """Vraag beantwoorden: sent from the justification's page; here with what was typed if refused."""
    case = get_object_or_404(
        justifications_visible_to(request.user).select_related("municipality", "accounting_year"),
        pk=pk,
    )
    asked = get_object_or_404(
        Question.objects.select_related("line", "event", "reply__event"),
        pk=question,
        justification=case,
    )
    form = AnswerForm(request.POST or None)
    back = reverse("grants:justification", args=[case.pk])
    if request.method == "POST":
        seen = Seen(request.POST)
        if not seen.is_valid():
            messages.error(request, INCOMPLETE)
        elif form.is_valid():
            try:
                answer(
                    question=asked,
                    text=form.cleaned_data["answer"],
                    by=request.user,
                    on=timezone.now(),
                    key=seen.cleaned_data["key"],
                )
            except MoveRefused as refusal:
                messages.error(request, str(refusal))
            else:
                messages.success(request, "Uw antwoord is verstuurd aan het ministerie.")
                return redirect(back + "#vragen")
            asked = Question.objects.select_related("line", "event", "reply__event").get(
                pk=question
            )
    return render(
        request,
        "grants/justifications/answer.html",
        {
            "case": case,
            "question": asked,
            "may_answer": reply_to(asked) is None
            and any(move.name == "answer" for move in allowed_moves(case, by=request.user)),
            "form": form,
            "key": uuid.uuid4(),
            "crumbs": [
                ("Overzicht", "/"),
                (f"Verantwoording over {case.accounting_year.year}", back),
            ],
        },
    )
