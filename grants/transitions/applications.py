"""Aanvraag: from draft to decision (regeling art. 2; Awb title 4.1)."""

from dataclasses import dataclass
from datetime import date

from grants.enums import ApplicationState as State
from pmg.accounts.enums import MUNICIPAL_ROLES, Role
from pmg.casework.table import NEW, STAY, Move, MoveTable
from pmg.design.formatting import date_nl

ASSESSORS = frozenset({Role.ASSESSOR, Role.POLICY_OFFICER})


@dataclass(frozen=True)
class OpenFacts:
    """Who may apply, and when; without `opens_on` the scheme takes no applications."""

    is_recipient: bool
    has_another: bool
    opens_on: date | None
    closes_on: date | None
    today: date


@dataclass(frozen=True)
class ApplyFacts:
    """How many faults are left in an application that is about to be submitted."""

    errors: int


@dataclass(frozen=True)
class CompletionFacts:
    """The term within which the municipality completes its application (Awb 4:5)."""

    complete_by: date | None
    today: date


@dataclass(frozen=True)
class AdviceFacts:
    """What an assessment still lacks: criteria without a verdict (labels), questions unanswered."""

    criteria: int
    unjudged: tuple[str, ...]
    open_questions: int


@dataclass(frozen=True)
class RefusalFacts:
    """Whether the regulation names an article for the decision on an application."""

    has_article: bool


def takes_applications(facts: OpenFacts) -> str | None:
    if not facts.is_recipient:
        return "De regeling noemt deze gemeente niet als ontvanger."
    if facts.opens_on is None:
        return "Bij deze regeling kunt u hier geen aanvraag doen."
    if facts.today < facts.opens_on:
        return f"U kunt pas een aanvraag doen vanaf {date_nl(facts.opens_on)}."
    if facts.closes_on is not None and facts.today > facts.closes_on:
        return f"Een aanvraag kon tot en met {date_nl(facts.closes_on)}."
    return None


def is_the_only_one(facts: OpenFacts) -> str | None:
    if facts.has_another:
        return "Uw gemeente heeft al een aanvraag of een toekenning bij deze regeling."
    return None


def nothing_to_mend(facts: ApplyFacts) -> str | None:
    if facts.errors:
        points = "1 punt" if facts.errors == 1 else f"{facts.errors} punten"
        return f"De aanvraag is nog niet ingediend: herstel eerst {points}."
    return None


def leaves_time(facts: CompletionFacts) -> str | None:
    if facts.complete_by is None:
        return "Vul in tot en met welke dag de gemeente kan aanvullen."
    if facts.complete_by <= facts.today:
        return "De dag tot en met wanneer de gemeente kan aanvullen, moet na vandaag liggen."
    return None


def term_has_passed(facts: CompletionFacts) -> str | None:
    if facts.complete_by is None or facts.today <= facts.complete_by:
        until = f" Die loopt tot en met {date_nl(facts.complete_by)}." if facts.complete_by else ""
        return "De termijn om aan te vullen is nog niet voorbij." + until
    return None


def judged_every_criterion(facts: AdviceFacts) -> str | None:
    if not facts.criteria:
        return "De regeling heeft nog geen criteria. Vul die daar eerst in."
    if facts.unjudged:
        return "Geef eerst uw oordeel over: " + ", ".join(facts.unjudged) + "."
    return None


def has_its_answers(facts: AdviceFacts) -> str | None:
    if facts.open_questions:
        return (
            "De gemeente heeft nog niet elke vraag beantwoord. Wacht op het antwoord, of trek de "
            "vraag in."
        )
    return None


def names_its_article(facts: RefusalFacts) -> str | None:
    if not facts.has_article:
        return "De regeling noemt geen artikel voor het besluit op een aanvraag. Vul dat eerst in."
    return None


