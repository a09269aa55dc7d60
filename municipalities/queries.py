"""Reads about municipalities and who speaks for them."""

from __future__ import annotations

import datetime

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q, Value

from municipalities.models import Municipality
from pmg.accounts.enums import MUNICIPAL_ROLES, Role
from pmg.accounts.models import RoleAssignment

AT_MOST = 12


def uncovered(*, on: datetime.date) -> list[tuple[Municipality, list[str]]]:
    """Gemeenten that ever had somebody, and now lack one for a role; at most twelve."""
    held = RoleAssignment.objects.held_on(on).filter(user__is_active=True).values("pk")
    places = Municipality.objects.filter(role_assignments__isnull=False).annotate(
        held=ArrayAgg(
            "role_assignments__role", filter=Q(role_assignments__in=held), default=Value([])
        )
    )
    found: list[tuple[Municipality, list[str]]] = []
    for municipality in places:
        lacking = [
            role.label
            for role in Role
            if role in MUNICIPAL_ROLES and role.value not in municipality.held
        ]
        if lacking:
            found.append((municipality, lacking))
    return found[:AT_MOST]
