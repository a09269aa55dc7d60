"""The tables of moves, walked over every (move x state x role): the door follows the table."""

from __future__ import annotations

import itertools
from collections import defaultdict

import pytest

from grants.models import (
    AccountChange,
    Application,
    Award,
    AwardChange,
    CbsDelivery,
    Correction,
    InterventionProposal,
    Justification,
    Objection,
    Payment,
    ProgressReport,
    Recovery,
    SchemeChange,
    Settlement,
    TakeOver,
    VatShare,
)
from grants.transitions.account_changes import ACCOUNT_CHANGE_MOVES
from grants.transitions.applications import APPLICATION_MOVES
from grants.transitions.awards import AWARD_MOVES
from grants.transitions.cbs import CBS_MOVES
from grants.transitions.changes import CHANGE_MOVES
from grants.transitions.corrections import CORRECTION_MOVES
from grants.transitions.interventions import PROPOSAL_MOVES
from grants.transitions.justifications import JUSTIFICATION_MOVES
from grants.transitions.objections import OBJECTION_MOVES
from grants.transitions.payments import PAYMENT_MOVES
from grants.transitions.progress import PROGRESS_MOVES
from grants.transitions.schemes import SCHEME_CHANGE_MOVES
from grants.transitions.settlements import RECOVERY_MOVES, SETTLEMENT_MOVES
from grants.transitions.takeovers import TAKE_OVER_MOVES
from grants.transitions.vat_shares import VAT_SHARE_MOVES
from municipalities.models import Municipality
from pmg.accounts.enums import MUNICIPAL_ROLES, Role
from pmg.accounts.models import User
from pmg.accounts.services.machines import machine
from pmg.casework.errors import MoveRefused, NotAllowed
from pmg.casework.models import Case
from pmg.casework.moves import allowed_moves, check_person, check_source
from pmg.casework.table import EDITED, NEW, STAY, Move, MoveTable
from reporting.fact_checks import FACT_CHECK_MOVES
from reporting.models import FactCheck
from tests.factories import make_scheme, make_user, municipality

KINDS: dict[type[Case], MoveTable] = {
    Application: APPLICATION_MOVES,
    AccountChange: ACCOUNT_CHANGE_MOVES,
    Award: AWARD_MOVES,
    AwardChange: CHANGE_MOVES,
    Objection: OBJECTION_MOVES,
    CbsDelivery: CBS_MOVES,
    Correction: CORRECTION_MOVES,
    InterventionProposal: PROPOSAL_MOVES,
    Justification: JUSTIFICATION_MOVES,
    Payment: PAYMENT_MOVES,
    ProgressReport: PROGRESS_MOVES,
    TakeOver: TAKE_OVER_MOVES,
    Recovery: RECOVERY_MOVES,
    SchemeChange: SCHEME_CHANGE_MOVES,
    Settlement: SETTLEMENT_MOVES,
    VatShare: VAT_SHARE_MOVES,
    FactCheck: FACT_CHECK_MOVES,
}
ROWS = [
    pytest.param(kind, row, id=f"{table.kind}-{row.name}")
    for kind, table in KINDS.items()
    for row in table
]
TABLES = [pytest.param(table, id=table.kind) for table in KINDS.values()]
OWN, OTHER = "own", "other"


