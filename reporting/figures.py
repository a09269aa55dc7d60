"""Cijfers: sums over a public year. Pure; grant years and accounting years are never mixed.

Amounts per grant year are Decimal in euros, per accounting year whole euros. Only totals over the
whole period may be set side by side.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from statistics import median_low

from reporting.disclosure.publication import (
    PublicCount,
    PublicIntervention,
    PublicMunicipality,
    PublicYear,
    shown_counts,
)
from reporting.disclosure.suppression import Shown
from reporting.snapshot import AccountingYearMoney, GrantYear, Settlement, Status, Term

ZERO = Decimal("0.00")


@dataclass(frozen=True)
class GrantYearTotal:
    """One grant year of all municipalities together."""

    year: GrantYear
    allocated: Decimal
    paid: Decimal


@dataclass(frozen=True)
class AccountingYearTotal:
    """One accounting year of all municipalities together; `delivered` of how many."""

    year: int
    justified: int
    accepted: int
    judged: int
    delivered: int


@dataclass(frozen=True)
class EvidenceTotal:
    """Interventions with one level of evidence. Participations as far as they may be shown."""

    level: Term
    interventions: int
    municipalities: int
    cost: int
    participations: int
    complete: bool


@dataclass(frozen=True)
class IndicatorTotal:
    """How far the municipalities came with one indicator, in percent from baseline to target."""

    name: str
    unit: str
    covered: tuple[Decimal, ...]

    @property
    def nearer(self) -> int:
        """Municipalities that are nearer to their target than at the baseline."""
        return sum(percent > 0 for percent in self.covered)

    @property
    def further(self) -> int:
        """Municipalities that are further away from it."""
        return sum(percent < 0 for percent in self.covered)

    @property
    def unchanged(self) -> int:
        return len(self.covered) - self.nearer - self.further


class Figures:
    """All sums that the report tells, each worked out once."""

    def __init__(self, year: PublicYear) -> None:
        self.year = year
        self.reporting_year = year.reporting_year
        self.scheme = year.scheme

    @cached_property
    def grant_years(self) -> list[GrantYearTotal]:
        return [
            GrantYearTotal(
                grant,
                self._grant_sum(grant.code, lambda row: row.allocated),
                self._grant_sum(grant.code, lambda row: row.paid),
            )
            for grant in self.scheme.grant_years
        ]

    def _grant_sum(self, code: str, amount: Callable[..., Decimal]) -> Decimal:
        rows = (row for own in self.year.municipalities for row in own.grant_years)
        return sum((amount(row) for row in rows if row.grant_year == code), ZERO)

    @cached_property
    def allocated(self) -> Decimal:
        """Toegekend over the whole period, so far."""
        return sum((total.allocated for total in self.grant_years), ZERO)

    @cached_property
    def paid(self) -> Decimal:
        """Betaald over the whole period, so far."""
        return sum((total.paid for total in self.grant_years), ZERO)

    @cached_property
    def accounting_years(self) -> list[AccountingYearTotal]:
        return [
            self._accounting_total(year)
            for year in self.scheme.accounting_years
            if year <= self.reporting_year
        ]

    def _accounting_total(self, year: int) -> AccountingYearTotal:
        rows = [row for own in self.year.municipalities if (row := own.in_year(year))]
        return AccountingYearTotal(
            year=year,
            justified=sum(row.justified or 0 for row in rows),
            accepted=sum(row.accepted or 0 for row in rows),
            judged=sum(row.status is Status.JUDGED for row in rows),
            delivered=sum(row.justified is not None for row in rows),
        )

    @cached_property
    def this_year(self) -> AccountingYearTotal:
        return self._accounting_total(self.reporting_year)

    @cached_property
    def last_year(self) -> AccountingYearTotal | None:
        earlier = [year for year in self.scheme.accounting_years if year < self.reporting_year]
        return self._accounting_total(max(earlier)) if earlier else None

    @cached_property
    def justified(self) -> int:
        """Verantwoord over the whole period, so far."""
        return sum(total.justified for total in self.accounting_years)

    @cached_property
    def accepted(self) -> int:
        """Geaccepteerd over the whole period, so far."""
        return sum(total.accepted for total in self.accounting_years)

    @cached_property
    def unspent(self) -> Decimal:
        """Betaald en nog niet als besteding verantwoord, over the whole period."""
        return self.paid - self.justified

    @cached_property
    def settlements(self) -> list[tuple[PublicMunicipality, Settlement]]:
        """Municipalities of which the grant was settled."""
        return [(own, own.settlement) for own in self.year.municipalities if own.settlement]

    @cached_property
    def settled(self) -> Decimal:
        return sum((one.settled for _, one in self.settlements), ZERO)

    @cached_property
    def to_recover(self) -> Decimal:
        """Teruggevorderd: what settlements asked back."""
        return sum((one.to_recover for _, one in self.settlements), ZERO)

    @cached_property
    def recovered(self) -> Decimal:
        """Wat daarvan is terugontvangen."""
        return sum((one.recovered for _, one in self.settlements), ZERO)

    @cached_property
    def written_off(self) -> Decimal:
        return sum((one.written_off for _, one in self.settlements), ZERO)

    @cached_property
    def outstanding(self) -> Decimal:
        """Openstaande voorschotten: paid (less what came back), not settled, not written off."""
        return self.paid - self.settled - self.written_off

    @cached_property
    def own_rows(self) -> list[tuple[PublicMunicipality, AccountingYearMoney]]:
        """Each municipality with its row of the reporting year; a missing one has no amount."""
        missing = AccountingYearMoney(self.reporting_year, None, None, None, Status.MISSING)
        return [
            (own, own.in_year(self.reporting_year) or missing) for own in self.year.municipalities
        ]

    def with_status(self, *statuses: Status) -> list[PublicMunicipality]:
        """Municipalities whose figure of the reporting year has one of these statuses."""
        return [own for own, row in self.own_rows if row.status in statuses]

    @cached_property
    def without_statement(self) -> list[PublicMunicipality]:
        return [own for own, row in self.own_rows if row.justified is None]

    @cached_property
    def not_firm(self) -> list[PublicMunicipality]:
        """Municipalities whose figure is provisional, or that no accountant looked at."""
        return self.with_status(Status.PROVISIONAL, Status.STATEMENT)

    @cached_property
    def spent_nothing(self) -> list[PublicMunicipality]:
        return [own for own, row in self.own_rows if row.justified == 0]

    @cached_property
    def on_time(self) -> list[PublicMunicipality]:
        """Municipalities whose statement came on the day it was due, or before."""
        return [own for own, late in self._received if not late]

    @cached_property
    def too_late(self) -> list[PublicMunicipality]:
        return [own for own, late in self._received if late]

    @cached_property
    def _received(self) -> list[tuple[PublicMunicipality, bool]]:
        return [
            (own, own.delivery.received > own.delivery.due)
            for own in self.year.municipalities
            if own.delivery and own.delivery.received
        ]

    @cached_property
    def usual(self) -> int | None:
        """Het middelste bedrag that a municipality justified; none when there are none."""
        amounts = [row.justified for _, row in self.own_rows if row.justified is not None]
        return median_low(amounts) if amounts else None

    @cached_property
    def without_progress(self) -> list[PublicMunicipality]:
        return [own for own in self.year.municipalities if own.progress is None]

    @cached_property
    def differing_from_sisa(self) -> list[tuple[PublicMunicipality, int]]:
        """Municipalities whose statement is not what SiSa says, with the difference."""
        return [
            (own, row.justified - row.sisa)
            for own, row in self.own_rows
            if row.justified is not None and row.sisa is not None and row.justified != row.sisa
        ]

    @cached_property
    def sisa_difference(self) -> int:
        """Wat opgaven en SiSa samen van elkaar verschillen, whichever way."""
        return sum(abs(difference) for _, difference in self.differing_from_sisa)

    def spent_on(self, *, activity: str = "", sector: str = "") -> int:
        """Besteed in the reporting year on an activity, a sector, or both."""
        return sum(
            line.amount
            for own in self.year.municipalities
            for line in own.spending
            if activity in ("", line.activity) and sector in ("", line.sector)
        )

    @cached_property
    def spent(self) -> int:
        return self.spent_on()

    @cached_property
    def interventions(self) -> list[tuple[PublicMunicipality, PublicIntervention]]:
        return [
            (own, one)
            for own in self.year.municipalities
            if own.progress
            for one in own.progress.interventions
        ]

    @cached_property
    def evidence(self) -> list[EvidenceTotal]:
        return [self._evidence(level) for level in self.scheme.evidence_levels]

    def _evidence(self, level: Term) -> EvidenceTotal:
        rows = [(own, one) for own, one in self.interventions if one.evidence_level == level.code]
        counts = [one.participations for _, one in rows if one.participations]
        return EvidenceTotal(
            level=level,
            interventions=len(rows),
            municipalities=len({own.cbs_code for own, _ in rows}),
            cost=sum(one.cost or 0 for _, one in rows),
            participations=sum(count.number or count.at_least or 0 for count in counts),
            complete=all(count.shown is Shown.EXACT for count in counts),
        )

    @cached_property
    def indicators(self) -> list[IndicatorTotal]:
        """Indicators with at least one municipality that has a baseline, a target and a value."""
        found: dict[tuple[str, str], list[Decimal]] = {}
        for own in self.year.municipalities:
            for one in own.progress.indicators if own.progress else ():
                covered = _covered(one.baseline, one.target, one.value)
                if covered is not None:
                    found.setdefault((one.name, one.unit), []).append(covered)
        return [
            IndicatorTotal(name, unit, tuple(sorted(covered)))
            for (name, unit), covered in sorted(found.items())
        ]

    @cached_property
    def with_indications(self) -> int:
        """Interventions with at least first indications of effect: all but the two lowest levels."""
        return sum(one.interventions for one in self.evidence[2:])

    @cached_property
    def measured(self) -> int:
        """Metingen: indicators of municipalities with a baseline, a target and a value."""
        return sum(len(one.covered) for one in self.indicators)

    @cached_property
    def nearer(self) -> int:
        """Metingen that lie nearer to their target than the baseline did."""
        return sum(one.nearer for one in self.indicators)

    @cached_property
    def hidden(self) -> list[PublicCount]:
        """Counts that are not shown as they are."""
        counts = shown_counts(self.year).values()
        return [count for count in counts if count.shown is not Shown.EXACT]


def _covered(
    baseline: Decimal | None, target: Decimal | None, value: Decimal | None
) -> Decimal | None:
    """How much of the way from baseline to target was covered, in percent."""
    if baseline is None or target is None or value is None or baseline == target:
        return None
    return (value - baseline) * 100 / (target - baseline)
