"""Begroot en verantwoord naast elkaar: plan, last year and this year; whole euros."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

ZERO = Decimal(0)

Amounts = Mapping[str, Decimal]
"""Euros per code of an activity or sector."""


@dataclass(frozen=True)
class Difference:
    """Verschil with something earlier; `percentage` is None where that was zero."""

    amount: Decimal
    percentage: Decimal | None

    def exceeds(self, limit: int) -> bool:
        """Whether it moved by more than `limit` percent; out of nothing always does."""
        if self.percentage is None:
            return self.amount != 0
        return abs(self.percentage) > limit


def difference(now: Decimal | None, before: Decimal | None) -> Difference | None:
    """How far `now` lies from `before`; None when either is not known."""
    if now is None or before is None:
        return None
    change = now - before
    if before == 0:
        return Difference(change, ZERO if change == 0 else None)
    return Difference(change, change * 100 / abs(before))


def months_within(year: int, starts_on: date, ends_on: date) -> int:
    """Maanden van een jaar that lie, wholly or in part, in the spending period of a scheme."""
    first = max(starts_on, date(year, 1, 1))
    last = min(ends_on, date(year, 12, 31))
    return last.month - first.month + 1 if first <= last else 0


@dataclass(frozen=True)
class Row:
    """Eén activiteit of sector: what was planned, spent last year and spent this year.

    None means that nobody told; zero is an amount. `pace` is how many times as many months this
    year counts as last year: the first and the last year of a scheme are seldom whole.
    """

    code: str
    label: str
    plan: Decimal | None
    last_year: Decimal | None
    this_year: Decimal | None
    jump: int
    pace: Decimal = Decimal(1)

    @property
    def to_plan(self) -> Difference | None:
        """Verschil met het plan."""
        return difference(self.this_year, self.plan)

    @property
    def to_last_year(self) -> Difference | None:
        """Verschil met vorig jaar."""
        return difference(self.this_year, self.last_year)

    @property
    def per_month(self) -> Difference | None:
        """Verschil met vorig jaar as it would be had that year as many months."""
        if self.last_year is None:
            return None
        return difference(self.this_year, self.last_year * self.pace)

    @property
    def strays_from_plan(self) -> bool:
        """Of het verschil met het plan groter is dan de sprong van de regeling."""
        return self.to_plan is not None and self.to_plan.exceeds(self.jump)

    @property
    def jumps(self) -> bool:
        """Of het verschil met vorig jaar, per maand, groter is dan de sprong van de regeling."""
        return self.per_month is not None and self.per_month.exceeds(self.jump)

    @property
    def stands_out(self) -> bool:
        """Afwijking, from the plan or from last year."""
        return self.strays_from_plan or self.jumps


@dataclass(frozen=True)
class Comparison:
    """Vergelijking: a row for each activity or sector, and their total."""

    rows: tuple[Row, ...]
    total: Row


def compare(
    labels: Mapping[str, str],
    *,
    plan: Amounts | None,
    last_year: Amounts | None,
    this_year: Amounts | None,
    jump: int,
    pace: Decimal = Decimal(1),
) -> Comparison:
    """Put three sets of amounts beside each other, in the order of `labels`.

    A set that is None was never delivered and stays unknown; in a set that is there, a missing
    code is zero. A code without a label gets a row of its own at the end: no euro drops out.
    `jump` is the percentage beyond which a difference stands out (scheme data), `pace` the number
    of months of this year over that of last year.
    """
    sets = [amounts for amounts in (plan, last_year, this_year) if amounts is not None]
    strange = {code: code for amounts in sets for code in amounts if code not in labels}

    def cell(amounts: Amounts | None, code: str) -> Decimal | None:
        return None if amounts is None else amounts.get(code, ZERO)

    def whole(amounts: Amounts | None) -> Decimal | None:
        return None if amounts is None else sum(amounts.values(), ZERO)

    rows = tuple(
        Row(
            code=code,
            label=label,
            plan=cell(plan, code),
            last_year=cell(last_year, code),
            this_year=cell(this_year, code),
            jump=jump,
            pace=pace,
        )
        for code, label in {**labels, **strange}.items()
    )
    total = Row("", "Totaal", whole(plan), whole(last_year), whole(this_year), jump, pace)
    return Comparison(rows, total)
