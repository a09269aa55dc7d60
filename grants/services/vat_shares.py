"""Btw-deel: prepared by one person, approved by another with a mandate, and paid into the fund."""

from __future__ import annotations

import datetime
import uuid
from decimal import Decimal

from django.utils import timezone

from grants.enums import EntryKind
from grants.models import Award, GrantYear, LedgerEntry, VatShare
from grants.queries.mandates import mandate_on, rests_on
from grants.queries.vat_shares import vat_facts
from grants.transitions.vat_shares import DepositFacts
from pmg.accounts.models import User
from pmg.casework.models import Event
from pmg.casework.moves import Door, events_of, move

from .booking import booking
from .payments import locked_award


def prepare_vat_share(
    *,
    award: Award,
    grant_year: GrantYear,
    amount: Decimal,
    explanation: str,
    by: User,
    on: datetime.datetime,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> VatShare:
    """Btw-deel klaarzetten, in euros, of one grant year; nothing is booked.

    The same `key` again gives the one it made the first time. Raises MoveRefused.
    """
    with booking():
        award = locked_award(award)
        if key and (made := VatShare.objects.filter(pk=key).first()):
            return made
        assert award.municipality is not None, "a constraint says so"
        number = award.vat_shares.count() + 1
        share = VatShare(
            pk=key or uuid.uuid4(),
            award=award,
            municipality=award.municipality,
            grant_year=grant_year,
            amount=amount,
            budget_year=timezone.localdate(on).year,
            explanation=explanation.strip(),
            reference=f"{award.scheme.code.upper()}-{award.municipality.digits}-BTW-{number:02d}",
        )
        move(
            share,
            "prepare",
            by=by,
            on=on,
            seen_revision=0,
            facts=vat_facts(share, by=by, on=timezone.localdate(on)),
            data={"amount": str(amount), "grant_year": grant_year.pk},
            key=key,
            door=door,
        )
    return share


def approve_vat_share(
    *,
    vat_share: VatShare,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Btw-deel goedkeuren: books the commitment in the budget year of `on`.

    Raises MoveRefused: without article or mandate, above the maximum or a ceiling, by own hand.
    """
    with booking():
        _lock(vat_share)
        # Other approvals under the same ceiling wait here, as bookings do in the database.
        list(vat_share.award.scheme.ceilings.select_for_update().order_by("pk"))
        day = timezone.localdate(on)
        vat_share.budget_year = day.year
        event = move(
            vat_share,
            "approve",
            by=by,
            on=on,
            seen_revision=seen_revision,
            facts=vat_facts(vat_share, by=by, on=day),
            fields={"budget_year": day.year},
            data={"amount": str(vat_share.amount), **rests_on(mandate_on(by, day))},
            key=key,
            door=door,
        )
        _book(vat_share, event, EntryKind.VAT, vat_share.amount, day.year)
    return event


def deposit_vat_share(
    *,
    vat_share: VatShare,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    deposited_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Als gestort vastleggen: books it in the budget year of the day the money went to the fund.

    Without `deposited_on` that is the day of `on`. Raises MoveRefused.
    """
    with booking():
        _lock(vat_share)
        today = timezone.localdate(on)
        day = deposited_on or today
        approval = events_of(vat_share).filter(name="approve").last()
        event = move(
            vat_share,
            "deposit",
            by=by,
            on=on,
            seen_revision=seen_revision,
            facts=DepositFacts(
                deposited_on=day,
                approved_on=timezone.localdate(approval.on) if approval else datetime.date.max,
                today=today,
            ),
            data={"amount": str(vat_share.amount), "paid_on": str(day)},
            key=key,
            door=door,
        )
        _book(vat_share, event, EntryKind.VAT_PAID, vat_share.amount, day.year)
    return event


def cancel_vat_share(
    *,
    vat_share: VatShare,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    reason: str,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Klaargezet btw-deel laten vervallen. Raises MoveRefused."""
    return move(
        vat_share,
        "cancel",
        by=by,
        on=on,
        seen_revision=seen_revision,
        reason=reason,
        key=key,
        door=door,
    )


def release_vat_share(
    *,
    vat_share: VatShare,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    reason: str,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Goedgekeurd btw-deel laten vrijvallen: what was committed is booked back. Raises MoveRefused."""
    with booking():
        _lock(vat_share)
        event = move(
            vat_share,
            "release",
            by=by,
            on=on,
            seen_revision=seen_revision,
            reason=reason,
            data={"amount": str(vat_share.amount)},
            key=key,
            door=door,
        )
        _book(vat_share, event, EntryKind.VAT, -vat_share.amount, vat_share.budget_year)
    return event


def _lock(share: VatShare) -> None:
    """Locks the btw-deel and then its award, and reads both as they are now."""
    share.refresh_from_db(from_queryset=VatShare.objects.select_for_update(of=("self",)))
    share.award = locked_award(share.award)


def _book(share: VatShare, event: Event, kind: EntryKind, amount: Decimal, year: int) -> None:
    """One row; the same key again gives the event of the first time, whose row is there."""
    if not LedgerEntry.objects.filter(event=event).exists():
        LedgerEntry.objects.create(
            award=share.award,
            kind=kind,
            amount=amount,
            grant_year=share.grant_year,
            budget_year=year,
            event=event,
        )
