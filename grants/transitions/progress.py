"""Voortgangsrapportage: from open to accepted (nota, CW 3.1 onder 6)."""

from dataclasses import dataclass

from grants.enums import ProgressState as State
from pmg.accounts.enums import MUNICIPAL_ROLES, Role
from pmg.casework.table import NEW, STAY, Move, MoveTable


@dataclass(frozen=True)
class ProgressFacts:
    """What is still missing or wrong in a report that is about to be submitted (Dutch labels)."""

    missing: tuple[str, ...]


@dataclass(frozen=True)
class ReviewFacts:
    """How many questions to the municipality wait for an answer."""

    open_questions: int


def has_its_answers(facts: ReviewFacts) -> str | None:
    if facts.open_questions:
        return (
            "De gemeente heeft nog niet elke vraag beantwoord. Wacht op het antwoord, of trek de "
            "vraag in."
        )
    return None


def is_complete(facts: ProgressFacts) -> str | None:
    if facts.missing:
        return "Vul eerst nog in: " + ", ".join(facts.missing) + "."
    return None


PROGRESS_MOVES = MoveTable(
    kind="progress",
    drafts=frozenset({State.OPEN, State.RETURNED}),
    moves=(
        Move(
            name="open",
            label="Openen",
            event="Voortgangsrapportage geopend",
            sources=(NEW,),
            target=State.OPEN,
            roles=frozenset({Role.SYSTEM, Role.POLICY_OFFICER}),
        ),
        Move(
            name="submit",
            label="Indienen",
            event="Voortgangsrapportage ingediend",
            sources=(State.OPEN, State.RETURNED),
            target=State.SUBMITTED,
            roles=frozenset({Role.SIGNATORY}),
            own_municipality=True,
            guards=(is_complete,),
        ),
        Move(
            name="question",
            label="Vraag stellen",
            event="Vraag gesteld aan de gemeente",
            sources=(State.SUBMITTED,),
            target=STAY,
            roles=frozenset({Role.POLICY_OFFICER}),
            needs_reason=True,
        ),
        Move(
            name="withdraw_question",
            label="Vraag intrekken",
            event="Vraag ingetrokken",
            sources=(State.SUBMITTED, State.RETURNED),
            target=STAY,
            roles=frozenset({Role.POLICY_OFFICER}),
            needs_reason=True,
        ),
        Move(
            name="answer",
            label="Vraag beantwoorden",
            event="Vraag beantwoord",
            sources=(State.SUBMITTED, State.RETURNED),
            target=STAY,
            roles=MUNICIPAL_ROLES,
            own_municipality=True,
            needs_reason=True,
        ),
        Move(
            name="decline",
            label="Dit is niet voor mij",
            event="Taak afgewezen: niet voor mij",
            sources=(State.OPEN, State.RETURNED),
            target=STAY,
            roles=MUNICIPAL_ROLES,
            own_municipality=True,
            needs_reason=True,
        ),
        Move(
            name="take_up",
            label="Ik doe het toch",
            event="Taak toch aangenomen",
            sources=(State.OPEN, State.RETURNED),
            target=STAY,
            roles=MUNICIPAL_ROLES,
            own_municipality=True,
        ),
        Move(
            name="return",
            label="Aanvulling vragen",
            event="Aanvulling gevraagd",
            sources=(State.SUBMITTED,),
            target=State.RETURNED,
            roles=frozenset({Role.POLICY_OFFICER}),
            needs_reason=True,
        ),
        Move(
            name="accept",
            label="Akkoord",
            event="Akkoord bevonden",
            sources=(State.SUBMITTED,),
            target=State.ACCEPTED,
            roles=frozenset({Role.POLICY_OFFICER}),
            guards=(has_its_answers,),
        ),
        Move(
            name="take_over",
            label="Overnemen",
            event="Voortgangsrapportage overgenomen uit de oude administratie",
            sources=(State.OPEN,),
            target=State.SUBMITTED,
            roles=frozenset({Role.SYSTEM}),
        ),
        Move(
            name="take_over_accepted",
            label="Overnemen met akkoord",
            event="Voortgangsrapportage met akkoord overgenomen uit de oude administratie",
            sources=(State.OPEN,),
            target=State.ACCEPTED,
            roles=frozenset({Role.SYSTEM}),
        ),
    ),
)
