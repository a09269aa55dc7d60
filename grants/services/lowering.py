"""Terugvorderingen verlagen: part of a settlement that replaces an earlier one.

The newest recovery is lowered first. What was written off is lowered where it was, after all, not
paid too much: nothing is left to give up there.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.utils import timezone

from grants.enums import EntryKind, RecoveryState
from grants.models import Award, Recovery
from grants.queries.recoveries import open_shares, written_off_shares
from grants.reckoning.settlement import Reckoning, Share, excess, total
from pmg.accounts.models import User
from pmg.casework.models import Event
from pmg.casework.moves import Door, move

from .recoveries import book_parts


def lower_recoveries(
    *,
    award: Award,
    reckoning: Reckoning,
    by: User,
    on: datetime.datetime,
    door: Door | None = None,
) -> list[Event]:
    """Verlagen wat een nieuwe vaststelling niet meer terugvordert, or no longer writes off.

    Call it in the transaction of the settlement, which holds the locks on the recoveries and the
    award.
    """
    events = []
    for state, lowered in (
        (RecoveryState.DEMANDED, reckoning.lowered_shares),
        (RecoveryState.WRITTEN_OFF, reckoning.lowered_write_offs),
    ):
        left = lowered
        for recovery in reversed(award.recoveries.filter(state=state).order_by("reference")):
            held = _held(recovery)
            parts = excess(held, excess(held, left))
            if parts:
                events.append(_lower(recovery, parts, held, by=by, on=on, door=door))
                left = excess(left, parts)
    return events


def _held(recovery: Recovery) -> Sequence[Share]:
    """What can be lowered: what is open, or what was written off."""
    if recovery.state == RecoveryState.DEMANDED:
        return open_shares(recovery)
    return written_off_shares(recovery)


def _lower(
    recovery: Recovery,
    parts: Sequence[Share],
    held: Sequence[Share],
    *,
    by: User,
    on: datetime.datetime,
    door: Door | None,
) -> Event:
    is_open = recovery.state == RecoveryState.DEMANDED
    amount = total(parts)
    ending = "lapse" if amount == total(held) else "lower"
    event = move(
        recovery,
        ending if is_open else "lower_write_off",
        by=by,
        on=on,
        seen_revision=recovery.revision,
        data={"amount": str(amount)},
        door=door,
    )
    kind = EntryKind.RECOVERY if is_open else EntryKind.WRITTEN_OFF
    book_parts(event, recovery.award, parts, {kind: -1}, budget_year=timezone.localdate(on).year)
    return event
