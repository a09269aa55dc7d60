"""Finds the columns of a table by their headings, wherever these stand near the top."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

ROWS_ABOVE = 20
"""Rows that may stand above the headings: a title, a period, an account."""


def find_columns(
    rows: Sequence[Sequence[str]],
    known: Mapping[str, frozenset[str]],
    own: Mapping[str, str] | None = None,
) -> tuple[int, dict[str, int]]:
    """The row of the headings and where each column stands; the best of the first rows.

    `known` gives for each column the headings that mean it, as `letters` makes them; `own` the
    heading that somebody says it has, which then is the only one.
    """
    said = {letters(heading): key for key, heading in (own or {}).items() if heading.strip()}
    wanted = {name: key for key, names in known.items() for name in names}
    wanted = {name: key for name, key in wanted.items() if key not in said.values()} | said
    best: tuple[int, dict[str, int]] = (0, {})
    for number, row in enumerate(rows[:ROWS_ABOVE]):
        at: dict[str, int] = {}
        for column, cell in enumerate(row):
            if key := wanted.get(letters(cell)):
                at.setdefault(key, column)
        if len(at) > len(best[1]):
            best = number, at
    return best


def rows_below(rows: Sequence[Sequence[str]], headings: int) -> list[tuple[int, Sequence[str]]]:
    """The filled rows below the row of the headings, each with its place."""
    return [
        (number, row)
        for number, row in enumerate(rows[headings + 1 :], start=headings + 1)
        if any(cell.strip() for cell in row)
    ]


def letters(heading: str) -> str:
    """A heading in small letters and digits, without spaces and signs."""
    return re.sub(r"[^a-z0-9]", "", heading.casefold())
