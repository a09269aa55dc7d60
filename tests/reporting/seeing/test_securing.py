"""Who may have to stop when the scheme ends."""

from datetime import date

import pytest

from reporting.seeing.securing import Risk, Stand, months_between, risk_of


@pytest.mark.parametrize(
    ("today", "months"),
    [
        (date(2026, 11, 24), 7),
        (date(2026, 11, 30), 7),
        (date(2027, 6, 1), 0),
        (date(2026, 6, 30), 12),
        (date(2026, 7, 31), 10),
        (date(2028, 1, 1), 0),
    ],
)
def test_only_whole_months_count(today: date, months: int) -> None:
    assert months_between(today, date(2027, 6, 30)) == months


@pytest.mark.parametrize(
    ("code", "early", "late"),
    [
        ("secured", Risk.LOW, Risk.LOW),
        ("partly", Risk.LOW, Risk.MIDDLE),
        ("planned", Risk.MIDDLE, Risk.HIGH),
        ("not_started", Risk.HIGH, Risk.HIGH),
    ],
)
def test_a_plan_alone_is_late_in_the_last_year(code: str, early: Risk, late: Risk) -> None:
    stand = Stand(code, code)
    assert risk_of(stand, months_left=12)[0] is early
    assert risk_of(stand, months_left=11)[0] is late


def test_without_a_report_nothing_is_known() -> None:
    assert risk_of(None, months_left=1)[0] is Risk.UNKNOWN
