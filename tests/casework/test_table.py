"""What a table of moves is, whatever kind of case it speaks of."""

from __future__ import annotations

import pytest

from pmg.casework.table import NEW, Move, MoveTable


def row(name: str, sources: tuple[str, ...], target: str) -> Move:
    return Move(
        name=name, label=name, event=name, sources=sources, target=target, roles=frozenset()
    )


TABLE = MoveTable("thing", (row("open", (NEW,), "a"), row("close", ("a", "b"), "c")))


def test_states_are_those_it_names_without_the_one_before_all() -> None:
    assert TABLE.states == {"a", "b", "c"}


def test_leaving_gives_the_moves_of_a_state() -> None:
    assert [move.name for move in TABLE.leaving("b")] == ["close"]
    assert TABLE.leaving("c") == ()


def test_an_unknown_move_is_named_with_its_kind() -> None:
    with pytest.raises(KeyError, match="thing has no move 'fly'"):
        TABLE["fly"]


def test_two_moves_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="named twice"):
        MoveTable("thing", (row("open", (NEW,), "a"), row("open", ("a",), "b")))
