"""Voortgangsrapportages lezen, terugsturen en akkoord geven."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from grants.forms.applications import QuestionForm
from grants.forms.awards import ReasonForm
from grants.forms.progress_review import ProgressFilter, ReturnForm
from grants.forms.seen import INCOMPLETE, Seen
from grants.models import GrantYear, ProgressReport
from grants.queries.history import history
from grants.queries.progress import (
    grant_years_to_open,
    grant_years_with_reports,
    last_return,
    report_of_last_year,
    report_rows,
    reports_with_everything,
    row_of,
)
from grants.queries.progress_content import content_of
from grants.queries.questions import questions_of
from grants.queries.visibility import progress_reports_visible_to
from grants.services.progress import accept, return_to_municipality
from grants.services.progress_opening import open_progress_reports
from grants.services.questions import ask, withdraw
from grants.transitions.progress import PROGRESS_MOVES
from pmg.accounts.enums import MUNICIPAL_ROLES, Role
from pmg.accounts.permissions import EVERYONE, open_to
from pmg.accounts.requests import SignedInRequest
from pmg.casework.errors import MoveRefused
from pmg.casework.moves import allowed_moves

from .answering import answer_page
from .declining import declining_of

COMING = ("submit", "accept")


@open_to(*EVERYONE)
def progress_list(request: SignedInRequest) -> HttpResponse:
    """Voortgangsrapportages: of twenty municipalities for the ministry, of each year for one."""
    now = timezone.now()
    chosen = ProgressFilter(request.GET, years=grant_years_with_reports(request.user))
    rows = report_rows(request.user, now=now, grant_year=chosen.year, state=chosen.state)
    may_open = request.user.has_role(Role.POLICY_OFFICER)
    return render(
        request,
        "grants/progress/list.html",
        {
            "filter": chosen,
            "rows": rows,
            "to_open": grant_years_to_open(today=timezone.localdate()) if may_open else [],
        },
    )


@open_to(*EVERYONE)
def progress_report(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Eén rapportage: what was submitted, its receipt and its timeline."""
    return _draw_report(request, pk, ReturnForm())


