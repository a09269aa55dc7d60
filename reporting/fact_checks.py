"""Feitencheck: a municipality checks the facts of its own page before the report goes out."""

from dataclasses import dataclass

from pmg.accounts.enums import MUNICIPAL_ROLES, Role
from pmg.casework.table import NEW, Move, MoveTable
from reporting.enums import FactCheckState as State

ASKERS = frozenset({Role.POLICY_OFFICER})


@dataclass(frozen=True)
class FactCheckFacts:
    """Whether this person was named, and whether the report is still at the ministry.

    `seen` and `current` are fingerprints of the figures: as the page showed them, and as they are.
    """

    is_named: bool = True
    is_sent: bool = False
    seen: str = ""
    current: str = ""


def is_named(facts: FactCheckFacts) -> str | None:
    if not facts.is_named:
        return "U bent niet gevraagd om deze bladzijde te controleren."
    return None


def is_not_sent(facts: FactCheckFacts) -> str | None:
    if facts.is_sent:
        return "Het rapport is al verzonden. De feitencheck is gesloten."
    return None


def saw_what_is_there(facts: FactCheckFacts) -> str | None:
    if facts.seen != facts.current:
        return "De cijfers zijn intussen opnieuw vastgelegd. Bekijk de bladzijde opnieuw."
    return None


FACT_CHECK_MOVES = MoveTable(
    kind="fact_check",
    moves=(
        Move(
            name="ask",
            label="Voorleggen",
            event="Feitencheck gevraagd",
            sources=(NEW,),
            target=State.ASKED,
            roles=ASKERS,
            guards=(is_not_sent,),
        ),
        Move(
            name="agree",
            label="De feiten kloppen",
            event="Gemeente akkoord met de feiten",
            sources=(State.ASKED, State.REMARKED),
            target=State.AGREED,
            roles=MUNICIPAL_ROLES,
            own_municipality=True,
            guards=(is_named, is_not_sent, saw_what_is_there),
        ),
        Move(
            name="remark",
            label="Er klopt iets niet",
            event="Gemeente maakt een opmerking",
            sources=(State.ASKED, State.AGREED, State.REMARKED),
            target=State.REMARKED,
            roles=MUNICIPAL_ROLES,
            own_municipality=True,
            needs_reason=True,
            guards=(is_named, is_not_sent, saw_what_is_there),
        ),
        Move(
            name="handle",
            label="Opmerking verwerkt",
            event="Opmerking verwerkt",
            sources=(State.REMARKED,),
            target=State.HANDLED,
            roles=ASKERS,
            needs_reason=True,
            guards=(is_not_sent,),
        ),
        Move(
            name="ask_again",
            label="Opnieuw voorleggen",
            event="Feitencheck opnieuw gevraagd",
            sources=(State.AGREED, State.REMARKED, State.HANDLED),
            target=State.ASKED,
            roles=ASKERS,
            needs_reason=True,
            guards=(is_not_sent,),
        ),
    ),
)
