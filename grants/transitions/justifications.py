"""Verantwoording: from open to judged (SiSa; nota 4.2)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from grants.enums import JustificationState as State
from pmg.accounts.enums import Role
from pmg.casework.table import EDITED, NEW, Move, MoveTable


@dataclass(frozen=True)
class SubmitFacts:
    """What is about to be submitted."""

    has_statement: bool
    errors: int


@dataclass(frozen=True)
class PostponementFacts:
    """The date asked for, and the date that holds now."""

    today: date
    asked: date
    due_on: date


@dataclass(frozen=True)
class JudgementFacts:
    """What the assessor proposes to accept of what was justified; whole euros."""

    accepted: Decimal | None
    justified: Decimal
    has_sisa_figure: bool
    has_article: bool


def has_a_statement(facts: SubmitFacts) -> str | None:
    if not facts.has_statement:
        return "Er is nog geen aanvullende opgave die u kunt indienen. Upload eerst het formulier."
    return None


def nothing_to_mend(facts: SubmitFacts) -> str | None:
    if facts.errors:
        return f"De opgave heeft nog {facts.errors} fout(en). Herstel die eerst en upload opnieuw."
    return None


def moves_the_date_on(facts: PostponementFacts) -> str | None:
    if facts.asked <= max(facts.due_on, facts.today):
        return "De nieuwe datum ligt na vandaag en na de datum die nu geldt."
    return None


def has_a_figure(facts: JudgementFacts) -> str | None:
    if not facts.has_sisa_figure:
        return "Er is nog geen SiSa-cijfer. Zonder opgave kunt u pas beoordelen als dat er is."
    return None


def accepts_an_amount(facts: JudgementFacts) -> str | None:
    if facts.accepted is None:
        return "Vul het bedrag in dat u accepteert. Nul is ook een bedrag."
    if facts.accepted < 0 or facts.accepted > max(facts.justified, Decimal(0)):
        return "Het geaccepteerde bedrag ligt tussen nul en het verantwoorde bedrag."
    return None


def names_its_article(facts: JudgementFacts) -> str | None:
    if not facts.has_article:
        return "De regeling noemt geen artikel voor het oordeel. Vul dat eerst in bij de regeling."
    return None


JUSTIFICATION_MOVES = MoveTable(
    kind="justification",
    drafts=frozenset({State.OPEN, State.RETURNED, State.IN_ASSESSMENT}),
    moves=(
        Move(
            name="open",
            label="Openen",
            event="Verantwoording geopend",
            sources=(NEW,),
            target=State.OPEN,
            roles=frozenset({Role.SYSTEM, Role.POLICY_OFFICER}),
        ),
        Move(
            name="postpone",
            label="Uitstel verlenen",
            event="Uitstel verleend",
            sources=(State.OPEN,),
            target=State.OPEN,
            roles=frozenset({Role.POLICY_OFFICER, Role.ASSESSOR}),
            needs_reason=True,
            guards=(moves_the_date_on,),
        ),
        Move(
            name="submit",
            label="Indienen",
            event="Verantwoording ingediend",
            sources=(State.OPEN, State.RETURNED),
            target=State.SUBMITTED,
            roles=frozenset({Role.SIGNATORY}),
            own_municipality=True,
            four_eyes=(EDITED,),
            guards=(has_a_statement, nothing_to_mend),
        ),
        Move(
            name="take",
            label="In behandeling nemen",
            event="In beoordeling genomen",
            sources=(State.SUBMITTED,),
            target=State.IN_ASSESSMENT,
            roles=frozenset({Role.ASSESSOR}),
        ),
        Move(
            name="take_without_statement",
            label="Beoordelen zonder opgave",
            event="In beoordeling genomen zonder opgave",
            sources=(State.OPEN,),
            target=State.IN_ASSESSMENT,
            roles=frozenset({Role.ASSESSOR}),
            needs_reason=True,
            guards=(has_a_figure,),
        ),
        Move(
            name="return",
            label="Aanvulling vragen",
            event="Aanvulling gevraagd",
            sources=(State.IN_ASSESSMENT,),
            target=State.RETURNED,
            roles=frozenset({Role.ASSESSOR}),
            needs_reason=True,
        ),
        Move(
            name="propose",
            label="Oordeel voorstellen",
            event="Oordeel voorgesteld",
            sources=(State.IN_ASSESSMENT,),
            target=State.PROPOSED,
            roles=frozenset({Role.ASSESSOR}),
            guards=(accepts_an_amount,),
        ),
        Move(
            name="send_back",
            label="Terugsturen naar de beoordelaar",
            event="Voorstel teruggestuurd",
            sources=(State.PROPOSED,),
            target=State.IN_ASSESSMENT,
            roles=frozenset({Role.ASSESSOR, Role.BUDGET_HOLDER}),
            needs_reason=True,
        ),
        Move(
            name="judge",
            label="Oordeel vaststellen",
            event="Oordeel vastgesteld",
            sources=(State.PROPOSED,),
            target=State.JUDGED,
            roles=frozenset({Role.ASSESSOR, Role.BUDGET_HOLDER}),
            four_eyes=("propose",),
            guards=(names_its_article, accepts_an_amount),
        ),
    ),
)
