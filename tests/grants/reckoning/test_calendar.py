"""Dutch working days: the holidays of the act, and counting."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.reckoning.calendar import (
    first_working_day,
    holiday_name,
    is_working_day,
    working_days_from,
)

DAYS = st.dates(min_value=date(2024, 1, 1), max_value=date(2031, 12, 31))


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 1, 1), "Nieuwjaarsdag"),
        (date(2026, 4, 3), "Goede Vrijdag"),
        (date(2026, 4, 6), "Tweede paasdag"),
        (date(2026, 4, 27), "Koningsdag"),
        (date(2025, 4, 26), "Koningsdag"),  # the 27th was a Sunday
        (date(2026, 5, 5), "Bevrijdingsdag"),  # every year in the act, not once in five
        (date(2026, 5, 14), "Hemelvaartsdag"),
        (date(2026, 5, 25), "Tweede pinksterdag"),
        (date(2028, 12, 25), "Eerste kerstdag"),
        (date(2028, 12, 26), "Tweede kerstdag"),
    ],
)
def test_holidays_of_the_act(day: date, name: str) -> None:
    assert holiday_name(day).casefold() == name.casefold()
    assert not is_working_day(day)


def test_an_ordinary_day_has_no_name() -> None:
    assert holiday_name(date(2026, 7, 15)) == ""
    assert is_working_day(date(2026, 7, 15))


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 7, 15), -1, date(2026, 7, 14)),
        (date(2026, 7, 15), -5, date(2026, 7, 8)),
        (date(2028, 7, 15), 1, date(2028, 7, 17)),  # due on a Saturday
        (date(2026, 4, 7), -1, date(2026, 4, 2)),  # over Easter
        (date(2026, 12, 31), 1, date(2027, 1, 4)),
        (date(2026, 7, 15), 0, date(2026, 7, 15)),
    ],
)
def test_counting(day: date, count: int, expected: date) -> None:
    assert working_days_from(day, count) == expected


@given(DAYS, st.integers(1, 40))
def test_there_and_back(day: date, count: int) -> None:
    """Counting from a working day forth and back comes home; all between are counted once."""
    start = first_working_day(day)
    end = working_days_from(start, count)
    assert working_days_from(end, -count) == start
    between = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert sum(map(is_working_day, between)) == count


@given(DAYS)
def test_first_working_day_skips_only_free_days(day: date) -> None:
    found = first_working_day(day)
    assert found >= day
    assert is_working_day(found)
    assert not any(is_working_day(day + timedelta(days=n)) for n in range((found - day).days))
