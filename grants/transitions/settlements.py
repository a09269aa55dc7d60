"""Vaststelling en terugvordering: from drawn up to settled, and from demanded to received."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from grants.enums import RecoveryState, SettlementState
from pmg.accounts.enums import Role
from pmg.casework.table import NEW, STAY, Move, MoveTable

CENT = Decimal("0.01")
PREPARERS = frozenset({Role.ASSESSOR, Role.FINANCIAL_OFFICER})
WHERE = "Een beheerder vult dat in bij Regelingen, onder Artikelen en brieven."


@dataclass(frozen=True)
class SettlementFacts:
    """What the guards of a settlement look at; euros.

    `unjudged` are the accounting years up to the end that wait for a judgement, `on_its_way` the
    payments that are neither paid nor ended. `is_as_drawn_up` says that nothing moved since.
    `standing` is what the settlement that is to be replaced said; none for the first.
    """

    is_early: bool
    has_reason: bool
    ends_on: datetime.date | None
    today: datetime.date
    unjudged: tuple[int, ...]
    is_final: bool
    corrections: int
    on_its_way: int
    settled: Decimal
    has_article: bool
    mandate_ceiling: Decimal | None
    is_as_drawn_up: bool
    standing: Decimal | None = None
    has_motivation: bool = False
    demands: bool = False
    has_recovery_article: bool = True


@dataclass(frozen=True)
class ReceiptFacts:
    """Money that came in, next to what is still open and the days on which it can have come."""

    amount: Decimal
    open: Decimal
    received_on: datetime.date
    demanded_on: datetime.date
    today: datetime.date


@dataclass(frozen=True)
class TermFacts:
    """The day until which can be paid, and the one that is asked for."""

    today: datetime.date
    due_on: datetime.date
    asked: datetime.date


@dataclass(frozen=True)
class WriteOffFacts:
    """What is given up, next to the mandate of who gives it up; euros."""

    open: Decimal
    mandate_ceiling: Decimal | None


def names_its_article(facts: SettlementFacts) -> str | None:
    if not facts.has_article:
        act = "de vaststelling" if facts.standing is None else "de herziening van een vaststelling"
        return f"De regeling noemt geen artikel voor {act}. {WHERE}"
    return None


def names_the_article_of_recovery(facts: SettlementFacts) -> str | None:
    if facts.demands and not facts.has_recovery_article:
        return f"De regeling noemt geen artikel voor de terugvordering. {WHERE}"
    return None


def changes_what_stands(facts: SettlementFacts) -> str | None:
    if facts.standing is not None and facts.settled == facts.standing:
        return "Het bedrag is gelijk aan de vaststelling die nu geldt. Een nieuw besluit is niet nodig."
    return None


def says_why_it_is_replaced(facts: SettlementFacts) -> str | None:
    if facts.standing is not None and not facts.has_motivation:
        return "Schrijf op waarom de vaststelling wordt herzien."
    return None


def every_year_is_judged(facts: SettlementFacts) -> str | None:
    if facts.unjudged:
        years = ", ".join(map(str, facts.unjudged))
        return f"Er is nog geen oordeel over {years}. Stel de uitkering daarna vast."
    return None


def is_the_last(facts: SettlementFacts) -> str | None:
    if not facts.is_early and not facts.is_final:
        return (
            "De verantwoording over het laatste jaar is geen eindverantwoording. Stopt de gemeente "
            "eerder, kies dan de datum waarop en schrijf op waarom."
        )
    return None


def ended_early_for_a_reason(facts: SettlementFacts) -> str | None:
    if facts.is_early and not facts.has_reason:
        return "Schrijf op waarom de uitkering eerder stopt."
    if facts.has_reason and not facts.is_early:
        return "Kies de datum waarop de uitkering eerder stopt."
    if facts.ends_on and facts.ends_on > facts.today:
        return "De uitkering stopt op of voor vandaag. Stel haar niet vooraf vast."
    return None


def nothing_under_way(facts: SettlementFacts) -> str | None:
    if facts.corrections:
        return "Er loopt nog een correctie op een verantwoording. Rond die eerst af."
    if facts.on_its_way:
        return "Er is nog een betaling onderweg. Leg eerst vast of zij is betaald, of laat haar vervallen."
    return None


def is_as_drawn_up(facts: SettlementFacts) -> str | None:
    if not facts.is_as_drawn_up:
        return (
            "De bedragen zijn veranderd sinds deze vaststelling is opgesteld. Laat haar eerst "
            "opnieuw berekenen."
        )
    return None


def within_mandate(facts: SettlementFacts) -> str | None:
    if facts.mandate_ceiling is None:
        return "U hebt op deze datum geen mandaat."
    if facts.settled > facts.mandate_ceiling:
        return "Het bedrag is hoger dan uw mandaat toestaat."
    return None


def receives_what_is_open(facts: ReceiptFacts) -> str | None:
    if facts.amount <= 0:
        return "Vul een bedrag in dat hoger is dan nul."
    if facts.amount != facts.amount.quantize(CENT):
        return "Een bedrag heeft hoogstens twee cijfers achter de komma."
    if facts.amount > facts.open:
        return "Het bedrag is hoger dan wat nog openstaat. Boek niet meer dan dat."
    return None


def received_when_it_could_be(facts: ReceiptFacts) -> str | None:
    if not facts.demanded_on <= facts.received_on <= facts.today:
        return "De datum van ontvangst ligt tussen de terugvordering en vandaag."
    return None


def is_overdue(facts: TermFacts) -> str | None:
    if facts.today <= facts.due_on:
        return "De betaaltermijn is nog niet voorbij. Aanmanen kan pas daarna."
    return None


def until_a_later_day(facts: TermFacts) -> str | None:
    if facts.asked <= max(facts.today, facts.due_on):
        return "De nieuwe datum ligt na vandaag en na de uiterste betaaldag van nu."
    return None


def gives_up_within_mandate(facts: WriteOffFacts) -> str | None:
    if facts.mandate_ceiling is None:
        return "U hebt op deze datum geen mandaat."
    if facts.open > facts.mandate_ceiling:
        return "Het bedrag is hoger dan uw mandaat toestaat."
    return None


CAN_BE_SETTLED = (
    ended_early_for_a_reason,
    every_year_is_judged,
    is_the_last,
    nothing_under_way,
    says_why_it_is_replaced,
    changes_what_stands,
)

SETTLEMENT_MOVES = MoveTable(
    kind="settlement",
    drafts=frozenset({SettlementState.DRAWN_UP}),
    moves=(
        Move(
            name="draw_up",
            label="Vaststelling opstellen",
            event="Vaststelling opgesteld",
            sources=(NEW,),
            target=SettlementState.DRAWN_UP,
            roles=PREPARERS,
            guards=CAN_BE_SETTLED,
        ),
        Move(
            name="reckon_again",
            label="Opnieuw berekenen",
            event="Vaststelling opnieuw berekend",
            sources=(SettlementState.DRAWN_UP,),
            target=STAY,
            roles=PREPARERS,
            guards=CAN_BE_SETTLED,
        ),
        Move(
            name="settle",
            label="Vaststellen",
            event="Uitkering vastgesteld",
            sources=(SettlementState.DRAWN_UP,),
            target=SettlementState.SETTLED,
            roles=frozenset({Role.BUDGET_HOLDER}),
            four_eyes=("draw_up", "reckon_again"),
            guards=(
                names_its_article,
                names_the_article_of_recovery,
                *CAN_BE_SETTLED,
                is_as_drawn_up,
                within_mandate,
            ),
        ),
        Move(
            name="replace",
            label="Vervangen",
            event="Vaststelling vervangen door een nieuw besluit",
            sources=(SettlementState.SETTLED,),
            target=SettlementState.REPLACED,
            roles=frozenset({Role.BUDGET_HOLDER}),
        ),
        Move(
            name="withdraw",
            label="Intrekken",
            event="Opgestelde vaststelling ingetrokken",
            sources=(SettlementState.DRAWN_UP,),
            target=SettlementState.WITHDRAWN,
            roles=PREPARERS | {Role.BUDGET_HOLDER},
            needs_reason=True,
        ),
    ),
)

RECOVERY_MOVES = MoveTable(
    kind="recovery",
    moves=(
        Move(
            name="demand",
            label="Terugvorderen",
            event="Bedrag teruggevorderd",
            sources=(NEW,),
            target=RecoveryState.DEMANDED,
            roles=frozenset({Role.BUDGET_HOLDER}),
        ),
        Move(
            name="receive",
            label="Ontvangst vastleggen",
            event="Deel ontvangen",
            sources=(RecoveryState.DEMANDED,),
            target=STAY,
            roles=frozenset({Role.FINANCIAL_OFFICER}),
            guards=(receives_what_is_open, received_when_it_could_be),
        ),
        Move(
            name="receive_rest",
            label="Laatste ontvangst vastleggen",
            event="Helemaal ontvangen",
            sources=(RecoveryState.DEMANDED,),
            target=RecoveryState.REPAID,
            roles=frozenset({Role.FINANCIAL_OFFICER}),
            guards=(receives_what_is_open, received_when_it_could_be),
        ),
        Move(
            name="take_back",
            label="Ontvangst terugboeken",
            event="Ontvangst teruggeboekt",
            sources=(RecoveryState.DEMANDED, RecoveryState.REPAID, RecoveryState.LAPSED),
            target=RecoveryState.DEMANDED,
            roles=frozenset({Role.FINANCIAL_OFFICER}),
            needs_reason=True,
        ),
        Move(
            name="dun",
            label="Aanmanen",
            event="Gemeente aangemaand",
            sources=(RecoveryState.DEMANDED,),
            target=STAY,
            roles=frozenset({Role.FINANCIAL_OFFICER}),
            guards=(is_overdue,),
        ),
        Move(
            name="grant_delay",
            label="Uitstel van betaling geven",
            event="Uitstel van betaling gegeven",
            sources=(RecoveryState.DEMANDED,),
            target=STAY,
            roles=frozenset({Role.BUDGET_HOLDER}),
            needs_reason=True,
            guards=(until_a_later_day,),
        ),
        Move(
            name="write_off",
            label="Kwijtschelden",
            event="Rest kwijtgescholden",
            sources=(RecoveryState.DEMANDED,),
            target=RecoveryState.WRITTEN_OFF,
            roles=frozenset({Role.BUDGET_HOLDER}),
            needs_reason=True,
            guards=(gives_up_within_mandate,),
        ),
        Move(
            name="lower",
            label="Verlagen",
            event="Terugvordering verlaagd door een nieuwe vaststelling",
            sources=(RecoveryState.DEMANDED,),
            target=STAY,
            roles=frozenset({Role.BUDGET_HOLDER}),
        ),
        Move(
            name="lapse",
            label="Laten vervallen",
            event="Rest vervallen door een nieuwe vaststelling",
            sources=(RecoveryState.DEMANDED,),
            target=RecoveryState.LAPSED,
            roles=frozenset({Role.BUDGET_HOLDER}),
        ),
        Move(
            name="lower_write_off",
            label="Kwijtschelding verlagen",
            event="Kwijtschelding verlaagd door een nieuwe vaststelling",
            sources=(RecoveryState.WRITTEN_OFF,),
            target=STAY,
            roles=frozenset({Role.BUDGET_HOLDER}),
        ),
    ),
)
