"""Inhoud van een ingediende rapportage, for one reader: who may not see small counts sees '<5'."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from grants.enums import AgeBand
from grants.models import InterventionProgress, Participation, ProgressReport, UniqueYouths
from pmg.accounts.enums import Role
from pmg.accounts.models import User

FEW = "<5"
ABSENT = "–"
SEES_SMALL_COUNTS = (Role.POLICY_OFFICER, Role.ASSESSOR, Role.AUDITOR)


@dataclass(frozen=True)
class YouthsRow:
    """Unieke jongeren van één leeftijdsgroep, this year and last year."""

    label: str
    now: str
    last_year: str


@dataclass(frozen=True)
class InterventionRow:
    """Interventie met de deelnames: pairs of age band and count, in the order of the bands."""

    row: InterventionProgress
    counts: list[tuple[str, str]]
    total: str


@dataclass(frozen=True)
class ReportContent:
    """Wat er op de pagina van een rapportage staat."""

    interventions: list[InterventionRow]
    youths: list[YouthsRow]
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
    small = sees_small_counts(user, report)
    now = {row.age_band: row for row in report.unique_youths.all()}
    before = {row.age_band: row for row in last_year.unique_youths.all()} if last_year else {}
    return ReportContent(
        interventions=[_intervention(row, small=small) for row in report.interventions.all()],
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
        last_year=str(last_year.grant_year) if last_year else "",
    )


def shown(row: Participation | UniqueYouths | None, *, small: bool) -> str:
    """A count as this reader may see it; zero is no secret."""
    if row is None:
        return ABSENT
    if row.under_five or (not small and 0 < (row.count or 0) < 5):
        return FEW
    return str(row.count)


def total(rows: Iterable[Participation], *, small: bool) -> str:
    """Totaal aantal deelnames; a range where the municipality told 'minder dan 5'.

    Whoever may not see small counts gets no total: it would let them be worked out.
    """
    if not small:
        return ABSENT
    known = list(rows)
    lowest = sum(1 if row.under_five else row.count or 0 for row in known)
    highest = sum(4 if row.under_five else row.count or 0 for row in known)
    return str(lowest) if lowest == highest else f"{lowest} tot en met {highest}"


def _intervention(row: InterventionProgress, *, small: bool) -> InterventionRow:
    by_band = {count.age_band: count for count in row.participations.all()}
    return InterventionRow(
        row=row,
        counts=[(str(band), shown(by_band.get(band), small=small)) for band in AgeBand.values],
        total=total(by_band.values(), small=small),
    )
