"""Toekennen: an award is prepared by one person and granted by another (regeling art. 2)."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from grants.enums import ApplicationState, EntryKind
from grants.iban import clean_iban
from grants.models import Allocation, Application, Award, GrantYear, LedgerEntry, Scheme
from grants.queries.award_letters import act_of
from grants.queries.ceilings import commitment_left
from grants.queries.mandates import Powers, mandate_on, rests_on
from grants.queries.maxima import maxima_for
from grants.transitions.awards import AwardFacts
from municipalities.models import Municipality
from pmg.accounts.models import User
from pmg.casework.errors import MoveRefused
from pmg.casework.models import Event
from pmg.casework.moves import Door, move

from .booking import booking
from .letters import sign_letter

WAITS_FOR_A_DECISION = (
    ApplicationState.SUBMITTED,
    ApplicationState.INCOMPLETE,
    ApplicationState.COMPLETE,
    ApplicationState.ADVISED,
    ApplicationState.PROPOSED,
)


def prepare_award(
    *,
    scheme: Scheme,
    municipality: Municipality,
    reference: str,
    iban: str,
    amounts: Mapping[GrantYear, Decimal],
    by: User,
    on: datetime.datetime,
    commitment_number: str = "",
    creditor_number: str = "",
    motivation: str = "",
    application: Application | None = None,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Award:
    """Toekenning voorbereiden, with an amount in euros for every grant year of the scheme.

    `application` is the aanvraag it decides on: `award_application` prepares it from there.
    The same `key` again gives the award it made the first time. Raises MoveRefused.
    """
    if key and (made := Award.objects.filter(pk=key).first()):
        return made
    named = Q(municipality=municipality) | Q(
        municipality__merged__successor=municipality,
        municipality__merged__on__lte=timezone.localdate(on),
    )
    if not scheme.recipients.filter(named).exists():
        raise MoveRefused("De regeling noemt deze gemeente niet als ontvanger.")
    if application is None and Application.objects.filter(
        scheme=scheme, municipality=municipality, state__in=WAITS_FOR_A_DECISION
    ):
        raise MoveRefused("Deze gemeente deed een aanvraag. Bereid de toekenning dáár voor.")
    try:
        account = clean_iban(iban)
    except ValueError as error:
        raise MoveRefused("Dit is geen geldig rekeningnummer (IBAN).") from error
    years = list(scheme.grant_years.all())
    given = [(year, amounts[year]) for year in years if year in amounts]
    award = Award(
        pk=key or uuid.uuid4(),
        scheme=scheme,
        municipality=municipality,
        reference=reference,
        commitment_number=commitment_number,
        creditor_number=creditor_number,
        iban=account,
        motivation=motivation,
        application=application,
    )
    with booking():
        move(
            award,
            "prepare",
            by=by,
            on=on,
            seen_revision=0,
            facts=_facts(award, years, [amount for _, amount in given], by=by, on=on)[0],
            data={"amounts": {str(year.pk): str(amount) for year, amount in given}},
            key=key,
            door=door,
        )
        for year, amount in given:
            Allocation.objects.create(award=award, grant_year=year, amount=amount)
    return award


def grant_award(
    *,
    award: Award,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Toekennen (beschikking): books a commitment per grant year in the budget year of `on`.

    The letter is signed in the same transaction.
    Raises MoveRefused: without article or mandate, above a maximum or ceiling, by own hand;
    NoLetter where the scheme has no text for it.
    """
    with booking():
        award.refresh_from_db(from_queryset=Award.objects.select_for_update(of=("self",)))
        allocations = list(award.allocations.select_related("grant_year"))
        facts, mandate = _facts(
            award,
            [allocation.grant_year for allocation in allocations],
            [allocation.amount for allocation in allocations],
            by=by,
            on=on,
        )
        budget_year = timezone.localdate(on).year
        event = move(
            award,
            "grant",
            by=by,
            on=on,
            seen_revision=seen_revision,
            facts=facts,
            data={
                "amounts": {str(a.grant_year_id): str(a.amount) for a in allocations},
                "budget_year": budget_year,
                **rests_on(mandate),
            },
            key=key,
            door=door,
        )
        if door != Door.TAKE_OVER:  # what was decided before this application has its own letter
            sign_letter(act=act_of(award), case=award, event=event, on=on)
        # The same key again gives the event of the first time, whose rows are there.
        if not LedgerEntry.objects.filter(event=event).exists():
            for allocation in allocations:
                if allocation.amount:
                    LedgerEntry.objects.create(
                        award=award,
                        kind=EntryKind.COMMITMENT,
                        amount=allocation.amount,
                        grant_year=allocation.grant_year,
                        budget_year=budget_year,
                        event=event,
                    )
        _follow(award, "award", by=by, on=on, door=door)
    return event


@transaction.atomic
def withdraw_award(
    *,
    award: Award,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    reason: str,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Voorbereide toekenning intrekken: nothing was committed yet. Raises MoveRefused."""
    event = move(
        award,
        "withdraw",
        by=by,
        on=on,
        seen_revision=seen_revision,
        reason=reason,
        key=key,
        door=door,
    )
    _follow(award, "undo_award", by=by, on=on, reason=reason, door=door)
    return event


def _follow(
    award: Award,
    name: str,
    *,
    by: User,
    on: datetime.datetime,
    reason: str = "",
    door: Door | None = None,
) -> None:
    """The application goes along with its award; doing it again moves nothing."""
    if award.application_id is None:
        return
    application = Application.objects.select_for_update(of=("self",)).get(pk=award.application_id)
    if application.state == ApplicationState.PROPOSED:
        move(
            application,
            name,
            by=by,
            on=on,
            seen_revision=application.revision,
            reason=reason,
            data={"award": str(award.pk)},
            door=door,
        )


def _facts(
    award: Award,
    years: Sequence[GrantYear],
    amounts: Sequence[Decimal],
    *,
    by: User,
    on: datetime.datetime,
) -> tuple[AwardFacts, Powers | None]:
    day = timezone.localdate(on)
    mandate = mandate_on(by, day)
    assert award.municipality is not None, "a constraint says so"
    facts = AwardFacts(
        amounts=tuple(amounts),
        maxima=maxima_for(years, award.municipality),
        mandate_ceiling=mandate.ceiling if mandate else None,
        has_article=bool(award.scheme.award_article),
        commitment_left=commitment_left(award.scheme, day.year),
    )
    return facts, mandate
