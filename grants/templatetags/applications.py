"""How an application looks: its status as the reader may know it, and why a rule is there."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from grants.checks.register import RULES
from grants.enums import ApplicationState, CriterionOutcome
from grants.models import Application
from grants.queries.applications import told_state
from pmg.accounts.models import User
from pmg.design.templatetags.design import badge

register = template.Library()

TONES: dict[str, str] = {
    ApplicationState.DRAFT: "neutral",
    ApplicationState.INCOMPLETE: "warning",
    ApplicationState.AWARDED: "success",
    ApplicationState.REFUSED: "danger",
    ApplicationState.SET_ASIDE: "danger",
    ApplicationState.WITHDRAWN: "neutral",
    CriterionOutcome.MET: "success",
    CriterionOutcome.PARTLY: "warning",
    CriterionOutcome.NOT_MET: "danger",
}


@register.simple_tag
def application_status(application: Application, user: User) -> SafeString:
    """The status as a badge; a municipality does not see what the ministry prepares."""
    state = told_state(application, user)
    return badge(ApplicationState(state).label.capitalize(), TONES.get(state, "info"))


@register.simple_tag
def criterion_outcome(outcome: str) -> SafeString:
    """A verdict on a criterion as a badge."""
    return badge(CriterionOutcome(outcome).label.capitalize(), TONES[outcome])


@register.filter
def why(code: str) -> str:
    """Waarom deze controle er is."""
    return RULES[code].why if code in RULES else ""
