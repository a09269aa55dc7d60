"""Tekst van een bericht in plain Dutch (B1), from the templates in `templates/mail/`.

A mail passes many hands: it holds no figures and no personal data but the salutation. What the
ministry wrote (a reason) is only read on the portal.
"""

from __future__ import annotations

import datetime
import re
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse

from grants.enums import TaskKind
from grants.models import (
    AccountChange,
    Application,
    Correction,
    InterventionProposal,
    Justification,
    ProgressReport,
    Recovery,
    Settlement,
)
from grants.queries.duties import Duty
from grants.reckoning.reminders import Reminder
from pmg.accounts.enums import MUNICIPAL_ROLES
from pmg.accounts.models import User
from pmg.casework.models import Case, Event
from pmg.casework.notices import Text

BLANK_LINES = re.compile(r"\n\s*\n+")


def text_of_reminder(
    reminder: Reminder, duty: Duty, *, role: str, to: User, today: datetime.date
) -> Text:
    """Tekst van een herinnering aan één ontvanger."""
    due = reminder.task.due_on
    return write(
        f"{reminder.task.kind}-{reminder.rule.tone}",
        kind=f"{reminder.task.kind}.{reminder.rule.code}",
        to=to,
        path=_path_of_duty(duty),
        needs_action=bool(reminder.task.waits_for),
        role=role,
        year=duty.year,
        municipality=duty.municipality,
        due_on=due,
        days_left=(due - today).days,
        left=duty.left,
    )


def text_of_event(event: Event, case: Case, *, name: str, role: str, to: User, act: bool) -> Text:
    """Tekst van een bericht over een gebeurtenis."""
    due = event.data.get("due_on")
    return write(
        name,
        kind=f"{event.case_kind}.{event.name}",
        to=to,
        path=path_of(case, role),
        needs_action=act,
        role=role,
        year=_year_of(case),
        municipality=case.municipality,
        reason=event.reason,
        on=event.on,
        due_on=datetime.date.fromisoformat(due) if due else None,
    )


def write(name: str, *, kind: str, to: User, path: str, needs_action: bool, **context: Any) -> Text:
    """Eén bericht schrijven: subject, the mail and what the portal shows."""
    shared = {"name": str(to), "needs_action": needs_action, **context}
    subject, mail = _render(name, shared | {"on_portal": False})
    _, portal = _render(name, shared | {"on_portal": True})
    return Text(kind, subject, mail, portal, path, needs_action)


def _render(name: str, context: dict[str, Any]) -> tuple[str, str]:
    subject, _, body = render_to_string(f"mail/{name}.txt", context).strip().partition("\n")
    return subject.strip(), BLANK_LINES.sub("\n\n", body).strip()


def path_of(case: Case, role: str) -> str:
    """Waar de ontvanger verder gaat."""
    theirs = role in MUNICIPAL_ROLES
    if isinstance(case, Correction):
        case = case.justification
    if isinstance(case, Justification):
        page = "justification" if theirs else "assessment_workbench"
        return reverse(f"grants:{page}", args=[case.pk])
    if isinstance(case, ProgressReport):
        return reverse("grants:progress_report", args=[case.pk])
    if isinstance(case, Application | Settlement | Recovery | AccountChange | InterventionProposal):
        return reverse(f"grants:{case.moves.kind}", args=[case.pk])
    return "/"


def _path_of_duty(duty: Duty) -> str:
    if duty.task.kind == TaskKind.JUDGEMENT:
        return reverse("grants:assessment_worklist")
    page = {TaskKind.JUSTIFICATION: "justification", TaskKind.RECOVERY: "recovery"}.get(
        TaskKind(duty.task.kind), "progress_report"
    )
    return reverse(f"grants:{page}", args=[duty.case_id]) if duty.case_id else "/"


def _year_of(case: Case) -> str:
    if isinstance(case, Correction):
        case = case.justification
    if isinstance(case, Justification):
        return str(case.accounting_year)
    return str(case.grant_year) if isinstance(case, ProgressReport) else ""


def case_of(event: Event) -> Case | None:
    """De zaak van een gebeurtenis, of those kinds that are told."""
    models: dict[str, type[Case]] = {
        model.moves.kind: model
        for model in (
            Application,
            Justification,
            ProgressReport,
            Correction,
            Settlement,
            Recovery,
            AccountChange,
            InterventionProposal,
        )
    }
    model = models.get(event.case_kind)
    return model._default_manager.filter(pk=event.case_id).first() if model else None
