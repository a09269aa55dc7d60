"""Plan, vorig jaar en dit jaar naast elkaar, per activity and per sector."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, Sum

from grants.models import Justification, StatementLine, StatementVersion
from grants.reckoning.comparison import Comparison, compare, months_within

ZERO = Decimal(0)


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


def shares_of_others(case: Justification) -> dict[str, list[Decimal]]:
    """Per activity the percentages that other municipalities spent on it in the same year."""
    rows = (
        StatementLine.objects.filter(
            version__justification__accounting_year=case.accounting_year_id,
            version=F("version__justification__submitted"),
        )
        .exclude(version__justification=case.pk)
        .values("version_id", "activity")
        .annotate(total=Sum("amount"))
        .order_by()
    )
    spent: dict[object, dict[str, Decimal]] = defaultdict(dict)
    for row in rows:
        spent[row["version_id"]][row["activity"]] = row["total"]
    codes = {code for amounts in spent.values() for code in amounts}
    return {
        code: [
            amounts.get(code, ZERO) * 100 / total
            for amounts in spent.values()
            if (total := sum(amounts.values(), ZERO)) > 0
        ]
        for code in codes
    }


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
