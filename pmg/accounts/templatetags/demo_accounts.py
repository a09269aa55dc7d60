"""The people of the demo, as the sign-in page offers them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django import template

from pmg.accounts.models import RoleAssignment, User

register = template.Library()
MINISTRY = "Ministerie"


@dataclass(frozen=True)
class Group:
    """An organisation with its people."""

    name: str
    people: list[User]


@register.simple_tag
def demo_accounts() -> list[Group]:
    """The ministry first, then the municipalities by name."""
    held = (
        RoleAssignment.objects.filter(
            user__is_demo=True, user__is_system=False, user__is_active=True
        )
        .select_related("user", "municipality")
        .order_by("pk")
    )
    people: defaultdict[str, list[User]] = defaultdict(list)
    for role in held:
        employer = f"Gemeente {role.municipality.name}" if role.municipality else MINISTRY
        if role.user not in people[employer]:
            people[employer].append(role.user)
    names = sorted(people, key=lambda name: (name != MINISTRY, name))
    return [Group(name, people[name]) for name in names]
