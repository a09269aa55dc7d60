"""Een vraag van het ministerie beantwoorden: the same page for every kind of case."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from grants.forms.questions import AnswerForm
from grants.forms.seen import INCOMPLETE, Seen
from grants.models import Application, Justification, ProgressReport, Question
from grants.queries.questions import reply_to
from grants.services.questions import answer
from pmg.accounts.requests import SignedInRequest
from pmg.casework.errors import MoveRefused
from pmg.casework.moves import allowed_moves


def answer_page(
    request: SignedInRequest,
    case: Justification | Application | ProgressReport,
    question: int,
    *,
    template: str,
    back: str,
    crumbs: list[tuple[str, str]],
) -> HttpResponse:
    """Beantwoorden; what was typed stays where it is refused. `back` is the page of the case."""
    asked = _question(case, question)
    form = AnswerForm(request.POST or None)
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
                return redirect(f"{back}#vragen")
            asked = _question(case, question)
    context = {
        "case": case,
        "question": asked,
        "may_answer": reply_to(asked) is None
        and any(move.name == "answer" for move in allowed_moves(case, by=request.user)),
        "form": form,
        "key": uuid.uuid4(),
        "crumbs": crumbs,
    }
    return render(request, template, context)


def _question(case: Justification | Application | ProgressReport, pk: int) -> Question:
    rows = Question.objects.select_related("line", "event", "reply__event", case.moves.kind)
    return get_object_or_404(rows, pk=pk, **{case.moves.kind: case})
