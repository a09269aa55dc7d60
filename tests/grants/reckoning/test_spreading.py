"""Amounts in parts: no cent is lost, and nobody pays for another's rounding."""

from __future__ import annotations

import datetime
from decimal import Decimal

from django.conf import settings
from hypothesis import given
from hypothesis import settings as runs
from hypothesis import strategies as st

from grants.reckoning.spreading import days_in_years, split

CENTS = st.integers(0, 10**9).map(lambda cents: Decimal(cents) / 100)
WEIGHTS = st.lists(st.integers(0, 10**6).map(Decimal), min_size=1, max_size=12)


@given(CENTS, WEIGHTS)
@runs(max_examples=settings.RANDOM_CASES, deadline=None)
def test_no_cent_is_lost(total: Decimal, weights: list[Decimal]) -> None:
    parts = split(total, weights)
    assert sum(parts) == total
    assert all(part >= 0 for part in parts)
    whole = sum(weights)
    step = 1 if total == int(total) else Decimal("0.01")
    if whole:
        for part, weight in zip(parts, weights, strict=True):
            assert abs(part - total * weight / whole) < step


def test_equals_share_and_the_first_takes_what_is_left() -> None:
    assert split(Decimal(100), [Decimal(1)] * 3) == [34, 33, 33]
    assert split(Decimal("0.05"), [Decimal(1), Decimal(3)]) == [Decimal("0.01"), Decimal("0.04")]
    assert split(Decimal(7), [Decimal(0), Decimal(0)]) == [7, 0]
    assert split(Decimal(7), []) == []


def test_the_days_of_a_grant_year_lie_in_two_calendar_years() -> None:
    days = days_in_years(datetime.date(2024, 7, 1), datetime.date(2025, 6, 30), [2023, 2024, 2025])
    assert days == [0, 184, 181]