class TestAsTheyStand:
    """What holds for every table, read off the rows."""

    @pytest.mark.parametrize("table", TABLES)
    def test_each_state_is_one_users_know_and_can_be_reached(self, table: MoveTable) -> None:
        kind = next(kind for kind, one in KINDS.items() if one is table)
        assert table.states <= {value for value, _ in kind._meta.get_field("state").choices or ()}
        onward = defaultdict(set)
        for row in table:
            for source in row.sources:
                onward[source].add(source if row.target == STAY else row.target)
        reached, ahead = set(), {NEW}
        while ahead:
            reached |= ahead
            ahead = set().union(*(onward[state] for state in ahead)) - reached
        assert table.states <= reached

    @pytest.mark.parametrize("table", TABLES)
    def test_drafts_are_states_of_the_table(self, table: MoveTable) -> None:
        assert table.drafts <= table.states

    @pytest.mark.parametrize(("kind", "row"), ROWS)
    def test_somebody_may_do_it_and_an_auditor_never(self, kind: type[Case], row: Move) -> None:
        assert row.roles
        never = {Role.AUDITOR, Role.ANALYST}
        # An administrator keeps schemes, and decides on no grant.
        never |= set() if kind is SchemeChange else {Role.ADMINISTRATOR}
        assert not row.roles & never
        assert row.roles <= set(Role)

    @pytest.mark.parametrize(("kind", "row"), ROWS)
    def test_a_municipal_move_is_for_the_own_municipality(
        self, kind: type[Case], row: Move
    ) -> None:
        assert bool(row.roles & MUNICIPAL_ROLES) == row.own_municipality

    @pytest.mark.parametrize(("kind", "row"), ROWS)
    def test_four_eyes_look_at_moves_that_exist(self, kind: type[Case], row: Move) -> None:
        assert set(row.four_eyes) <= {EDITED, *(other.name for other in KINDS[kind])}

    def test_money_and_judgements_take_two_persons(self) -> None:
        assert AWARD_MOVES["grant"].four_eyes == ("prepare",)
        assert SETTLEMENT_MOVES["settle"].four_eyes == ("draw_up", "reckon_again")
        assert SCHEME_CHANGE_MOVES["approve"].four_eyes == ("start", "reopen", "propose")
        assert PAYMENT_MOVES["approve"].four_eyes == ("prepare",)
        assert VAT_SHARE_MOVES["approve"].four_eyes == ("prepare",)
        assert JUSTIFICATION_MOVES["judge"].four_eyes == ("propose",)
        assert APPLICATION_MOVES["refuse"].four_eyes == ("advise",)
        assert APPLICATION_MOVES["set_aside"].four_eyes == ("return",)

    @pytest.mark.parametrize("table", TABLES)
    def test_what_goes_back_needs_a_reason(self, table: MoveTable) -> None:
        for row in table:
            if row.name in {"return", "send_back", "withdraw", "cancel", "fail", "postpone"}:
                assert row.needs_reason


@pytest.mark.django_db
class TestTheDoor:
    """Every (move x state x role x own or other municipality) gets the answer of the table."""

    def people(self) -> dict[tuple[Role, str], User]:
        make_scheme()
        found = {}
        for role in set(Role) - {Role.SYSTEM}:
            for whose, code in ((OWN, "GM0513"), (OTHER, "GM0748")):
                of = municipality(code) if role in MUNICIPAL_ROLES else None
                found[role, whose] = make_user(role, of)
        found[Role.SYSTEM, OWN] = machine()
        return found

    @pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.moves.kind)
    def test_who_may_do_what_in_which_state(self, kind: type[Case]) -> None:
        table = KINDS[kind]
        people = self.people()
        home: Municipality = municipality()
        for state, ((role, whose), user) in itertools.product(sorted(table.states), people.items()):
            case = kind(state=state, municipality=home)
            allowed = {row.name for row in allowed_moves(case, by=user)}
            expected = {
                row.name
                for row in table
                if state in row.sources
                and role in row.roles
                and (whose == OWN or not row.own_municipality)
            }
            assert allowed == expected, (state, role, whose)
            for row in table:
                opens = state in row.sources
                may = role in row.roles and (whose == OWN or not row.own_municipality)
                assert passes_source(case, row) == opens, (row.name, state)
                assert passes_person(case, row, user) == may, (row.name, role, whose)


def passes_source(case: Case, row: Move) -> bool:
    try:
        check_source(case, row, is_new=False)
    except MoveRefused:
        return False
    return True


def passes_person(case: Case, row: Move, user: User) -> bool:
    try:
        check_person(case, row, by=user)
    except NotAllowed:
        return False
    return True
