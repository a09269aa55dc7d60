"""Mandates: who may approve how much on a day; euros."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Max

from pmg.accounts.models import Mandate, User
from pmg.design.formatting import date_nl


@dataclass(frozen=True)
class Powers:
    """Bevoegdheid op een dag: the mandate it rests on, and up to which amount it goes that day.

    `deputy_of` is in whose place it is used; `ceiling` then is never above that person's own.
    """

    pk: int
    basis: str
    ceiling: Decimal
    ends_on: datetime.date | None = None
    deputy_of: User | None = None

    @property
    def until(self) -> str:
        """Until when, in words."""
        return f"tot en met {date_nl(self.ends_on)}" if self.ends_on else ""


def mandate_on(user: User, day: datetime.date) -> Powers | None:
    """Bevoegdheid van `user` op `day`, of als plaatsvervanger; the widest where there are more.

    A deputy has no more than the own mandate, on that day, of whom they stand in for: once that
    has ended nothing is left. Nobody is the deputy of a deputy.
    """
    held = list(Mandate.objects.valid_on(day).filter(user=user).select_related("deputy_of"))
    absent = _own_ceilings([one.deputy_of_id for one in held if one.deputy_of_id], day)
    powers = [
        Powers(
            pk=one.pk,
            basis=one.basis,
            ceiling=min(one.ceiling, absent[one.deputy_of_id]) if one.deputy_of_id else one.ceiling,
            ends_on=one.ends_on,
            deputy_of=one.deputy_of,
        )
        for one in held
        if one.deputy_of_id is None or one.deputy_of_id in absent
    ]
    # What somebody may do in their own name is not done in another's.
    return max(powers, key=lambda one: (one.ceiling, one.deputy_of is None), default=None)


def _own_ceilings(users: Iterable[Any], day: datetime.date) -> dict[Any, Decimal]:
    """Per budget holder: how far the widest own mandate goes on the day."""
    wanted = set(users)
    if not wanted:
        return {}
    own = Mandate.objects.valid_on(day).filter(user__in=wanted, deputy_of=None)
    return dict(own.order_by().values_list("user").annotate(most=Max("ceiling")))


def rests_on(powers: Powers | None) -> dict[str, Any]:
    """Waarop een besluit rust, as its event keeps it: the mandate, and in whose place it was used."""
    if powers is None:
        return {"mandate": None}
    absent = {"deputy_of": str(powers.deputy_of.pk)} if powers.deputy_of else {}
    return {"mandate": powers.pk} | absent
