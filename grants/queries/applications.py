"""Aanvragen lezen: the worklist, one application, what was typed in it and judged of it."""

from __future__ import annotations

import datetime
import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from grants.checks import application_rules as rules
from grants.checks.application import ApplicationReading, read_application
from grants.checks.application_content import (
    ApplicationChoices,
    ApplicationContent,
    BudgetYear,
)
from grants.checks.application_typed import TypedApplication
from grants.checks.section_findings import SectionFinding
from grants.enums import Advice, ApplicationSection, ApplicationState, AwardState, ScanState
from grants.models import (
    Application,
    ApplicationDraft,
    ApplicationTerms,
    ApplicationVersion,
    Attachment,
    Award,
    Criterion,
    CriterionVerdict,
    GrantYear,
    Intervention,
    Recipient,
    Scheme,
)
from grants.models.applications import ENDED_WITHOUT
from grants.reckoning.deadlines import day_in_amsterdam
from grants.reckoning.spreading import days_in_years, split
from pmg.accounts.models import User

from .maxima import maxima_for
from .questions import open_question_count
from .visibility import applications_visible_to

State = ApplicationState
TO_ASSESS = (State.SUBMITTED, State.COMPLETE, State.ADVISED)
TO_DO, EVERYTHING = "te-doen", "alles"
INSIDE = (State.COMPLETE, State.ADVISED, State.PROPOSED)
"""What the municipality reads as one: in beoordeling."""


def worklist(
    user: User, *, scheme: str = "", state: str = TO_DO, today: datetime.date | None = None
) -> QuerySet[Any]:
    """Aanvragen that `user` may see; TO_DO are those that wait for the ministry.

    Order it by `decide_by` for the first to decide on first.
    """
    cases = applications_visible_to(user).select_related("municipality", "scheme", "submitted")
    if scheme:
        cases = cases.filter(scheme__code=scheme)
    if state == TO_DO:
        late = Q(state=State.INCOMPLETE, complete_by__lt=today) if today else Q()
        waits = Q(state__in=TO_ASSESS) | late if late else Q(state__in=TO_ASSESS)
        cases = cases.filter(waits)
    elif state in State.values:
        cases = cases.filter(state=state)
    listed: QuerySet[Any] = cases.annotate(open_questions=open_question_count(about="application"))
    return listed


def applications_to_end(user: User, *, today: datetime.date) -> QuerySet[Application]:
    """Aanvragen waarop een budgethouder nee kan zeggen: advised so, or not completed in time."""
    no = Q(state=State.ADVISED, advice=Advice.REFUSE)
    not_completed = Q(state=State.INCOMPLETE, complete_by__lt=today)
    return (
        applications_visible_to(user)
        .filter(no | not_completed)
        .select_related("municipality", "scheme")
        .order_by("decide_by", "municipality__name")[:25]
    )


def own_applications(user: User) -> QuerySet[Any]:
    """Aanvragen van de eigen gemeente, the newest first; `open_questions` to answer."""
    return (
        applications_visible_to(user)
        .select_related("municipality", "scheme", "submitted")
        .annotate(open_questions=open_question_count(about="application"))
        .order_by("-scheme__starts_on", "-reference")
    )


def open_schemes(user: User, *, today: datetime.date) -> list[Scheme]:
    """Regelingen waarbij de eigen gemeente nu een aanvraag kan beginnen."""
    mine = user.municipality_ids
    named = Recipient.objects.filter(municipality__in=mine).values("scheme")
    begun = (
        Application.objects.filter(municipality__in=mine)
        .exclude(state__in=ENDED_WITHOUT)
        .values("scheme")
    )
    awarded = (
        Award.objects.filter(municipality__in=mine)
        .exclude(state=AwardState.WITHDRAWN)
        .values("scheme")
    )
    open_now = Q(application_terms__closes_on=None) | Q(application_terms__closes_on__gte=today)
    return list(
        Scheme.objects.filter(open_now, pk__in=named, application_terms__opens_on__lte=today)
        .exclude(pk__in=begun)
        .exclude(pk__in=awarded)
        .select_related("application_terms")
        .order_by("starts_on")
    )


def told_state(application: Application, user: User) -> str:
    """The state as this person may know it: what the ministry prepares is its own."""
    if not user.is_ministry and application.state in INSIDE:
        return str(State.COMPLETE)
    return str(application.state)


def terms_of(scheme: Scheme) -> ApplicationTerms | None:
    """De aanvraagtermijnen; None where the scheme takes no applications."""
    return ApplicationTerms.objects.filter(scheme=scheme).first()


def drafts_of(application: Application) -> dict[ApplicationSection, ApplicationDraft]:
    """Concepten per onderdeel, with who saved them last."""
    drafts = ApplicationDraft.objects.filter(application=application).select_related("by")
    return {ApplicationSection(draft.section): draft for draft in drafts}


def typed_in(application: Application) -> dict[ApplicationSection, dict[str, str]]:
    """What was typed so far, also what is not valid."""
    return {section: draft.raw for section, draft in drafts_of(application).items()}


def application_choices(application: Application) -> ApplicationChoices:
    """Waaruit de gemeente kiest: the register, what the scheme pays for, and her own maximum."""
    scheme, municipality = application.scheme, application.municipality
    assert municipality is not None, "a constraint says so"
    years = list(scheme.grant_years.all())
    return ApplicationChoices(
        years=tuple(
            BudgetYear(year.pk, year.label, maximum)
            for year, maximum in zip(years, maxima_for(years, municipality), strict=True)
        ),
        activities=dict(scheme.activities.values_list("code", "label")),
        sectors=dict(scheme.sectors.values_list("code", "label")),
        interventions=dict(Intervention.objects.values_list("pk", "name")),
    )


