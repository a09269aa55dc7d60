"""The start page: what waits for whoever signs in, by role."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from grants.enums import JustificationState
from grants.models import Scheme
from grants.queries import municipality as dossiers
from grants.queries import overview, scheme_changes, waiting
from grants.queries.applications import applications_to_end, open_schemes, own_applications
from grants.queries.changes import changes_to_decide
from grants.queries.ledger_checks import last_ledger_check
from grants.queries.notices import unreachable
from grants.queries.notices_log import unread
from grants.queries.payment_orders import orders_without_outcome
from grants.queries.reconciliations import end_of_last_month
from grants.queries.schemes_at_work import schemes_at_work
from grants.queries.settlements import settlements_to_decide
from grants.queries.vat_shares import vat_shares_waiting
from grants.services.selections import SELECTORS
from municipalities.queries import uncovered
from pmg.accounts.enums import MUNICIPAL_ROLES, Role
from pmg.accounts.models import User
from pmg.accounts.permissions import EVERYONE, open_to
from pmg.accounts.queries.people import waiting_for_second
from pmg.accounts.queries.roles import role_counts
from pmg.design.tasks import tasks_for

from .assessment import READERS
from .deadlines import scheme_deadlines, submission_deadlines

Page = tuple[str, dict[str, Any]]
"""A template and what it shows."""


@require_safe
@open_to(*EVERYONE)
def start(request: HttpRequest) -> HttpResponse:
    """Overzicht: the page of the first role in PAGES that the user holds."""
    user: Any = request.user
    page = next(page for roles, page in PAGES if user.has_role(*roles))
    today = timezone.localdate()
    template, context = page(request, user, today)
    common = {"today": today, "awaited": tasks_for(user, today)}
    return render(request, f"grants/overview/{template}.html", common | context)


def ministry_page(request: HttpRequest, user: User, today: datetime.date) -> Page:
    """Beleidsmedewerker, beoordelaar, analist: what is urgent, the money, the municipalities."""
    scheme, context = _scheme_context(request, user, today)
    if scheme is None:
        return "no_scheme", context
    year = context["year"]
    asked = {name: request.GET.get(name, "") for name in ("zoek", "status", "na", "voor")}
    return "ministry", context | {
        "asked": asked,
        "page": overview.municipality_rows(
            user,
            scheme,
            year,
            today=today,
            search=asked["zoek"].strip(),
            status=asked["status"],
            after=asked["na"],
            before=asked["voor"],
        ),
        "standing": overview.year_standing(user, year, today=today),
        "states": JustificationState.choices,
        "caption": f"Gemeenten in {scheme}, met hun verantwoording over {year}",
        "submissions": submission_deadlines(
            overview.still_to_submit(user, scheme, limit=5), today=today
        ),
        "unreachable": unreachable(on=today) if user.has_role(Role.POLICY_OFFICER) else [],
        "judges": user.has_role(*READERS),
        "selects": user.has_role(*SELECTORS),
    }


def auditor_page(request: HttpRequest, user: User, today: datetime.date) -> Page:
    """Auditor: the money and what happened last; everything may be read, nothing changed."""
    _, context = _scheme_context(request, user, today)
    return "auditor", context | {
        "reconcile_until": end_of_last_month(today),
        "happenings": dossiers.happenings(user, limit=20),
        "ledger_check": last_ledger_check(),
    }


def budget_holder_page(request: HttpRequest, user: User, today: datetime.date) -> Page:
    """Budgethouder: what waits for approval."""
    _, context = _money_context(request, user, today)
    return "budget_holder", context | {
        "awards": waiting.awards_to_grant(user),
        "changes": changes_to_decide(user),
        "payments": waiting.payments_to_approve(user),
        "vat_shares": vat_shares_waiting(user),
        "judgements": waiting.judgements_to_settle(user),
        "settlements": settlements_to_decide(user),
        "applications": applications_to_end(user, today=today),
        "scheme_changes": scheme_changes.titled(scheme_changes.to_approve(user)),
    }


def financial_officer_page(request: HttpRequest, user: User, today: datetime.date) -> Page:
    """Financieel medewerker: what came back, to tell the outcome of, to prepare, and what waits."""
    _, context = _scheme_context(request, user, today)
    return "financial_officer", context | {
        "reconcile_until": end_of_last_month(today),
        "tasks": waiting.payment_tasks(user),
        "sent": orders_without_outcome(),
        "advances": waiting.advances_to_prepare(user, today=today),
        "accounts": waiting.accounts_to_confirm(user),
        "settlements": waiting.settlements_to_finish(user),
        "ledger_check": last_ledger_check(),
    }


def municipal_page(request: HttpRequest, user: User, today: datetime.date) -> Page:
    """SiSa-contactpersoon, projectleider, ondertekenaar: the own tasks and their dates."""
    justifications = list(waiting.own_justifications(user))
    reports = list(waiting.own_progress_reports(user))
    return "municipal", {
        "today": today,
        "municipality": user.municipality,
        "justifications": justifications,
        "reports": reports,
        "applications": own_applications(user),
        "open_schemes": open_schemes(user, today=today),
        "deadlines": submission_deadlines(
            [case for case in justifications if case.state == JustificationState.OPEN],
            today=today,
        ),
        "unread": unread(user),
    }


def administrator_page(request: HttpRequest, user: User, today: datetime.date) -> Page:
    """Beheerder: people by role, and which schemes lack an article."""
    return "administrator", {
        "today": today,
        "role_counts": role_counts(on=today),
        "ledger_check": last_ledger_check(),
        "waiting": waiting_for_second(on=timezone.now()),
        "uncovered": uncovered(on=today),
        "schemes": overview.schemes(),
        "open_changes": scheme_changes.open_changes(user).count(),
        "unreachable": unreachable(on=today),
    }


def signer_page(request: HttpRequest, user: User, today: datetime.date) -> Page:
    """Parafeerder: what is to be signed, and nothing of single municipalities."""
    return "signer", {"schemes": schemes_at_work(), "unread": unread(user)}


def _scheme_context(
    request: HttpRequest, user: User, today: datetime.date
) -> tuple[Scheme | None, dict[str, Any]]:
    """The scheme and year asked for, the money of the whole period and the calendar."""
    scheme, context = _money_context(request, user, today)
    if scheme is None:
        return None, context
    prefetch_related_objects([scheme], "grant_years")
    years = list(scheme.accounting_years.all())
    return scheme, context | {
        "years": years,
        "year": overview.current_year(years, request.GET.get("jaar", ""), today=today),
        "deadlines": scheme_deadlines(years, scheme.grant_years.all(), today=today),
    }


def _money_context(
    request: HttpRequest, user: User, today: datetime.date
) -> tuple[Scheme | None, dict[str, Any]]:
    """The scheme asked for and the money of its whole period."""
    known = schemes_at_work()
    scheme = overview.current_scheme(known, request.GET.get("regeling", ""), today=today)
    context: dict[str, Any] = {"today": today, "now": timezone.localtime(), "schemes": known}
    if scheme is None:
        return None, context
    return scheme, context | {"scheme": scheme, "totals": overview.totals(user, scheme)}


PAGES: tuple[tuple[frozenset[Role], Callable[[HttpRequest, User, datetime.date], Page]], ...] = (
    (frozenset({Role.POLICY_OFFICER, Role.ASSESSOR}), ministry_page),
    (frozenset({Role.BUDGET_HOLDER}), budget_holder_page),
    (frozenset({Role.FINANCIAL_OFFICER}), financial_officer_page),
    (frozenset({Role.AUDITOR}), auditor_page),
    (frozenset({Role.ADMINISTRATOR}), administrator_page),
    (frozenset({Role.ANALYST}), ministry_page),
    (frozenset({Role.SIGN_OFF}), signer_page),
    (MUNICIPAL_ROLES, municipal_page),
)
