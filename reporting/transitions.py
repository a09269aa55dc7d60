"""Verslagjaar: from frozen to published (nota, CW 3.1 onder 6)."""

from dataclasses import dataclass

from pmg.accounts.enums import Role
from pmg.casework.table import NEW, Move, MoveTable
from reporting.enums import ReportYearState as State


@dataclass(frozen=True)
class FreezeFacts:
    """How many municipalities the year would hold."""

    municipalities: int


@dataclass(frozen=True)
class PublishFacts:
    """Whether the files of the latest version were made, and which texts ask for attention."""

    has_files: bool
    texts_to_mend: tuple[str, ...] = ()


def has_recipients(facts: FreezeFacts) -> str | None:
    if not facts.municipalities:
        return "Deze regeling heeft geen ontvangers; er is niets om vast te leggen."
    return None


def has_files(facts: PublishFacts) -> str | None:
    if not facts.has_files:
        return "Het rapport van deze versie is nog niet gemaakt. Maak eerst de PDF."
    return None


def texts_stand(facts: PublishFacts) -> str | None:
    if facts.texts_to_mend:
        return (
            "In deze teksten is een cijfer veranderd of onbekend: "
            f"{', '.join(facts.texts_to_mend)}. Pas ze aan of bevestig ze, en maak het rapport opnieuw."
        )
    return None


REPORT_MOVES = MoveTable(
    kind="report_year",
    moves=(
        Move(
            name="freeze",
            label="Bevriezen",
            event="Verslagjaar bevroren",
            sources=(NEW,),
            target=State.FROZEN,
            roles=frozenset({Role.ANALYST, Role.SYSTEM}),
            guards=(has_recipients,),
        ),
        Move(
            name="correct",
            label="Opnieuw bevriezen",
            event="Verslagjaar opnieuw bevroren",
            sources=(State.FROZEN, State.PUBLISHED),
            target=State.FROZEN,
            roles=frozenset({Role.ANALYST, Role.SYSTEM}),
            guards=(has_recipients,),
            needs_reason=True,
        ),
        Move(
            name="publish",
            label="Publiceren",
            event="Rapport gepubliceerd",
            sources=(State.FROZEN,),
            target=State.PUBLISHED,
            roles=frozenset({Role.POLICY_OFFICER}),
            four_eyes=("freeze", "correct"),
            guards=(has_files, texts_stand),
        ),
    ),
)
