"""Wijziging van een rekeningnummer: asked by one, confirmed by the municipality's signatory."""

from __future__ import annotations

from dataclasses import dataclass

from grants.enums import AccountChangeState as State
from pmg.accounts.enums import Role
from pmg.casework.table import NEW, Move, MoveTable

MINISTRY = frozenset({Role.FINANCIAL_OFFICER, Role.POLICY_OFFICER})
MUNICIPAL = frozenset({Role.SISA_CONTACT, Role.PROJECT_LEADER})


@dataclass(frozen=True)
class AccountFacts:
    """The account asked for, next to the one that counts; whether another change waits."""

    iban: str
    current: str
    another_waits: bool
    is_granted: bool


def of_a_granted_award(facts: AccountFacts) -> str | None:
    if not facts.is_granted:
        return "Alleen van een toekenning die is gedaan, kan het rekeningnummer wijzigen."
    return None


def is_another_account(facts: AccountFacts) -> str | None:
    if facts.iban == facts.current:
        return "Dit is het rekeningnummer dat wij al hebben."
    return None


def waits_alone(facts: AccountFacts) -> str | None:
    if facts.another_waits:
        return "Er wacht al een wijziging op de ondertekenaar. Trek die eerst in."
    return None


ASKING = (of_a_granted_award, is_another_account, waits_alone)

ACCOUNT_CHANGE_MOVES = MoveTable(
    kind="account_change",
    moves=(
        Move(
            name="request",
            label="Wijziging vragen",
            event="Ander rekeningnummer doorgegeven door het ministerie",
            sources=(NEW,),
            target=State.REQUESTED,
            roles=MINISTRY,
            needs_reason=True,
            guards=ASKING,
        ),
        Move(
            name="report",
            label="Wijziging doorgeven",
            event="Ander rekeningnummer doorgegeven door de gemeente",
            sources=(NEW,),
            target=State.REQUESTED,
            roles=MUNICIPAL,
            own_municipality=True,
            needs_reason=True,
            guards=ASKING,
        ),
        Move(
            name="confirm",
            label="Rekeningnummer bevestigen",
            event="Rekeningnummer bevestigd door de ondertekenaar",
            sources=(State.REQUESTED,),
            target=State.CONFIRMED,
            roles=frozenset({Role.SIGNATORY}),
            own_municipality=True,
            four_eyes=("request", "report"),
        ),
        Move(
            name="refuse",
            label="Rekeningnummer afwijzen",
            event="Rekeningnummer afgewezen door de ondertekenaar",
            sources=(State.REQUESTED,),
            target=State.REFUSED,
            roles=frozenset({Role.SIGNATORY}),
            own_municipality=True,
            needs_reason=True,
        ),
        Move(
            name="withdraw",
            label="Wijziging intrekken",
            event="Wijziging van het rekeningnummer ingetrokken",
            sources=(State.REQUESTED,),
            target=State.WITHDRAWN,
            roles=MINISTRY,
            needs_reason=True,
        ),
    ),
)
