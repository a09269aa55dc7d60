"""Reads about municipalities and who speaks for them."""

from __future__ import annotations

import datetime

from municipalities.models import Municipality
from pmg.accounts.enums import MUNICIPAL_ROLES, Role
from pmg.accounts.models import RoleAssignment

AT_MOST = 12


def uncovered(*, on: datetime.date) -> list[tuple[Municipality, list[str]]]:
    """Gemeenten that ever had somebody, and now lack one for a role; at most twelve."""
    held = set(
        RoleAssignment.objects.held_on(on)
        .filter(user__is_active=True)
        .order_by()
        .values_list("municipality_id", "role")
    )
    found = []
    for municipality in Municipality.objects.filter(role_assignments__isnull=False).distinct():
        lacking = [
            role.label
            for role in Role
            if role in MUNICIPAL_ROLES and (municipality.pk, role.value) not in held
        ]
        if lacking:
            found.append((municipality, lacking))
    return found[:AT_MOST]
