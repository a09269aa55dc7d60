"""Openbaar jaar: a frozen year with its counts of youths made fit to leave the ministry.

Two tables are protected: unique youths (municipality by age band, with all totals) and
participations (intervention, municipality, all). Participations are not shown per age band: that
would hide more than it tells. Everything else that is published is worked out from what is shown
here, and so cannot give away more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from reporting.disclosure.suppression import LOWEST, Cell, Key, Shown, suppress
from reporting.disclosure.tables import ALL, TOTAL, cells_of
from reporting.snapshot import (
    AccountingYearMoney,
    Delivery,
    FrozenYear,
    GrantYearMoney,
    Missing,
    Municipality,
    Scheme,
    Settlement,
    Spending,
)


@dataclass(frozen=True, slots=True)
class PublicCount:
    """A count as readers see it. `at_least` is what the shown parts of a total add up to."""

    shown: Shown
    number: int | None
    at_least: int | None = None

    def __str__(self) -> str:
        words = {Shown.BELOW_FIVE: "<5", Shown.HIDDEN: "niet getoond"}
        return words.get(self.shown, str(self.number))


@dataclass(frozen=True, slots=True)
class PublicIntervention:
    """Interventie with its participations over all ages."""

    name: str
    evidence_level: str
    activity: str
    area: str
    cost: int | None
    participations: PublicCount | None


@dataclass(frozen=True, slots=True)
class PublicIndicator:
    """Indicator; `below_five` where a count of people may not be shown."""

    name: str
    unit: str
    baseline: Decimal | None
    target: Decimal | None
    value: Decimal | None
    baseline_below_five: bool
    value_below_five: bool


@dataclass(frozen=True, slots=True)
class PublicProgress:
    """Voortgangsrapportage; `youths` by age band, in the order of the scheme."""

    grant_year: str
    interventions: tuple[PublicIntervention, ...]
    participations: PublicCount
    youths: tuple[PublicCount, ...]
    youths_total: PublicCount
    indicators: tuple[PublicIndicator, ...]
    problem_analysis: str
    securing: str
    bottlenecks: str
    outlook: str
    lesson: str


@dataclass(frozen=True, slots=True)
class PublicMunicipality:
    """Gemeente with what may be shown of it."""

    cbs_code: str
    name: str
    province: str
    latitude: Decimal | None
    longitude: Decimal | None
    grant_years: tuple[GrantYearMoney, ...]
    accounting_years: tuple[AccountingYearMoney, ...]
    spending: tuple[Spending, ...]
    progress: PublicProgress | None
    delivery: Delivery | None
    settlement: Settlement | None
    missing: tuple[Missing, ...]

    def in_year(self, year: int) -> AccountingYearMoney | None:
        """Its justification over an accounting year, if there is one."""
        return next((row for row in self.accounting_years if row.accounting_year == year), None)


@dataclass(frozen=True, slots=True)
class PublicYear:
    """The only thing from which page, PDF, spreadsheet and open data are made."""

    sha256: str
    reporting_year: int
    version: int
    reason: str
    moment: datetime
    edition: str
    fictional: bool
    scheme: Scheme
    municipalities: tuple[PublicMunicipality, ...]
    youths: tuple[PublicCount, ...]
    youths_total: PublicCount
    participations: PublicCount


def publish(year: FrozenYear, sha256: str, earlier: PublicYear | None = None) -> PublicYear:
    """Make the public form of a frozen year.

    `earlier` is the version of the same year that was published before: what was hidden stays
    hidden, and what was shown cannot protect anything any more.
    """
    shown = _decide(year, earlier)
    cells = {cell.key: cell for cell in cells_of(year)}
    counts = {key: _public(key, cells, shown) for key in shown}
    bands = [term.code for term in year.scheme.age_bands]
    return PublicYear(
        sha256=sha256,
        reporting_year=year.reporting_year,
        version=year.version,
        reason=year.reason,
        moment=year.moment,
        edition=year.edition,
        fictional=year.fictional,
        scheme=year.scheme,
        municipalities=tuple(_municipality(own, bands, counts) for own in year.municipalities),
        youths=tuple(counts["youths", ALL, band] for band in bands),
        youths_total=counts["youths", ALL, TOTAL],
        participations=counts["participations", ALL],
    )


def _decide(year: FrozenYear, earlier: PublicYear | None) -> dict[Key, Shown]:
    cells = cells_of(year)
    if earlier is not None:
        before = shown_counts(earlier)
        cells = [_as_before(cell, before.get(cell.key)) for cell in cells]
    youths = suppress(cell for cell in cells if cell.key[0] == "youths")
    return youths | suppress(cell for cell in cells if cell.key[0] == "participations")


def _as_before(cell: Cell, before: PublicCount | None) -> Cell:
    if before is None:
        return cell
    if before.shown is Shown.EXACT:
        return replace(cell, fixed=before.number == cell.value)
    return replace(cell, forced=before.shown if cell.is_sensitive else Shown.HIDDEN)


def shown_counts(year: PublicYear) -> dict[Key, PublicCount]:
    """All counts of a public year by key, as in the tables that were protected."""
    bands = [term.code for term in year.scheme.age_bands]
    counts: dict[Key, PublicCount] = {
        ("youths", ALL, TOTAL): year.youths_total,
        ("participations", ALL): year.participations,
    }
    counts |= {("youths", ALL, band): one for band, one in zip(bands, year.youths, strict=True)}
    for own in year.municipalities:
        if own.progress is None:
            continue
        code, progress = own.cbs_code, own.progress
        counts["youths", code, TOTAL] = progress.youths_total
        counts["participations", code] = progress.participations
        for band, one in zip(bands, progress.youths, strict=True):
            counts["youths", code, band] = one
        for place, intervention in enumerate(progress.interventions):
            if intervention.participations is not None:
                counts["participations", code, f"{place:04}"] = intervention.participations
    return counts


def _public(key: Key, cells: Mapping[Key, Cell], shown: Mapping[Key, Shown]) -> PublicCount:
    """A count as readers see it; a hidden total with what its shown parts add up to."""
    how = shown[key]
    if how is Shown.EXACT:
        return PublicCount(how, cells[key].value)
    if how is Shown.BELOW_FIVE:
        return PublicCount(how, None)
    parts = [_public(part, cells, shown) for part in _parts(key, cells)]
    if not parts:
        return PublicCount(how, None, cells[key].known_low or None)
    return PublicCount(how, None, sum(_least(part) for part in parts))


def _least(count: PublicCount) -> int:
    """What a count is at least, as everybody can see."""
    if count.shown is Shown.BELOW_FIVE:
        return LOWEST
    return count.number or count.at_least or 0


def _parts(key: Key, keys: Iterable[Key]) -> list[Key]:
    """The cells that a total is the sum of; a grand total by municipality."""
    table, *rest = key
    if table == "participations":
        if rest == [ALL]:
            return [one for one in keys if one[0] == table and len(one) == 2 and one[1] != ALL]
        return [one for one in keys if one[:2] == key and len(one) == 3] if len(rest) == 1 else []
    row, column = rest
    if row == ALL:
        return [one for one in keys if one[0] == table and one[1] != ALL and one[2] == column]
    if column == TOTAL:
        return [one for one in keys if one[:2] == (table, row) and one[2] != TOTAL]
    return []


def _municipality(
    own: Municipality, bands: list[str], counts: Mapping[Key, PublicCount]
) -> PublicMunicipality:
    return PublicMunicipality(
        cbs_code=own.cbs_code,
        name=own.name,
        province=own.province,
        latitude=own.latitude,
        longitude=own.longitude,
        grant_years=own.grant_years,
        accounting_years=own.accounting_years,
        spending=own.spending,
        progress=_progress(own, bands, counts),
        delivery=own.delivery,
        settlement=own.settlement,
        missing=own.missing,
    )


def _progress(
    own: Municipality, bands: list[str], counts: Mapping[Key, PublicCount]
) -> PublicProgress | None:
    if (progress := own.progress) is None:
        return None
    code = own.cbs_code
    return PublicProgress(
        grant_year=progress.grant_year,
        interventions=tuple(
            PublicIntervention(
                name=one.name,
                evidence_level=one.evidence_level,
                activity=one.activity,
                area=one.area,
                cost=one.cost,
                participations=counts.get(("participations", code, f"{place:04}")),
            )
            for place, one in enumerate(progress.interventions)
        ),
        participations=counts["participations", code],
        youths=tuple(counts["youths", code, band] for band in bands),
        youths_total=counts["youths", code, TOTAL],
        indicators=tuple(
            PublicIndicator(
                name=one.name,
                unit=one.unit,
                baseline=None if _is_low(one.counts_people, one.baseline) else one.baseline,
                target=one.target,
                value=None if _is_low(one.counts_people, one.value) else one.value,
                baseline_below_five=_is_low(one.counts_people, one.baseline),
                value_below_five=_is_low(one.counts_people, one.value),
            )
            for one in progress.indicators
        ),
        problem_analysis=progress.problem_analysis,
        securing=progress.securing,
        bottlenecks=progress.bottlenecks,
        outlook=progress.outlook,
        lesson=progress.lesson,
    )


def _is_low(counts_people: bool, value: Decimal | None) -> bool:
    return counts_people and value is not None and 0 < value < 5
