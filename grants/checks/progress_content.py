"""Voortgangsrapportage as plain values: what a complete report says."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from pmg.design.formatting import date_nl


@dataclass(frozen=True)
class Reach:
    """Bereik: a number of participations or youths; without a count 'minder dan 5' (1 to 4)."""

    count: int | None

    @property
    def under_five(self) -> bool:
        return self.count is None

    @property
    def highest(self) -> int:
        """The largest number this can stand for."""
        return 4 if self.count is None else self.count

    @property
    def lowest(self) -> int:
        """The smallest number this can stand for."""
        return 1 if self.count is None else self.count

    def __str__(self) -> str:
        return "minder dan 5" if self.count is None else str(self.count)


FEW = Reach(None)
"""Minder dan 5."""


@dataclass(frozen=True, kw_only=True)
class InterventionContent:
    """Interventie in de rapportage; `participations` by age band (`AgeBand` value).

    `completed`: how many of the participations were brought to an end, none where nobody counted.
    `shared`: the municipality lets all participants read the experience as a lesson.
    """

    intervention: uuid.UUID
    activity: str
    participations: Mapping[str, Reach]
    planned: int | None = None
    completed: Reach | None = None
    area: str = ""
    partners: str = ""
    planned_start_on: datetime.date | None = None
    started_on: datetime.date | None = None
    risk_factors: tuple[str, ...] = ()
    protective_factors: tuple[str, ...] = ()
    experience: str = ""
    shared: bool = False


@dataclass(frozen=True, kw_only=True)
class Measured:
    """Geleverde waarde over a calendar year, by police or CBS; `key` is that of its row.

    `as_of` is the day whose figures these are. `baseline` is what counts now for the year of the
    baseline.
    """

    key: int
    year: int
    value: Decimal
    source: str
    as_of: datetime.date
    baseline: Decimal | None = None
    baseline_year: int | None = None

    @property
    def origin(self) -> str:
        """Bron, jaar en stand, as the report names them."""
        return f"{self.source}, cijfer over {self.year}, stand {date_nl(self.as_of)}"


@dataclass(frozen=True, kw_only=True)
class IndicatorContent:
    """Waarde van een indicator tegenover nulmeting en streefwaarde.

    With `measured` value and source are those of that delivered value.
    """

    code: str
    baseline: Decimal | None = None
    target: Decimal | None = None
    value: Decimal | None = None
    source: str = ""
    measured: int | None = None


@dataclass(frozen=True, kw_only=True)
class ProgressContent:
    """Inhoud van een voortgangsrapportage; states are the values of the enums.

    `youths` counts unique youths by age band for the whole municipality: it is no sum of
    participations.
    """

    analysis_state: str
    securing_state: str
    youths: Mapping[str, Reach]
    interventions: tuple[InterventionContent, ...] = ()
    indicators: tuple[IndicatorContent, ...] = field(default=())
    analysis: str = ""
    securing: str = ""
    bottlenecks: str = ""
    lessons: str = ""
    lessons_shared: bool = False
    outlook: str = ""
