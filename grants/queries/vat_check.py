"""What `check_ledger` lays side by side about btw-delen: the cases, their events and their rows."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from uuid import UUID

from grants.enums import EntryKind, VatShareState
from grants.models import LedgerEntry, VatShare
from grants.reckoning.ledger_check import Equation, added_up
from pmg.casework.models import Event

STILL_COMMITTED = (VatShareState.APPROVED, VatShareState.DEPOSITED)
SIGNS = {"approve": 1, "release": -1}


def vat_rules() -> Iterator[Equation]:
    """Elk btw-deel is geboekt zoals het is goedgekeurd en gestort; three queries."""
    shares = list(VatShare.objects.values_list("pk", "reference", "state", "amount"))
    names = {pk: reference for pk, reference, *_ in shares}
    acts = list(
        Event.objects.filter(case_kind=VatShare.moves.kind).values_list("case_id", "name", "data")
    )
    rows = list(
        LedgerEntry.objects.filter(kind__in=(EntryKind.VAT, EntryKind.VAT_PAID)).values_list(
            "kind", "event__case_id", "amount"
        )
    )

    def named(key: UUID) -> str:
        return names.get(key, f"onbekend ({key})")

    committed = added_up((named(case), amount) for kind, case, amount in rows if kind == "vat")
    paid = added_up((named(case), amount) for kind, case, amount in rows if kind == "vat_paid")
    yield Equation(
        name="Btw-deel verplicht",
        teller="het btw-deel",
        told=added_up(
            (name, amount) for _, name, state, amount in shares if state in STILL_COMMITTED
        ),
        booked=committed,
    )
    yield Equation(
        name="Btw-deel verplicht",
        teller="de gebeurtenis",
        told=added_up(
            (named(case), SIGNS[name] * Decimal(data["amount"]))
            for case, name, data in acts
            if name in SIGNS
        ),
        booked=committed,
    )
    yield Equation(
        name="Btw-deel gestort",
        teller="het btw-deel",
        told=added_up(
            (name, amount) for _, name, state, amount in shares if state == VatShareState.DEPOSITED
        ),
        booked=paid,
    )
    yield Equation(
        name="Btw-deel gestort",
        teller="de gebeurtenis",
        told=added_up(
            (named(case), Decimal(data["amount"])) for case, name, data in acts if name == "deposit"
        ),
        booked=paid,
    )
