"""Ontvangstbewijs: given with each delivery, and recognised later."""

from __future__ import annotations

import secrets

from grants.enums import PreparedKind
from grants.models import Justification, Receipt
from pmg.casework.models import Event

from .preparing import prepare

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without signs that look alike: people copy it from paper."""
GROUPS, SIZE = 3, 4


def make_receipt(*, justification: Justification, event: Event) -> Receipt:
    """Ontvangstbewijs geven for an event that delivered something.

    The worker makes its PDF at once; of an act of the past only when somebody asks for it. Call it
    in the transaction of the move. The same event gives the same receipt.
    """
    known = Receipt.objects.filter(event=event).first()
    if known:
        return known
    municipality = justification.municipality
    assert municipality, "a constraint says so"
    receipt = Receipt.objects.create(
        event=event,
        justification=justification,
        reference=f"{justification.accounting_year.scheme.code}-{justification.accounting_year.year}"
        f"-{municipality.digits}-{justification.receipts.count() + 1}".upper(),
        code=make_code(),
    )
    if not event.door:
        prepare(PreparedKind.RECEIPT, receipt=receipt)
    return receipt


def make_code() -> str:
    """Controlecode: three groups of four signs by chance (60 bits); nobody guesses one."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(SIZE)) for _ in range(GROUPS))
