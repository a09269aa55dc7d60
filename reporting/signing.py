"""Volgorde van parafen: whose turn it is. Pure.

Parties with the same step sign beside each other; a later step begins once every earlier one
stands, for each part of the report by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from itertools import groupby

Stands = Callable[[str, str], bool]
"""Whether the sign-off of a party (its key) for a part stands."""


@dataclass(frozen=True)
class Party:
    """Partij: its key and name, its place in the order, and the parts it signs for."""

    key: str
    name: str
    step: int
    parts: tuple[str, ...]


def to_ask(
    parties: Iterable[Party], stands: Stands, asked: Collection[tuple[str, str]]
) -> list[tuple[str, str]]:
    """Which (party, part) are to be asked now, in the order of the steps; not who was asked."""
    found = []
    for part, steps in _steps_by_part(parties).items():
        for signers in steps:
            found += [(one.key, part) for one in signers if (one.key, part) not in asked]
            if not all(stands(one.key, part) for one in signers):
                break
    return found


def waits_for(parties: Iterable[Party], party: Party, part: str, stands: Stands) -> tuple[str, ...]:
    """Names of the parties that must sign this part first, and did not yet."""
    earlier = (one for one in parties if part in one.parts and one.step < party.step)
    return tuple(one.name for one in _in_order(earlier) if not stands(one.key, part))


def _steps_by_part(parties: Iterable[Party]) -> dict[str, list[list[Party]]]:
    rows = _in_order(parties)
    parts = dict.fromkeys(part for one in rows for part in one.parts)
    return {
        part: [
            list(signers)
            for _, signers in groupby(
                (one for one in rows if part in one.parts), key=lambda one: one.step
            )
        ]
        for part in parts
    }


def _in_order(parties: Iterable[Party]) -> list[Party]:
    return sorted(parties, key=lambda one: (one.step, one.name))
