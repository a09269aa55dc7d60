"""Terugvorderingen: what is open of them, and what came in; euros."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import DecimalField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from grants.enums import EntryKind, RecoveryState
from grants.models import LedgerEntry, Recovery, Settlement
from grants.reckoning.settlement import Share, total
from pmg.accounts.models import User
from pmg.casework.models import Event
from pmg.casework.moves import events_of

from .settlements import shares
from .visibility import recoveries_visible_to

ZERO = Decimal(0)
RECEIPTS = ("receive", "receive_rest")
LATE = "te-laat"


def open_shares(recovery: Recovery) -> list[Share]:
    """Wat van een terugvordering nog openstaat, of which payments; the oldest first."""
    return _shares(recovery, EntryKind.RECOVERY)


def written_off_shares(recovery: Recovery) -> list[Share]:
    """Wat van een terugvordering is kwijtgescholden, of which payments; the oldest first."""
    return _shares(recovery, EntryKind.WRITTEN_OFF)


def _shares(recovery: Recovery, kind: EntryKind) -> list[Share]:
    # What is booked on a recovery hangs on one of its own events.
    rows = LedgerEntry.objects.filter(
        kind=kind, event__case_kind=recovery.moves.kind, event__case_id=recovery.pk
    )
    return [share for share in shares(rows) if share.amount]


def open_amount(recovery: Recovery) -> Decimal:
    """Wat nog openstaat van een terugvordering."""
    return total(open_shares(recovery))


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


def recoveries_of(settlement: Settlement, *, user: User) -> QuerySet[Recovery]:
    """Terugvorderingen van de uitkering die met deze vaststelling zijn gedaan of erop doorlopen.

    Those of an earlier settlement run on under the later one, for as long as something is open.
    """
    return (
        with_open(recoveries_visible_to(user))
        .filter(award=settlement.award)
        .filter(Q(settlement=settlement) | Q(state=RecoveryState.DEMANDED))
        .order_by("reference")
    )


def recovery_rows(user: User, *, today: datetime.date, state: str = "") -> QuerySet[Recovery]:
    """Terugvorderingen, each with what is `open` of it; `state` is one of its states, or LATE."""
    rows = recoveries_visible_to(user).select_related("municipality", "award__scheme")
    if state == LATE:
        rows = rows.filter(state=RecoveryState.DEMANDED, due_on__lt=today)
    elif state in RecoveryState.values:
        rows = rows.filter(state=state)
    return with_open(rows)


def with_open(rows: QuerySet[Recovery]) -> QuerySet[Any]:
    """Each with what is `open` of it; euros."""
    claims = (
        LedgerEntry.objects.filter(
            kind=EntryKind.RECOVERY,
            award=OuterRef("award"),
            event__case_kind="recovery",
            event__case_id=OuterRef("pk"),
        )
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
