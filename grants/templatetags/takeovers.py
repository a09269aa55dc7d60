"""How a take-over looks: words first, then a colour; and the mark on a case that came by it."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString

from grants.enums import TakeOverState as State
from grants.models import TakenOver, TakeOver
from grants.queries.takeovers import origin_of
from pmg.casework.models import Case
from pmg.design.templatetags.design import badge

register = template.Library()

TONES: dict[str, str] = {
    State.READ: "warning",
    State.PROPOSED: "warning",
    State.FAILED: "danger",
    State.DONE: "success",
    State.RECEIVED: "info",
    State.APPROVED: "info",
}


@register.simple_tag
def take_over_status(take_over: TakeOver) -> SafeString:
    """The status of a take-over as a badge."""
    words = take_over.get_state_display()
    return badge(words.capitalize(), TONES.get(take_over.state, "neutral"))


ADDRESSES = {
    "award": "grants:award",
    "payment": "grants:payment",
    "justification": "grants:justification",
    "progress": "grants:progress_report",
}
"""The page of a case by its kind."""


@register.simple_tag
def taken_over_url(made: TakenOver) -> str:
    """Where the case stands that a row made."""
    return reverse(ADDRESSES[made.case_kind], args=[made.case_id])


@register.inclusion_tag("grants/takeovers/_origin.html", takes_context=True)
def taken_over(context: Any, case: Case) -> dict[str, Any]:
    """‘Overgenomen’ with its origin, on the page of a case that came from the old administration."""
    return {"origin": origin_of(case), "case": case, "user": context["user"]}
