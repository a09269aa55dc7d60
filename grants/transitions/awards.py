"""Toekenning: from prepared to granted (regeling art. 2)."""

from dataclasses import dataclass
from decimal import Decimal

from grants.enums import AwardState
from pmg.accounts.enums import Role
from pmg.casework.table import NEW, STAY, Move, MoveTable

CENT = Decimal("0.01")


@dataclass(frozen=True)
class AwardFacts:
    """What the guards of an award look at; euros.

    `commitment_left` is what the ceiling of the budget year leaves for new commitments.
    """

    amounts: tuple[Decimal, ...]
    maxima: tuple[Decimal, ...]
    mandate_ceiling: Decimal | None
    has_article: bool
    commitment_left: Decimal

    @property
    def total(self) -> Decimal:
        """Toegekend over alle uitkeringsjaren."""
        return sum(self.amounts, Decimal(0))


def names_its_article(facts: AwardFacts) -> str | None:
    if not facts.has_article:
        return "De regeling noemt geen artikel voor de toekenning. Vul dat daar eerst in."
    return None


def awards_money(facts: AwardFacts) -> str | None:
    if len(facts.amounts) != len(facts.maxima):
        return "Vul voor elk uitkeringsjaar een bedrag in. Nul is ook een bedrag."
    if any(amount < 0 for amount in facts.amounts):
        return "Een toegekend bedrag kan niet lager zijn dan nul."
    if any(amount != amount.quantize(CENT) for amount in facts.amounts):
        return "Een bedrag heeft hoogstens twee cijfers achter de komma."
    if not facts.total:
        return "Ken voor ten minste één uitkeringsjaar geld toe."
    return None


def within_maximum(facts: AwardFacts) -> str | None:
    if any(a > m for a, m in zip(facts.amounts, facts.maxima, strict=True)):
        return "Een bedrag is hoger dan de regeling per gemeente en jaar toestaat."
    return None


def within_mandate(facts: AwardFacts) -> str | None:
    if facts.mandate_ceiling is None:
        return "U hebt op deze datum geen mandaat."
    if facts.total > facts.mandate_ceiling:
        return "Het bedrag is hoger dan uw mandaat toestaat."
    return None


def within_commitment_ceiling(facts: AwardFacts) -> str | None:
    if facts.total > facts.commitment_left:
        return "Het bedrag past niet binnen het verplichtingenplafond van dit begrotingsjaar."
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
            guards=(awards_money, within_maximum),
        ),
        Move(
            name="grant",
            label="Toekennen",
            event="Uitkering toegekend",
            sources=(AwardState.PREPARED,),
            target=AwardState.GRANTED,
            roles=frozenset({Role.BUDGET_HOLDER}),
            four_eyes=("prepare",),
            guards=(
                names_its_article,
                awards_money,
                within_maximum,
                within_mandate,
                within_commitment_ceiling,
            ),
        ),
        Move(
            name="take_over",
            label="Overnemen",
            event="Toekenning overgenomen uit de oude administratie",
            sources=(NEW,),
            target=AwardState.GRANTED,
            roles=frozenset({Role.SYSTEM}),
            guards=(awards_money, within_maximum, within_commitment_ceiling),
        ),
        Move(
            name="change_account",
            label="Rekeningnummer wijzigen",
            event="Rekeningnummer gewijzigd",
            sources=(AwardState.GRANTED,),
            target=STAY,
            roles=frozenset({Role.SIGNATORY}),
            own_municipality=True,
        ),
        Move(
            name="withdraw",
            label="Intrekken",
            event="Voorbereide toekenning ingetrokken",
            sources=(AwardState.PREPARED,),
            target=AwardState.WITHDRAWN,
            # The system, where the municipality takes back the application it was prepared from.
            roles=frozenset({Role.POLICY_OFFICER, Role.ASSESSOR, Role.BUDGET_HOLDER, Role.SYSTEM}),
            needs_reason=True,
        ),
    ),
)
