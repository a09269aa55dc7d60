"""Late or in time, by the clock of Amsterdam."""

from __future__ import annotations

import datetime
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.reckoning.deadlines import AMSTERDAM, day_in_amsterdam, days_late, days_until

DUE = date(2026, 7, 15)


@pytest.mark.parametrize(
    ("moment", "late"),
    [
        ("2026-07-15T23:59:59+02:00", 0),
        ("2026-07-16T00:00:00+02:00", 1),
        ("2026-07-15T21:59:59+00:00", 0),
        ("2026-07-15T22:00:00+00:00", 1),
        ("2026-07-01T12:00:00+02:00", 0),
        ("2026-07-23T12:00:00+02:00", 8),
    ],
)
def test_the_day_itself_counts_in_amsterdam(moment: str, late: int) -> None:
    assert days_late(DUE, datetime.datetime.fromisoformat(moment)) == late


def test_in_winter_the_day_ends_an_hour_later_by_utc() -> None:
    due = date(2026, 12, 31)
    assert days_late(due, datetime.datetime.fromisoformat("2026-12-31T22:59:59+00:00")) == 0
    assert days_late(due, datetime.datetime.fromisoformat("2026-12-31T23:00:00+00:00")) == 1


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        day_in_amsterdam(datetime.datetime(2026, 7, 15))  # noqa: DTZ001 - that is the point


@given(
    st.datetimes(
        min_value=datetime.datetime(2024, 1, 1),  # noqa: DTZ001 - the zone comes beside it
        max_value=datetime.datetime(2030, 1, 1),  # noqa: DTZ001
        timezones=st.just(datetime.UTC),
    )
)
def test_it_is_late_exactly_when_no_days_are_left(moment: datetime.datetime) -> None:
    assert days_late(DUE, moment) == max(-days_until(DUE, moment), 0)
    assert (days_late(DUE, moment) > 0) == (moment.astimezone(AMSTERDAM).date() > DUE)
