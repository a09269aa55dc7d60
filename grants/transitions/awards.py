"""Toekenning: from prepared to granted (regeling art. 2)."""

from dataclasses import dataclass
from decimal import Decimal

from pmg.accounts.enums import Role
from pmg.casework.table import NEW, Move, MoveTable

from ..enums import AwardState


@dataclass(frozen=True)
class AwardFacts:
    """What the guards of an award look at; euros."""

    amounts: tuple[Decimal, ...]
    maxima: tuple[Decimal, ...]
    mandate_ceiling: Decimal | None
    has_article: bool


def names_its_article(facts: AwardFacts) -> str | None:
    if not facts.has_article:
        return (
            "De regeling noemt geen artikel voor de toekenning. Vul dat daar eerst in."
        )
    return None


def within_maximum(facts: AwardFacts) -> str | None:
    if not facts.amounts:
        return "Vul voor elk uitkeringsjaar een bedrag in."
    if any(a > m for a, m in zip(facts.amounts, facts.maxima, strict=True)):
        return "Een bedrag is hoger dan de regeling per gemeente en jaar toestaat."
    return None


def within_mandate(facts: AwardFacts) -> str | None:
    if facts.mandate_ceiling is None:
        return "U hebt op deze datum geen mandaat."
    if sum(facts.amounts, Decimal(0)) > facts.mandate_ceiling:
        return "Het bedrag is hoger dan uw mandaat toestaat."
    return None


AWARD_MOVES = MoveTable(
    kind="award",
    drafts=frozenset({AwardState.PREPARED}),
    moves=(
        Move(
            name="prepare",
            label="Toekenning voorbereiden",
            event="Toekenning voorbereid",
            sources=(NEW,),
            target=AwardState.PREPARED,
            roles=frozenset({Role.POLICY_OFFICER, Role.ASSESSOR}),
            guards=(within_maximum,),
        ),
        Move(
            name="grant",
            label="Toekennen",
            event="Uitkering toegekend",
            sources=(AwardState.PREPARED,),
            target=AwardState.GRANTED,
            roles=frozenset({Role.BUDGET_HOLDER}),
            four_eyes=("prepare",),
            guards=(names_its_article, within_maximum, within_mandate),
        ),
        Move(
            name="withdraw",
            label="Intrekken",
            event="Voorbereide toekenning ingetrokken",
            sources=(AwardState.PREPARED,),
            target=AwardState.WITHDRAWN,
            roles=frozenset({Role.POLICY_OFFICER, Role.ASSESSOR, Role.BUDGET_HOLDER}),
            needs_reason=True,
        ),
    ),
)
