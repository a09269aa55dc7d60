"""How a delivery of the CBS and its differences look: words first, then a colour."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from grants.checks.cbs_differences import Kind
from grants.enums import CbsDeliveryState as State
from grants.models import CbsDelivery
from pmg.design.templatetags.design import badge

register = template.Library()

TONES: dict[str, str] = {
    State.READ: "warning",
    State.FAILED: "danger",
    State.CONFIRMED: "success",
    State.RECEIVED: "info",
}
KINDS: dict[str, tuple[str, str]] = {
    Kind.NEW: ("Nieuw", "info"),
    Kind.CHANGED: ("Gewijzigd", "warning"),
    Kind.STATUS: ("Alleen status", "info"),
    Kind.SAME: ("Gelijk", "neutral"),
    Kind.OLDER: ("Ouder dan wij hebben", "neutral"),
    Kind.NO_FIGURE: ("Nog geen cijfer", "neutral"),
    Kind.NO_CASE: ("Nog niet geopend", "warning"),
    Kind.NOT_OURS: ("Niet van ons", "neutral"),
    Kind.UNKNOWN: ("Onbekende gemeente", "danger"),
    Kind.UNREADABLE: ("Niet te lezen", "danger"),
}


@register.simple_tag
def delivery_status(delivery: CbsDelivery) -> SafeString:
    """The status of a delivery as a badge."""
    words = delivery.get_state_display()
    return badge(words.capitalize(), TONES.get(delivery.state, "neutral"))


@register.simple_tag
def difference_kind(kind: str) -> SafeString:
    """What a line of a delivery changes, as a badge."""
    return badge(*KINDS[kind])
