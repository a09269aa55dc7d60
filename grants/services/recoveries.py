"""Terugvorderen (titel 4.4 Awb): demanded with the settlement, received in parts, or given up.

Whatever comes in, comes back or is given up is booked on the oldest advance first. Order of the
locks: recovery, award.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.utils import timezone

from grants.enums import EntryKind, LetterAct
from grants.models import Award, LedgerEntry, Recovery, Settlement
from grants.queries.mandates import mandate_on, rests_on
from grants.queries.recoveries import last_receipt, open_amount, open_shares
from grants.reckoning.settlement import Share, payable_until, spread, total
from grants.transitions.settlements import ReceiptFacts, TermFacts, WriteOffFacts
from pmg.accounts.models import User
from pmg.casework.errors import MoveRefused
from pmg.casework.models import Event
from pmg.casework.moves import Door, events_of, move

from .booking import booking
from .letters import sign_letter


def demand(
    *,
    settlement: Settlement,
    parts: Sequence[Share],
    by: User,
    on: datetime.datetime,
    door: Door | None = None,
) -> Recovery:
    """Terugvorderen wat te veel is betaald, within six weeks (Awb 4:87). Part of settling.

    `parts` is what was not demanded yet, of which payments.

    Call it in the transaction of the settlement, which holds the lock on the award.
    """
    award = settlement.award
    day = timezone.localdate(on)
    recovery = Recovery(
        award=award,
        settlement=settlement,
        municipality=settlement.municipality,
        reference=_reference(award),
        amount=total(parts),
        due_on=payable_until(day),
    )
    event = move(
        recovery,
        "demand",
        by=by,
        on=on,
        seen_revision=0,
        data={"amount": str(recovery.amount), "due_on": recovery.due_on.isoformat()},
        door=door,
    )
    book_parts(event, award, parts, {EntryKind.RECOVERY: 1}, budget_year=day.year)
    sign_letter(act=LetterAct.DEMANDED, case=recovery, event=event, on=on)
    return recovery


def record_receipt(
    *,
    recovery: Recovery,
    amount: Decimal,
    received_on: datetime.date,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Ontvangst vastleggen: a part, or the rest of what is open; in the budget year it came in.

    Raises MoveRefused for more than is open, and for a day on which it cannot have come.
    """
    with booking():
        _lock(recovery)
        if key and (done := events_of(recovery).filter(key=key).first()):
            return done
        open_now = open_amount(recovery)
        event = move(
            recovery,
            "receive_rest" if amount == open_now else "receive",
            by=by,
            on=on,
            seen_revision=seen_revision,
            facts=ReceiptFacts(
                amount=amount,
                open=open_now,
                received_on=received_on,
                demanded_on=_demanded_on(recovery),
                today=timezone.localdate(on),
            ),
            data={"amount": str(amount), "received_on": received_on.isoformat()},
            key=key,
            door=door,
        )
        book_parts(
            event,
            recovery.award,
            spread(amount, open_shares(recovery)),
            {EntryKind.RETURN: -1, EntryKind.RECOVERY: -1},
            budget_year=received_on.year,
        )
    return event


def take_receipt_back(
    *,
    recovery: Recovery,
    reason: str,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Laatste ontvangst terugboeken: it was typed wrongly, or was not for us.

    Its rows are booked once more with the other sign. Raises MoveRefused where nothing came in.
    """
    with booking():
        _lock(recovery)
        if key and (done := events_of(recovery).filter(key=key).first()):
            return done
        receipt = last_receipt(recovery)
        if receipt is None:
            raise MoveRefused("Er is geen ontvangst die u kunt terugboeken.")
        event = move(
            recovery,
            "take_back",
            by=by,
            on=on,
            seen_revision=seen_revision,
            reason=reason,
            data={"amount": receipt.data["amount"], "receipt": str(receipt.pk)},
            key=key,
            door=door,
        )
        for row in LedgerEntry.objects.filter(event=receipt):
            LedgerEntry.objects.create(
                award_id=row.award_id,
                kind=row.kind,
                amount=-row.amount,
                grant_year_id=row.grant_year_id,
                budget_year=row.budget_year,
                origin_year=row.origin_year,
                event=event,
            )
    return event


def dun(
    *,
    recovery: Recovery,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Aanmanen (Awb 4:112), once the term has passed. Raises MoveRefused."""
    today = timezone.localdate(on)
    return move(
        recovery,
        "dun",
        by=by,
        on=on,
        seen_revision=seen_revision,
        facts=TermFacts(today=today, due_on=recovery.due_on, asked=today),
        key=key,
        door=door,
    )


def grant_delay(
    *,
    recovery: Recovery,
    due_on: datetime.date,
    reason: str,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Uitstel van betaling geven (Awb 4:94), up to and including `due_on`. Raises MoveRefused."""
    return move(
        recovery,
        "grant_delay",
        by=by,
        on=on,
        seen_revision=seen_revision,
        reason=reason,
        facts=TermFacts(today=timezone.localdate(on), due_on=recovery.due_on, asked=due_on),
        fields={"due_on": due_on},
        data={"due_on": due_on.isoformat(), "was": recovery.due_on.isoformat()},
        key=key,
        door=door,
    )


def write_off(
    *,
    recovery: Recovery,
    reason: str,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Kwijtschelden (Awb 4:94a) wat nog openstaat: the municipality keeps it.

    Raises MoveRefused without a reason, and above the mandate of `by`.
    """
    with booking():
        _lock(recovery)
        if key and (done := events_of(recovery).filter(key=key).first()):
            return done
        left = open_amount(recovery)
        day = timezone.localdate(on)
        mandate = mandate_on(by, day)
        event = move(
            recovery,
            "write_off",
            by=by,
            on=on,
            seen_revision=seen_revision,
            reason=reason,
            facts=WriteOffFacts(open=left, mandate_ceiling=mandate.ceiling if mandate else None),
            data={"amount": str(left), **rests_on(mandate)},
            key=key,
            door=door,
        )
        book_parts(
            event,
            recovery.award,
            spread(left, open_shares(recovery)),
            {EntryKind.WRITTEN_OFF: 1, EntryKind.RECOVERY: -1},
            budget_year=day.year,
        )
    return event


def book_parts(
    event: Event,
    award: Award,
    parts: Sequence[Share],
    signs: Mapping[EntryKind, int],
    *,
    budget_year: int,
) -> None:
    """Boeken: a row for each part and kind, with the sign of the kind."""
    for part in parts:
        for kind, sign in signs.items():
            LedgerEntry.objects.create(
                award=award,
                kind=kind,
                amount=sign * part.amount,
                grant_year_id=part.grant_year,
                budget_year=budget_year,
                origin_year=part.origin,
                event=event,
            )


def _reference(award: Award) -> str:
    """Betalingskenmerk, such as PMG-2024-0513-T1; counted under the lock on the award."""
    assert award.municipality is not None  # kept by award_has_municipality
    number = award.recoveries.count() + 1
    return f"{award.scheme.code.upper()}-{award.municipality.digits}-T{number}"


def _demanded_on(recovery: Recovery) -> datetime.date:
    demanded = events_of(recovery).get(name="demand")
    return timezone.localdate(demanded.on)


def _lock(recovery: Recovery) -> None:
    """Locks the recovery and then its award, and reads both as they are now."""
    recovery.refresh_from_db(from_queryset=Recovery.objects.select_for_update(of=("self",)))
    recovery.award = (
        Award.objects.select_for_update(of=("self",))
        .select_related("scheme", "municipality")
        .get(pk=recovery.award_id)
    )
