"""What was typed in a progress report: one flat mapping of names to text for each section."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from grants.enums import AgeBand, ProgressSection

from .progress_content import InterventionContent, ProgressContent
from .section_reader import YES
from .typed_rows import Typed, digest, with_empty_row
from .typed_values import day_as_typed, number_as_typed

TypedReport = Mapping[ProgressSection, Typed]
"""A report as typed; a section nobody touched may be absent."""

ROW_FIELDS = (
    "intervention",
    "activity",
    "area",
    "partners",
    "planned_start_on",
    "started_on",
    "planned",
    *(f"reach-{band}" for band in AgeBand.values),
    "completed",
    "risk_factors",
    "protective_factors",
    "experience",
    "share",
)
SHARED = YES
"""What the field `share` holds where a lesson may be read by all participants."""


def with_row(typed: Typed, row: Typed | None = None) -> dict[str, str]:
    """The section with one more intervention, empty or as given."""
    return with_empty_row(typed, ROW_FIELDS, row)


def digest_of_report(report: TypedReport, beside: Iterable[str] = ()) -> str:
    """Fingerprint of all sections, and of what stands `beside` them, together."""
    parts = [digest(report.get(section, {})) for section in ProgressSection]
    return hashlib.sha256("".join([*parts, *sorted(beside)]).encode()).hexdigest()


def as_typed(content: ProgressContent) -> dict[ProgressSection, dict[str, str]]:
    """The content as somebody would have typed it on the screen."""
    interventions: dict[str, str] = {}
    for row in content.interventions:
        interventions = with_row(interventions, row_as_typed(row))
    indicators = {
        f"{row.code}-{name}": text
        for row in content.indicators
        for name, text in (
            ("baseline", number_as_typed(row.baseline)),
            ("value", number_as_typed(row.value)),
            ("target", number_as_typed(row.target)),
            ("source", row.source),
        )
    }
    return {
        ProgressSection.ANALYSIS: {"state": content.analysis_state, "text": content.analysis},
        ProgressSection.INTERVENTIONS: interventions,
        ProgressSection.YOUTHS: {band: str(reach) for band, reach in content.youths.items()},
        ProgressSection.INDICATORS: indicators,
        ProgressSection.SECURING: {"state": content.securing_state, "text": content.securing},
        ProgressSection.BOTTLENECKS: {"text": content.bottlenecks},
        ProgressSection.LESSONS: {
            "text": content.lessons,
            "share": _share(content.lessons_shared),
        },
        ProgressSection.OUTLOOK: {"text": content.outlook},
    }


def row_as_typed(row: InterventionContent) -> dict[str, str]:
    """One intervention as somebody would have typed it."""
    return {
        "intervention": str(row.intervention),
        "activity": row.activity,
        "area": row.area,
        "partners": row.partners,
        "planned_start_on": day_as_typed(row.planned_start_on),
        "started_on": day_as_typed(row.started_on),
        "planned": "" if row.planned is None else str(row.planned),
        **{f"reach-{band}": str(reach) for band, reach in row.participations.items()},
        "completed": "" if row.completed is None else str(row.completed),
        "risk_factors": ", ".join(row.risk_factors),
        "protective_factors": ", ".join(row.protective_factors),
        "experience": row.experience,
        "share": _share(row.shared),
    }


def _share(shared: bool) -> str:
    return SHARED if shared else ""
