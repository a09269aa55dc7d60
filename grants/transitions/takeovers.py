"""Overname uit de oude administratie: from received to carried out, by two people and a machine."""

from dataclasses import dataclass

from grants.enums import TakeOverState as State
from pmg.accounts.enums import Role
from pmg.casework.table import NEW, Move, MoveTable

PREPARERS = frozenset({Role.FINANCIAL_OFFICER, Role.POLICY_OFFICER})
APPROVERS = frozenset({Role.BUDGET_HOLDER})
BY_MACHINE = frozenset({Role.SYSTEM})


@dataclass(frozen=True)
class TakeOverFacts:
    """What the guards look at: errors in the file, rows that are new, and whether all is as seen."""

    errors: int
    new: int
    is_as_seen: bool = True


def has_no_errors(facts: TakeOverFacts) -> str | None:
    if facts.errors:
        return "In het bestand staan nog fouten. Verbeter het bestand en lees het opnieuw in."
    return None


def has_something_new(facts: TakeOverFacts) -> str | None:
    if not facts.new:
        return "Er is niets om over te nemen: alles staat hier al."
    return None


def is_what_was_seen(facts: TakeOverFacts) -> str | None:
    if not facts.is_as_seen:
        return (
            "Intussen is hier iets veranderd, dus het overzicht klopt niet meer. Er is niets "
            "overgenomen. Bekijk het overzicht opnieuw."
        )
    return None


SOMETHING_TO_DO = (has_no_errors, has_something_new, is_what_was_seen)

TAKE_OVER_MOVES = MoveTable(
    kind="take_over",
    # No drafts: whoever handed the file in never approves it, however often it was sent back.
    moves=(
        Move(
            name="hand_in",
            label="Inlezen",
            event="Bestand ontvangen",
            sources=(NEW,),
            target=State.RECEIVED,
            roles=PREPARERS,
        ),
        Move(
            name="read",
            label="Klaarzetten",
            event="Bestand gelezen",
            sources=(State.RECEIVED,),
            target=State.READ,
            roles=BY_MACHINE,
        ),
        Move(
            name="find_nothing_new",
            label="Sluiten zonder wijziging",
            event="Bestand gelezen: alles staat hier al",
            sources=(State.RECEIVED,),
            target=State.NOTHING_NEW,
            roles=BY_MACHINE,
        ),
        Move(
            name="give_up",
            label="Lezen opgeven",
            event="Lezen mislukt door een fout van ons",
            sources=(State.RECEIVED,),
            target=State.FAILED,
            roles=BY_MACHINE,
        ),
        Move(
            name="read_again",
            label="Opnieuw lezen",
            event="Opnieuw lezen gevraagd",
            sources=(State.FAILED,),
            target=State.RECEIVED,
            roles=PREPARERS,
        ),
        Move(
            name="propose",
            label="Ter goedkeuring voorleggen",
            event="Ter goedkeuring voorgelegd",
            sources=(State.READ,),
            target=State.PROPOSED,
            roles=PREPARERS,
            guards=SOMETHING_TO_DO,
        ),
        Move(
            name="approve",
            label="Goedkeuren en overnemen",
            event="Overname goedgekeurd",
            sources=(State.PROPOSED,),
            target=State.APPROVED,
            roles=APPROVERS,
            four_eyes=("hand_in", "propose", "read_again"),
            guards=SOMETHING_TO_DO,
        ),
        Move(
            name="send_back",
            label="Terugsturen",
            event="Overname teruggestuurd",
            sources=(State.PROPOSED,),
            target=State.READ,
            roles=APPROVERS | PREPARERS,
            needs_reason=True,
        ),
        Move(
            name="discard",
            label="Niet overnemen",
            event="Niet overgenomen",
            sources=(State.READ, State.PROPOSED),
            target=State.DISCARDED,
            roles=APPROVERS | PREPARERS,
            needs_reason=True,
        ),
        Move(
            name="carry_out",
            label="Overnemen",
            event="Overgenomen",
            sources=(State.APPROVED,),
            target=State.DONE,
            roles=BY_MACHINE,
        ),
        Move(
            name="stop",
            label="Overnemen stoppen",
            event="Overnemen gestopt: er is niets overgenomen",
            sources=(State.APPROVED,),
            target=State.READ,
            roles=BY_MACHINE,
            needs_reason=True,
        ),
    ),
)
