"""Reports to deliver in tests: complete ones, as a municipality would write them."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import replace
from decimal import Decimal
from typing import Any

from grants.checks.progress import Choices
from grants.checks.progress_content import (
    FEW,
    IndicatorContent,
    InterventionContent,
    ProgressContent,
    Reach,
)
from grants.enums import AnalysisState, SecuringState

ALLEEN_JIJ = uuid.UUID("8f14e45f-ceea-467f-ab3d-2d8f1c1e0001")

CHOICES = Choices(
    starts_on=datetime.date(2024, 7, 1),
    ends_on=datetime.date(2025, 6, 30),
    interventions={ALLEEN_JIJ: "Alleen jij bepaalt wie je bent"},
    activities={"a": "probleemanalyse", "c": "interventies"},
    indicators={"verdachten": "Jeugdige verdachten"},
)


def make_content(intervention: uuid.UUID = ALLEEN_JIJ, **changes: Any) -> ProgressContent:
    """A complete report about one intervention; every age band differs."""
    content = ProgressContent(
        analysis_state=AnalysisState.FINISHED,
        analysis="De analyse wijst twee wijken aan waar jongeren worden geronseld.",
        interventions=(
            InterventionContent(
                intervention=intervention,
                activity="c",
                area="Oost",
                partners="jongerenwerk, ROC",
                planned_start_on=datetime.date(2024, 9, 1),
                started_on=datetime.date(2024, 9, 2),
                planned=60,
                completed=Reach(30),
                participations={
                    "8-11": Reach(0),
                    "12-17": Reach(34),
                    "18-22": FEW,
                    "23-27": Reach(7),
                },
                risk_factors=("schoolverzuim", "verkeerde vrienden"),
                protective_factors=("sport",),
                experience="De trainers kregen na de kerst meer vertrouwen.",
            ),
        ),
        youths={"8-11": Reach(0), "12-17": Reach(25), "18-22": FEW, "23-27": Reach(5)},
        indicators=(
            IndicatorContent(
                code="verdachten",
                baseline=Decimal("21.4"),
                value=Decimal("19.85"),
                target=Decimal("17"),
                source="Politie, 2025",
            ),
        ),
        securing_state=SecuringState.PLANNED,
        securing="De raad beslist bij de kadernota over structureel geld.",
        bottlenecks="Wachtlijst bij de trainers.",
        lessons="Begin op school, niet in de wijk.",
        outlook="Komend jaar ook in West.",
    )
    return replace(content, **changes)
