"""Which years the worklist names first."""

import datetime

from grants.queries.worklist import YearCount, most_urgent


def _count(year: int, *, judged: int) -> YearCount:
    return YearCount("Regeling", year, datetime.date(year + 1, 12, 31), total=20, judged=judged)


def test_the_first_date_comes_first_and_what_is_done_is_left_out() -> None:
    counts = [_count(2027, judged=0), _count(2026, judged=3), _count(2024, judged=20)]
    assert [count.year for count in most_urgent(counts, limit=4)] == [2026, 2027]


def test_no_more_than_asked() -> None:
    counts = [_count(year, judged=0) for year in (2027, 2026, 2025)]
    assert [count.year for count in most_urgent(counts, limit=2)] == [2025, 2026]


def test_where_all_is_judged_the_newest_year_says_so() -> None:
    counts = [_count(2025, judged=20), _count(2024, judged=20)]
    assert [count.year for count in most_urgent(counts, limit=4)] == [2025]