@open_to(Role.POLICY_OFFICER)
@require_POST
def progress_return(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Aanvulling vragen."""
    report = get_object_or_404(progress_reports_visible_to(request.user), pk=pk)
    form, seen = ReturnForm(request.POST), Seen(request.POST)
    if not seen.is_valid():
        messages.error(request, INCOMPLETE)
    elif form.is_valid():
        try:
            return_to_municipality(
                report=report,
                reason=form.cleaned_data["reason"],
                by=request.user,
                on=timezone.now(),
                **seen.act(),
            )
        except MoveRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "De gemeente is om een aanvulling gevraagd.")
            return redirect("grants:progress_report", pk=pk)
    return _draw_report(request, pk, form)


@open_to(Role.POLICY_OFFICER)
@require_POST
def progress_question(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Vraag stellen aan de gemeente; the report stays where it is."""
    report = get_object_or_404(progress_reports_visible_to(request.user), pk=pk)
    form, seen = QuestionForm(request.POST, prefix="question"), Seen(request.POST)
    if not seen.is_valid():
        messages.error(request, INCOMPLETE)
    elif form.is_valid():
        try:
            ask(
                case=report,
                text=form.cleaned_data["text"],
                by=request.user,
                on=timezone.now(),
                **seen.act(),
            )
        except MoveRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Uw vraag is verstuurd aan de gemeente.")
            return redirect(reverse("grants:progress_report", args=[pk]) + "#vragen")
    return _draw_report(request, pk, ReturnForm(), question=form)


@open_to(Role.POLICY_OFFICER)
@require_http_methods(["GET", "POST"])
def progress_question_withdraw(
    request: SignedInRequest, pk: uuid.UUID, question: int
) -> HttpResponse:
    """Vraag intrekken, with the reason that the municipality reads."""
    report = get_object_or_404(_with_names(request), pk=pk)
    asked = get_object_or_404(report.questions.select_related("event", "line"), pk=question)
    form = ReasonForm(request.POST or None)
    back = reverse("grants:progress_report", args=[pk])
    if request.method == "POST":
        seen = Seen(request.POST)
        if not seen.is_valid():
            messages.error(request, INCOMPLETE)
        elif form.is_valid():
            try:
                withdraw(
                    question=asked,
                    text=form.cleaned_data["reason"],
                    by=request.user,
                    on=timezone.now(),
                    key=seen.cleaned_data["key"],
                )
            except MoveRefused as refusal:
                messages.error(request, str(refusal))
            else:
                messages.success(request, "De vraag is ingetrokken.")
            return redirect(f"{back}#vragen")
    return render(
        request,
        "grants/progress/withdraw_question.html",
        {
            "case": report,
            "report": report,
            "question": asked,
            "form": form,
            "key": uuid.uuid4(),
            "crumbs": _crumbs(report),
        },
    )


@open_to(*sorted(MUNICIPAL_ROLES))
@require_http_methods(["GET", "POST"])
def progress_answer(request: SignedInRequest, pk: uuid.UUID, question: int) -> HttpResponse:
    """Vraag over de rapportage beantwoorden."""
    report = get_object_or_404(_with_names(request), pk=pk)
    return answer_page(
        request,
        report,
        question,
        template="grants/progress/answer.html",
        back=reverse("grants:progress_report", args=[pk]),
        crumbs=_crumbs(report),
    )


@open_to(Role.POLICY_OFFICER)
@require_POST
def progress_accept(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Akkoord geven."""
    report = get_object_or_404(progress_reports_visible_to(request.user), pk=pk)
    seen = Seen(request.POST)
    if not seen.is_valid():
        messages.error(request, INCOMPLETE)
    else:
        try:
            accept(report=report, by=request.user, on=timezone.now(), **seen.act())
        except MoveRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "De rapportage is akkoord.")
    return redirect("grants:progress_report", pk=pk)


@open_to(Role.POLICY_OFFICER)
@require_POST
def progress_open(request: SignedInRequest, pk: int) -> HttpResponse:
    """Rapportages openen over een uitkeringsjaar; pressing twice opens nothing twice."""
    grant_year = get_object_or_404(GrantYear, pk=pk)
    try:
        opened = open_progress_reports(grant_year=grant_year, by=request.user, on=timezone.now())
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Geopend over {grant_year}: {len(opened)} rapportages.")
    return redirect(f"{reverse('grants:progress_list')}?jaar={grant_year.pk}")


def _with_names(request: SignedInRequest) -> QuerySet[ProgressReport]:
    return progress_reports_visible_to(request.user).select_related("municipality", "grant_year")


def _crumbs(report: ProgressReport) -> list[tuple[str, str]]:
    return [
        ("Voortgang", reverse("grants:progress_list")),
        (
            f"{report.municipality}, {report.grant_year}",
            reverse("grants:progress_report", args=[report.pk]),
        ),
    ]


def _draw_report(
    request: SignedInRequest,
    pk: uuid.UUID,
    form: ReturnForm,
    question: QuestionForm | None = None,
) -> HttpResponse:
    user, now = request.user, timezone.now()
    report = get_object_or_404(reports_with_everything(user), pk=pk)
    return render(
        request,
        "grants/progress/report.html",
        {
            "report": report,
            "case": report,
            "key": uuid.uuid4(),
            "row": row_of(report, now=now),
            "content": content_of(report, user, last_year=report_of_last_year(report)),
            "receipt": report.versions.last(),
            "returned": last_return(report),
            **declining_of(report, user),
            "steps": history(report, user=user, coming=COMING),
            "moves": {move.name for move in allowed_moves(report, by=user)},
            "form": form,
            "questions": questions_of(report),
            "question_form": question or QuestionForm(prefix="question"),
            "may_write": user.has_role(Role.PROJECT_LEADER, municipality_id=report.municipality_id)
            and report.state in PROGRESS_MOVES.drafts,
            "crumbs": [("Voortgang", reverse("grants:progress_list"))],
        },
    )
