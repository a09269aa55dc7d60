"""Betaling: from proposed to paid, or returned. Nobody approves what they prepared."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from grants.enums import PaymentState
from pmg.accounts.enums import Role
from pmg.casework.table import NEW, Move, MoveTable

CENT = Decimal("0.01")


@dataclass(frozen=True)
class PaymentFacts:
    """What the guards of a payment look at; euros, without this payment itself.

    `left` is what remains of the grant year's allocation, `cash_left` of the budget year's ceiling;
    `account_confirmed` is whether the municipality's signatory stands behind the account.
    """

    amount: Decimal
    left: Decimal
    mandate_ceiling: Decimal | None
    has_article: bool
    cash_left: Decimal
    account_confirmed: bool = True


@dataclass(frozen=True)
class OutcomeFacts:
    """When the money left, next to the days between which that can have been.

    `ordered` is whether the payment went out in a payment order.
    """

    ordered: bool
    paid_on: datetime.date
    approved_on: datetime.date
    today: datetime.date


@dataclass(frozen=True)
class ReturnFacts:
    """When the money came back, next to the days between which that can have been."""

    returned_on: datetime.date
    paid_on: datetime.date
    today: datetime.date


def names_its_article(facts: PaymentFacts) -> str | None:
    if not facts.has_article:
        return "De regeling noemt geen artikel voor het voorschot. Vul dat daar eerst in."
    return None


def within_allocation(facts: PaymentFacts) -> str | None:
    if facts.amount > facts.left:
        return "Het bedrag is hoger dan wat van de toekenning voor dit uitkeringsjaar over is."
    return None


def within_mandate(facts: PaymentFacts) -> str | None:
    if facts.mandate_ceiling is None:
        return "U hebt op deze datum geen mandaat."
    if facts.amount > facts.mandate_ceiling:
        return "Het bedrag is hoger dan uw mandaat toestaat."
    return None


def within_cash_ceiling(facts: PaymentFacts) -> str | None:
    if facts.amount > facts.cash_left:
        return "Het bedrag past niet binnen het kasplafond van dit begrotingsjaar."
    return None


def to_a_confirmed_account(facts: PaymentFacts) -> str | None:
    if not facts.account_confirmed:
        return (
            "De ondertekenaar van de gemeente heeft dit rekeningnummer niet bevestigd. "
            "Wacht daarop, of laat de betaling vervallen en zet haar opnieuw klaar."
        )
    return None


def pays_something(facts: PaymentFacts) -> str | None:
    if facts.amount <= 0:
        return "Vul een bedrag in dat hoger is dan nul."
    if facts.amount != facts.amount.quantize(CENT):
        return "Een bedrag heeft hoogstens twee cijfers achter de komma."
    return None


def went_out_in_an_order(facts: OutcomeFacts) -> str | None:
    if not facts.ordered:
        return "Deze betaling staat nog niet in een betaalopdracht. Maak die eerst."
    return None


def paid_when_it_could_be(facts: OutcomeFacts) -> str | None:
    if not facts.approved_on <= facts.paid_on <= facts.today:
        return "De datum van betaling ligt tussen de goedkeuring en vandaag."
    return None


def returned_when_it_could_be(facts: ReturnFacts) -> str | None:
    if not facts.paid_on <= facts.returned_on <= facts.today:
        return "De datum van terugkomst ligt tussen de betaling en vandaag."
    return None


PAYMENT_MOVES = MoveTable(
    kind="payment",
    drafts=frozenset({PaymentState.PREPARED}),
    moves=(
        Move(
            name="propose",
            label="Betaling voorstellen",
            event="Betaling voorgesteld volgens het betaalplan",
            sources=(NEW,),
            target=PaymentState.PROPOSED,
            roles=frozenset({Role.SYSTEM}),
            guards=(pays_something, within_allocation),
        ),
        Move(
            name="prepare",
            label="Betaling klaarzetten",
            event="Betaling klaargezet",
            sources=(NEW, PaymentState.PROPOSED),
            target=PaymentState.PREPARED,
            roles=frozenset({Role.FINANCIAL_OFFICER}),
            guards=(pays_something, within_allocation),
        ),
        Move(
            name="approve",
            label="Goedkeuren",
            event="Betaling goedgekeurd",
            sources=(PaymentState.PREPARED,),
            target=PaymentState.APPROVED,
            roles=frozenset({Role.BUDGET_HOLDER}),
            four_eyes=("prepare",),
            guards=(
                names_its_article,
                to_a_confirmed_account,
                within_allocation,
                within_mandate,
                within_cash_ceiling,
            ),
        ),
        Move(
            name="take_over",
            label="Overnemen",
            event="Betaling overgenomen uit de oude administratie",
            sources=(NEW,),
            target=PaymentState.PAID,
            roles=frozenset({Role.SYSTEM}),
            guards=(pays_something, within_allocation, within_cash_ceiling),
        ),
        Move(
            name="cancel",
            label="Laten vervallen",
            event="Betaling vervallen",
            sources=(PaymentState.PROPOSED, PaymentState.PREPARED),
            target=PaymentState.CANCELLED,
            roles=frozenset({Role.FINANCIAL_OFFICER, Role.BUDGET_HOLDER}),
            needs_reason=True,
        ),
        Move(
            name="confirm",
            label="Als betaald vastleggen",
            event="Betaald",
            sources=(PaymentState.APPROVED,),
            target=PaymentState.PAID,
            roles=frozenset({Role.FINANCIAL_OFFICER}),
            guards=(went_out_in_an_order, paid_when_it_could_be),
        ),
        Move(
            name="fail",
            label="Als mislukt vastleggen",
            event="Betaling mislukt",
            sources=(PaymentState.APPROVED,),
            target=PaymentState.FAILED,
            roles=frozenset({Role.FINANCIAL_OFFICER}),
            needs_reason=True,
        ),
        Move(
            name="return",
            label="Als teruggekomen vastleggen",
            event="Betaling teruggekomen",
            sources=(PaymentState.PAID,),
            target=PaymentState.RETURNED,
            roles=frozenset({Role.FINANCIAL_OFFICER}),
            needs_reason=True,
            guards=(returned_when_it_could_be,),
        ),
    ),
)
