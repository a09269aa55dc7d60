"""What the municipalities of the demo planned and spent: made up, and the same every time."""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import Decimal

INTERVENTIONS = (
    # name, evidence level, what it is
    ("Sterk op School (fictief)", "good", "Weerbaarheidstraining in de klas voor groep 7 en 8."),
    ("Buurtcoach op Straat (fictief)", "well_founded", "Coach die jongeren in de wijk opzoekt."),
    ("Eerste Baan (fictief)", "first", "Bijbaan met begeleiding voor jongeren van 16 tot 22."),
    ("Samen Thuis (fictief)", "strong", "Gezinsbegeleiding als een broer of zus in beeld is."),
    ("Avondsport Plus (fictief)", "not_recognised", "Sport en gesprek op drie avonden per week."),
    ("Terug naar Les (fictief)", "good", "Begeleiding terug naar school na schooluitval."),
    ("Online Wijzer (fictief)", "first", "Lessen over geldezels, sexting en online oplichting."),
    ("Op Eigen Benen (fictief)", "well_founded", "Mentor voor jongvolwassenen met schulden."),
)
SECTOR_OF = {
    "Sterk op School (fictief)": "scholen",
    "Buurtcoach op Straat (fictief)": "jongerenwerk",
    "Eerste Baan (fictief)": "jongerenwerk",
    "Samen Thuis (fictief)": "zorg",
    "Avondsport Plus (fictief)": "jongerenwerk",
    "Terug naar Les (fictief)": "leerplicht",
    "Online Wijzer (fictief)": "scholen",
    "Op Eigen Benen (fictief)": "zorg",
}
# Share of a full year's money that falls in each accounting year (July 2024 to June 2027).
YEAR_SHARE = {2024: Decimal("0.5"), 2025: Decimal(1), 2026: Decimal(1), 2027: Decimal("0.5")}
PER_YEAR = Decimal(500_000)


@dataclass(frozen=True)
class Line:
    """A line of a plan or a statement; `amount` in whole euros."""

    activity: str
    sector: str
    intervention: str
    description: str
    amount: Decimal


def interventions_of(cbs_code: str) -> tuple[str, ...]:
    """The four interventions a municipality chose."""
    names = [name for name, _, _ in INTERVENTIONS]
    return tuple(sorted(random.Random(cbs_code).sample(names, 4)))


def plan_of(cbs_code: str, year: int) -> tuple[Line, ...]:
    """The municipality's plan for an accounting year; adds up to its share of the award."""
    total = PER_YEAR * YEAR_SHARE[year]
    analysis = _thousands(total * (Decimal("0.20") if year == 2024 else Decimal("0.05")))
    support = _thousands(total * Decimal("0.22"))
    names = interventions_of(cbs_code)
    each = _thousands((total - analysis - support) / len(names))
    lines = [
        Line("a", "gemeente", "", "Probleemanalyse met wijkteams en politie", analysis),
        Line("b", "gemeente", "", "Programmaleider en coördinatie", support),
        *(Line("c", SECTOR_OF[n], n, f"Uitvoering van {n}", each) for n in names[:-1]),
    ]
    rest = total - sum((line.amount for line in lines), Decimal(0))
    return (*lines, Line("c", SECTOR_OF[names[-1]], names[-1], f"Uitvoering van {names[-1]}", rest))


def spending_of(cbs_code: str, year: int) -> tuple[Line, ...]:
    """What the municipality says it spent: its plan, with the luck of the year."""
    luck = random.Random(f"{cbs_code} {year}")
    pace = luck.uniform(0.62, 0.95) if year == 2024 else luck.uniform(0.80, 0.99)
    return tuple(
        Line(
            line.activity,
            line.sector,
            line.intervention,
            line.description,
            _uneven(line.amount * Decimal(str(round(pace * luck.uniform(0.9, 1.05), 4)))),
        )
        for line in plan_of(cbs_code, year)
    )


def spent(cbs_code: str, year: int) -> Decimal:
    """Total of the statement over a year."""
    return sum((line.amount for line in spending_of(cbs_code, year)), Decimal(0))


def cumulative(cbs_code: str, year: int) -> Decimal:
    """Total over the scheme's years up to and including `year`."""
    return sum((spent(cbs_code, y) for y in YEAR_SHARE if y <= year), Decimal(0))


def _thousands(amount: Decimal) -> Decimal:
    return (amount / 1000).to_integral_value() * 1000


def _uneven(amount: Decimal) -> Decimal:
    """A multiple of seven euros: real spending is seldom round."""
    return (amount / 7).to_integral_value() * 7
