"""Herindeling vastleggen: rights and duties pass on, names of old years stay."""

from __future__ import annotations

import datetime

from django.db import transaction

from municipalities.models import Merger, Municipality
from pmg.accounts.enums import Role
from pmg.accounts.errors import ActRefused
from pmg.accounts.models import User


@transaction.atomic
def record_merger(
    *,
    predecessor: Municipality,
    successor: Municipality,
    on: datetime.date,
    basis: str,
    by: User,
) -> Merger:
    """Herindeling vastleggen: from `on` the people of `successor` act for `predecessor` as well.

    Raises ActRefused for who is no administrator, for a municipality that already went into
    another, and for a successor that itself did.
    """
    if not by.has_role(Role.ADMINISTRATOR):
        raise ActRefused("Alleen een beheerder legt een herindeling vast.")
    if predecessor == successor:
        raise ActRefused("Een gemeente kan niet in zichzelf opgaan. Kies een andere opvolger.")
    # Both rows are locked in one order, so that two mergers at once never make a circle.
    list(
        Municipality.objects.select_for_update()
        .filter(pk__in=[predecessor.pk, successor.pk])
        .order_by("pk")
    )
    for one in (predecessor, successor):
        known = Merger.objects.filter(predecessor=one).first()
        if known:
            raise ActRefused(f"{one} is al opgegaan in {known.successor}.")
    if Merger.objects.filter(successor=predecessor).exists():
        raise ActRefused(
            f"{predecessor} is zelf opvolger van een andere gemeente. Leg de herindeling vast bij "
            "die gemeente."
        )
    return Merger.objects.create(
        predecessor=predecessor, successor=successor, on=on, basis=basis.strip(), by=by
    )
