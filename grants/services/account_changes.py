"""Rekeningnummer wijzigen: nobody is paid on it before the municipality's signatory confirmed."""

from __future__ import annotations

import datetime
import uuid

from grants.enums import AwardState
from grants.iban import clean_iban
from grants.models import AccountChange, Award
from grants.queries.account_changes import waiting_change
from grants.transitions.account_changes import AccountFacts
from pmg.accounts.models import User
from pmg.casework.errors import MoveRefused
from pmg.casework.models import Event
from pmg.casework.moves import Door, move

from .booking import booking


def ask_account_change(
    *,
    award: Award,
    iban: str,
    reason: str,
    by: User,
    on: datetime.datetime,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> AccountChange:
    """Ander rekeningnummer vragen (ministry) or report (municipality); it does not count yet.

    The same `key` again gives the change it made the first time. Raises MoveRefused.
    """
    try:
        account = clean_iban(iban)
    except ValueError as error:
        raise MoveRefused("Dit is geen geldig rekeningnummer (IBAN).") from error
    with booking():
        award = Award.objects.select_for_update(of=("self",)).get(pk=award.pk)
        if key and (made := AccountChange.objects.filter(pk=key).first()):
            return made
        change = AccountChange(
            pk=key or uuid.uuid4(),
            award=award,
            municipality_id=award.municipality_id,
            iban=account,
            old_iban=award.iban,
        )
        move(
            change,
            "request" if by.is_ministry else "report",
            by=by,
            on=on,
            seen_revision=0,
            reason=reason,
            facts=AccountFacts(
                iban=account,
                current=award.iban,
                another_waits=waiting_change(award) is not None,
                is_granted=award.state == AwardState.GRANTED,
            ),
            key=key,
            door=door,
        )
    return change


def confirm_account(
    *,
    account_change: AccountChange,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Rekeningnummer bevestigen by the signatory: from now on the award is paid there.

    Raises MoveRefused.
    """
    with booking():
        # In the order of every act that pays: the award is locked after its case.
        event = move(
            account_change,
            "confirm",
            by=by,
            on=on,
            seen_revision=seen_revision,
            key=key,
            door=door,
        )
        award = Award.objects.select_for_update(of=("self",)).get(pk=account_change.award_id)
        if award.iban != account_change.iban:
            move(
                award,
                "change_account",
                by=by,
                on=on,
                seen_revision=award.revision,
                fields={"iban": account_change.iban},
                data={"account_change": str(account_change.pk)},
                door=door,
            )
    return event


def refuse_account(
    *,
    account_change: AccountChange,
    reason: str,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Rekeningnummer afwijzen by the signatory, with the reason. Raises MoveRefused."""
    return move(
        account_change,
        "refuse",
        by=by,
        on=on,
        seen_revision=seen_revision,
        reason=reason,
        key=key,
        door=door,
    )


def withdraw_account_change(
    *,
    account_change: AccountChange,
    reason: str,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Wijziging intrekken by the ministry, with the reason. Raises MoveRefused."""
    return move(
        account_change,
        "withdraw",
        by=by,
        on=on,
        seen_revision=seen_revision,
        reason=reason,
        key=key,
        door=door,
    )
