"""What was typed in a progress report: one flat mapping of names to text for each section.

The draft keeps it as it is, valid or not. A field of the third intervention is named `3-area`; the
numbers only keep the rows apart, so that taking one away leaves the others as they are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from grants.enums import AgeBand, ProgressSection

from .fingerprint import fingerprint
from .progress_content import InterventionContent, ProgressContent
from .typed_values import day_as_typed, number_as_typed

Typed = Mapping[str, str]
"""One section as typed."""

TypedReport = Mapping[ProgressSection, Typed]
"""A report as typed; a section nobody touched may be absent."""

ROW_FIELDS = (
    "intervention",
    "activity",
    "area",
    "partners",
    "started_on",
    "planned",
    *(f"reach-{band}" for band in AgeBand.values),
    "risk_factors",
    "protective_factors",
    "experience",
    "share",
)
SHARED = "ja"
"""What the field `share` holds where a lesson may be read by all participants."""


def rows_in(typed: Typed) -> tuple[int, ...]:
    """The numbers of the intervention rows, in order."""
    numbers = {name.partition("-")[0] for name in typed}
    return tuple(sorted(int(number) for number in numbers if number.isdecimal()))


def with_row(typed: Typed, row: Typed | None = None) -> dict[str, str]:
    """The section with one more row, empty or as given."""
    number = max(rows_in(typed), default=0) + 1
    filled = row or {}
    return {**typed, **{f"{number}-{name}": filled.get(name, "") for name in ROW_FIELDS}}


def without_row(typed: Typed, number: int) -> dict[str, str]:
    """The section without one row."""
    return {name: text for name, text in typed.items() if not name.startswith(f"{number}-")}


def digest(typed: Typed) -> str:
    """Fingerprint of a section, by which a page that was not touched is known."""
    filled = {name: text for name, text in typed.items() if text or name.endswith("-intervention")}
    return fingerprint(filled)


def digest_of_report(report: TypedReport) -> str:
    """Fingerprint of all sections together."""
    parts = "".join(digest(report.get(section, {})) for section in ProgressSection)
    return hashlib.sha256(parts.encode()).hexdigest()


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
        "started_on": day_as_typed(row.started_on),
        "planned": "" if row.planned is None else str(row.planned),
        **{f"reach-{band}": str(reach) for band, reach in row.participations.items()},
        "risk_factors": ", ".join(row.risk_factors),
        "protective_factors": ", ".join(row.protective_factors),
        "experience": row.experience,
        "share": _share(row.shared),
    }


def _share(shared: bool) -> str:
    return SHARED if shared else ""
