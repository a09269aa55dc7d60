"""Onderdrukking: which cells of a table of counts are hidden, so that none can be worked out.

A count of 1-4 is shown as "<5" (primary). Totals could still give it away, so some other cells are
not shown either (secondary). A table is a network: each cell an arc, each sum a node where what
comes in goes out. Then a hidden count is safe when flow can be sent around through other hidden
cells until it is 1, and until it is 4: both worlds publish exactly the same figures. The cheapest
way around, in youths hidden, is taken; ties break on the order of the cells. Source: Fischetti and
Salazar-Gonzalez, "Models and algorithms for optimizing cell suppression" (2-way tables).
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

LOWEST, HIGHEST = 1, 4
UNBOUNDED = 10**9

Key = tuple[str, ...]


class Shown(StrEnum):
    """How a count appears: as it is, as "<5", or not at all."""

    EXACT = "exact"
    BELOW_FIVE = "below_five"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Cell:
    """A count as an arc from one sum to another.

    `low` and `high` are what a reader knows anyway, from other tables; `known_low` is told beside a
    hidden cell. `fixed`: already public, so
    hiding it now protects nothing. `forced`: cannot or may not be shown, whatever its value.
    `total_of` names the group it is the sum of; all in it go dark when the sum is below five.
    """

    key: Key
    tail: str
    head: str
    value: int
    low: int = 0
    high: int = UNBOUNDED
    known_low: int = 0
    total_of: str = ""
    groups: tuple[str, ...] = ()
    fixed: bool = False
    forced: Shown | None = None

    @property
    def is_sensitive(self) -> bool:
        return LOWEST <= self.value <= HIGHEST


def suppress(cells: Iterable[Cell]) -> dict[Key, Shown]:
    """Decide for each cell how it is shown. Deterministic in the order of the keys."""
    table = _Table(sorted(cells, key=lambda cell: cell.key))
    table.hide_primaries()
    while (unsafe := table.first_unsafe()) is not None:
        table.widen(unsafe)
    return dict(table.shown)


class _Table:
    def __init__(self, cells: list[Cell]) -> None:
        self.cells: Mapping[Key, Cell] = {cell.key: cell for cell in cells}
        self.shown = {cell.key: cell.forced or Shown.EXACT for cell in cells}
        self.leaving: dict[str, list[Cell]] = {}
        self.entering: dict[str, list[Cell]] = {}
        for cell in cells:
            self.leaving.setdefault(cell.tail, []).append(cell)
            self.entering.setdefault(cell.head, []).append(cell)

    def hide_primaries(self) -> None:
        """Counts below five, and every part of a total below five."""
        dark = {cell.total_of for cell in self._sensitive() if cell.total_of}
        for cell in self.cells.values():
            if dark.intersection(cell.groups):
                self.shown[cell.key] = Shown.HIDDEN
            elif cell.is_sensitive and not cell.forced:
                self.shown[cell.key] = Shown.BELOW_FIVE

    def first_unsafe(self) -> Cell | None:
        """Protect each sensitive cell in turn; returns one for which that cannot be done."""
        for cell in self._sensitive():
            for goal in (HIGHEST, LOWEST):
                if not self._protect(cell, goal - cell.value):
                    return cell
        return None

    def widen(self, cell: Cell) -> None:
        """No way around: say less. First of the cell's own group, then of the whole table."""
        everything = list(self.cells.values())
        own = [other for other in everything if set(other.groups[:1]) == set(cell.groups[:1])]
        for step in (own, everything):
            if any(self.shown[other.key] is not Shown.HIDDEN for other in step):
                for other in step:
                    self.shown[other.key] = Shown.HIDDEN
                return
        raise AssertionError(f"{cell.key} is not safe though nothing is shown.")

    def _sensitive(self) -> list[Cell]:
        return [cell for cell in self.cells.values() if cell.is_sensitive]

    def _protect(self, cell: Cell, change: int) -> bool:
        """Hide what is needed for a world in which this cell differs by `change`."""
        flow: dict[Key, int] = {cell.key: change}
        start, goal = (cell.head, cell.tail) if change > 0 else (cell.tail, cell.head)
        for _ in range(abs(change)):
            way = self._cheapest_way(start, goal, flow, without=cell.key)
            if way is None:
                return False
            for key, step in way:
                flow[key] = flow.get(key, 0) + step
        for key, difference in flow.items():
            if difference and self.shown[key] is Shown.EXACT:
                self.shown[key] = Shown.HIDDEN
        return True

    def _cheapest_way(
        self, start: str, goal: str, flow: Mapping[Key, int], without: Key
    ) -> list[tuple[Key, int]] | None:
        """The arcs, with +1 or -1, along which one unit goes from start to goal (Dijkstra)."""
        best: dict[str, int] = {start: 0}
        came: dict[str, tuple[str, Key, int]] = {}
        queue = [(0, start)]
        while queue:
            cost, node = heapq.heappop(queue)
            if node == goal:
                return _trace(came, start, goal)
            if cost > best[node]:
                continue
            steps = [(cell, 1, cell.head) for cell in self.leaving.get(node, [])]
            steps += [(cell, -1, cell.tail) for cell in self.entering.get(node, [])]
            for cell, step, other in steps:
                if cell.key == without or not self._may_change(cell, flow, step):
                    continue
                further = cost + self._price(cell, flow)
                if further < best.get(other, UNBOUNDED):
                    best[other], came[other] = further, (node, cell.key, step)
                    heapq.heappush(queue, (further, other))
        return None

    def _may_change(self, cell: Cell, flow: Mapping[Key, int], step: int) -> bool:
        if cell.fixed or (self.shown[cell.key] is Shown.EXACT and cell.value == 0):
            return False  # public already, or an empty cell, which everybody may know
        low, high = cell.low, cell.high
        if self.shown[cell.key] is Shown.BELOW_FIVE:
            low, high = max(low, LOWEST), min(high, HIGHEST)
        return low <= cell.value + flow.get(cell.key, 0) + step <= high

    def _price(self, cell: Cell, flow: Mapping[Key, int]) -> int:
        """What is lost by hiding a cell: its youths; nothing when it is hidden already."""
        if self.shown[cell.key] is not Shown.EXACT or flow.get(cell.key):
            return 0
        return cell.value + 1


def _trace(
    came: Mapping[str, tuple[str, Key, int]], start: str, goal: str
) -> list[tuple[Key, int]]:
    way = []
    node = goal
    while node != start:
        node, key, step = came[node]
        way.append((key, step))
    return way
