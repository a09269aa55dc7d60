"""Aanvragen: the worklist, one application with its next step, its criteria and its award."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from grants.forms.applications import (
    AdviceForm,
    ApplicationFilter,
    CriterionForm,
    DecideForm,
    QuestionForm,
    ReturnApplicationForm,
)
from grants.forms.awards import ReasonForm
from grants.forms.seen import INCOMPLETE, Seen
from grants.models import Application
from grants.queries.applications import (
    attachments_of,
    criteria_with_verdicts,
    open_schemes,
    own_applications,
    submitted_content,
    worklist,
)
from grants.queries.award_room import room_for
from grants.queries.history import history
from grants.queries.overview import schemes
from grants.queries.questions import questions_of
from grants.queries.visibility import applications_visible_to, awards_visible_to
from grants.services import application_assessing as assessing
from grants.services.application_deciding import award_application
from grants.services.applications import MAY_WRITE, may_write, withdraw_application
from grants.services.files import open_file
from pmg.accounts.enums import MUNICIPAL_ROLES, Role
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest
from pmg.casework.errors import MoveRefused
from pmg.casework.moves import allowed_moves
from pmg.paging import page_by

from .acting import Act, offers, perform, waits_for_colleague
from .answering import answer_page
from .award_room import room_shown

ASSESSORS = (Role.POLICY_OFFICER, Role.ASSESSOR)
READERS = (*sorted(MUNICIPAL_ROLES), *ASSESSORS, Role.BUDGET_HOLDER, Role.AUDITOR)
ACTS = {
    "complete": Act(assessing.declare_complete),
    "return": Act(assessing.return_application, ReturnApplicationForm),
    "question": Act(assessing.ask_about, QuestionForm),
    "advise": Act(assessing.advise, AdviceForm),
    "reopen": Act(assessing.reopen, ReasonForm),
    "refuse": Act(assessing.refuse, ReasonForm),
    "set_aside": Act(assessing.set_aside, ReasonForm),
    "withdraw": Act(withdraw_application, ReasonForm),
}
COMING = ("submit", "complete", "advise", "prepare_award", "award")


@open_to(*READERS)
def application_list(request: SignedInRequest) -> HttpResponse:
    """Aanvragen: for the ministry those to decide on, the most urgent first; for one its own."""
    today = timezone.localdate()
    if not request.user.is_ministry:
        return render(
            request,
            "grants/applications/own.html",
            {
                "cases": own_applications(request.user),
                "schemes": open_schemes(request.user, today=today),
                "may_begin": request.user.has_role(*MAY_WRITE),
                "key": uuid.uuid4(),
            },
        )
    chosen = ApplicationFilter(request.GET, schemes=schemes())
    page = page_by(
        worklist(request.user, today=today, **chosen.chosen()),
        "decide_by",
        "id",
        after=request.GET.get("na", ""),
        before=request.GET.get("voor", ""),
    )
    context = {"filter": chosen, "page": page, "today": today}
    return render(request, "grants/applications/list.html", context)


@open_to(*READERS)
@require_http_methods(["GET", "POST"])
def application(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Eén aanvraag: what was submitted, questions, the timeline and the next step."""
    case = _case(request, pk)
    typed = None
    if request.method == "POST":
        typed = perform(request, case, ACTS, on=timezone.now())
        if typed is None:
            return redirect("grants:application", pk=case.pk)
        case = _case(request, pk)
    offered = offers(case, ACTS, by=request.user, typed=typed)
    moves = {row.name for row in allowed_moves(case, by=request.user)}
    is_ministry = request.user.is_ministry
    return render(
        request,
        "grants/applications/application.html",
        {
            "case": case,
            "submitted": submitted_content(case),
            "attachments": [row for row in attachments_of(case) if not row.is_removed],
            "criteria": criteria_with_verdicts(case) if is_ministry else [],
            "questions": questions_of(case),
            "receipts": case.receipts.order_by("-pk"),
            "award": awards_visible_to(request.user)
            .filter(application=case)
            .exclude(state="withdrawn")
            .first(),
            "steps": history(
                case, user=request.user, coming=COMING if is_ministry else ("submit",)
            ),
            "offers": offered,
            "colleague": waits_for_colleague(case, offered) if is_ministry else None,
            "moves": moves,
            "may_write": may_write(case, by=request.user),
            "today": timezone.localdate(),
            "key": uuid.uuid4(),
            "crumbs": [("Aanvragen", reverse("grants:application_list"))],
        },
    )


@open_to(*READERS)
@require_GET
def application_attachment(
    request: SignedInRequest, pk: uuid.UUID, attachment: uuid.UUID
) -> FileResponse:
    """Bijlage downloaden; one with a virus is shut. The ministry gets what was submitted."""
    case = _case(request, pk)
    rows = case.attachments.select_related("file")
    if request.user.is_ministry:
        rows = rows.filter(pk__in=case.versions.values("attachments"))
    row = get_object_or_404(rows, pk=attachment)
    response = FileResponse(open_file(row.file), as_attachment=True, filename=row.name)
    response["Content-Security-Policy"] = "sandbox"
    return response


