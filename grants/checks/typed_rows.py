"""One section of a draft as typed: a flat mapping of names to text, valid or not.

A field of the third row is named `3-area`; the numbers only keep the rows apart, so that taking one
away leaves the others as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .fingerprint import fingerprint

Typed = Mapping[str, str]
"""One section as typed."""


def rows_in(typed: Typed) -> tuple[int, ...]:
    """The numbers of the rows, in order."""
    numbers = {name.partition("-")[0] for name in typed}
    return tuple(sorted(int(number) for number in numbers if number.isdecimal()))


def with_empty_row(
    typed: Typed, fields: Iterable[str], filled: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The section with one more row of these fields, empty or `filled`."""
    number = max(rows_in(typed), default=0) + 1
    texts = filled or {}
    return {**typed, **{f"{number}-{name}": texts.get(name, "") for name in fields}}


def without_row(typed: Typed, number: int) -> dict[str, str]:
    """The section without one row."""
    return {name: text for name, text in typed.items() if not name.startswith(f"{number}-")}


def below(typed: Typed, start: str) -> dict[str, str]:
    """The names that begin with `start`, without it."""
    return {n.removeprefix(start): text for n, text in typed.items() if n.startswith(start)}


def digest(typed: Typed) -> str:
    """Fingerprint of a section, by which a page that was not touched is known."""
    filled = {name: text for name, text in typed.items() if text or name.endswith("-intervention")}
    return fingerprint(filled)
