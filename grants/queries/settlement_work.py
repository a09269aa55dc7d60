"""Wat er te vaststellen en terug te vorderen is, counted for a start page."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db.models import Value

from grants.enums import RecoveryState
from pmg.accounts.models import User

from .revisions import to_revise
from .settlements import can_be_settled
from .visibility import recoveries_visible_to


@dataclass(frozen=True)
class SettlementWork:
    """Aantallen: to settle, to revise, recoveries that run, and those of which the term is over."""

    to_settle: int
    to_revise: int
    running: int
    late: int

    def __bool__(self) -> bool:
        return bool(self.to_settle or self.to_revise or self.running)


def settlement_work(user: User, *, today: datetime.date) -> SettlementWork:
    """Vaststellingen en terugvorderingen waar iets aan te doen is; one query."""
    running = recoveries_visible_to(user).filter(state=RecoveryState.DEMANDED)
    found = {
        "to_settle": can_be_settled(user),
        "to_revise": to_revise(user),
        "running": running,
        "late": running.filter(due_on__lt=today),
    }
    named = [
        rows.order_by().annotate(what=Value(name)).values_list("what")
        for name, rows in found.items()
    ]
    counts = Counter(what for (what,) in named[0].union(*named[1:], all=True))
    return SettlementWork(**{name: counts[name] for name in found})
