"""Values of indicators in the demo: two vintages of figures of the police. All of it is made up."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from decimal import Decimal

from grants.checks.typed_values import number_as_typed
from grants.queries.indicators import overview_of
from grants.services.indicators import confirm_values, hand_in_values

from .stage import Stage, at, scene
from .telling import Scene

SOURCE = "Politie (fictief)"
HEADINGS = "gemeentecode;indicator;jaar;waarde"


def indicator_scenes(stage: Stage) -> Iterator[Scene]:
    """Each summer, before the progress reports: the year that ended, and what was revised."""
    yield scene(at(2025, 8, 18, 10), "indicators-2024", deliver, stage, 2024)
    yield scene(at(2026, 8, 17, 10), "indicators-2025", deliver, stage, 2025)


def deliver(stage: Stage, year: int, *, on: datetime.datetime) -> None:
    """The analyst reads the figures in, looks at what changes, and confirms."""
    analyst = stage.person("analist")
    delivery = hand_in_values(
        scheme=stage.scheme,
        name=f"fictief-politie-{year}.csv",
        data="\n".join([HEADINGS, *_lines(stage, year)]).encode(),
        source=SOURCE,
        as_of=on.date() - datetime.timedelta(days=17),
        by=analyst,
        on=on,
    )
    overview = overview_of(delivery)
    confirm_values(delivery=delivery, seen=overview.fingerprint, by=analyst, on=on)


def _lines(stage: Stage, last: int) -> Iterator[str]:
    for municipality in stage.municipalities:
        code = municipality.cbs_code
        # The same draw as in the reports, so that the target that stands there fits.
        baseline = random.Random(code).randint(14, 34)
        for year in range(2023, last + 1):
            luck = random.Random(f"{code} politie {year}")
            change = luck.uniform(0.90, 1.0) ** (year - 2023)
            # The year before is revised a little with each new delivery, as the police do.
            revised = 1.01 if last > year > 2023 else 1.0
            value = number_as_typed(Decimal(f"{baseline * change * revised:.1f}"))
            yield f"{code.removeprefix('GM')};verdachten;{year};{value}"
