"""Boeken van wat een gemeente verantwoordt en wat het ministerie daarvan accepteert."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction
from django.db.models import Sum

from grants.enums import EntryKind
from grants.models import Justification, LedgerEntry
from pmg.casework.models import Event


def book_justified(
    *, justification: Justification, amount: Decimal, event: Event
) -> LedgerEntry | None:
    """Verantwoord bedrag boeken: the total spending of year T becomes `amount` (whole euros).

    A correction books the difference with what stands in the ledger; nothing is overwritten.
    Call it in the transaction of the move that submits, which holds the lock on the case.
    Returns the row, or None where the ledger said so already.
    """
    return _book_difference(EntryKind.JUSTIFIED, justification, amount, event)


def book_accepted(
    *, justification: Justification, amount: Decimal, event: Event
) -> LedgerEntry | None:
    """Geaccepteerd bedrag boeken: what is accepted of year T becomes `amount` (whole euros).

    A new judgement books the difference. Call it in the transaction of the move that judges.
    Returns the row, or None where the ledger said so already.
    """
    return _book_difference(EntryKind.ACCEPTED, justification, amount, event)


@transaction.atomic
def _book_difference(
    kind: EntryKind, justification: Justification, amount: Decimal, event: Event
) -> LedgerEntry | None:
    """One row over the difference. Zero is an amount: the first row is written even if it is 0."""
    if amount != amount.to_integral_value():
        raise ValueError(f"{amount} is not in whole euros")
    booked = LedgerEntry.objects.filter(
        award_id=justification.award_id,
        accounting_year_id=justification.accounting_year_id,
        kind=kind,
    ).aggregate(total=Sum("amount"))["total"]
    if booked == amount:
        return None
    return LedgerEntry.objects.create(
        award_id=justification.award_id,
        kind=kind,
        amount=amount - (booked or Decimal(0)),
        accounting_year_id=justification.accounting_year_id,
        event=event,
    )
