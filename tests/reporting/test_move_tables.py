"""The tables of moves of the report: who never acts, which reasons are asked, and who checks whom."""

from __future__ import annotations

import pytest

from pmg.accounts.enums import MUNICIPAL_ROLES, Role
from pmg.casework.models import Case
from pmg.casework.table import Move
from reporting.models import FactCheck, ReportYear, SignOff

KINDS: tuple[type[Case], ...] = (ReportYear, SignOff, FactCheck)
ROWS = [(kind, row) for kind in KINDS for row in kind.moves.moves]


@pytest.mark.parametrize(("kind", "row"), ROWS)
def test_who_only_reads_or_keeps_people_never_moves_a_report(kind: type[Case], row: Move) -> None:
    assert row.roles
    assert not row.roles & {Role.AUDITOR, Role.ADMINISTRATOR}
    assert bool(row.roles & MUNICIPAL_ROLES) == row.own_municipality


@pytest.mark.parametrize("kind", KINDS)
def test_every_state_is_reached(kind: type[Case]) -> None:
    field = kind._meta.get_field("state")
    assert {row.target for row in kind.moves.moves} >= {value for value, _ in field.choices or ()}


def test_who_signs_and_who_sends_are_others_than_who_makes() -> None:
    assert ReportYear.moves["publish"].four_eyes == ("freeze", "correct")
    assert SignOff.moves["give"].roles == {Role.SIGN_OFF}
    assert not ReportYear.moves["publish"].roles & SignOff.moves["give"].roles


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (ReportYear, "correct"),
        (ReportYear, "withdraw"),
        (SignOff, "refuse"),
        (SignOff, "take_back"),
        (SignOff, "ask_again"),
    ],
)
def test_what_undoes_the_work_of_others_says_why(kind: type[Case], name: str) -> None:
    assert kind.moves[name].needs_reason
