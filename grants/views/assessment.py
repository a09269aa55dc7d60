"""Beoordelen: the worklist, the workbench and postponement."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from grants.enums import FigureSource
from grants.forms.assessment import (
    DecisionForm,
    PostponementForm,
    SisaFigureForm,
    WorklistFilter,
    decision_initial,
    decisions_among,
    decisions_beside,
    figure_initial,
)
from grants.forms.seen import INCOMPLETE, Seen
from grants.models import Justification, Upload
from grants.queries.assessment import judgement_on, workbench
from grants.queries.keyset import page_by
from grants.queries.visibility import justifications_visible_to
from grants.queries.worklist import late, municipalities_with_a_case, worklist, year_counts
from grants.reckoning.deadlines import day_in_amsterdam
from grants.services import assessment
from grants.transitions.justifications import JUSTIFICATION_MOVES
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest
from pmg.casework.errors import MoveRefused
from pmg.casework.moves import allowed_moves
from pmg.casework.table import Move
from pmg.design.formatting import date_nl

READERS = (Role.ASSESSOR, Role.BUDGET_HOLDER, Role.POLICY_OFFICER, Role.AUDITOR)
SHOWN_LATE = 5


@open_to(*READERS)
def assessment_worklist(request: SignedInRequest) -> HttpResponse:
    """Werkvoorraad: what waits for a judgement, the oldest first."""
    today = day_in_amsterdam(timezone.now())
    counts = year_counts(request.user)
    chosen = WorklistFilter(
        request.GET,
        years=dict.fromkeys(count.year for count in counts),
        municipalities=municipalities_with_a_case(request.user),
    )
    page = page_by(
        worklist(request.user, **chosen.chosen()),
        "waiting_since",
        "id",
        after=request.GET.get("na", ""),
        before=request.GET.get("voor", ""),
    )
    overdue = late(request.user, today=today)
    return render(
        request,
        "grants/assessment/worklist.html",
        {
            "filter": chosen,
            "counts": counts,
            "page": page,
            "today": today,
            "late": overdue[:SHOWN_LATE],
            "more_late": overdue.count() - SHOWN_LATE,
        },
    )


@open_to(*READERS)
def assessment_workbench(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Werkbank: judge one justification without opening another page."""
    case = _case(request, pk)
    now = timezone.now()
    form = None
    if request.method == "POST":
        facts = assessment.judgement_facts(case, accepted=None)
        form = DecisionForm(
            request.POST,
            moves=_moves_for(case, request.user, chosen=request.POST.get("decision", "")),
            at_most=facts.justified,
        )
        seen = Seen(request.POST)
        if not seen.is_valid():
            messages.error(request, INCOMPLETE)
        elif form.is_valid():
            try:
                decide(case, form, by=request.user, on=now, **seen.act())
            except MoveRefused as refusal:
                messages.error(request, str(refusal))
            else:
                done = JUSTIFICATION_MOVES[form.cleaned_data["decision"]].event
                messages.success(request, f"{done}. Dit staat nu op de tijdlijn.")
                return redirect("grants:assessment_workbench", pk=case.pk)
        case = _case(request, pk)
    return _draw_workbench(request, case, form, now=now)


def decide(case: Justification, form: DecisionForm, **act: Any) -> None:
    """Hands what was chosen to its service. Raises MoveRefused."""
    chosen = form.cleaned_data
    match chosen["decision"]:
        case "take":
            assessment.take(justification=case, **act)
        case "take_without_statement":
            assessment.take_without_statement(justification=case, reason=form.reason(), **act)
        case "return":
            assessment.return_to_municipality(justification=case, reason=form.reason(), **act)
        case "propose":
            assessment.propose(
                justification=case, accepted=chosen["accepted"], motivation=chosen["text"], **act
            )
        case "send_back":
            assessment.send_back(justification=case, reason=form.reason(), **act)
        case "judge":
            assessment.judge(justification=case, **act)


