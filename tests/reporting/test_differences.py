"""What a correction changed, told by place."""

from __future__ import annotations

from dataclasses import replace

from reporting.differences import Difference, differences
from tests.reporting.years import make_year


def test_two_equal_years_do_not_differ_even_as_versions() -> None:
    year = make_year(4)
    assert differences(year, replace(year, version=2, reason="Nagekeken")) == []


def test_one_amount_is_named_by_municipality_and_year() -> None:
    year = make_year(4)
    own = year.municipalities[0]
    row = replace(own.accounting_years[0], justified=12)
    changed = replace(own, accounting_years=(row, *own.accounting_years[1:]))
    after = replace(year, municipalities=(changed, *year.municipalities[1:]))
    assert differences(year, after) == [
        Difference(
            "municipalities › Almelo › accounting_years › 2024 › justified",
            str(own.accounting_years[0].justified),
            "12",
        )
    ]


def test_what_came_in_is_present_and_what_went_is_gone() -> None:
    year = make_year(4)
    own = replace(year.municipalities[0], progress=None)
    without = replace(year, municipalities=(own, *year.municipalities[1:]))
    [found] = differences(without, year)
    assert (found.before, found.after) == ("–", "aanwezig")
