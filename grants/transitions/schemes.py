"""Wijziging van een regeling: made by an administrator, decided by a budget holder."""

from dataclasses import dataclass

from grants.enums import SchemeChangeState as State
from pmg.accounts.enums import Role
from pmg.casework.table import NEW, Move, MoveTable

EDITORS = frozenset({Role.ADMINISTRATOR})
DECIDERS = frozenset({Role.BUDGET_HOLDER})


@dataclass(frozen=True)
class ChangeFacts:
    """What the guards of a change look at; the tuples hold Dutch sentences, empty when all is well.

    `moved` names the parts that changed under the proposal, `faults` what does not fit within the
    scheme, `decided` what would alter something that was decided.
    """

    changes_something: bool
    moved: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    decided: tuple[str, ...] = ()
    has_mandate: bool = True


def changes_something(facts: ChangeFacts) -> str | None:
    return None if facts.changes_something else "Er is niets gewijzigd."


def still_fits(facts: ChangeFacts) -> str | None:
    if facts.moved:
        parts = ", ".join(facts.moved)
        return f"De regeling is intussen gewijzigd ({parts}). Trek dit in en begin opnieuw."
    return None


def is_consistent(facts: ChangeFacts) -> str | None:
    return " ".join(facts.faults) or None


def alters_nothing_decided(facts: ChangeFacts) -> str | None:
    return " ".join(facts.decided) or None


def has_mandate(facts: ChangeFacts) -> str | None:
    return None if facts.has_mandate else "U hebt op deze datum geen mandaat."


FITS = (changes_something, still_fits, is_consistent, alters_nothing_decided)

SCHEME_CHANGE_MOVES = MoveTable(
    kind="scheme_change",
    drafts=frozenset({State.DRAFT}),
    moves=(
        Move(
            name="save",
            label="Opslaan",
            event="Wijziging doorgevoerd",
            sources=(NEW,),
            target=State.SAVED,
            roles=EDITORS,
            guards=FITS,
        ),
        Move(
            name="start",
            label="Concept maken",
            event="Concept gemaakt",
            sources=(NEW,),
            target=State.DRAFT,
            roles=EDITORS,
        ),
        Move(
            name="propose",
            label="Voorleggen aan de budgethouder",
            event="Voorgelegd aan de budgethouder",
            sources=(State.DRAFT,),
            target=State.PROPOSED,
            roles=EDITORS,
            guards=FITS,
        ),
        Move(
            name="approve",
            label="Goedkeuren",
            event="Goedgekeurd en doorgevoerd",
            sources=(State.PROPOSED,),
            target=State.APPROVED,
            roles=DECIDERS,
            four_eyes=("start", "reopen", "propose"),
            guards=(has_mandate, *FITS),
        ),
        Move(
            name="reject",
            label="Niet goedkeuren",
            event="Niet goedgekeurd",
            sources=(State.PROPOSED,),
            target=State.REJECTED,
            roles=DECIDERS,
            needs_reason=True,
        ),
        Move(
            name="reopen",
            label="Verder werken aan dit voorstel",
            event="Weer in bewerking genomen",
            sources=(State.REJECTED,),
            target=State.DRAFT,
            roles=EDITORS,
        ),
        Move(
            name="withdraw",
            label="Intrekken",
            event="Ingetrokken",
            sources=(State.DRAFT, State.PROPOSED),
            target=State.WITHDRAWN,
            roles=EDITORS,
            needs_reason=True,
        ),
    ),
)
