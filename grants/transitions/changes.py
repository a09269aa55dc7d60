"""Wijziging van een toekenning: from prepared to decided; what was paid stays within it."""

from dataclasses import dataclass
from decimal import Decimal

from grants.enums import ChangeState
from grants.transitions.awards import (
    AwardFacts,
    awards_money,
    within_mandate,
    within_maximum,
)
from pmg.accounts.enums import Role
from pmg.casework.table import NEW, Move, MoveTable

ZERO = Decimal(0)


@dataclass(frozen=True)
class ChangeFacts(AwardFacts):
    """What the guards of a change look at, next to the new amounts; euros, per grant year.

    `current` is what the award says now, `before` what it said when the change was prepared, `taken`
    what was paid or is on its way. `is_running`: granted, and not settled.
    """

    current: tuple[Decimal, ...]
    before: tuple[Decimal, ...]
    taken: tuple[Decimal, ...]
    is_running: bool

    @property
    def more(self) -> Decimal:
        """Hoeveel hoger het totaal wordt; negative where it is lowered."""
        return self.total - sum(self.current, ZERO)


def of_a_running_award(facts: ChangeFacts) -> str | None:
    if not facts.is_running:
        return (
            "Alleen een toekenning die is gedaan en nog niet is vastgesteld, kan worden gewijzigd."
        )
    return None


def changes_something(facts: ChangeFacts) -> str | None:
    if facts.amounts == facts.current:
        return "Er verandert niets. Vul voor ten minste één uitkeringsjaar een ander bedrag in."
    return None


def is_as_prepared(facts: ChangeFacts) -> str | None:
    if facts.before != facts.current:
        return (
            "De toekenning is veranderd sinds deze wijziging is voorbereid. Trek deze wijziging in "
            "en bereid een nieuwe voor."
        )
    return None


def not_below_what_was_paid(facts: ChangeFacts) -> str | None:
    if any(new < taken for new, taken in zip(facts.amounts, facts.taken, strict=True)):
        return (
            "Een bedrag is lager dan wat voor dat uitkeringsjaar al is betaald of onderweg is. "
            "Vorder dat eerst terug, of laat de betaling vervallen."
        )
    return None


def names_its_article(facts: ChangeFacts) -> str | None:
    if not facts.has_article:
        return "De regeling noemt geen artikel voor een wijziging. Vul dat daar eerst in."
    return None


def within_commitment_ceiling(facts: ChangeFacts) -> str | None:
    if facts.more > 0 and facts.more > facts.commitment_left:
        return "De verhoging past niet binnen het verplichtingenplafond van dit begrotingsjaar."
    return None


PREPARERS = frozenset({Role.POLICY_OFFICER, Role.ASSESSOR})
AS_AN_AWARD = (of_a_running_award, awards_money, within_maximum, changes_something)

CHANGE_MOVES = MoveTable(
    kind="change",
    drafts=frozenset({ChangeState.PREPARED}),
    moves=(
        Move(
            name="prepare",
            label="Wijziging voorbereiden",
            event="Wijziging voorbereid",
            sources=(NEW,),
            target=ChangeState.PREPARED,
            roles=PREPARERS,
            needs_reason=True,
            guards=(*AS_AN_AWARD, not_below_what_was_paid),
        ),
        Move(
            name="decide",
            label="Wijziging vaststellen",
            event="Toekenning gewijzigd",
            sources=(ChangeState.PREPARED,),
            target=ChangeState.DECIDED,
            roles=frozenset({Role.BUDGET_HOLDER}),
            four_eyes=("prepare",),
            guards=(
                names_its_article,
                is_as_prepared,
                *AS_AN_AWARD,
                not_below_what_was_paid,
                within_mandate,
                within_commitment_ceiling,
            ),
        ),
        Move(
            name="withdraw",
            label="Wijziging intrekken",
            event="Voorbereide wijziging ingetrokken",
            sources=(ChangeState.PREPARED,),
            target=ChangeState.WITHDRAWN,
            roles=PREPARERS | {Role.BUDGET_HOLDER},
            needs_reason=True,
        ),
    ),
)
