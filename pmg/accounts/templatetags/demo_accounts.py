"""The people of the demo, as the sign-in page offers them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django import template

from pmg.accounts.models import RoleAssignment, User

register = template.Library()
MINISTRY = "Ministerie"
# The municipality whose year is still open in the demo, so that a visitor can walk all of it.
SHOWN = "Gemeente Gouda"


@dataclass(frozen=True)
class Group:
    """An organisation with its people."""

    name: str
    people: list[User]

    @property
    def is_ministry(self) -> bool:
        return self.name == MINISTRY

    @property
    def is_shown(self) -> bool:
        """Whether its people are in sight without unfolding."""
        return self.name == SHOWN


@register.simple_tag
def demo_accounts() -> list[Group]:
    """The ministry first, then the municipality to try it with, then the others by name."""
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
    names = sorted(people, key=lambda name: (name != MINISTRY, name != SHOWN, name))
    return [Group(name, people[name]) for name in names]
