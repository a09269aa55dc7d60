"""Verschillen tussen twee versies van hetzelfde jaar: what a correction changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, TypeVar

Year = TypeVar("Year")

OWN_OF_A_VERSION = frozenset({"version", "reason", "moment", "edition", "sha256"})


@dataclass(frozen=True)
class Difference:
    """One value that is not the same: where it stands, and both values as text."""

    place: str
    before: str
    after: str


def differences(before: Year, after: Year) -> list[Difference]:
    """All that differs, but for what is of the version itself. In the order of the year.

    What people read must come from two public years: a frozen one holds counts nobody may see.
    """
    return list(_compare("", before, after))


def _compare(place: str, before: Any, after: Any) -> Iterator[Difference]:
    if type(before) is type(after) and is_dataclass(before) and not _speaks(before):
        for item in fields(before):
            if place or item.name not in OWN_OF_A_VERSION:
                name = f"{place} › {item.name}" if place else item.name
                yield from _compare(name, getattr(before, item.name), getattr(after, item.name))
    elif isinstance(before, tuple) and isinstance(after, tuple):
        yield from _compare_rows(place, before, after)
    elif before != after and _text(before) != _text(after):
        yield Difference(place, _text(before), _text(after))


def _compare_rows(
    place: str, before: tuple[Any, ...], after: tuple[Any, ...]
) -> Iterator[Difference]:
    """Rows by their name or code, and by place where several share one."""
    old, new = _by_label(before), _by_label(after)
    for label in sorted(old.keys() | new.keys()):
        yield from _compare(f"{place} › {label}", old.get(label), new.get(label))


def _by_label(rows: tuple[Any, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for number, row in enumerate(rows, 1):
        label = str(number) if _speaks(row) else _label(row)
        found[f"{label} ({number})" if label in found else label] = row
    return found


def _label(row: Any) -> str:
    if is_dataclass(row):
        parts = [str(getattr(row, item.name)) for item in fields(row)[:2]]
        return parts[0] if not parts[0].startswith("GM") else parts[1]
    return str(row)


def _text(value: Any) -> str:
    if value is None:
        return "–"
    return "aanwezig" if is_dataclass(value) and not _speaks(value) else str(value)


def _speaks(value: Any) -> bool:
    """Whether it is one value with words of its own, however it is made up."""
    return is_dataclass(value) and type(value).__str__ is not object.__str__
