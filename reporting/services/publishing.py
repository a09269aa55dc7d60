"""Verzenden aan de Kamer: a second person lets the report out; and withdrawing what was sent."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db import transaction

from pmg.accounts.models import User
from pmg.casework.models import Event
from pmg.casework.moves import Door, move
from reporting.models import Publication, ReportYear, Withdrawal
from reporting.services.conditions import conditions_of, ready_to_send
from reporting.transitions import PublishFacts, WithdrawFacts


@transaction.atomic
def publish_year(
    *,
    case: ReportYear,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Verzenden aan de Tweede Kamer, by nobody who froze it; from then on it is public.

    What goes out is the rendition of the newest version with the texts of now, under a new number.
    Raises MoveRefused, or one of its kinds.
    """
    # Held before anything is looked at: signing and writing wait for it as well.
    ReportYear.objects.select_for_update(of=("self",)).get(pk=case.pk)
    ready = ready_to_send(case, on=on)
    number = case.publications.count() + 1
    event = move(
        case,
        "publish",
        by=by,
        on=on,
        seen_revision=seen_revision,
        facts=PublishFacts(conditions_of(ready)),
        data={"number": number, "rendition": str(ready.rendition.pk) if ready.rendition else ""},
        key=key,
        door=door,
    )
    if ready.rendition is not None and not Publication.objects.filter(event=event).exists():
        Publication.objects.create(
            report_year=case, rendition=ready.rendition, number=number, sent_on=on, event=event
        )
    return event


@transaction.atomic
def withdraw_publication(
    *,
    publication: Publication,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    reason: str,
    key: UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Openbare versie intrekken: its files are served no more, the reason is public.

    Raises MoveRefused, or one of its kinds.
    """
    case = ReportYear.objects.select_for_update(of=("self",)).get(pk=publication.report_year_id)
    known = Withdrawal.objects.filter(publication=publication).first()
    event = move(
        case,
        "withdraw",
        by=by,
        on=on,
        seen_revision=seen_revision,
        reason=reason,
        facts=WithdrawFacts(is_out=known is None),
        data={"number": publication.number},
        key=key,
        door=door,
    )
    if not Withdrawal.objects.filter(event=event).exists():
        Withdrawal.objects.create(
            publication=publication, reason=event.reason, withdrawn_on=on, event=event
        )
    return event
