"""Btw-deel: what goes into the BTW-compensatiefonds instead of to the municipality."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal

from grants.enums import VatShareState as State
from pmg.accounts.enums import Role
from pmg.casework.table import NEW, Move, MoveTable

from .awards import CENT


@dataclass(frozen=True)
class VatFacts:
    """What the guards of a btw-deel look at; euros, without this btw-deel itself.

    `room` is what the regulation allows for the municipality and grant year, less its award.
    """

    amount: Decimal
    room: Decimal
    is_running: bool
    has_article: bool
    mandate_ceiling: Decimal | None
    commitment_left: Decimal
    cash_left: Decimal


@dataclass(frozen=True)
class DepositFacts:
    """When the money went into the fund, next to the days between which that can have been."""

    deposited_on: datetime.date
    approved_on: datetime.date
    today: datetime.date


def is_an_amount(facts: VatFacts) -> str | None:
    if facts.amount <= 0:
        return "Vul een bedrag in dat hoger is dan nul."
    if facts.amount != facts.amount.quantize(CENT):
        return "Een bedrag heeft hoogstens twee cijfers achter de komma."
    return None


def of_a_running_award(facts: VatFacts) -> str | None:
    if not facts.is_running:
        return "Dit kan alleen bij een toekenning die is gedaan en nog niet is vastgesteld."
    return None


def within_room(facts: VatFacts) -> str | None:
    if facts.amount > facts.room:
        return (
            "Toekenning en btw-deel zijn samen hoger dan de regeling per gemeente en jaar toestaat."
        )
    return None


def names_its_article(facts: VatFacts) -> str | None:
    if not facts.has_article:
        return "De regeling noemt geen artikel voor het voorschot. Vul dat daar eerst in."
    return None


def within_mandate(facts: VatFacts) -> str | None:
    if facts.mandate_ceiling is None:
        return "U hebt op deze datum geen mandaat."
    if facts.amount > facts.mandate_ceiling:
        return "Het bedrag is hoger dan uw mandaat toestaat."
    return None


def within_commitment_ceiling(facts: VatFacts) -> str | None:
    if facts.amount > facts.commitment_left:
        return "Het bedrag past niet binnen het verplichtingenplafond van dit begrotingsjaar."
    return None


def within_cash_ceiling(facts: VatFacts) -> str | None:
    if facts.amount > facts.cash_left:
        return "Het bedrag past niet binnen het kasplafond van dit begrotingsjaar."
    return None


def deposited_when_it_could_be(facts: DepositFacts) -> str | None:
    if not facts.approved_on <= facts.deposited_on <= facts.today:
        return "De datum van storting ligt tussen de goedkeuring en vandaag."
    return None


FITS = (is_an_amount, of_a_running_award, within_room)

VAT_SHARE_MOVES = MoveTable(
    kind="vat_share",
    drafts=frozenset({State.PREPARED}),
    moves=(
        Move(
            name="prepare",
            label="Btw-deel klaarzetten",
            event="Btw-deel klaargezet",
            sources=(NEW,),
            target=State.PREPARED,
            roles=frozenset({Role.FINANCIAL_OFFICER}),
            guards=FITS,
        ),
        Move(
            name="approve",
            label="Goedkeuren",
            event="Btw-deel goedgekeurd",
            sources=(State.PREPARED,),
            target=State.APPROVED,
            roles=frozenset({Role.BUDGET_HOLDER}),
            four_eyes=("prepare",),
            guards=(
                names_its_article,
                *FITS,
                within_mandate,
                within_commitment_ceiling,
                within_cash_ceiling,
            ),
        ),
        Move(
            name="deposit",
            label="Als gestort vastleggen",
            event="Btw-deel gestort in het BTW-compensatiefonds",
            sources=(State.APPROVED,),
            target=State.DEPOSITED,
            roles=frozenset({Role.FINANCIAL_OFFICER}),
            guards=(deposited_when_it_could_be,),
        ),
        Move(
            name="cancel",
            label="Laten vervallen",
            event="Btw-deel vervallen",
            sources=(State.PREPARED,),
            target=State.CANCELLED,
            roles=frozenset({Role.FINANCIAL_OFFICER, Role.BUDGET_HOLDER}),
            needs_reason=True,
        ),
        Move(
            name="release",
            label="Laten vrijvallen",
            event="Btw-deel vrijgevallen",
            sources=(State.APPROVED,),
            target=State.CANCELLED,
            roles=frozenset({Role.BUDGET_HOLDER}),
            needs_reason=True,
        ),
    ),
)
