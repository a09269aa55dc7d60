"""Wat een wijziging van een regeling verandert: old -> new, row by row. Pure."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]


class Kind(enum.StrEnum):
    """Soort verschil, in the words users see."""

    ADDED = "nieuw"
    GONE = "vervalt"
    CHANGED = "gewijzigd"


@dataclass(frozen=True)
class FieldDifference:
    """One field of one row; None where there was, or is, no row."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True)
class RowDifference:
    """One row of a section, by its key."""

    kind: Kind
    key: tuple[str, ...]
    fields: tuple[FieldDifference, ...]


def differences(
    before: list[Row], after: list[Row], key: tuple[str, ...]
) -> tuple[RowDifference, ...]:
    """Rows that changed, came or went; of changed ones only the fields that differ."""
    old, new = _by_key(before, key), _by_key(after, key)
    found = []
    for at in [*new, *(gone for gone in old if gone not in new)]:
        was, now = old.get(at), new.get(at)
        fields = tuple(
            FieldDifference(name, (was or {}).get(name), (now or {}).get(name))
            for name in (now or was or {})
            if was is None or now is None or was.get(name) != now.get(name)
        )
        if fields:
            kind = Kind.ADDED if was is None else Kind.GONE if now is None else Kind.CHANGED
            found.append(RowDifference(kind, at, fields))
    return tuple(found)


def _by_key(rows: list[Row], key: tuple[str, ...]) -> dict[tuple[str, ...], Row]:
    return {tuple(str(row[name]) for name in key): row for row in rows}
