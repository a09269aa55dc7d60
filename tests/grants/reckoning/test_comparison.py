"""Plan, last year and this year beside each other."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.reckoning.acceptance import acceptable
from grants.reckoning.comparison import Difference, compare, difference, months_within

D = Decimal
LABELS = {"a": "Analyse", "b": "Coördinatie"}
amounts = st.dictionaries(st.sampled_from("abcd"), st.integers(-10_000, 500_000).map(D), max_size=4)


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        (D(150), D(100), Difference(D(50), D(50))),
        (D(50), D(100), Difference(D(-50), D(-50))),
        (D(50), D(-100), Difference(D(150), D(150))),
        (D(0), D(0), Difference(D(0), D(0))),
        (D(10), D(0), Difference(D(10), None)),
        (None, D(10), None),
        (D(10), None, None),
    ],
)
def test_differences(now: D | None, before: D | None, expected: Difference | None) -> None:
    assert difference(now, before) == expected


def test_exactly_the_percentage_does_not_stand_out_and_one_euro_more_does() -> None:
    def row(this_year: int) -> bool:
        return (
            compare(
                {"a": "Analyse"},
                plan=None,
                last_year={"a": D(100_000)},
                this_year={"a": D(this_year)},
                jump=50,
            )
            .rows[0]
            .jumps
        )

    assert not row(150_000)
    assert row(150_001)
    assert not row(50_000)
    assert row(49_999)


@pytest.mark.parametrize(
    ("year", "months"), [(2023, 0), (2024, 6), (2025, 12), (2026, 12), (2027, 6), (2028, 0)]
)
def test_the_first_and_the_last_year_are_half_years(year: int, months: int) -> None:
    assert months_within(year, date(2024, 7, 1), date(2027, 6, 30)) == months


def test_twice_as_much_in_twice_as_many_months_is_no_jump() -> None:
    row = compare(
        {"a": "Analyse"},
        plan=None,
        last_year={"a": D(100_000)},
        this_year={"a": D(200_000)},
        jump=50,
        pace=D(2),
    ).rows[0]
    assert row.to_last_year == Difference(D(100_000), D(100))
    assert row.per_month == Difference(D(0), D(0))
    assert not row.jumps


def test_what_was_never_delivered_is_unknown_and_what_is_missing_is_zero() -> None:
    rows = compare(LABELS, plan=None, last_year=None, this_year={"a": D(5)}, jump=50).rows
    assert [(row.plan, row.last_year, row.this_year) for row in rows] == [
        (None, None, D(5)),
        (None, None, D(0)),
    ]
    assert not any(row.stands_out for row in rows)


@given(plan=amounts, last_year=amounts, this_year=amounts)
def test_no_euro_drops_out(
    plan: dict[str, D], last_year: dict[str, D], this_year: dict[str, D]
) -> None:
    found = compare(LABELS, plan=plan, last_year=last_year, this_year=this_year, jump=50)
    for name in ("plan", "last_year", "this_year"):
        assert sum(getattr(row, name) for row in found.rows) == getattr(found.total, name)


@pytest.mark.parametrize(
    ("stated", "audited", "expected"),
    [
        (D(200), D(190), D(190)),
        (D(200), D(210), D(200)),
        (D(200), None, D(200)),
        (None, D(190), D(190)),
        (None, None, D(0)),
        (D(-5), D(10), D(0)),
    ],
)
def test_what_both_carry_can_be_accepted(stated: D | None, audited: D | None, expected: D) -> None:
    assert acceptable(stated=stated, audited=audited) == expected
