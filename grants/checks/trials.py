"""Proeven naast elkaar: what a new trial solved, what is new in it, and what is still there.

Also the points at which a warning asks for a word. Plain Python over anything that tells a finding.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from .findings import WARNING

MOST_POINTS = 12
"""More warnings of one code than this share one explanation: nobody types the same 200 times."""


T = TypeVar("T", bound=Any)
"""A finding as it is kept: its code, severity, sheet, cell and message."""


@dataclass(frozen=True)
class Point(Generic[T]):
    """Punt dat om uitleg vraagt: a warning, or all of one code where there are too many.

    `key` stays the same from trial to trial, as long as the warning stands at the same place.
    """

    key: str
    findings: tuple[T, ...]


@dataclass(frozen=True)
class Comparison(Generic[T]):
    """Vergelijking met de vorige proef. `fresh` and `lasting` are places in the present list."""

    fresh: frozenset[int]
    lasting: frozenset[int]
    solved: tuple[T, ...]


def points_of(findings: Iterable[T], kind: str) -> tuple[Point[T], ...]:
    """The points of a delivery of this kind, in the order of its findings."""
    by_code: dict[str, list[T]] = defaultdict(list)
    for finding in findings:
        if finding.severity == WARNING:
            by_code[finding.code].append(finding)
    points: dict[str, list[T]] = {}
    for code, found in by_code.items():
        for finding in found:
            place = "" if len(found) > MOST_POINTS else f"{finding.sheet}!{finding.cell}"
            points.setdefault(f"{kind}:{code}:{place}", []).append(finding)
    return tuple(Point(key, tuple(found)) for key, found in points.items())


def compare(before: Sequence[T], now: Sequence[T]) -> Comparison[T]:
    """Lay two trials side by side: first by place, then by what they say, for lines move about.

    The name of the file is no place: a mended file seldom has the same name.
    """
    left, lasting = list(before), set()
    for same in (_at_its_place, _by_its_words):
        waiting = Counter(same(finding) for finding in left)
        for place, finding in enumerate(now):
            if place not in lasting and waiting[same(finding)]:
                waiting[same(finding)] -= 1
                lasting.add(place)
        left = _not_taken(left, same, waiting)
    return Comparison(
        fresh=frozenset(range(len(now))) - lasting,
        lasting=frozenset(lasting),
        solved=tuple(left),
    )


def _not_taken(
    findings: Sequence[T], same: Callable[[T], object], left: Counter[object]
) -> list[T]:
    """Those that found no counterpart: as many of each as are `left`."""
    kept = []
    for finding in reversed(findings):
        if left[same(finding)]:
            left[same(finding)] -= 1
            kept.append(finding)
    return kept[::-1]


def _at_its_place(finding: Any) -> object:
    return finding.code, finding.sheet, finding.cell, finding.message if not finding.cell else ""


def _by_its_words(finding: Any) -> object:
    return finding.code, finding.message
