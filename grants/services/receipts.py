"""Ontvangstbewijs: given with each delivery, and recognised later."""

from __future__ import annotations

import secrets

from grants.enums import PreparedKind
from grants.models import Application, Justification, Receipt
from pmg.casework.models import Event
from pmg.casework.moves import Door

from .preparing import prepare

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without signs that look alike: people copy it from paper."""
GROUPS, SIZE = 3, 4


def make_receipt(*, case: Justification | Application, event: Event) -> Receipt:
    """Ontvangstbewijs geven for an event that delivered something.

    The worker makes its PDF at once; of an act of the past only when somebody asks for it. Call it
    in the transaction of the move. The same event gives the same receipt.
    """
    known = Receipt.objects.filter(event=event).first()
    if known:
        return known
    receipt = Receipt.objects.create(
        event=event,
        reference=f"{_name(case)}-{case.receipts.count() + 1}".upper(),
        code=make_code(),
        **{case.moves.kind: case},
    )
    if event.door in ("", Door.PAPER):
        prepare(PreparedKind.RECEIPT, receipt=receipt)
    return receipt


def _name(case: Justification | Application) -> str:
    if isinstance(case, Application):
        return case.reference
    municipality = case.municipality
    assert municipality, "a constraint says so"
    year = case.accounting_year
    return f"{year.scheme.code}-{year.year}-{municipality.digits}"


def make_code() -> str:
    """Controlecode: three groups of four signs by chance (60 bits); nobody guesses one."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(SIZE)) for _ in range(GROUPS))
