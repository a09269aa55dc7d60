"""Correctie na indienen: from request to the corrected statement.

After the delivery to the CBS, corrections go straight between municipality and ministry (SiSa). The
case is only the permission and its reasons: the corrected statement itself goes in by the move
`correct` of the verantwoording. Events: request, ask, consent, refuse, withdraw, end, send.
"""

from dataclasses import dataclass

from grants.enums import CorrectionState as State
from pmg.accounts.enums import Role
from pmg.casework.table import EDITED, NEW, Move, MoveTable

DECIDERS = frozenset({Role.ASSESSOR, Role.POLICY_OFFICER})
ASKERS = frozenset({Role.SISA_CONTACT, Role.SIGNATORY})


@dataclass(frozen=True)
class OpeningFacts:
    """The verantwoording that is to be corrected."""

    is_submitted: bool
    under_way: bool


@dataclass(frozen=True)
class WithdrawalFacts:
    """Who wanted the correction."""

    asked_by_ministry: bool


def there_is_something_to_correct(facts: OpeningFacts) -> str | None:
    if not facts.is_submitted:
        return (
            "Deze verantwoording is nog niet ingediend, of er is een aanvulling gevraagd. "
            "U kunt haar dan gewoon wijzigen: een correctie is niet nodig."
        )
    return None


def one_at_a_time(facts: OpeningFacts) -> str | None:
    if facts.under_way:
        return "Er loopt al een correctie op deze verantwoording. Rond die eerst af."
    return None


def was_an_own_wish(facts: WithdrawalFacts) -> str | None:
    if facts.asked_by_ministry:
        return "Het ministerie vroeg om deze correctie. U kunt haar daarom niet zelf intrekken."
    return None


CORRECTION_MOVES = MoveTable(
    kind="correction",
    drafts=frozenset({State.CONSENTED}),
    moves=(
        Move(
            name="request",
            label="Correctie aanvragen",
            event="Correctie aangevraagd",
            sources=(NEW,),
            target=State.REQUESTED,
            roles=ASKERS,
            own_municipality=True,
            needs_reason=True,
            guards=(there_is_something_to_correct, one_at_a_time),
        ),
        Move(
            name="ask",
            label="Om een correctie vragen",
            event="Correctie gevraagd door het ministerie",
            sources=(NEW,),
            target=State.CONSENTED,
            roles=DECIDERS,
            needs_reason=True,
            guards=(there_is_something_to_correct, one_at_a_time),
        ),
        Move(
            name="consent",
            label="Correctie toestaan",
            event="Correctie toegestaan",
            sources=(State.REQUESTED,),
            target=State.CONSENTED,
            roles=DECIDERS,
        ),
        Move(
            name="refuse",
            label="Correctie weigeren",
            event="Correctie geweigerd",
            sources=(State.REQUESTED,),
            target=State.REFUSED,
            roles=DECIDERS,
            needs_reason=True,
        ),
        Move(
            name="withdraw",
            label="Correctie intrekken",
            event="Correctie ingetrokken",
            sources=(State.REQUESTED, State.CONSENTED),
            target=State.WITHDRAWN,
            roles=ASKERS,
            own_municipality=True,
            needs_reason=True,
            guards=(was_an_own_wish,),
        ),
        Move(
            name="end",
            label="Correctie stoppen",
            event="Correctie gestopt door het ministerie",
            sources=(State.CONSENTED,),
            target=State.WITHDRAWN,
            roles=DECIDERS,
            needs_reason=True,
        ),
        Move(
            name="send",
            label="Correctie indienen",
            event="Correctie ingediend",
            sources=(State.CONSENTED,),
            target=State.SENT,
            roles=frozenset({Role.SIGNATORY}),
            own_municipality=True,
            four_eyes=(EDITED,),
        ),
    ),
)
