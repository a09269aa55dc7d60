"""An attacker with a linear program tries to work out what is hidden."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from django.conf import settings
from scipy.optimize import linprog

from reporting.disclosure.publication import (
    PublicCount,
    PublicYear,
    publish,
    shown_counts,
)
from reporting.disclosure.suppression import Key, Shown
from reporting.disclosure.tables import ALL, TOTAL
from reporting.snapshot import Count, FrozenYear
from tests.reporting.years import BANDS, make_year

# Few in `make test`; `make soak` asks for many.
YEARS = max(100, settings.RANDOM_CASES)


class Attacker:
    """Knows all that is published, and that each youth takes part at least once."""

    def __init__(self, *published: PublicYear) -> None:
        year = published[-1]
        self.counts = shown_counts(year)
        self.keys = sorted(self.counts)
        self.place = {key: place for place, key in enumerate(self.keys)}
        self.bounds = [self._bounds(self.counts[key]) for key in self.keys]
        for before in published[:-1]:
            for key, count in shown_counts(before).items():
                low, high = self._bounds(count)
                own = self.bounds[self.place[key]]
                self.bounds[self.place[key]] = (max(low, own[0]), min(high, own[1]))
        codes = [own.cbs_code for own in year.municipalities if own.progress]
        self.equal = [self._sum(("youths", ALL, TOTAL), [("youths", c, TOTAL) for c in codes])]
        self.most = []
        for band in (*BANDS, TOTAL):
            self.equal.append(
                self._sum(("youths", ALL, band), [("youths", c, band) for c in codes])
            )
        self.equal.append(
            self._sum(("participations", ALL), [("participations", c) for c in codes])
        )
        for code in codes:
            self.equal.append(
                self._sum(("youths", code, TOTAL), [("youths", code, band) for band in BANDS])
            )
            parts = [key for key in self.keys if key[:2] == ("participations", code) and key[2:]]
            self.equal.append(self._sum(("participations", code), parts))
            row = np.zeros(len(self.keys))
            row[self.place["youths", code, TOTAL]] = 1
            row[self.place["participations", code]] = -1
            self.most.append(row)

    @staticmethod
    def _bounds(count: PublicCount) -> tuple[float, float]:
        if count.shown is Shown.EXACT:
            assert count.number is not None
            return count.number, count.number
        if count.shown is Shown.BELOW_FIVE:
            return 1, 4
        return count.at_least or 0, np.inf

    def _sum(self, total: Key, parts: list[Key]) -> np.ndarray:
        row = np.zeros(len(self.keys))
        row[self.place[total]] = -1
        for part in parts:
            row[self.place[part]] += 1
        return row

    def interval(self, key: Key) -> tuple[float, float]:
        ends = []
        for sign in (1, -1):
            aim = np.zeros(len(self.keys))
            aim[self.place[key]] = sign
            found = linprog(
                aim,
                A_ub=np.array(self.most),
                b_ub=np.zeros(len(self.most)),
                A_eq=np.array(self.equal),
                b_eq=np.zeros(len(self.equal)),
                bounds=self.bounds,
                method="highs",
            )
            assert found.status in (0, 3), found.message  # 3: no upper end
            ends.append(sign * found.fun if found.status == 0 else np.inf)
        return ends[0], ends[1]


def sensitive_counts(year: FrozenYear) -> set[Key]:
    """Every true count of 1-4 in what is published, worked out independently."""
    found: dict[Key, int] = {}
    unsure: set[Key] = set()

    def add(key: Key, count: Count) -> None:
        found[key] = found.get(key, 0) + (count.number or 0)
        if count.below_five:
            unsure.add(key)

    for own in year.municipalities:
        if own.progress is None:
            continue
        for count in own.progress.youths:
            add(("youths", own.cbs_code, count.age_band), count)
            add(("youths", own.cbs_code, TOTAL), count)
            add(("youths", ALL, count.age_band), count)
            add(("youths", ALL, TOTAL), count)
        for place, intervention in enumerate(own.progress.interventions):
            for count in intervention.participations:
                add(("participations", own.cbs_code, f"{place:04}"), count)
                add(("participations", own.cbs_code), count)
                add(("participations", ALL), count)
    return {key for key, number in found.items() if number in range(1, 5)} - unsure


def attack(attacker: Attacker, keys: set[Key]) -> None:
    for key in sorted(keys):
        low, high = attacker.interval(key)
        assert low <= 1.0001, f"{key} is at least {low}"
        assert high >= 3.9999, f"{key} is at most {high}"


@pytest.mark.random
@pytest.mark.parametrize("seed", range(YEARS))
def test_no_hidden_count_can_be_worked_out(seed: int) -> None:
    year = make_year(seed, count=2 + seed % 5, small=True)
    attack(Attacker(publish(year, "")), sensitive_counts(year))


def test_a_full_year_keeps_its_grand_total() -> None:
    year = make_year(5)
    public = publish(year, "")
    assert sensitive_counts(year)
    attack(Attacker(public), sensitive_counts(year))
    assert public.youths_total.shown is Shown.EXACT
    counts = shown_counts(public).values()
    assert sum(count.shown is Shown.HIDDEN for count in counts) <= 2 * len(sensitive_counts(year))


def test_the_choice_does_not_depend_on_order() -> None:
    year = make_year(8, small=True)
    turned = replace(year, municipalities=year.municipalities[::-1])
    assert shown_counts(publish(year, "")) == shown_counts(publish(turned, ""))


@pytest.mark.random
@pytest.mark.parametrize("seed", range(YEARS // 5))
def test_two_versions_together_give_nothing_away(seed: int) -> None:
    year = make_year(seed, count=4, small=True)
    first = publish(year, "")
    own = year.municipalities[0]
    assert own.progress is not None
    gone = replace(year, municipalities=year.municipalities[:1] + year.municipalities[2:])
    before = publish(gone, "")
    second = publish(year, "", earlier=before)
    keys = sensitive_counts(year) & set(shown_counts(before))
    same = {
        key for key in keys if key in sensitive_counts(gone)
    }  # figures of a municipality that did not change
    attack(Attacker(second), sensitive_counts(year))
    for key in same:
        assert shown_counts(second)[key].shown is not Shown.EXACT
    assert first.sha256 == second.sha256


def test_a_count_of_people_in_an_indicator_is_hidden_too() -> None:
    public = publish(make_year(2), "")
    for own in public.municipalities:
        for indicator in own.progress.indicators if own.progress else ():
            if indicator.unit == "jongeren":
                for value in (indicator.baseline, indicator.value):
                    assert value is None or value == 0 or value >= 5
