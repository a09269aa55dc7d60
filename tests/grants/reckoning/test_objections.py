"""Terms of an objection: six weeks, never ending on a day off."""

from datetime import date

import pytest

from grants.reckoning.objections import decide_by, is_in_time, object_until


@pytest.mark.parametrize(
    ("sent_on", "until"),
    [
        (date(2024, 6, 10), date(2024, 7, 22)),
        (date(2025, 11, 13), date(2025, 12, 29)),  # 25 and 26 December, then a weekend
        (date(2026, 5, 2), date(2026, 6, 15)),  # a Saturday
    ],
)
def test_the_last_day_is_a_working_day(sent_on: date, until: date) -> None:
    assert object_until(sent_on) == until


def test_by_post_a_week_is_added_for_what_was_posted_in_time() -> None:
    sent = date(2024, 6, 10)
    assert is_in_time(sent, received_on=date(2024, 7, 22))
    assert not is_in_time(sent, received_on=date(2024, 7, 23))
    assert is_in_time(sent, received_on=date(2024, 7, 29), posted_on=date(2024, 7, 22))
    assert not is_in_time(sent, received_on=date(2024, 7, 30), posted_on=date(2024, 7, 22))
    assert not is_in_time(sent, received_on=date(2024, 7, 29), posted_on=date(2024, 7, 23))


def test_the_term_to_decide_runs_from_the_end_of_the_term_to_object() -> None:
    sent = date(2024, 6, 10)
    assert decide_by(sent, has_committee=False) == date(2024, 9, 2)
    assert decide_by(sent, has_committee=True) == date(2024, 10, 14)
    assert decide_by(sent, has_committee=False, is_postponed=True) == date(2024, 10, 14)
