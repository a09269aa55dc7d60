"""What was asked and is still to be decided, wherever a page wants to show it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.urls import reverse

from grants.enums import JustificationState as State
from grants.models import Justification
from grants.queries import corrections, postponements
from grants.queries.own_money import money_tasks
from grants.queries.own_tasks import own_tasks as tasks_of
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.design.tasks import Task

register = template.Library()


@register.inclusion_tag("grants/overview/_requests.html")
def requests_waiting(user: User) -> dict[str, Any]:
    """Verzoeken van gemeenten waarover het ministerie nog beslist; three queries at most."""
    if not user.is_ministry:
        return {}
    return {
        "postponements": postponements.requests_waiting(user),
        "corrections": corrections.requests_waiting(user),
    }


@register.inclusion_tag("grants/corrections/_panel.html")
def case_requests(case: Justification) -> dict[str, Any]:
    """Uitstel and correctie of one verantwoording, with the way to each."""
    return {
        "case": case,
        "pending": postponements.pending_request(case),
        "under_way": corrections.correction_under_way(case),
        "may_postpone": case.state == State.OPEN,
        "may_correct": bool(case.submitted_id) and case.state not in (State.OPEN, State.RETURNED),
    }


@register.inclusion_tag("grants/overview/_own_tasks.html")
def own_tasks(
    user: User, cases: Any, reports: Any, applications: Any = (), awaited: Iterable[Task] = ()
) -> dict[str, Any]:
    """Uw taken on the start page of a municipality; `awaited` are those of other apps."""
    own = [*money_tasks(user), *tasks_of(user, cases, reports, applications)]
    tasks = [
        *((task, reverse(task.address, args=[task.pk])) for task in own),
        *((task, task.url) for task in awaited),
    ]
    return {
        "tasks": tasks,
        "count": str(len(tasks)),
        "signs": user.has_role(Role.SIGNATORY),
        "reports_progress": user.has_role(Role.PROJECT_LEADER),
    }
