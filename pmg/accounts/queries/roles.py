"""Reads about people."""

from __future__ import annotations

import datetime

from django.db.models import Count

from .enums import Role
from .models import RoleAssignment


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
