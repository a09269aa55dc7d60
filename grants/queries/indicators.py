"""Indicatoren en hun geleverde waarden: what counts now, and what a delivery would change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Max, Prefetch

from grants.checks.findings import Finding
from grants.checks.indicator_judging import (
    Difference,
    Effect,
    Place,
    ValueLine,
    differences,
    fingerprint_of,
    judge_values,
)
from grants.checks.progress_content import Measured
from grants.enums import IndicatorDeliverer
from grants.models import Indicator, IndicatorDelivery, MeasuredValue, ProgressReport, Scheme


@dataclass(frozen=True)
class Overview:
    """Overzicht van een levering: what it would change, and what keeps it from counting."""

    differences: tuple[Difference, ...]
    findings: tuple[Finding, ...]

    @property
    def fingerprint(self) -> str:
        return fingerprint_of(self.differences)

    @property
    def changes(self) -> tuple[Difference, ...]:
        return tuple(one for one in self.differences if one.effect != Effect.SAME)

    def count(self, effect: Effect) -> int:
        return sum(one.effect == effect for one in self.differences)


def overview_of(delivery: IndicatorDelivery) -> Overview:
    """Overzicht van een levering beside what counts now. A fixed number of queries."""
    lines = [ValueLine.from_data(row) for row in delivery.rows]
    recipients = delivery.scheme.recipients.values_list("municipality__cbs_code", flat=True)
    judged = judge_values(
        lines,
        municipalities=set(recipients),
        indicators={one.code for one in delivered_indicators(delivery.scheme)},
        as_of=delivery.as_of,
        name=delivery.name,
    )
    read = tuple(Finding(**one) for one in delivery.findings)
    return Overview(differences(lines, current_values(delivery.scheme)), read + judged)


def delivered_indicators(scheme: Scheme) -> list[Indicator]:
    """Indicatoren waarvan het ministerie de waarden levert."""
    return list(scheme.indicators.filter(delivered_by=IndicatorDeliverer.MINISTRY))


def current_values(scheme: Scheme) -> Mapping[Place, Decimal]:
    """De waarden die nu gelden: of each the latest vintage."""
    return {
        (row.municipality.cbs_code, row.indicator.code, row.year): row.value
        for row in MeasuredValue.objects.filter(indicator__scheme=scheme)
        .select_related("municipality", "indicator")
        .order_by("delivery__delivery__as_of", "delivery__number")
    }


def measured_for(report: ProgressReport) -> dict[str, Measured]:
    """Geleverde waarden voor een rapportage, by code of the indicator: the latest vintage of each.

    The value is that of the calendar year in which the grant year starts.
    """
    rows = (
        MeasuredValue.objects.filter(
            municipality=report.municipality_id, indicator__scheme=report.grant_year.scheme_id
        )
        .select_related("indicator", "delivery__delivery")
        .order_by("delivery__delivery__as_of", "delivery__number")
    )
    latest = {(row.indicator, row.year): row for row in rows}
    year = report.grant_year.starts_on.year
    found = {}
    for (indicator, of), row in latest.items():
        if of != year or indicator.delivered_by != IndicatorDeliverer.MINISTRY:
            continue
        start = latest.get((indicator, indicator.baseline_year or 0))
        found[indicator.code] = Measured(
            key=row.pk,
            year=of,
            value=row.value,
            baseline=start.value if start else None,
            baseline_year=start.year if start else None,
            source=row.delivery.delivery.source,
            as_of=row.delivery.delivery.as_of,
        )
    return found


def schemes_with_indicators() -> list[Scheme]:
    """Regelingen met hun indicatoren, each with `vintage`: the day of its newest values."""
    indicators = Indicator.objects.annotate(vintage=Max("measured__delivery__delivery__as_of"))
    return list(
        Scheme.objects.prefetch_related(
            Prefetch("indicators", indicators.order_by("label"))
        ).order_by("-starts_on", "code")
    )
