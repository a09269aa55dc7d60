"""What a correction changed, told by place."""

from __future__ import annotations

from dataclasses import replace

from reporting.differences import Difference, differences
from reporting.models import Snapshot
from reporting.queries.years import changes
from reporting.snapshot import Count, FrozenYear, to_bytes
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


def with_youths(year: FrozenYear, number: int) -> FrozenYear:
    """The year with another number in the first age band of the first municipality."""
    own = year.municipalities[0]
    assert own.progress is not None
    youths = (Count(own.progress.youths[0].age_band, number), *own.progress.youths[1:])
    progress = replace(own.progress, youths=youths)
    return replace(year, municipalities=(replace(own, progress=progress), *year.municipalities[1:]))


def versions_of(year: FrozenYear, *numbers: int) -> list[Snapshot]:
    return [
        Snapshot(version=version, content=to_bytes(with_youths(year, number)))
        for version, number in enumerate(numbers, start=1)
    ]


def test_readers_are_not_told_that_a_small_count_changed() -> None:
    year = make_year(4)
    assert differences(with_youths(year, 2), with_youths(year, 3))
    versions = versions_of(year, 2, 3)
    told = changes(versions)
    assert not [one for one in told if "Almelo › progress › youths ›" in one.place]
    assert not {"2", "3"} & {text for one in told for text in (one.before, one.after)}


def test_a_count_that_may_be_shown_is_told_as_the_report_shows_it() -> None:
    year = make_year(4)
    versions = versions_of(year, 400, 3)
    told = {change.place: change for change in changes(versions)}
    one = told["municipalities › Almelo › progress › youths › 1"]
    assert (one.before, one.after) == ("400", "<5")


def test_backwards_it_tells_the_same_and_alone_a_version_differs_from_nothing() -> None:
    versions = versions_of(make_year(4), 400, 3, 500)
    there, back = changes(versions, 1, 2), changes(versions, 2, 1)
    assert there
    assert [(one.place, one.after, one.before) for one in there] == [
        (one.place, one.before, one.after) for one in back
    ]
    assert changes(versions, 2, 2) == changes(versions[:1]) == changes([]) == []
