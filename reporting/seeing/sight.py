"""Wat er van een jaar te zien is: the sums behind every chart, small counts hidden."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reporting.disclosure.publication import PublicCount
from reporting.figures import Figures
from reporting.seeing.securing import Stand


@dataclass(frozen=True)
class Sight:
    """A year as it is looked at: its sums, those of the years before it, and what is not in them."""

    figures: Figures
    before: tuple[Figures, ...]
    bands: tuple[PublicCount, ...]
    securing: Mapping[str, Stand]

    @property
    def years(self) -> tuple[Figures, ...]:
        """All years, the oldest first."""
        return (*self.before, self.figures)
