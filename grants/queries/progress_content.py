"""Inhoud van een ingediende rapportage, for one reader: not everybody may see counts of youths."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from grants.enums import AgeBand
from grants.models import (
    IndicatorValue,
    InterventionProgress,
    Justification,
    Participation,
    ProgressReport,
    StatementLine,
    UniqueYouths,
)
from pmg.accounts.enums import Role
from pmg.accounts.models import User

FEW = "<5"
HIDDEN = "niet getoond"
ABSENT = "–"
SEES_SMALL_COUNTS = (Role.POLICY_OFFICER, Role.ASSESSOR, Role.AUDITOR)


@dataclass(frozen=True)
class YouthsRow:
    """Unieke jongeren van één leeftijdsgroep, this year and last year."""

    label: str
    now: str
    last_year: str


@dataclass(frozen=True)
class Cost:
    """Kosten volgens de opgave over een verantwoordingsjaar: a calendar year, no grant year."""

    year: int
    amount: Decimal

    @property
    def label(self) -> str:
        return str(self.year)


@dataclass(frozen=True)
class InterventionRow:
    """Interventie met de deelnames: pairs of age band and count, in the order of the bands."""

    row: InterventionProgress
    counts: list[tuple[str, str]]
    total: str
    completed: str = ""
    costs: tuple[Cost, ...] = ()


@dataclass(frozen=True)
class IndicatorRow:
    """Indicator met nulmeting en waarde, as the reader may see them."""

    row: IndicatorValue
    baseline: Decimal | str
    value: Decimal | str


@dataclass(frozen=True)
class ReportContent:
    """Wat er op de pagina van een rapportage staat."""

    interventions: list[InterventionRow]
    youths: list[YouthsRow]
    indicators: list[IndicatorRow]
    shows_counts: bool
    last_year: str = ""
    bands: list[str] = field(default_factory=lambda: [str(band) for band in AgeBand.values])


def sees_small_counts(user: User, report: ProgressReport) -> bool:
    """Whether `user` reads counts of 1 to 4: the own municipality, and who works with the reports."""
    own = report.municipality_id in user.municipality_ids
    return own or user.has_role(*SEES_SMALL_COUNTS)


def content_of(
    report: ProgressReport, user: User, *, last_year: ProgressReport | None
) -> ReportContent:
    """The submitted rows as `user` may see them; `last_year` is the report to compare with."""
    costs = costs_by_intervention(report)
    small = sees_small_counts(user, report)
    now = {row.age_band: row for row in report.unique_youths.all()}
    before = {row.age_band: row for row in last_year.unique_youths.all()} if last_year else {}
    return ReportContent(
        interventions=_interventions(report, small=small, costs=costs),
        youths=[
            YouthsRow(
                label=str(label),
                now=shown(now.get(band), small=small),
                last_year=shown(before.get(band), small=small),
            )
            for band, label in AgeBand.choices
        ]
        if now
        else [],
        indicators=[_indicator(row, small=small) for row in report.indicator_values.all()],
        shows_counts=small,
        last_year=str(last_year.grant_year) if last_year else "",
    )


def shown(row: Participation | UniqueYouths | None, *, small: bool) -> str:
    """A count as this reader may see it.

    Whoever may not see small counts sees none here: beside the totals of the report, a number that
    the report does not show would let a small one be worked out.
    """
    if row is None:
        return ABSENT
    if not small:
        return HIDDEN
    return FEW if row.under_five else str(row.count)


def total(rows: Iterable[Participation], *, small: bool) -> str:
    """Totaal aantal deelnames; a range where the municipality told 'minder dan 5'."""
    if not small:
        return HIDDEN
    known = list(rows)
    lowest = sum(1 if row.under_five else row.count or 0 for row in known)
    highest = sum(4 if row.under_five else row.count or 0 for row in known)
    return str(lowest) if lowest == highest else f"{lowest} tot en met {highest}"


def costs_by_intervention(report: ProgressReport) -> dict[str, list[Cost]]:
    """Kosten per interventie (name in small letters) from the statements that were submitted.

    Over the accounting years that the grant year touches; euros, two queries.
    """
    year = report.grant_year
    versions = dict(
        Justification.objects.filter(
            award=report.award_id,
            accounting_year__year__range=(year.starts_on.year, year.ends_on.year),
            submitted__isnull=False,
        ).values_list("submitted", "accounting_year__year")
    )
    found: dict[str, dict[int, Decimal]] = {}
    for version, name, amount in (
        StatementLine.objects.filter(version__in=versions)
        .exclude(intervention="")
        .values_list("version", "intervention", "amount")
    ):
        sums = found.setdefault(name.casefold(), {})
        sums[versions[version]] = sums.get(versions[version], Decimal(0)) + amount
    return {
        name: [Cost(of, amount) for of, amount in sorted(sums.items())]
        for name, sums in found.items()
    }


def _interventions(
    report: ProgressReport, *, small: bool, costs: dict[str, list[Cost]]
) -> list[InterventionRow]:
    """A statement knows the intervention, not the area: its amounts are told at the first row."""
    left = dict(costs)
    return [
        _intervention(row, small=small, costs=left.pop(row.intervention.name.casefold(), []))
        for row in report.interventions.all()
    ]


def _intervention(row: InterventionProgress, *, small: bool, costs: list[Cost]) -> InterventionRow:
    by_band = {count.age_band: count for count in row.participations.all()}
    return InterventionRow(
        row=row,
        counts=[(str(band), shown(by_band.get(band), small=small)) for band in AgeBand.values],
        total=total(by_band.values(), small=small),
        completed=_completed(row, small=small),
        costs=tuple(costs),
    )


def _completed(row: InterventionProgress, *, small: bool) -> str:
    if row.completed is None and not row.completed_under_five:
        return ""
    if not small:
        return HIDDEN
    return FEW if row.completed_under_five else str(row.completed)


def _indicator(row: IndicatorValue, *, small: bool) -> IndicatorRow:
    def told(value: Decimal | None) -> Decimal | str:
        if value is None:
            return ABSENT
        is_few = row.indicator.counts_people and 0 < value < 5
        return FEW if is_few and not small else value

    return IndicatorRow(row, baseline=told(row.baseline), value=told(row.value))
