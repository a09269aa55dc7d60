"""Toekenningen en betalingen overnemen: granted and paid before, booked here through the door."""

from __future__ import annotations

import uuid

from grants.checks.takeover_content import amount_in, day_in
from grants.checks.takeover_layout import AMOUNT_OF
from grants.enums import AwardState, EntryKind
from grants.models import Allocation, Award, GrantYear, LedgerEntry, Payment
from grants.queries.ceilings import cash_left, commitment_left, left_to_pay
from grants.queries.maxima import maxima_for
from grants.services.booking import booking
from grants.transitions.awards import AwardFacts
from grants.transitions.payments import PaymentFacts
from municipalities.models import Municipality
from pmg.casework.errors import MoveRefused
from pmg.casework.moves import Door, move

from .acts import Act, Made


def take_over_award(act: Act) -> Made:
    """Toekenning overnemen (beschikking, regeling art. 2), on the day of the old decision.

    Amounts and ceilings hold as for an award that is granted here; mandate and article are those
    of the old decision, whose PDF comes along. Raises MoveRefused.
    """
    scheme, values = act.scheme, act.values
    years = list(scheme.grant_years.all())
    amounts = {year: amount_in(values, f"{AMOUNT_OF}{year.label}") for year in years}
    day, recipient = day_in(values, "decided_on"), _recipient(act)
    award = Award(
        pk=uuid.uuid4(),
        scheme=scheme,
        municipality=recipient,
        reference=values["reference"],
        commitment_number=values["commitment_number"],
        creditor_number=values["creditor_number"],
        iban=values["iban"],
        motivation=values["motivation"],
    )
    with booking():
        event = move(
            award,
            "take_over",
            by=act.by,
            on=act.moment_of(values["decided_on"]),
            seen_revision=0,
            facts=AwardFacts(
                amounts=tuple(amounts.values()),
                maxima=maxima_for(years, recipient),
                mandate_ceiling=None,
                has_article=bool(scheme.award_article),
                commitment_left=commitment_left(scheme, day.year),
            ),
            data={
                "amounts": {str(year.pk): str(amount) for year, amount in amounts.items()},
                "budget_year": day.year,
                "decided_on": day.isoformat(),
                **act.origin(),
            },
            door=Door.TAKE_OVER,
        )
        for year, amount in amounts.items():
            Allocation.objects.create(award=award, grant_year=year, amount=amount)
            if amount:
                LedgerEntry.objects.create(
                    award=award,
                    kind=EntryKind.COMMITMENT,
                    amount=amount,
                    grant_year=year,
                    budget_year=day.year,
                    event=event,
                )
    return Made(award, event)


def take_over_payment(act: Act) -> Made:
    """Betaling overnemen: booked in the budget year of the day the money left. Raises MoveRefused."""
    values = act.values
    award = (
        Award.objects.select_for_update(of=("self",))
        .select_related("municipality", "scheme")
        .filter(scheme=act.scheme, reference=values["award"], state=AwardState.GRANTED)
        .first()
    )
    if award is None:
        raise MoveRefused(f"Er is geen toekenning meer met nummer ‘{values['award']}’.")
    grant_year = GrantYear.objects.get(scheme=act.scheme, label=values["grant_year"])
    day, amount = day_in(values, "paid_on"), amount_in(values, "amount")
    payment = Payment(
        pk=uuid.uuid4(),
        award=award,
        municipality=award.municipality,
        grant_year=grant_year,
        amount=amount,
        budget_year=day.year,
        due_on=day,
        iban=values["iban"] or award.iban,
        reference=values["reference"],
    )
    with booking():
        event = move(
            payment,
            "take_over",
            by=act.by,
            on=act.moment_of(values["paid_on"]),
            seen_revision=0,
            facts=PaymentFacts(
                amount=amount,
                left=left_to_pay(award)[grant_year.pk],
                mandate_ceiling=None,
                has_article=True,
                cash_left=cash_left(act.scheme, day.year),
            ),
            data={"amount": str(amount), "paid_on": day.isoformat(), **act.origin()},
            door=Door.TAKE_OVER,
        )
        LedgerEntry.objects.create(
            award=award,
            kind=EntryKind.PAYMENT,
            amount=amount,
            grant_year=grant_year,
            budget_year=day.year,
            event=event,
        )
    return Made(payment, event)


def _recipient(act: Act) -> Municipality:
    recipient = (
        act.scheme.recipients.select_related("municipality")
        .filter(municipality__cbs_code=f"GM{act.values['municipality']}")
        .first()
    )
    if recipient is None:
        raise MoveRefused(
            f"De regeling noemt gemeente {act.values['municipality']} niet als ontvanger."
        )
    return recipient.municipality
