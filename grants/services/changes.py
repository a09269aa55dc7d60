"""Toekenning wijzigen: prepared by one person, decided by another; the difference is booked.

Order of the locks: change, award, ceilings.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from decimal import Decimal

from django.utils import timezone

from grants.enums import EntryKind, LetterAct
from grants.models import Award, AwardChange, ChangedAmount, GrantYear, LedgerEntry
from grants.queries.changes import change_facts, decision_letter
from grants.queries.mandates import mandate_on, rests_on
from pmg.accounts.models import User
from pmg.casework.models import Event
from pmg.casework.moves import Door, move

from .booking import booking
from .letters import sign_letter


def prepare_change(
    *,
    award: Award,
    amounts: Mapping[GrantYear, Decimal],
    motivation: str,
    by: User,
    on: datetime.datetime,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> AwardChange:
    """Wijziging voorbereiden, with a new amount in euros for every grant year of the award.

    The same `key` again gives the change it made the first time. Raises MoveRefused: of an award
    that is not running, above a maximum, or below what was paid.
    """
    with booking():
        award = _locked(award)
        if key and (made := AwardChange.objects.filter(pk=key).first()):
            return made
        change = AwardChange(
            pk=key or uuid.uuid4(),
            award=award,
            municipality=award.municipality,
            motivation=motivation.strip(),
        )
        move(
            change,
            "prepare",
            by=by,
            on=on,
            seen_revision=0,
            reason=motivation,
            facts=change_facts(award, amounts, None, by=by, on=on),
            data={"amounts": {str(year.pk): str(amount) for year, amount in amounts.items()}},
            key=key,
            door=door,
        )
        for row in award.allocations.select_related("grant_year"):
            ChangedAmount.objects.create(
                change=change,
                grant_year=row.grant_year,
                before=row.amount,
                amount=amounts[row.grant_year],
            )
    return change


def decide_change(
    *,
    change: AwardChange,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Wijziging vaststellen (beschikking): books per grant year what differs, in the year of `on`.

    Its letter replaces the one that said what the award was until now.
    Raises MoveRefused: without article or mandate, above a maximum or ceiling, below what was paid,
    by own hand; NoLetter where the scheme has no text for it.
    """
    with booking():
        change.refresh_from_db(from_queryset=AwardChange.objects.select_for_update(of=("self",)))
        change.award = award = _locked(change.award)
        rows = list(change.amounts.select_related("grant_year"))
        mandate = mandate_on(by, timezone.localdate(on))
        budget_year = timezone.localdate(on).year
        event = move(
            change,
            "decide",
            by=by,
            on=on,
            seen_revision=seen_revision,
            facts=change_facts(
                award,
                {row.grant_year: row.amount for row in rows},
                {row.grant_year: row.before for row in rows},
                by=by,
                on=on,
            ),
            data={
                "amounts": {str(row.grant_year_id): str(row.amount) for row in rows},
                "budget_year": budget_year,
                **rests_on(mandate),
            },
            key=key,
            door=door,
        )
        sign_letter(
            act=LetterAct.AWARD_CHANGED,
            case=change,
            event=event,
            on=on,
            replaces=decision_letter(award),
        )
        # The same key again gives the event of the first time, whose rows are there.
        if not LedgerEntry.objects.filter(event=event).exists():
            _book(award, rows, event, budget_year)
    return event


def withdraw_change(
    *,
    change: AwardChange,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    reason: str,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Voorbereide wijziging intrekken: nothing was decided yet. Raises MoveRefused."""
    return move(
        change,
        "withdraw",
        by=by,
        on=on,
        seen_revision=seen_revision,
        reason=reason,
        key=key,
        door=door,
    )


def _book(award: Award, rows: list[ChangedAmount], event: Event, budget_year: int) -> None:
    # What is lowered makes room under the ceiling for what is raised.
    for row in sorted(rows, key=lambda row: row.difference):
        if row.difference:
            award.allocations.filter(grant_year=row.grant_year).update(amount=row.amount)
            LedgerEntry.objects.create(
                award=award,
                kind=EntryKind.COMMITMENT,
                amount=row.difference,
                grant_year=row.grant_year,
                budget_year=budget_year,
                event=event,
            )


def _locked(award: Award) -> Award:
    return (
        Award.objects.select_for_update(of=("self",))
        .select_related("scheme", "municipality")
        .get(pk=award.pk)
    )
