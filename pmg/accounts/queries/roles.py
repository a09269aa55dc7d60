"""Reads about people."""

from __future__ import annotations

import datetime

from django.db.models import Count

from pmg.accounts.enums import Role
from pmg.accounts.models import RoleAssignment


def role_counts(*, on: datetime.date) -> list[tuple[str, int]]:
    """How many people hold each role on a day; also the roles that nobody holds."""
    held = dict(
        RoleAssignment.objects.held_on(on)
        .filter(user__is_active=True, user__is_system=False)
        .order_by()
        .values_list("role")
        .annotate(people=Count("user", distinct=True))
    )
    return [(role.label, held.get(role, 0)) for role in Role if role != Role.SYSTEM]


def municipality_choices() -> list[tuple[str, str]]:
    """CBS code and name of each municipality for which somebody ever held a role."""
    held = RoleAssignment.objects.filter(municipality__isnull=False).order_by("municipality__name")
    return list(held.values_list("municipality__cbs_code", "municipality__name").distinct())
