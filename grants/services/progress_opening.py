"""Voortgangsrapportages openen, prefilled with what is known already."""

from __future__ import annotations

import datetime

from django.db import transaction

from grants.checks.progress_typed import with_row
from grants.checks.typed_values import day_as_typed
from grants.enums import AwardState, ProgressSection
from grants.models import (
    Award,
    GrantYear,
    InterventionProgress,
    PlanLine,
    ProgressDraft,
    ProgressReport,
)
from grants.queries.settlements import ended_before
from pmg.accounts.models import User
from pmg.casework.moves import Door, move


@transaction.atomic
def open_progress_reports(
    *, grant_year: GrantYear, by: User, on: datetime.datetime, door: Door | None = None
) -> list[ProgressReport]:
    """Voortgangsrapportages openen over een uitkeringsjaar: one for each granted award without one.

    May be repeated: what is open stays as it is. Returns what was opened now.
    Raises NotAllowed for somebody who may not open them.
    """
    # The awards are locked in one order, so that two who open at once wait for each other.
    awards = (
        Award.objects.select_for_update(of=("self",))
        .filter(
            scheme=grant_year.scheme_id,
            state=AwardState.GRANTED,
            allocations__grant_year=grant_year,
        )
        .exclude(pk__in=ended_before(grant_year.starts_on))
        .order_by("pk")
    )
    known = set(
        ProgressReport.objects.filter(grant_year=grant_year).values_list("award_id", flat=True)
    )
    opened = []
    for award in awards:
        if award.pk in known:
            continue
        report = ProgressReport(
            award=award, grant_year=grant_year, municipality_id=award.municipality_id
        )
        move(report, "open", by=by, on=on, seen_revision=0, door=door)
        _prefill(report, by=by)
        opened.append(report)
    return opened


def _prefill(report: ProgressReport, *, by: User) -> None:
    """The interventions of last year, or else those of the plan; never numbers."""
    typed = _rows_of_last_year(report) or _rows_of_plan(report)
    if typed:
        ProgressDraft.objects.create(
            report=report, section=ProgressSection.INTERVENTIONS, raw=typed, revision=1, by=by
        )


def _rows_of_last_year(report: ProgressReport) -> dict[str, str]:
    last = (
        ProgressReport.objects.filter(
            award=report.award_id, grant_year__starts_on__lt=report.grant_year.starts_on
        )
        .order_by("-grant_year__starts_on")
        .first()
    )
    typed: dict[str, str] = {}
    rows = InterventionProgress.objects.filter(report=last) if last else ()
    for row in rows:
        typed = with_row(
            typed,
            {
                "intervention": str(row.intervention_id),
                "activity": row.activity.code,
                "area": row.area,
                "partners": row.partners,
                "planned_start_on": day_as_typed(row.planned_start_on),
                "started_on": day_as_typed(row.started_on),
                "risk_factors": ", ".join(row.risk_factors),
                "protective_factors": ", ".join(row.protective_factors),
            },
        )
    return typed


def _rows_of_plan(report: ProgressReport) -> dict[str, str]:
    """Which interventions the plan names for the calendar years that the grant year touches."""
    year = report.grant_year
    planned = (
        PlanLine.objects.filter(
            award=report.award_id,
            intervention__isnull=False,
            accounting_year__year__range=(year.starts_on.year, year.ends_on.year),
        )
        .order_by("intervention__name", "activity__code")
        .values_list("intervention_id", "activity__code")
        .distinct()
    )
    typed: dict[str, str] = {}
    for intervention, activity in planned:
        typed = with_row(typed, {"intervention": str(intervention), "activity": activity})
    return typed
