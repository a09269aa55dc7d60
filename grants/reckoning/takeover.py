"""Overname vergelijken: is a row new here, equal to what is here, or different? Pure."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from grants.enums import TakeOverKind

KEYS: Mapping[str, tuple[str, ...]] = {
    TakeOverKind.AWARDS: ("municipality",),
    TakeOverKind.PAYMENTS: ("reference",),
    TakeOverKind.SISA: ("municipality", "year"),
    TakeOverKind.PROGRESS: ("municipality", "grant_year"),
}
"""What makes two rows speak of the same thing."""

NOT_COMPARED = frozenset({"name", "document", "motivation", "interventions", "indicators"})
"""What explains, and is no fact of the case itself."""


class Outcome(enum.StrEnum):
    """Wat een regel hier doet."""

    NEW = "new"
    EQUAL = "equal"
    DIFFERENT = "different"


@dataclass(frozen=True)
class Difference:
    """Verschil: what stands here and what the file says."""

    key: str
    here: Any
    there: Any


@dataclass(frozen=True)
class Compared:
    """Vergelijking van één regel."""

    outcome: Outcome
    differences: tuple[Difference, ...] = ()


def key_of(kind: str, values: Mapping[str, Any]) -> str:
    """The key of a row, such as `0513 2025`; case and spaces do not matter."""
    return " ".join(str(values.get(name, "")).strip().casefold() for name in KEYS[kind])


def compare(kind: str, values: Mapping[str, Any], here: Mapping[str, Any] | None) -> Compared:
    """Lays a row beside what is here. What `here` does not mention is not compared.

    A SiSa figure that is here without a judgement takes the judgement that the file brings.
    """
    if here is None:
        return Compared(Outcome.NEW)
    differences = tuple(
        Difference(name, here[name], there)
        for name, there in values.items()
        if name not in NOT_COMPARED and name in here and here[name] != there
    )
    if not differences:
        return Compared(Outcome.EQUAL)
    adds = kind == TakeOverKind.SISA and all(difference.here is None for difference in differences)
    return Compared(Outcome.NEW if adds else Outcome.DIFFERENT, differences)