def check_application(
    application: Application,
    *,
    on: datetime.datetime,
    typed: TypedApplication | None = None,
    choices: ApplicationChoices | None = None,
) -> ApplicationReading:
    """Controle van het concept, attachments included: what is found if it is submitted now."""
    reading = read_application(
        typed_in(application) if typed is None else typed,
        choices or application_choices(application),
        year=day_in_amsterdam(on).year,
    )
    infected = [
        SectionFinding(
            code=rules.INFECTED,
            section=ApplicationSection.PLAN,
            place=f"bijlage ‘{row.name}’",
            message="In dit bestand zit een virus.",
            remedy="Haal de bijlage weg en voeg een schoon bestand toe.",
        )
        for row in attachments_of(application)
        if not row.is_removed and _scan_state(row) == ScanState.INFECTED
    ]
    if not infected:
        return reading
    return ApplicationReading(None, (*reading.findings, *infected))


def attachments_of(application: Application) -> list[Attachment]:
    """Alle bijlagen, also those taken away, with what the scanner said."""
    return list(application.attachments.select_related("file__scan", "by"))


def _scan_state(row: Attachment) -> str:
    scan = getattr(row.file, "scan", None)
    return scan.state if scan else ScanState.ASKED


@dataclass(frozen=True)
class SubmittedContent:
    """De ingediende versie: its words, and its budget by line with the total per grant year."""

    version: ApplicationVersion
    content: ApplicationContent | None
    interventions: Mapping[uuid.UUID, str]
    years: tuple[GrantYear, ...]
    lines: tuple[tuple[Any, tuple[Decimal, ...], Decimal], ...]
    totals: tuple[Decimal, ...]
    files: tuple[Attachment, ...]

    @property
    def plan(self) -> list[tuple[str, Any]]:
        """The interventions of the plan by their names."""
        rows = self.content.plan if self.content else ()
        return [(self.interventions.get(row.intervention, "onbekend"), row) for row in rows]

    @property
    def requested(self) -> list[tuple[GrantYear, Decimal]]:
        """Aangevraagd per uitkeringsjaar."""
        return list(zip(self.years, self.totals, strict=True))


def named(content: ApplicationContent | None, choices: ApplicationChoices) -> dict[str, list[Any]]:
    """Plan and budget of a draft by the names of what was chosen."""
    if content is None:
        return {"plan": [], "budget": []}
    return {
        "plan": [(choices.interventions[row.intervention], row) for row in content.plan],
        "budget": [
            (
                choices.activities[row.activity],
                choices.sectors[row.sector],
                [row.amounts[year.key] for year in choices.years],
            )
            for row in content.budget
        ],
    }


def submitted_content(application: Application) -> SubmittedContent | None:
    """Wat het laatst werd ingediend; None as long as nothing was."""
    version = application.submitted
    if version is None:
        return None
    choices = application_choices(application)
    typed = {ApplicationSection(name): texts for name, texts in version.typed.items()}
    years = tuple(application.scheme.grant_years.all())
    rows: dict[int, dict[int, Any]] = defaultdict(dict)
    for line in version.lines.select_related("activity", "sector", "intervention"):
        rows[line.place][line.grant_year_id] = line
    lines = []
    for by_year in rows.values():
        amounts = tuple(
            by_year[year.pk].amount if year.pk in by_year else Decimal(0) for year in years
        )
        lines.append((next(iter(by_year.values())), amounts, sum(amounts, Decimal(0))))
    return SubmittedContent(
        version=version,
        # The rules may have been tightened since: what was submitted is read all the same.
        content=read_application(typed, choices, year=version.on.year).content,
        interventions=choices.interventions,
        years=years,
        lines=tuple(lines),
        totals=tuple(
            sum((amounts[place] for _, amounts, _ in lines), Decimal(0))
            for place in range(len(years))
        ),
        files=tuple(version.attachments.select_related("file").order_by("on", "name")),
    )


def newest_verdicts(application: Application) -> dict[str, CriterionVerdict]:
    """Het oordeel dat telt, by the code of its criterion."""
    rows = application.verdicts.select_related("criterion", "by").order_by("id")
    return {row.criterion.code: row for row in rows}


def criteria_with_verdicts(
    application: Application,
) -> list[tuple[Criterion, CriterionVerdict | None]]:
    """Elk criterium van de regeling met zijn oordeel."""
    newest = newest_verdicts(application)
    return [(row, newest.get(row.code)) for row in application.scheme.criteria.all()]


def plan_from(
    version: ApplicationVersion, amounts: Mapping[GrantYear, Decimal]
) -> list[dict[str, Any]]:
    """Het plan bij een toekenning: the budget made to fit what is awarded, per accounting year.

    Each grant year's amount goes over its lines as the municipality divided it, and then over the
    calendar years by their days. Euros; no cent is lost.
    """
    accounting = list(version.application.scheme.accounting_years.all())
    lines = defaultdict(list)
    for line in version.lines.all():
        lines[line.grant_year_id].append(line)
    spread: dict[tuple[Any, ...], Decimal] = defaultdict(Decimal)
    for year, amount in amounts.items():
        asked = lines[year.pk]
        days = days_in_years(year.starts_on, year.ends_on, [row.year for row in accounting])
        for line, part in zip(asked, split(amount, [row.amount for row in asked]), strict=True):
            for row, piece in zip(accounting, split(part, days), strict=True):
                if piece:
                    key = (row.pk, line.activity_id, line.sector_id, line.intervention_id)
                    spread[key] += piece
    names = ("accounting_year_id", "activity_id", "sector_id", "intervention_id")
    return [dict(zip(names, key, strict=True)) | {"amount": spread[key]} for key in spread]