@open_to(*ASSESSORS)
@require_http_methods(["GET", "POST"])
def application_criteria(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Toetsen aan de criteria: a verdict and a reason for each; saved together, also in part."""
    case = _case(request, pk)
    rows = criteria_with_verdicts(case)
    forms = [CriterionForm(*row, data=request.POST or None) for row in rows]
    status = 200
    if request.method == "POST":
        # Each of them, so that every fault shows at once.
        faulty = [form for form in forms if not form.is_valid()]
        if not faulty:
            judged = {form.criterion.code: form.judged() for form in forms}
            try:
                assessing.judge_criteria(
                    application=case,
                    judged={code: verdict for code, verdict in judged.items() if verdict},
                    by=request.user,
                    on=timezone.now(),
                )
            except MoveRefused as refusal:
                messages.error(request, str(refusal))
                status = 409
            else:
                messages.success(request, "Uw oordelen zijn opgeslagen.")
                return redirect(reverse("grants:application", args=[pk]) + "#criteria")
        else:
            status = 422
    return render(
        request,
        "grants/applications/criteria.html",
        {
            "case": case,
            "forms": forms,
            "invalid": [form for form in forms if form.is_bound and form.errors],
            "submitted": submitted_content(case),
            "may_judge": case.state == "complete",
            "crumbs": _crumbs(case),
        },
        status=status,
    )


@open_to(*ASSESSORS)
@require_http_methods(["GET", "POST"])
def application_award(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Toekenning voorbereiden uit de aanvraag, in full or in part."""
    case = _case(request, pk)
    made = awards_visible_to(request.user).filter(application=case).exclude(state="withdrawn")
    if request.method == "GET" and "prepare_award" not in _moves(case, request):
        existing = made.first()
        return redirect(
            (existing and "grants:award") or "grants:application", pk=getattr(existing, "pk", pk)
        )
    submitted = submitted_content(case)
    assert submitted, "what was advised on was submitted"
    room = room_for(
        case.scheme,
        [year for year, _ in submitted.requested],
        municipality=case.municipality,
        on=timezone.localdate(),
    )
    form = DecideForm(
        request.POST or None,
        requested=submitted.requested,
        room=room,
        initial={
            "reference": case.reference.replace("-AANVRAAG", ""),
            "motivation": case.motivation,
        },
    )
    if request.method == "POST":
        seen = Seen(request.POST)
        if not seen.is_valid():
            messages.error(request, INCOMPLETE)
        elif again := made.filter(pk=seen.cleaned_data["key"]).first():
            return redirect("grants:award", pk=again.pk)
        elif form.is_valid():
            try:
                award = award_application(
                    application=case,
                    by=request.user,
                    on=timezone.now(),
                    **seen.act(),
                    **form.arguments(),
                )
            except MoveRefused as refusal:
                messages.error(request, str(refusal))
            else:
                messages.success(
                    request, "De toekenning is voorbereid. Een budgethouder moet haar nu toekennen."
                )
                return redirect("grants:award", pk=award.pk)
        case = _case(request, pk)
    return render(
        request,
        "grants/applications/award.html",
        {
            **room_shown(room, form),
            "case": case,
            "form": form,
            "submitted": submitted,
            "may_prepare": "prepare_award" in _moves(case, request),
            # A key that was refused was not used: the same page may try again with it.
            "key": request.POST.get("key") or uuid.uuid4(),
            "crumbs": _crumbs(case),
        },
    )


@open_to(*sorted(MUNICIPAL_ROLES))
@require_http_methods(["GET", "POST"])
def application_answer(request: SignedInRequest, pk: uuid.UUID, question: int) -> HttpResponse:
    """Vraag over de aanvraag beantwoorden; what was typed stays where it is refused."""
    case = _case(request, pk)
    return answer_page(
        request,
        case,
        question,
        template="grants/applications/answer.html",
        back=reverse("grants:application", args=[pk]),
        crumbs=_crumbs(case),
    )


def _moves(case: Application, request: SignedInRequest) -> set[str]:
    return {row.name for row in allowed_moves(case, by=request.user)}


def _crumbs(case: Application) -> list[tuple[str, str]]:
    return [
        ("Aanvragen", reverse("grants:application_list")),
        (str(case.municipality), reverse("grants:application", args=[case.pk])),
    ]


def _case(request: SignedInRequest, pk: uuid.UUID) -> Any:
    cases = applications_visible_to(request.user).select_related(
        "municipality", "scheme", "submitted__by"
    )
    return get_object_or_404(cases, pk=pk)
