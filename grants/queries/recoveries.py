"""Terugvorderingen: what is open of them, and what came in; euros."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import DecimalField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from grants.enums import EntryKind, RecoveryState
from grants.models import Award, LedgerEntry, Recovery
from grants.reckoning.settlement import Share
from pmg.accounts.models import User
from pmg.casework.models import Event
from pmg.casework.moves import events_of

from .settlements import shares
from .visibility import recoveries_visible_to

ZERO = Decimal(0)
RECEIPTS = ("receive", "receive_rest")
LATE = "te-laat"


def open_shares(award: Award) -> list[Share]:
    """Wat nog openstaat, of which advances; the oldest first."""
    claims = LedgerEntry.objects.filter(award=award, kind=EntryKind.RECOVERY)
    return [share for share in shares(claims) if share.amount]


def open_amount(recovery: Recovery) -> Decimal:
    """Wat nog openstaat van een terugvordering."""
    return sum((share.amount for share in open_shares(recovery.award)), ZERO)


@dataclass(frozen=True)
class Received:
    """Ontvangst, with the day the money came in; `is_taken_back` once it was booked back."""

    event: Event
    amount: Decimal
    received_on: datetime.date
    is_taken_back: bool


def receipts_of(recovery: Recovery) -> list[Received]:
    """Ontvangsten van een terugvordering, in the order in which they were recorded."""
    events = list(events_of(recovery).filter(name__in=[*RECEIPTS, "take_back"]))
    taken_back = {event.data["receipt"] for event in events if event.name == "take_back"}
    return [
        Received(
            event,
            Decimal(event.data["amount"]),
            datetime.date.fromisoformat(event.data["received_on"]),
            str(event.pk) in taken_back,
        )
        for event in events
        if event.name in RECEIPTS
    ]


def last_receipt(recovery: Recovery) -> Event | None:
    """De laatste ontvangst die nog niet is teruggeboekt."""
    left = [one.event for one in receipts_of(recovery) if not one.is_taken_back]
    return left[-1] if left else None


def recovery_rows(user: User, *, today: datetime.date, state: str = "") -> QuerySet[Recovery]:
    """Terugvorderingen, each with what is `open` of it; `state` is one of its states, or LATE."""
    rows = recoveries_visible_to(user).select_related("municipality", "award__scheme")
    if state == LATE:
        rows = rows.filter(state=RecoveryState.DEMANDED, due_on__lt=today)
    elif state in RecoveryState.values:
        rows = rows.filter(state=state)
    claims = (
        LedgerEntry.objects.filter(award=OuterRef("award"), kind=EntryKind.RECOVERY)
        .order_by()
        .values("award")
    )
    return rows.annotate(
        open=Coalesce(
            Subquery(
                claims.annotate(total=Sum("amount")).values("total"),
                output_field=DecimalField(max_digits=14, decimal_places=2),
            ),
            ZERO,
        )
    )
