"""Plan, vorig jaar en dit jaar naast elkaar, per activity and per sector."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, OuterRef, Subquery, Sum

from grants.models import Justification, PlanLine, StatementLine, StatementVersion
from grants.reckoning.comparison import Comparison, compare, months_within
from grants.reckoning.signals import Others

ZERO = Decimal(0)

_Spent = dict[object, dict[str, Decimal]]
"""Euros per statement and code."""


@dataclass(frozen=True)
class SideBySide:
    """Vergelijking of one year with the plan and the year before; whole euros.

    `months` and `months_before` are those of the scheme's spending period in either year.
    """

    lines: tuple[StatementLine, ...]
    by_activity: Comparison
    by_sector: Comparison
    months: int
    months_before: int

    @property
    def is_per_month(self) -> bool:
        """Of de jaren niet even lang zijn, so that percentages are reckoned per month."""
        return bool(self.months_before) and self.months != self.months_before


def side_by_side(case: Justification, *, before: StatementVersion | None) -> SideBySide:
    """Lay the submitted statement beside the plan and the statement of the year before."""
    year, scheme = case.accounting_year, case.accounting_year.scheme
    plan = list(
        case.award.plan_lines.filter(accounting_year=year).select_related("activity", "sector")
    )
    found = _lines_of([version for version in (case.submitted, before) if version])
    lines = found[case.submitted_id] if case.submitted else None
    earlier = found[before.pk] if before else None
    months, months_before = (
        months_within(one, scheme.starts_on, scheme.ends_on) for one in (year.year, year.year - 1)
    )
    pace = Decimal(months) / months_before if months_before else Decimal(1)
    return SideBySide(
        lines=tuple(lines or ()),
        by_activity=compare(
            dict(scheme.activities.values_list("code", "label")),
            plan=_totals((row.activity.code, row.amount) for row in plan) if plan else None,
            last_year=_by_activity(earlier),
            this_year=_by_activity(lines),
            jump=scheme.jump_percentage,
            pace=pace,
        ),
        by_sector=compare(
            dict(scheme.sectors.values_list("code", "label")),
            plan=_totals((row.sector.code, row.amount) for row in plan) if plan else None,
            last_year=_by_sector(earlier),
            this_year=_by_sector(lines),
            jump=scheme.jump_percentage,
            pace=pace,
        ),
        months=months,
        months_before=months_before,
    )


def others_than(case: Justification) -> Others:
    """What the other municipalities submitted over the same year, in percent; two queries."""
    rows = (
        StatementLine.objects.filter(
            version__justification__accounting_year=case.accounting_year_id,
            version=F("version__justification__submitted"),
        )
        .exclude(version__justification=case.pk)
        .values("version_id", "activity", "sector")
        .annotate(total=Sum("amount"))
        .order_by()
    )
    activities: _Spent = defaultdict(lambda: defaultdict(Decimal))
    sectors: _Spent = defaultdict(lambda: defaultdict(Decimal))
    for row in rows:
        activities[row["version_id"]][row["activity"]] += row["total"]
        sectors[row["version_id"]][row["sector"]] += row["total"]
    return Others(_shares(activities), _shares(sectors), _of_plan(case))


def _shares(spent: _Spent) -> dict[str, list[Decimal]]:
    """Per code the part of the spending that each municipality put into it."""
    codes = {code for amounts in spent.values() for code in amounts}
    return {
        code: [
            amounts.get(code, ZERO) * 100 / total
            for amounts in spent.values()
            if (total := sum(amounts.values(), ZERO)) > 0
        ]
        for code in codes
    }


def _of_plan(case: Justification) -> list[Decimal]:
    """How much of the plan for the year each of the others spent."""
    plan = (
        PlanLine.objects.filter(
            award=OuterRef("award"), accounting_year=OuterRef("accounting_year")
        )
        .order_by()
        .values("award")
        .annotate(total=Sum("amount"))
        .values("total")
    )
    rows = (
        Justification.objects.filter(
            accounting_year=case.accounting_year_id, submitted__isnull=False
        )
        .exclude(pk=case.pk)
        .annotate(plan=Subquery(plan))
        .filter(plan__gt=0)
        .values_list("submitted__spent", "plan")
    )
    return [spent * 100 / planned for spent, planned in rows]


def _lines_of(versions: Sequence[StatementVersion]) -> dict[object, list[StatementLine]]:
    found: dict[object, list[StatementLine]] = defaultdict(list)
    for line in StatementLine.objects.filter(version__in=versions).order_by("version_id", "place"):
        found[line.version_id].append(line)
    return found


def _by_activity(lines: Sequence[StatementLine] | None) -> dict[str, Decimal] | None:
    return None if lines is None else _totals((line.activity, line.amount) for line in lines)


def _by_sector(lines: Sequence[StatementLine] | None) -> dict[str, Decimal] | None:
    return None if lines is None else _totals((line.sector, line.amount) for line in lines)


def _totals(amounts: Iterable[tuple[str, Decimal]]) -> dict[str, Decimal]:
    totals: dict[str, Decimal] = defaultdict(Decimal)
    for code, amount in amounts:
        totals[code] += amount
    return totals
