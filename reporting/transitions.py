"""Verslagjaar: from frozen to published (nota, CW 3.1 onder 6); parafen: from asked to given."""

from dataclasses import dataclass

from pmg.accounts.enums import Role
from pmg.casework.table import NEW, STAY, Move, MoveTable
from reporting.enums import ReportYearState as State
from reporting.enums import SignOffState


@dataclass(frozen=True)
class FreezeFacts:
    """How many municipalities the year would hold."""

    municipalities: int


@dataclass(frozen=True)
class Condition:
    """Voorwaarde voor verzending: what must hold, and what is the matter where it does not.

    `url_name` is the page on which it is mended; its arguments are the scheme and the year.
    """

    key: str
    label: str
    problems: tuple[str, ...]
    url_name: str

    @property
    def is_met(self) -> bool:
        return not self.problems


@dataclass(frozen=True)
class PublishFacts:
    """All conditions for sending, met or not."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class WithdrawFacts:
    """Whether the version that somebody wants to withdraw is out."""

    is_out: bool


def has_recipients(facts: FreezeFacts) -> str | None:
    if not facts.municipalities:
        return "Deze regeling heeft geen ontvangers; er is niets om vast te leggen."
    return None


def meets_all_conditions(facts: PublishFacts) -> str | None:
    problems = [problem for one in facts.conditions for problem in one.problems]
    if problems:
        return f"Het rapport kan nog niet worden verzonden. {' '.join(problems)}"
    return None


def version_is_out(facts: WithdrawFacts) -> str | None:
    if not facts.is_out:
        return "Deze versie is al ingetrokken."
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
            label="Verzenden aan de Tweede Kamer",
            event="Rapport verzonden aan de Tweede Kamer",
            sources=(State.FROZEN,),
            target=State.PUBLISHED,
            roles=frozenset({Role.POLICY_OFFICER}),
            four_eyes=("freeze", "correct"),
            guards=(meets_all_conditions,),
        ),
        # One person is enough: what should not be out must be gone at once.
        Move(
            name="withdraw",
            label="Intrekken",
            event="Versie ingetrokken",
            sources=(State.PUBLISHED, State.FROZEN),
            target=STAY,
            roles=frozenset({Role.POLICY_OFFICER}),
            needs_reason=True,
            guards=(version_is_out,),
        ),
    ),
)


@dataclass(frozen=True)
class SignOffFacts:
    """Whether this person may speak for the party, and whether it is about what is there now.

    `seen` and `current` are fingerprints of the part: as the page showed it, and as it is.
    `waits_for` names the parties whose turn comes first.
    """

    is_signer: bool
    made_part: bool
    seen: str
    current: str
    is_sent: bool = False
    waits_for: tuple[str, ...] = ()


def speaks_for_party(facts: SignOffFacts) -> str | None:
    if not facts.is_signer:
        return "U staat niet op de lijst van deze partij. Vraag de beheerder om u toe te voegen."
    return None


def did_not_make_it(facts: SignOffFacts) -> str | None:
    if facts.made_part:
        return "U hebt zelf aan dit onderdeel gewerkt. Een ander moet de paraaf geven (vier ogen)."
    return None


def saw_what_is_there(facts: SignOffFacts) -> str | None:
    if facts.seen != facts.current:
        return "Dit onderdeel is intussen gewijzigd. Bekijk het opnieuw en beslis dan."
    return None


def has_its_turn(facts: SignOffFacts) -> str | None:
    if facts.waits_for:
        return f"Eerst is de paraaf nodig van {', '.join(facts.waits_for)}."
    return None


def is_not_sent(facts: SignOffFacts) -> str | None:
    if facts.is_sent:
        return "Het rapport is al verzonden. De parafen veranderen niet meer."
    return None


def has_changed(facts: SignOffFacts) -> str | None:
    if facts.seen == facts.current:
        return "Dit onderdeel is niet gewijzigd."
    return None


SIGN_OFF_MOVES = MoveTable(
    kind="sign_off",
    moves=(
        Move(
            name="ask",
            label="Paraaf vragen",
            event="Paraaf gevraagd",
            sources=(NEW,),
            target=SignOffState.ASKED,
            roles=frozenset({Role.POLICY_OFFICER, Role.ANALYST, Role.SYSTEM}),
        ),
        Move(
            name="give",
            label="Paraaf geven",
            event="Paraaf gegeven",
            sources=(SignOffState.ASKED,),
            target=SignOffState.GIVEN,
            roles=frozenset({Role.SIGN_OFF}),
            guards=(
                speaks_for_party,
                did_not_make_it,
                is_not_sent,
                has_its_turn,
                saw_what_is_there,
            ),
        ),
        Move(
            name="refuse",
            label="Paraaf weigeren",
            event="Paraaf geweigerd",
            sources=(SignOffState.ASKED,),
            target=SignOffState.REFUSED,
            roles=frozenset({Role.SIGN_OFF}),
            needs_reason=True,
            guards=(speaks_for_party, is_not_sent, has_its_turn, saw_what_is_there),
        ),
        Move(
            name="take_back",
            label="Paraaf terugnemen",
            event="Paraaf teruggenomen",
            sources=(SignOffState.GIVEN,),
            target=SignOffState.ASKED,
            roles=frozenset({Role.SIGN_OFF}),
            needs_reason=True,
            guards=(speaks_for_party, is_not_sent),
        ),
        Move(
            name="ask_again",
            label="Opnieuw vragen",
            event="Paraaf opnieuw gevraagd",
            sources=(SignOffState.REFUSED,),
            target=SignOffState.ASKED,
            roles=frozenset({Role.POLICY_OFFICER, Role.ANALYST}),
            needs_reason=True,
            guards=(is_not_sent,),
        ),
        Move(
            name="lapse",
            label="Laten vervallen",
            event="Paraaf vervallen: het onderdeel is gewijzigd",
            sources=(SignOffState.GIVEN, SignOffState.REFUSED),
            target=SignOffState.ASKED,
            roles=frozenset({Role.SYSTEM}),
            guards=(has_changed,),
        ),
    ),
)
