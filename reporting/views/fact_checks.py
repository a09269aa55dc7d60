"""Feitencheck: the list for the ministry, and the page that a municipality looks at."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from grants.queries.history import history
from grants.reckoning.calendar import working_days_from
from grants.views.acting import Act, offers, perform
from pmg.accounts.enums import MUNICIPAL_ROLES
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest
from pmg.casework.errors import MoveRefused
from reporting.document.blocks import Chapter
from reporting.document.municipality import municipality_page
from reporting.fact_checks import ASKERS
from reporting.figures import Figures
from reporting.forms.fact_checks import AgainForm, AgreeForm, AskForm, HandleForm, RemarkForm
from reporting.models import FactCheck, ReportYear
from reporting.permissions import READERS
from reporting.queries.fact_checks import check_rows, fact_checks_visible_to, open_points
from reporting.services import fact_checks as services
from reporting.services.rendering import public_form
from reporting.views.finding import crumbs_of, scheme_of_year

TERM = 10
"""Working days that a municipality has, unless somebody chooses another day."""

ACTS = {
    "agree": Act(services.agree_with_facts, AgreeForm),
    "remark": Act(services.remark_on_facts, RemarkForm),
    "handle": Act(services.handle_remark, HandleForm),
    "ask_again": Act(services.ask_fact_check_again, AgainForm),
}


@open_to(*READERS)
def fact_checks(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    """Feitencheck van een verslagjaar: asking, who looked, and what they said."""
    scheme, today = scheme_of_year(code, year), timezone.localdate()
    case = get_object_or_404(ReportYear, scheme=scheme, year=year)
    may_ask = request.user.has_role(*ASKERS)
    rows = check_rows(case, today=today)
    form = AskForm(rows, working_days_from(today, TERM), request.POST or None)
    if request.method == "POST" and may_ask and form.is_valid():
        try:
            asked = services.ask_fact_checks(
                case=case,
                named=form.named,
                due_on=form.cleaned_data["due_on"],
                by=request.user,
                on=timezone.now(),
            )
        except MoveRefused as refusal:
            form.add_error("due_on", str(refusal))
        else:
            messages.success(request, f"Voorgelegd aan {len(asked)} gemeenten.")
            return redirect("reporting:fact_checks", code=code, year=year)
    context = {
        "crumbs": crumbs_of(code, year),
        "scheme": scheme,
        "year": year,
        "rows": [(row, row.is_waiting(today)) for row in rows if row.check],
        "open_points": open_points(rows, today=today),
        "form": form,
        "may_ask": may_ask and bool(form.rows) and case.state == "frozen",
    }
    status = 422 if form.errors else 200
    return render(request, "reporting/fact_checks/year.html", context, status=status)


@open_to(*READERS, *MUNICIPAL_ROLES)
def fact_check(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """De bladzijde van één gemeente, under embargo, with agreeing or remarking below it."""
    check = get_object_or_404(fact_checks_visible_to(request.user), pk=pk)
    typed = None
    if request.method == "POST":
        typed = perform(request, check, ACTS, on=timezone.now())
        if typed is None:
            return redirect("reporting:fact_check", pk=pk)
        check = get_object_or_404(fact_checks_visible_to(request.user), pk=pk)
    shown = offers(check, ACTS, by=request.user, typed=typed)
    for offer in shown:
        if "content" in offer.form.fields:
            offer.form.initial["content"] = check.snapshot.sha256
    year = check.report_year
    context = {
        "crumbs": [*crumbs_of(year.scheme.code, year.year), _up(year)]
        if request.user.is_ministry
        else [],
        "case": check,
        "year": year,
        "page": _page(check),
        "offers": shown if year.state == "frozen" else [],
        "is_late": check.state == "asked" and check.due_on < timezone.localdate(),
        "steps": history(check, user=request.user) if request.user.is_ministry else [],
        "key": uuid.uuid4(),
    }
    return render(request, "reporting/fact_checks/check.html", context)


def _page(check: FactCheck) -> Chapter | None:
    """What the report says of this municipality; nothing where it is not in that version."""
    year = public_form(check.snapshot)
    code = check.municipality.cbs_code if check.municipality else ""
    own = next((one for one in year.municipalities if one.cbs_code == code), None)
    return municipality_page(Figures(year), own) if own else None


def _up(year: ReportYear) -> tuple[str, str]:
    return "Feitencheck", f"/rapportage/{year.scheme.code}/{year.year}/feitencheck/"