@open_to(Role.ASSESSOR, Role.POLICY_OFFICER)
def assessment_postpone(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Uitstel verlenen voor de aanvullende opgave."""
    case = _case(request, pk)
    now = timezone.now()
    form = PostponementForm(request.POST or None)
    if request.method == "POST":
        seen = Seen(request.POST)
        if not seen.is_valid():
            messages.error(request, INCOMPLETE)
        elif form.is_valid():
            try:
                assessment.postpone(
                    justification=case,
                    due_on=form.cleaned_data["due_on"],
                    reason=form.cleaned_data["reason"],
                    by=request.user,
                    on=now,
                    **seen.act(),
                )
            except MoveRefused as refusal:
                messages.error(request, str(refusal))
            else:
                messages.success(request, "Uitstel verleend. De gemeente ziet de nieuwe datum.")
                return redirect("grants:assessment_workbench", pk=case.pk)
        case = _case(request, pk)
    return render(
        request,
        "grants/assessment/postpone.html",
        {
            "case": case,
            "form": form,
            "key": uuid.uuid4(),
            "crumbs": _crumbs(case),
            "desk": workbench(case, now=now),
            "can_postpone": _may(case, "postpone", request.user),
            "today": day_in_amsterdam(now),
        },
    )


@open_to(*assessment.RECORDERS)
def assessment_sisa_figure(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """SiSa-cijfer van het CBS vastleggen: also for a municipality that never signs in."""
    case = _case(request, pk)
    figure = assessment.newest_figure(case)
    form = SisaFigureForm(request.POST or None, initial=figure_initial(figure))
    if request.method == "POST" and form.is_valid():
        assessment.record_sisa_figure(
            justification=case,
            source=FigureSource.CBS,
            by=request.user,
            on=timezone.now(),
            **form.cleaned_data,
        )
        messages.success(request, "SiSa-cijfer vastgelegd. Dit staat nu op de tijdlijn.")
        return redirect("grants:assessment_workbench", pk=case.pk)
    return render(
        request,
        "grants/assessment/sisa_figure.html",
        {"case": case, "form": form, "figure": figure, "crumbs": _crumbs(case)},
    )


def _crumbs(case: Justification) -> list[tuple[str, str]]:
    return [
        ("Beoordelen", reverse("grants:assessment_worklist")),
        (str(case.municipality), reverse("grants:assessment_workbench", args=[case.pk])),
    ]


def _draw_workbench(
    request: SignedInRequest,
    case: Justification,
    form: DecisionForm | None,
    *,
    now: datetime.datetime,
) -> HttpResponse:
    """The page with the moves that are open now; what was typed for others stays in sight."""
    desk = workbench(case, now=now)
    moves = decisions_among(allowed_moves(case, by=request.user))
    chosen = form.data.get("decision") if form is not None else None
    overtaken = bool(chosen) and chosen not in {move.name for move in moves}
    typed = form.data.get("text", "") if form is not None and overtaken else ""
    if form is None or overtaken:
        form = DecisionForm(
            moves=moves, at_most=desk.justified, initial=decision_initial(case, moves)
        )
    return render(
        request,
        "grants/assessment/workbench.html",
        {
            "case": case,
            "desk": desk,
            "judgement": judgement_on(case),
            "documents": _documents(desk.uploads),
            "crumbs": _crumbs(case)[:1],
            "can_record": request.user.has_role(*assessment.RECORDERS),
            "form": form if moves else None,
            "typed": typed,
            "key": uuid.uuid4(),
            "can_postpone": _may(case, "postpone", request.user),
            "today": day_in_amsterdam(now),
        },
    )


def _documents(uploads: Iterable[Upload]) -> list[dict[str, Any]]:
    return [
        {
            "name": upload.name,
            "url": reverse("grants:upload_download", args=[upload.pk]),
            "size": upload.file.size,
            "note": f"{capfirst(upload.get_kind_display())}, ontvangen op {date_nl(upload.on)}",
        }
        for upload in uploads
    ]


def _moves_for(case: Justification, user: User, *, chosen: str) -> tuple[Move, ...]:
    """The moves of the form that was sent: those open now, or those that were when it was drawn.

    A form from an old page reaches the door all the same, and is told there why it came too late.
    """
    now_open = decisions_among(allowed_moves(case, by=user))
    if chosen in {move.name for move in now_open}:
        return now_open
    return decisions_beside(chosen) or now_open


def _may(case: Justification, name: str, user: User) -> bool:
    return any(move.name == name for move in allowed_moves(case, by=user))


def _case(request: SignedInRequest, pk: uuid.UUID) -> Justification:
    return get_object_or_404(
        justifications_visible_to(request.user).select_related(
            "municipality", "award", "accounting_year__scheme", "submitted"
        ),
        pk=pk,
    )
