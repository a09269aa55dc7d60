"""What there is to see of a year, and that it never gives a small count away."""

from __future__ import annotations

import re

import numpy as np
import pytest
from django.conf import settings
from scipy.optimize import Bounds, LinearConstraint, milp

from reporting.disclosure.bands import participations_by_band
from reporting.disclosure.publication import publish, shown_counts
from reporting.disclosure.suppression import Key, Shown
from reporting.disclosure.tables import ALL
from reporting.figures import Figures
from reporting.seeing.exhibits import Exhibit, exhibits, question_at
from reporting.seeing.securing import Stand
from reporting.seeing.sight import Sight
from reporting.snapshot import FrozenYear
from tests.reporting.years import make_year


def look(year: FrozenYear, *before: FrozenYear) -> Sight:
    public = publish(year, "")
    return Sight(
        Figures(public),
        tuple(Figures(publish(one, "")) for one in before),
        participations_by_band(year, public),
        {
            "GM0141": Stand("secured", "geborgd"),
            "GM0748": Stand("not_started", "nog niet begonnen"),
        },
    )


def of(sight: Sight, key: str) -> Exhibit:
    question = question_at(key)
    assert question is not None
    return question.answer(sight)


def test_every_chart_says_what_it_shows_and_has_its_table_and_source() -> None:
    shown = exhibits(look(make_year(1), make_year(2, reporting_year=2024)))
    assert len({one.key for one in shown}) == len(shown)
    for one in shown:
        assert re.search(r"<title>[A-Z0-9].+\.</title>", one.picture.svg)
        assert one.picture.source
        assert one.table.rows
        assert one.question.endswith("?")


def test_years_stand_beside_each_other() -> None:
    table = of(look(make_year(1), make_year(2, reporting_year=2024)), "bereik-per-jaar").table
    assert [row.cells[0].text for row in table.rows] == ["2024", "2025"]


def test_the_highest_risk_comes_first() -> None:
    rows = of(look(make_year(1)), "borging").table.rows
    assert [cell.text for cell in rows[0].cells[:2]] == ["Bergen op Zoom", "hoog"]
    assert [cell.text for cell in rows[1].cells[:2]] == ["Almelo", "laag"]
    assert {row.cells[1].text for row in rows[2:]} == {"niet bekend"}


class Attacker:
    """Knows every figure on participations, and the sums per age band beside them."""

    def __init__(self, year: FrozenYear) -> None:
        self.public = publish(year, "")
        bands = [term.code for term in year.scheme.age_bands]
        self.cells: dict[Key, list[int]] = {("participations", ALL): []}
        self.unsure: set[Key] = set()
        self.true: dict[Key, int] = {}
        self.size = 0
        for own in year.municipalities:
            for place, one in enumerate(own.progress.interventions if own.progress else ()):
                for count in one.participations:
                    keys: list[Key] = [
                        ("participations", ALL),
                        ("participations", own.cbs_code),
                        ("participations", own.cbs_code, f"{place:04}"),
                        ("bands", count.age_band),
                    ]
                    for key in keys:
                        self.cells.setdefault(key, []).append(self.size)
                        self.true[key] = self.true.get(key, 0) + (count.number or 0)
                        if count.below_five:
                            self.unsure.add(key)
                    self.size += 1
        shown = participations_by_band(year, self.public)
        self.told = shown_counts(self.public) | {
            ("bands", band): one for band, one in zip(bands, shown, strict=True)
        }

    def interval(self, key: Key) -> tuple[float, float]:
        rows, lows, highs = [], [], []
        for told, cells in self.cells.items():
            row = np.zeros(self.size)
            row[cells] = 1
            count = self.told[told]
            low, high = (count.at_least or 0, np.inf)
            if count.shown is Shown.EXACT:
                low = high = count.number or 0
            elif count.shown is Shown.BELOW_FIVE:
                low, high = 1, 4
            rows.append(row)
            lows.append(low)
            highs.append(high)
        aim = np.zeros(self.size)
        aim[self.cells[key]] = 1
        sums = LinearConstraint(np.array(rows), lows, highs)
        ends = []
        for sign in (1, -1):
            found = milp(sign * aim, constraints=sums, bounds=Bounds(0, np.inf))
            assert found.status in (0, 3), found.message  # 3: no upper end
            ends.append(sign * found.fun if found.status == 0 else np.inf)
        return ends[0], ends[1]


@pytest.mark.random
@pytest.mark.parametrize("seed", range(max(60, settings.RANDOM_CASES)))
def test_the_age_bands_give_no_small_count_away(seed: int) -> None:
    attacker = Attacker(make_year(seed, count=2 + seed % 5, small=True))
    small = [key for key, number in attacker.true.items() if 1 <= number <= 4]
    for key in set(small) - attacker.unsure:
        low, high = attacker.interval(key)
        assert low <= 1.0001, f"{key} is at least {low}"
        assert high >= 3.9999, f"{key} is at most {high}"


@pytest.mark.random
@pytest.mark.parametrize("seed", range(max(20, settings.RANDOM_CASES // 10)))
def test_no_table_and_no_chart_shows_a_count_of_one_to_four(seed: int) -> None:
    year = make_year(seed, count=4, small=True)
    for one in exhibits(look(year)):
        if one.key not in {"jongeren", "deelnames", "bereik-per-jaar"}:
            continue
        numbers = {
            cell.value
            for row in one.table.rows
            for heading, cell in zip(one.table.columns, row.cells, strict=True)
            if heading not in {"Rapportages", "Interventies"}
        }
        assert not numbers & {1, 2, 3, 4}
        assert not re.search(r"<text [^>]*>[1-4]</text>", one.picture.svg)
