"""Beoordelen: the worklist, the workbench and postponement."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from grants.enums import FigureSource
from grants.forms.assessment import (
    PostponementForm,
    SisaFigureForm,
    WorklistFilter,
    figure_initial,
)
from grants.forms.seen import INCOMPLETE, Seen
from grants.models import Justification
from grants.queries.assessment import workbench
from grants.queries.visibility import justifications_visible_to
from grants.queries.worklist import late, most_urgent, worklist, year_counts
from grants.reckoning.deadlines import day_in_amsterdam
from grants.services import assessment
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest
from pmg.casework.errors import MoveRefused
from pmg.casework.moves import allowed_moves
from pmg.paging import page_by

READERS = (Role.ASSESSOR, Role.BUDGET_HOLDER, Role.POLICY_OFFICER, Role.AUDITOR)
SHOWN_LATE = 5
SHOWN_YEARS = 4


@open_to(*READERS)
def assessment_worklist(request: SignedInRequest) -> HttpResponse:
    """Werkvoorraad: what waits for a judgement, the oldest first."""
    today = day_in_amsterdam(timezone.now())
    counts = year_counts(request.user, today=today)
    chosen = WorklistFilter(request.GET, years=dict.fromkeys(count.year for count in counts))
    page = page_by(
        worklist(request.user, **chosen.chosen()),
        "waiting_since",
        "id",
        after=request.GET.get("na", ""),
        before=request.GET.get("voor", ""),
    )
    return render(
        request,
        "grants/assessment/worklist.html",
        {
            "filter": chosen,
            "counts": most_urgent(counts, limit=SHOWN_YEARS),
            "page": page,
            "today": today,
            "late": late(request.user, today=today)[:SHOWN_LATE],
            "more_late": sum(count.late for count in counts) - SHOWN_LATE,
        },
    )


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


def _may(case: Justification, name: str, user: User) -> bool:
    return any(move.name == name for move in allowed_moves(case, by=user))


def _case(request: SignedInRequest, pk: uuid.UUID) -> Justification:
    return get_object_or_404(
        justifications_visible_to(request.user).select_related(
            "municipality", "award", "accounting_year__scheme", "submitted"
        ),
        pk=pk,
    )
