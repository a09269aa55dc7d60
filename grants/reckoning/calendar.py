"""Werkdagen: neither a weekend nor a day of art. 3 Algemene termijnenwet."""

from __future__ import annotations

from datetime import date, timedelta

from holidays import country_holidays
from holidays.constants import OPTIONAL, PUBLIC

ONE_DAY = timedelta(days=1)

# "Public" alone has 5 May once in five years; the act names it, and Good Friday, for every year.
_general_holidays = country_holidays("NL", categories=(PUBLIC, OPTIONAL), language="nl")


def holiday_name(day: date) -> str:
    """De algemeen erkende feestdag in Dutch, or empty."""
    return str(_general_holidays.get(day, ""))


def is_working_day(day: date) -> bool:
    """Werkdag: Monday to Friday, and no general holiday."""
    return day.weekday() < 5 and day not in _general_holidays


def working_days_from(day: date, count: int) -> date:
    """De zoveelste werkdag vóór (negative) of na `day`, which is itself not counted.

    With 0 the day itself.
    """
    step = ONE_DAY if count > 0 else -ONE_DAY
    for _ in range(abs(count)):
        day += step
        while not is_working_day(day):
            day += step
    return day


def first_working_day(day: date) -> date:
    """De eerste werkdag vanaf `day`, which may be that day itself."""
    return working_days_from(day - ONE_DAY, 1)
