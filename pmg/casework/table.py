"""The table of moves: what may happen to a case, by whom, and what it is called afterwards.

Plain Python. One table per kind of case; a civil servant can read it beside the regulation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

NEW = ""
"""The state of a case that does not exist yet."""

STAY = "="
"""The target of a move that leaves the case in the state it is in."""

EDITED = "edited"
"""In `four_eyes`: whoever edited a field; every four-eyes move refuses those hands as well."""

Guard = Callable[[Any], str | None]
"""A pure function over a frozen dataclass of facts; returns the Dutch refusal, or None."""


@dataclass(frozen=True, kw_only=True)
class Move:
    """Stap: one row of the table.

    `label` is the button's text (infinitive), `event` the past tense for the timeline. With
    `own_municipality` a role only counts for the municipality of the case. `four_eyes` names the
    moves whose makers may not do this one; whoever edited a field since the case last entered its
    draft is refused as well.
    """

    name: str
    label: str
    event: str
    sources: tuple[str, ...]
    target: str
    roles: frozenset[str]
    own_municipality: bool = False
    needs_reason: bool = False
    four_eyes: tuple[str, ...] = ()
    guards: tuple[Guard, ...] = ()


@dataclass(frozen=True)
class MoveTable:
    """All moves of one kind of case; `drafts` are the states in which its fields may be edited."""

    kind: str
    moves: tuple[Move, ...]
    drafts: frozenset[str] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        names = [move.name for move in self.moves]
        if len(names) != len(set(names)):
            raise ValueError(f"{self.kind}: a move is named twice")

    def __iter__(self) -> Iterator[Move]:
        return iter(self.moves)

    def __getitem__(self, name: str) -> Move:
        for move in self.moves:
            if move.name == name:
                return move
        raise KeyError(f"{self.kind} has no move {name!r}")

    def leaving(self, state: str) -> tuple[Move, ...]:
        """The moves that a case in `state` could make, whoever asks."""
        return tuple(move for move in self.moves if state in move.sources)

    @property
    def states(self) -> frozenset[str]:
        """Every state a case of this kind can be in."""
        return frozenset(m.target for m in self.moves if m.target != STAY) | (
            frozenset(s for m in self.moves for s in m.sources) - {NEW}
        )
