"""Bezwaar (Awb hoofdstuk 6 en 7): from received to decided; a decision is never edited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from grants.enums import ObjectionState as State
from pmg.accounts.enums import Role
from pmg.casework.table import NEW, STAY, Guard, Move, MoveTable

HANDLERS = frozenset({Role.POLICY_OFFICER, Role.ASSESSOR})


@dataclass(frozen=True)
class ObjectionFacts:
    """What the guards of an objection look at.

    `is_own_decision`: who decides also took the decision that is objected to (Awb 10:3 lid 3).
    """

    is_open_to_objection: bool
    sent_on: date
    received_on: date
    decide_by: date
    today: date
    is_postponed: bool
    proposed: str
    is_own_decision: bool


def against_a_decision(facts: ObjectionFacts) -> str | None:
    if not facts.is_open_to_objection:
        return "Tegen deze brief kan geen bezwaar worden gemaakt. Kies een beschikking."
    return None


def received_when_it_could_be(facts: ObjectionFacts) -> str | None:
    if not facts.sent_on <= facts.received_on <= facts.today:
        return "De datum van ontvangst ligt tussen de datum van de beschikking en vandaag."
    return None


def postponed_once_and_in_time(facts: ObjectionFacts) -> str | None:
    if facts.is_postponed:
        return "De beslissing is al een keer verdaagd. Dat kan maar één keer."
    if facts.today > facts.decide_by:
        return "De beslistermijn is voorbij. Verdagen kan alleen daarvoor."
    return None


def by_another(facts: ObjectionFacts) -> str | None:
    if facts.is_own_decision:
        return (
            "U hebt het besluit genomen waartegen het bezwaar is gericht. Iemand anders beslist op "
            "het bezwaar (artikel 10:3, derde lid, van de Algemene wet bestuursrecht)."
        )
    return None


def as_proposed(outcome: str) -> Guard:
    """Only what was proposed can be decided."""

    def guard(facts: ObjectionFacts) -> str | None:
        if facts.proposed != outcome:
            return "Dit is niet wat is voorgesteld. Stuur het voorstel terug, of volg het."
        return None

    return guard


def _decision(state: State, label: str, event: str) -> Move:
    return Move(
        name=state.value,
        label=label,
        event=event,
        sources=(State.PROPOSED,),
        target=state,
        roles=frozenset({Role.BUDGET_HOLDER}),
        four_eyes=("propose",),
        guards=(as_proposed(state.value), by_another),
    )


OBJECTION_MOVES = MoveTable(
    kind="objection",
    drafts=frozenset({State.RECEIVED}),
    moves=(
        Move(
            name="receive",
            label="Bezwaar registreren",
            event="Bezwaar ontvangen",
            sources=(NEW,),
            target=State.RECEIVED,
            roles=HANDLERS,
            guards=(against_a_decision, received_when_it_could_be),
        ),
        Move(
            name="postpone",
            label="Beslissing verdagen",
            event="Beslissing op bezwaar verdaagd",
            sources=(State.RECEIVED, State.PROPOSED),
            target=STAY,
            roles=HANDLERS,
            needs_reason=True,
            guards=(postponed_once_and_in_time,),
        ),
        Move(
            name="withdraw",
            label="Bezwaar ingetrokken door de indiener",
            event="Bezwaar ingetrokken",
            sources=(State.RECEIVED, State.PROPOSED),
            target=State.WITHDRAWN,
            roles=HANDLERS,
            needs_reason=True,
        ),
        Move(
            name="propose",
            label="Beslissing voorstellen",
            event="Beslissing op bezwaar voorgesteld",
            sources=(State.RECEIVED,),
            target=State.PROPOSED,
            roles=HANDLERS,
            needs_reason=True,
        ),
        Move(
            name="send_back",
            label="Voorstel terugsturen",
            event="Voorstel teruggestuurd",
            sources=(State.PROPOSED,),
            target=State.RECEIVED,
            roles=HANDLERS | {Role.BUDGET_HOLDER},
            needs_reason=True,
        ),
        _decision(State.INADMISSIBLE, "Niet-ontvankelijk verklaren", "Bezwaar niet-ontvankelijk"),
        _decision(State.UNFOUNDED, "Ongegrond verklaren", "Bezwaar ongegrond"),
        _decision(State.FOUNDED, "Gegrond verklaren", "Bezwaar gegrond"),
    ),
)
