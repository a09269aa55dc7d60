"""Mandates: who may approve how much on a day."""

from __future__ import annotations

import datetime

from django.db.models import Q

from pmg.accounts.models import Mandate, User


def mandate_on(user: User, day: datetime.date) -> Mandate | None:
    """Mandaat van `user` op `day`, of een plaatsvervanger; the widest where there are more."""
    return (
        Mandate.objects.filter(user=user, starts_on__lte=day)
        .filter(Q(ends_on=None) | Q(ends_on__gte=day))
        .order_by("-ceiling")
        .first()
    )