APPLICATION_MOVES = MoveTable(
    kind="application",
    drafts=frozenset({State.DRAFT, State.INCOMPLETE}),
    moves=(
        Move(
            name="open",
            label="Aanvraag beginnen",
            event="Aanvraag begonnen",
            sources=(NEW,),
            target=State.DRAFT,
            roles=frozenset({Role.PROJECT_LEADER, Role.SISA_CONTACT}),
            own_municipality=True,
            guards=(takes_applications, is_the_only_one),
        ),
        Move(
            name="submit",
            label="Aanvraag indienen",
            event="Aanvraag ingediend",
            sources=(State.DRAFT, State.INCOMPLETE),
            target=State.SUBMITTED,
            roles=frozenset({Role.SIGNATORY}),
            own_municipality=True,
            guards=(nothing_to_mend,),
        ),
        Move(
            name="return",
            label="Aanvulling vragen",
            event="Aanvulling gevraagd",
            sources=(State.SUBMITTED,),
            target=State.INCOMPLETE,
            roles=ASSESSORS,
            needs_reason=True,
            guards=(leaves_time,),
        ),
        Move(
            name="complete",
            label="Volledig verklaren",
            event="Aanvraag volledig",
            sources=(State.SUBMITTED,),
            target=State.COMPLETE,
            roles=ASSESSORS,
        ),
        Move(
            name="question",
            label="Vraag stellen",
            event="Vraag gesteld aan de gemeente",
            sources=(State.SUBMITTED, State.COMPLETE),
            target=STAY,
            roles=ASSESSORS,
            needs_reason=True,
        ),
        Move(
            name="withdraw_question",
            label="Vraag intrekken",
            event="Vraag ingetrokken",
            sources=(State.SUBMITTED, State.INCOMPLETE, State.COMPLETE),
            target=STAY,
            roles=ASSESSORS,
            needs_reason=True,
        ),
        Move(
            name="answer",
            label="Vraag beantwoorden",
            event="Vraag beantwoord",
            sources=(State.SUBMITTED, State.INCOMPLETE, State.COMPLETE),
            target=STAY,
            roles=MUNICIPAL_ROLES,
            own_municipality=True,
            needs_reason=True,
        ),
        Move(
            name="advise",
            label="Advies geven",
            event="Advies gegeven",
            sources=(State.COMPLETE,),
            target=State.ADVISED,
            roles=ASSESSORS,
            needs_reason=True,
            guards=(judged_every_criterion, has_its_answers),
        ),
        Move(
            name="reopen",
            label="Terug naar de beoordeling",
            event="Beoordeling heropend",
            sources=(State.ADVISED,),
            target=State.COMPLETE,
            roles=ASSESSORS | {Role.BUDGET_HOLDER},
            needs_reason=True,
        ),
        Move(
            name="prepare_award",
            label="Toekenning voorbereiden",
            event="Toekenning voorbereid",
            sources=(State.ADVISED,),
            target=State.PROPOSED,
            roles=ASSESSORS,
        ),
        # With `withdraw` and `grant` of the toekenning, in one transaction.
        Move(
            name="undo_award",
            label="Voorbereide toekenning intrekken",
            event="Voorbereide toekenning ingetrokken",
            sources=(State.PROPOSED,),
            target=State.ADVISED,
            roles=ASSESSORS | {Role.BUDGET_HOLDER},
            needs_reason=True,
        ),
        Move(
            name="award",
            label="Toekennen",
            event="Uitkering toegekend",
            sources=(State.PROPOSED,),
            target=State.AWARDED,
            roles=frozenset({Role.BUDGET_HOLDER}),
        ),
        Move(
            name="refuse",
            label="Afwijzen",
            event="Aanvraag afgewezen",
            sources=(State.ADVISED,),
            target=State.REFUSED,
            roles=frozenset({Role.BUDGET_HOLDER}),
            needs_reason=True,
            four_eyes=("advise",),
            guards=(names_its_article,),
        ),
        Move(
            name="set_aside",
            label="Buiten behandeling stellen",
            event="Aanvraag buiten behandeling gesteld",
            sources=(State.INCOMPLETE,),
            target=State.SET_ASIDE,
            roles=frozenset({Role.BUDGET_HOLDER}),
            needs_reason=True,
            four_eyes=("return",),
            guards=(term_has_passed,),
        ),
        Move(
            name="withdraw",
            label="Aanvraag intrekken",
            event="Aanvraag ingetrokken door de gemeente",
            sources=(
                State.DRAFT,
                State.SUBMITTED,
                State.INCOMPLETE,
                State.COMPLETE,
                State.ADVISED,
                State.PROPOSED,
            ),
            target=State.WITHDRAWN,
            roles=frozenset({Role.SIGNATORY}),
            own_municipality=True,
            needs_reason=True,
        ),
    ),
)
