"""Parafen: what waits for me, those of a year with the checklist, and one of them."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from grants.forms.awards import ReasonForm
from grants.queries.history import history
from grants.views.acting import Act, offers, perform
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest
from pmg.casework.errors import MoveRefused
from pmg.casework.moves import may
from reporting.enums import Part, ReportYearState, SignOffState
from reporting.forms.sign_offs import AgainForm, GiveForm, RefuseForm
from reporting.models import ReportYear, SignOff
from reporting.permissions import ASKERS, PUBLISHERS, READERS, SIGNERS
from reporting.queries.parts import fingerprints, latest_version
from reporting.queries.publications import publications
from reporting.queries.sign_offs import (
    decided_by,
    sign_off_rows,
    signers_of,
    stands,
    waiting_for,
)
from reporting.services import sign_offs as services
from reporting.services.conditions import conditions_of, ready_to_send
from reporting.transitions import REPORT_MOVES
from reporting.views.finding import crumbs_of, year_case

ACTS = {
    "give": Act(services.give_sign_off, GiveForm),
    "refuse": Act(services.refuse_sign_off, RefuseForm),
    "take_back": Act(services.take_back_sign_off, ReasonForm),
    "ask_again": Act(services.ask_sign_off_again, AgainForm),
}


@open_to(*SIGNERS)
@require_safe
def my_sign_offs(request: SignedInRequest) -> HttpResponse:
    """Mijn parafen: what waits for me, and what I decided."""
    today = timezone.localdate()
    return render(
        request,
        "reporting/sign_offs/mine.html",
        {
            "waiting": [(one, one.due_on < today) for one in waiting_for(request.user)],
            "decided": decided_by(request.user),
        },
    )


@open_to(*READERS)
@require_safe
def sign_offs(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    """Parafen en verzending van een verslagjaar: who signed what, and what still has to be done."""
    scheme, case = year_case(code, year)
    rows = sign_off_rows(case)
    today = timezone.localdate()
    publish = REPORT_MOVES["publish"]
    is_frozen = case.state == ReportYearState.FROZEN
    conditions = conditions_of(ready_to_send(case, on=timezone.now())) if is_frozen else ()
    return render(
        request,
        "reporting/sign_offs/year.html",
        {
            "crumbs": crumbs_of(code, year),
            "scheme": scheme,
            "year": year,
            "case": case,
            "latest": latest_version(case),
            "parts": [
                (part, [(row, row.is_late(today)) for row in rows if row.part == part])
                for part in Part
                if any(row.part == part for row in rows)
            ],
            "given": sum(row.stands for row in rows),
            "needed": len(rows),
            "to_ask": is_frozen and any(row.case is None and not row.waits_for for row in rows),
            "may_ask": request.user.has_role(*ASKERS),
            "conditions": conditions,
            "may_publish": is_frozen
            and all(one.is_met for one in conditions)
            and may(case, publish, by=request.user),
            "publications": list(publications().filter(report_year=case)),
            "may_withdraw": request.user.has_role(*PUBLISHERS),
            "key": uuid.uuid4(),
        },
    )


@open_to(*ASKERS)
@require_POST
def ask(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    """Parafen vragen; who was asked is not asked twice."""
    _, case = year_case(code, year)
    try:
        asked = services.ask_sign_offs(case=case, by=request.user, on=timezone.now())
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        if asked:
            messages.success(request, f"Er zijn {len(asked)} parafen gevraagd.")
        else:
            messages.info(request, "Alle parafen die nu aan de beurt zijn, waren al gevraagd.")
    return redirect("reporting:sign_offs", code=code, year=year)


@open_to(*READERS)
def sign_off(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Eén paraaf: what it is about, what was said, and giving, refusing or taking it back."""
    found = get_object_or_404(
        SignOff.objects.select_related("party", "report_year__scheme", "decided_by"), pk=pk
    )
    case = found.report_year
    typed = None
    if request.method == "POST":
        typed = perform(request, found, ACTS, on=timezone.now())
        if typed is None:
            return redirect("reporting:sign_off", pk=pk)
        found.refresh_from_db()
    row = next((one for one in sign_off_rows(case) if one.case == found), None)
    current = fingerprints(case)[found.part]
    signers = signers_of(found.party)
    is_signer = any(one.user_id == request.user.pk for one in signers)
    first = row.waits_for if row and found.state == SignOffState.ASKED else ()
    shown = [] if first else offers(found, ACTS, by=request.user, typed=typed)
    for offer in shown:
        offer.form.initial["content"] = current
        if offer.form.is_bound:  # what was typed stays; what it is about is what is shown now
            offer.form.data = {**offer.form.data, offer.form.add_prefix("content"): current}
    return render(
        request,
        "reporting/sign_offs/sign_off.html",
        {
            "crumbs": [*crumbs_of(case.scheme.code, case.year), _up(case)],
            "case": found,
            "year": case,
            "latest": latest_version(case),
            "stands": stands(found, current),
            "is_outdated": found.state != "asked" and found.sha256 != current,
            "current": current,
            "signers": signers,
            "offers": [offer for offer in shown if is_signer or offer.move.name == "ask_again"]
            if case.state == ReportYearState.FROZEN
            else [],
            "first": first,
            "is_late": found.state == "asked" and found.due_on < timezone.localdate(),
            "steps": history(found, user=request.user),
            "form": typed,
            "key": uuid.uuid4(),
        },
    )


def _up(case: ReportYear) -> tuple[str, str]:
    return ("Parafen en verzending", f"/rapportage/{case.scheme.code}/{case.year}/parafen/")
