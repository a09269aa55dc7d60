"""Settlements and recoveries to act on, wherever a page wants to show them."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone

from grants.queries.settlement_work import settlement_work as work_of
from pmg.accounts.enums import Role
from pmg.accounts.models import User

register = template.Library()


@register.inclusion_tag("grants/settlements/_work.html")
def settlement_work(user: User) -> dict[str, Any]:
    """Vaststellen en terugvorderen on the start page of an assessor; one query."""
    if not user.has_role(Role.ASSESSOR):
        return {}
    return {"work": work_of(user, today=timezone.localdate())}
