"""Voortgangsrapportages lezen: the list, one report, and what was typed in it so far."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from grants.checks.progress import Choices
from grants.enums import AwardState, ProgressSection, ProgressState
from grants.models import Award, GrantYear, Intervention, ProgressDraft, ProgressReport
from grants.reckoning.progress import Timeliness, timeliness
from grants.transitions.progress import PROGRESS_MOVES
from pmg.accounts.models import User
from pmg.casework.models import Event
from pmg.casework.moves import events_of

from .indicators import measured_for
from .visibility import progress_reports_visible_to

TypedSections = dict[ProgressSection, dict[str, str]]


@dataclass(frozen=True)
class ReportRow:
    """Regel in de lijst: a report, when it was submitted and how it stands against its date."""

    report: ProgressReport
    submitted_on: datetime.datetime | None
    timeliness: Timeliness


def _with_submissions(reports: QuerySet[ProgressReport]) -> QuerySet[Any]:
    submitted = Event.objects.filter(
        case_kind=PROGRESS_MOVES.kind, case_id=OuterRef("pk"), name="submit"
    ).order_by("seq")
    return reports.annotate(
        first_submitted_on=Subquery(submitted.values("on")[:1]),
        last_submitted_on=Subquery(submitted.reverse().values("on")[:1]),
    )


def report_rows(
    user: User,
    *,
    now: datetime.datetime,
    grant_year: GrantYear | None = None,
    state: str = "",
) -> list[ReportRow]:
    """The reports that `user` may see, of one grant year and state or of all (newest first)."""
    reports = progress_reports_visible_to(user).select_related("municipality", "grant_year")
    if grant_year is not None:
        reports = reports.filter(grant_year=grant_year)
    if state:
        reports = reports.filter(state=state)
    ordered = reports.order_by("-grant_year__starts_on", "municipality__name")
    return [row_of(report, now=now) for report in _with_submissions(ordered)]


def row_of(report: Any, *, now: datetime.datetime) -> ReportRow:
    """A report that carries its submissions, as a row of the list."""
    return ReportRow(
        report=report,
        submitted_on=report.last_submitted_on,
        timeliness=timeliness(
            report.state,
            due_on=report.grant_year.progress_due_on,
            first_submitted_on=report.first_submitted_on,
            now=now,
        ),
    )


def reports_with_everything(user: User) -> QuerySet[Any]:
    """The reports that `user` may see, with all that the page of one report shows."""
    return (
        _with_submissions(progress_reports_visible_to(user))
        .select_related("municipality", "grant_year__scheme", "award")
        .prefetch_related(
            "interventions__intervention",
            "interventions__activity",
            "interventions__participations",
            "unique_youths",
            "indicator_values__indicator",
            "versions__by",
        )
    )


def grant_years_with_reports(user: User) -> list[GrantYear]:
    """Uitkeringsjaren over which there is a report that `user` may see, newest first."""
    visible = progress_reports_visible_to(user).values("grant_year_id")
    return list(
        GrantYear.objects.filter(pk__in=visible).select_related("scheme").order_by("-starts_on")
    )


def grant_years_to_open(*, today: datetime.date) -> list[GrantYear]:
    """Uitkeringsjaren that are over while a granted award has no report on them yet."""
    reports = ProgressReport.objects.filter(
        award=OuterRef("pk"), grant_year=OuterRef(OuterRef("pk"))
    )
    without = Award.objects.filter(
        ~Exists(reports), state=AwardState.GRANTED, allocations__grant_year=OuterRef("pk")
    )
    return list(
        GrantYear.objects.filter(Exists(without), ends_on__lt=today).select_related("scheme")
    )


def last_return(report: ProgressReport) -> Event | None:
    """Waarom het ministerie om een aanvulling vroeg, the last time."""
    event: Event | None = events_of(report).filter(name="return").last()
    return event


def report_of_last_year(report: ProgressReport) -> ProgressReport | None:
    """De rapportage over het vorige uitkeringsjaar, if it was submitted."""
    return (
        ProgressReport.objects.filter(
            award=report.award_id,
            grant_year__ends_on__lt=report.grant_year.starts_on,
            state__in=[ProgressState.SUBMITTED, ProgressState.ACCEPTED],
        )
        .select_related("grant_year")
        .prefetch_related("unique_youths")
        .order_by("-grant_year__starts_on")
        .first()
    )


def drafts_of(report: ProgressReport) -> dict[ProgressSection, ProgressDraft]:
    """Concepten per onderdeel, with who saved them last."""
    drafts = ProgressDraft.objects.filter(report=report).select_related("by")
    return {ProgressSection(draft.section): draft for draft in drafts}


def typed_in(report: ProgressReport) -> TypedSections:
    """What was typed so far, also what is not valid."""
    return {section: draft.raw for section, draft in drafts_of(report).items()}


def choices_for(report: ProgressReport) -> Choices:
    """Waaruit de gemeente kiest: the register, and activities and indicators of the scheme."""
    year = GrantYear.objects.select_related("scheme").get(pk=report.grant_year_id)
    names: dict[uuid.UUID, str] = dict(Intervention.objects.values_list("pk", "name"))
    return Choices(
        starts_on=year.starts_on,
        ends_on=year.ends_on,
        interventions=names,
        activities=dict(year.scheme.activities.values_list("code", "label")),
        indicators=dict(year.scheme.indicators.values_list("code", "label")),
        measured=measured_for(report),
    )
