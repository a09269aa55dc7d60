"""How the status of a notice looks."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from pmg.casework.notices import Status
from pmg.design.templatetags.design import badge

register = template.Library()

TONES = {
    Status.SENT: "success",
    Status.SENDING: "warning",
    Status.FAILED: "danger",
    Status.BOUNCED: "danger",
    Status.PLANNED: "info",
}


@register.simple_tag
def notice_status(status: str) -> SafeString:
    """The status as a badge."""
    return badge(Status(status).label.capitalize(), TONES.get(Status(status), "neutral"))


@register.filter
def notice_status_word(status: str) -> str:
    """The status as a word within a sentence."""
    return str(Status(status).label)
