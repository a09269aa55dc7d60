"""The clean rows of a submitted report, from which all figures are made."""

from __future__ import annotations

from grants.checks.progress_content import InterventionContent, ProgressContent
from grants.models import (
    IndicatorValue,
    InterventionProgress,
    Participation,
    ProgressReport,
    UniqueYouths,
)


def write_rows(report: ProgressReport, content: ProgressContent) -> None:
    """Rijen schrijven: the content takes the place of what was submitted before.

    Call it in the transaction of the move that submits, which holds the lock on the case; what was
    submitted before stays in its version.
    """
    Participation.objects.filter(progress__report=report).delete()
    for model in (InterventionProgress, UniqueYouths, IndicatorValue):
        model._default_manager.filter(report=report).delete()
    scheme = report.grant_year.scheme
    activities = {activity.code: activity for activity in scheme.activities.all()}
    indicators = {indicator.code: indicator for indicator in scheme.indicators.all()}
    for row in content.interventions:
        _write_intervention(report, row, activities[row.activity].pk)
    UniqueYouths.objects.bulk_create(
        UniqueYouths(report=report, age_band=band, count=reach.count, under_five=reach.under_five)
        for band, reach in content.youths.items()
    )
    IndicatorValue.objects.bulk_create(
        IndicatorValue(
            report=report,
            indicator=indicators[row.code],
            baseline=row.baseline,
            target=row.target,
            value=row.value,
            source=row.source,
            measured_id=row.measured,
        )
        for row in content.indicators
    )


def _write_intervention(report: ProgressReport, row: InterventionContent, activity: int) -> None:
    progress = InterventionProgress.objects.create(
        report=report,
        intervention_id=row.intervention,
        activity_id=activity,
        area=row.area,
        partners=row.partners,
        started_on=row.started_on,
        planned=row.planned,
        planned_start_on=row.planned_start_on,
        completed=row.completed.count if row.completed else None,
        completed_under_five=row.completed.under_five if row.completed else False,
        risk_factors=list(row.risk_factors),
        protective_factors=list(row.protective_factors),
        experience=row.experience,
        experience_shared=row.shared,
    )
    Participation.objects.bulk_create(
        Participation(
            progress=progress, age_band=band, count=reach.count, under_five=reach.under_five
        )
        for band, reach in row.participations.items()
    )
