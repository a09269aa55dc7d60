"""Voortgangsrapportages in het verslag: those of the grant year that starts in the year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from grants.enums import AgeBand, ProgressState, SecuringState
from grants.models import GrantYear, ProgressReport, Scheme
from pmg.design.formatting import date_nl
from reporting import snapshot

DELIVERED = (ProgressState.SUBMITTED, ProgressState.ACCEPTED)


@dataclass(frozen=True)
class ReportsOfYear:
    """The progress reports of one grant year, by municipality."""

    grant_year: GrantYear | None
    reports: Mapping[object, ProgressReport]

    def of(self, municipality_id: object, costs: Mapping[str, int]) -> snapshot.Progress | None:
        """What a municipality delivered; `costs` by name of intervention, from its statement."""
        report = self.reports.get(municipality_id)
        if report is None or self.grant_year is None or report.state not in DELIVERED:
            return None
        return snapshot.Progress(
            grant_year=self.grant_year.label,
            interventions=_interventions(report, costs),
            youths=_counts(report.unique_youths.all()),
            indicators=tuple(
                snapshot.Indicator(
                    name=one.indicator.label,
                    unit=one.indicator.unit,
                    counts_people=one.indicator.counts_people,
                    baseline=one.baseline,
                    target=one.target,
                    value=one.value,
                )
                for one in report.indicator_values.all()
            ),
            problem_analysis=_told(report.get_analysis_state_display(), report.analysis),
            securing=_told(report.get_securing_state_display(), report.securing),
            bottlenecks=report.bottlenecks,
            outlook=report.outlook,
            lesson=report.lessons,
        )

    def missing(self, municipality_id: object) -> tuple[snapshot.Missing, ...]:
        """Why there is no progress report, if there is none."""
        if self.grant_year is None:
            return ()
        report = self.reports.get(municipality_id)
        if report is not None and report.state in DELIVERED:
            return ()
        item = f"Voortgangsrapportage {self.grant_year.label}"
        if report is not None and report.state == ProgressState.RETURNED:
            return (snapshot.Missing(item, "Aanvulling gevraagd aan de gemeente"),)
        due = date_nl(self.grant_year.progress_due_on)
        return (snapshot.Missing(item, f"Niet ontvangen; uiterlijk {due}"),)


def progress_by_municipality(scheme: Scheme, year: int) -> ReportsOfYear:
    """The reports of the grant year that starts in `year`, with all they hold."""
    grant_year = scheme.grant_years.filter(starts_on__year=year).first()
    reports = (
        ProgressReport.objects.filter(award__scheme=scheme, grant_year=grant_year)
        .prefetch_related(
            "interventions__intervention",
            "interventions__activity",
            "interventions__participations",
            "unique_youths",
            "indicator_values__indicator",
        )
        .order_by("municipality__cbs_code")
    )
    return ReportsOfYear(
        grant_year, {one.municipality_id: one for one in reports} if grant_year else {}
    )


def securing_by_municipality(scheme: Scheme, year: int) -> dict[str, SecuringState]:
    """Stand van de borging in those reports, by CBS code; who left it empty stays out."""
    delivered = ProgressReport.objects.filter(
        award__scheme=scheme, grant_year__starts_on__year=year, state__in=DELIVERED
    ).exclude(securing_state="")
    rows = delivered.values_list("municipality__cbs_code", "securing_state")
    return {code: SecuringState(state) for code, state in rows}


def _interventions(
    report: ProgressReport, costs: Mapping[str, int]
) -> tuple[snapshot.Intervention, ...]:
    left = dict(costs)
    return tuple(
        snapshot.Intervention(
            name=one.intervention.name,
            evidence_level=one.intervention.evidence_level,
            activity=one.activity.code,
            area=one.area,
            # A statement knows the intervention, not the area: its amount is told once.
            cost=left.pop(one.intervention.name.casefold(), None),
            participations=_counts(one.participations.all()),
        )
        for one in report.interventions.all()
    )


def _counts(rows: Iterable[object]) -> tuple[snapshot.Count, ...]:
    found = {row.age_band: row for row in rows}  # type: ignore[attr-defined]
    return tuple(
        snapshot.Count(band, found[band].count, found[band].under_five)  # type: ignore[attr-defined]
        for band in AgeBand.values
        if band in found
    )


def _told(state: str, text: str) -> str:
    """The state of something, and what is told about it."""
    first = f"{state[:1].upper()}{state[1:]}." if state else ""
    return " ".join(filter(None, (first, text)))
