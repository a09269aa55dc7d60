"""Uitstel: one page on which the municipality asks and the ministry decides."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from grants.forms.assessment import PostponementForm
from grants.forms.postponements import AskPostponementForm, RefusalForm
from grants.models import Justification
from grants.queries.postponements import Decision, decisions_on, pending_request
from grants.queries.visibility import justifications_visible_to
from grants.reckoning.deadlines import day_in_amsterdam, days_until
from grants.services import postponing
from pmg.accounts.enums import MUNICIPAL_ROLES, Role
from pmg.accounts.models import User
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest

from .acting import Act, offers, perform

READERS = (*MUNICIPAL_ROLES, Role.POLICY_OFFICER, Role.ASSESSOR, Role.BUDGET_HOLDER, Role.AUDITOR)
ASK = {"ask_postponement": Act(postponing.ask_postponement, AskPostponementForm)}
GIVE = {"postpone": Act(postponing.grant_postponement, PostponementForm)}
ANSWER = GIVE | {"refuse_postponement": Act(postponing.refuse_postponement, RefusalForm)}


@open_to(*READERS)
def postponement(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Uitstel van de aanvullende opgave: the request, the decision, and the date that holds."""
    case = _case(request.user, pk)
    now = timezone.now()
    typed = None
    if request.method == "POST":
        typed = perform(request, case, ASK | ANSWER, on=now)
        if typed is None:
            return redirect("grants:postponement", pk=case.pk)
        case = _case(request.user, pk)
    pending = pending_request(case)
    offered = offers(case, _acts(pending), by=request.user, typed=typed)
    for offer in offered:
        if offer.move.name == "postpone" and pending and not offer.form.is_bound:
            offer.form.initial = {"due_on": pending.until}
    today = day_in_amsterdam(now)
    return render(
        request,
        "grants/postponements/postponement.html",
        {
            "crumbs": _crumbs(case, request.user),
            "case": case,
            "today": today,
            "days_left": days_until(case.due_on, now),
            "too_late": today > case.due_on and case.state == "open",
            "pending": pending,
            "decisions": decisions_on(case),
            "offers": offered,
            "form": typed,
            "key": uuid.uuid4(),
        },
    )


def _acts(pending: Decision | None) -> Mapping[str, Act]:
    """A request that waits is answered before another one is made."""
    return ANSWER if pending else ASK | GIVE


def _crumbs(case: Justification, user: User) -> list[tuple[str, str]]:
    if user.is_ministry:
        return [
            ("Beoordelen", reverse("grants:assessment_worklist")),
            (str(case.municipality), reverse("grants:assessment_workbench", args=[case.pk])),
        ]
    year = case.accounting_year.year
    return [
        ("Overzicht", "/"),
        (f"Verantwoording over {year}", reverse("grants:justification", args=[case.pk])),
    ]


def _case(user: User, pk: uuid.UUID) -> Justification:
    return get_object_or_404(
        justifications_visible_to(user).select_related(
            "municipality", "accounting_year__scheme", "award"
        ),
        pk=pk,
    )
