"""A figure of the bench beside what it is measured against."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One line of the outcome: ``ratio`` should stay at or under ``most`` (or over ``least``)."""

    name: str
    measured: str
    ratio: float
    most: float | None = None
    least: float | None = None

    @property
    def reached(self) -> bool:
        return (self.most is None or self.ratio <= self.most) and (
            self.least is None or self.ratio >= self.least
        )

    def __str__(self) -> str:
        aim = f"at most {self.most:g}" if self.most is not None else f"at least {self.least:g}"
        verdict = "reached" if self.reached else "NOT REACHED"
        return f"{self.name:<58} {self.measured:<34} {self.ratio:>8.2f}  {aim:<14} {verdict}"


def seconds(work: Callable[[], object], *, times: int = 3) -> float:
    """The median time of some runs, after one that is not counted."""
    work()
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)
