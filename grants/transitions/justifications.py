"""Verantwoording: from open to judged (SiSa; nota 4.2)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from grants.enums import JustificationState as State
from pmg.accounts.enums import MUNICIPAL_ROLES, Role
from pmg.casework.table import EDITED, NEW, STAY, Move, MoveTable


@dataclass(frozen=True)
class SubmitFacts:
    """What is about to be submitted; `unexplained` warnings have not got a word yet."""

    has_statement: bool
    errors: int
    unexplained: int = 0


@dataclass(frozen=True)
class CorrectFacts:
    """The correction that is about to be sent; `changes` are its figures, `reasons` those named."""

    has_consent: bool
    errors: int
    changes: int
    reasons: int
    unexplained: int = 0


@dataclass(frozen=True)
class RequestFacts:
    """A request for postponement that is made, or answered."""

    today: date
    due_on: date
    asked: date | None
    is_pending: bool


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
    correction_open: bool = False
    unjudged_lines: int = 0
    open_items: tuple[str, ...] = ()
    open_questions: int = 0


def has_a_statement(facts: SubmitFacts) -> str | None:
    if not facts.has_statement:
        return "Er is nog geen aanvullende opgave die u kunt indienen. Upload eerst het formulier."
    return None


def nothing_to_mend(facts: SubmitFacts | CorrectFacts) -> str | None:
    if facts.errors:
        return f"De opgave heeft nog {facts.errors} fout(en). Herstel die eerst en upload opnieuw."
    return None


def has_words_for_warnings(facts: SubmitFacts | CorrectFacts) -> str | None:
    if facts.unexplained == 1:
        return "Bij 1 aandachtspunt staat nog geen uitleg. Schrijf in een zin hoe het zit."
    if facts.unexplained:
        return (
            f"Bij {facts.unexplained} aandachtspunten staat nog geen uitleg. "
            "Schrijf bij elk in een zin hoe het zit."
        )
    return None


def may_be_corrected(facts: CorrectFacts) -> str | None:
    if not facts.has_consent:
        return "Vraag eerst een correctie aan. Het ministerie moet die toestaan."
    return None


def changes_a_figure(facts: CorrectFacts) -> str | None:
    if not facts.changes:
        return "Er is nog geen cijfer veranderd. Upload eerst de gecorrigeerde opgave."
    return None


def names_each_reason(facts: CorrectFacts) -> str | None:
    missing = facts.changes - facts.reasons
    if missing:
        return (
            f"Bij {missing} van de {facts.changes} gewijzigde cijfers staat nog geen reden. "
            "Schrijf bij elk cijfer waarom het verandert."
        )
    return None


def asks_in_time(facts: RequestFacts) -> str | None:
    if facts.today > facts.due_on:
        return (
            "De uiterste datum is voorbij. Uitstel vragen kan alleen vooraf. "
            "U kunt nog wel indienen: doe dat zo snel mogelijk."
        )
    return None


def asks_for_a_later_date(facts: RequestFacts) -> str | None:
    if facts.asked is None or facts.asked <= facts.due_on:
        return "De datum die u vraagt ligt na de uiterste datum die nu geldt."
    return None


def asks_once(facts: RequestFacts) -> str | None:
    if facts.is_pending:
        return "U hebt al uitstel gevraagd. Het ministerie beslist daar nog over."
    return None


def has_a_request(facts: RequestFacts) -> str | None:
    if not facts.is_pending:
        return "Er is geen verzoek om uitstel waarover u nog moet beslissen."
    return None


def no_correction_under_way(facts: JudgementFacts) -> str | None:
    if facts.correction_open:
        return "De gemeente werkt aan een correctie. Wacht daarop, of stop eerst de correctie."
    return None


def moves_the_date_on(facts: PostponementFacts) -> str | None:
    if facts.asked <= max(facts.due_on, facts.today):
        return "De nieuwe datum ligt na vandaag en na de datum die nu geldt."
    return None


def has_a_figure(facts: JudgementFacts) -> str | None:
    if not facts.has_sisa_figure:
        return "Er is nog geen SiSa-cijfer. Zonder opgave kunt u pas beoordelen als dat er is."
    return None


def judges_every_line(facts: JudgementFacts) -> str | None:
    if facts.unjudged_lines:
        rows = "regel" if facts.unjudged_lines == 1 else "regels"
        return f"Bij {facts.unjudged_lines} {rows} staat nog geen oordeel. Kies bij elke regel."
    return None


def accepts_an_amount(facts: JudgementFacts) -> str | None:
    if facts.accepted is None:
        return "Er is nog geen bedrag om te accepteren. Geef bij elke regel een oordeel."
    if facts.accepted < 0 or facts.accepted > max(facts.justified, Decimal(0)):
        return (
            "Het geaccepteerde bedrag ligt tussen nul en het verantwoorde bedrag: het laagste van "
            "opgave en SiSa-cijfer. Accepteer bij een regel minder, met een reden."
        )
    return None


def ticked_what_is_obligatory(facts: JudgementFacts) -> str | None:
    if facts.open_items:
        items = ", ".join(f"‘{item}’" for item in facts.open_items)
        return f"Op de controlelijst staat nog open: {items}. Vink af wat u hebt bekeken."
    return None


def has_its_answers(facts: JudgementFacts) -> str | None:
    if facts.open_questions:
        asked = "1 vraag" if facts.open_questions == 1 else f"{facts.open_questions} vragen"
        return (
            f"De gemeente heeft {asked} nog niet beantwoord. Wacht op het antwoord, of trek de "
            "vraag in."
        )
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
            name="ask_postponement",
            label="Uitstel vragen",
            event="Uitstel gevraagd",
            sources=(State.OPEN,),
            target=State.OPEN,
            roles=frozenset({Role.SISA_CONTACT, Role.SIGNATORY}),
            own_municipality=True,
            needs_reason=True,
            guards=(asks_in_time, asks_for_a_later_date, asks_once),
        ),
        Move(
            name="refuse_postponement",
            label="Uitstel weigeren",
            event="Uitstel geweigerd",
            sources=(State.OPEN,),
            target=State.OPEN,
            roles=frozenset({Role.POLICY_OFFICER, Role.ASSESSOR}),
            needs_reason=True,
            guards=(has_a_request,),
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
            guards=(has_a_statement, nothing_to_mend, has_words_for_warnings),
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
            name="receive_on_paper",
            label="Ontvangst op papier vastleggen",
            event="Verantwoording op papier ontvangen",
            sources=(State.OPEN, State.RETURNED),
            target=State.SUBMITTED,
            roles=frozenset({Role.ASSESSOR}),
            needs_reason=True,
            guards=(has_a_statement, nothing_to_mend),
        ),
        Move(
            name="correct",
            label="Correctie indienen",
            event="Gecorrigeerde verantwoording ingediend",
            sources=(State.SUBMITTED, State.IN_ASSESSMENT, State.PROPOSED, State.JUDGED),
            target=State.SUBMITTED,
            roles=frozenset({Role.SIGNATORY}),
            own_municipality=True,
            four_eyes=(EDITED,),
            guards=(
                may_be_corrected,
                nothing_to_mend,
                changes_a_figure,
                names_each_reason,
                has_words_for_warnings,
            ),
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
            name="question",
            label="Vraag stellen",
            event="Vraag gesteld aan de gemeente",
            sources=(State.IN_ASSESSMENT,),
            target=STAY,
            roles=frozenset({Role.ASSESSOR}),
            needs_reason=True,
        ),
        Move(
            name="withdraw_question",
            label="Vraag intrekken",
            event="Vraag ingetrokken",
            sources=(State.SUBMITTED, State.IN_ASSESSMENT, State.RETURNED),
            target=STAY,
            roles=frozenset({Role.ASSESSOR}),
            needs_reason=True,
        ),
        Move(
            name="answer",
            label="Vraag beantwoorden",
            event="Vraag beantwoord",
            sources=(State.SUBMITTED, State.IN_ASSESSMENT, State.RETURNED),
            target=STAY,
            roles=MUNICIPAL_ROLES,
            own_municipality=True,
            needs_reason=True,
        ),
        Move(
            name="return",
            label="Aanvulling vragen",
            event="Aanvulling gevraagd",
            sources=(State.IN_ASSESSMENT,),
            target=State.RETURNED,
            roles=frozenset({Role.ASSESSOR}),
            needs_reason=True,
            guards=(no_correction_under_way,),
        ),
        Move(
            name="propose",
            label="Oordeel voorstellen",
            event="Oordeel voorgesteld",
            sources=(State.IN_ASSESSMENT,),
            target=State.PROPOSED,
            roles=frozenset({Role.ASSESSOR}),
            guards=(
                no_correction_under_way,
                judges_every_line,
                accepts_an_amount,
                ticked_what_is_obligatory,
                has_its_answers,
            ),
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
            name="take_over",
            label="Oordeel overnemen",
            event="Oordeel overgenomen uit de oude administratie",
            sources=(State.OPEN,),
            target=State.JUDGED,
            roles=frozenset({Role.SYSTEM}),
            guards=(has_a_figure, accepts_an_amount),
        ),
        Move(
            name="judge",
            label="Oordeel vaststellen",
            event="Oordeel vastgesteld",
            sources=(State.PROPOSED,),
            target=State.JUDGED,
            roles=frozenset({Role.ASSESSOR, Role.BUDGET_HOLDER}),
            four_eyes=("propose",),
            guards=(no_correction_under_way, names_its_article, accepts_an_amount),
        ),
    ),
)
