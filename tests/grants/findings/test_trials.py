"""Two trials side by side, and the points at which a warning asks for a word."""

from __future__ import annotations

from grants.checks.findings import ERROR, WARNING, Finding
from grants.checks.trials import MOST_POINTS, compare, points_of


def finding(code: str, cell: str = "B1", message: str = "", severity: str = ERROR) -> Finding:
    return Finding(
        code=code,
        severity=severity,
        message=message or f"{code} klopt niet.",
        remedy="",
        document="pmg_2025_0513.xlsx",
        sheet="Opgave",
        cell=cell,
    )


class TestComparing:
    def test_solved_new_and_still_there(self) -> None:
        gone, stays, comes = finding("weg"), finding("blijft"), finding("nieuw")
        compared = compare([gone, stays], [stays, comes])
        assert compared.solved == (gone,)
        assert compared.lasting == {0}
        assert compared.fresh == {1}

    def test_other_words_at_the_same_place_are_the_same(self) -> None:
        before, now = finding("x", message="Er staat 3."), finding("x", message="Er staat 4.")
        assert compare([before], [now]).lasting == {0}

    def test_a_line_that_moved_is_the_same(self) -> None:
        before, now = finding("x", "E7", "‘Voetbal’?"), finding("x", "E9", "‘Voetbal’?")
        compared = compare([before], [now])
        assert (compared.fresh, compared.solved) == (frozenset(), ())

    def test_each_counts_once(self) -> None:
        twice = [finding("x", "", "Dubbel."), finding("x", "", "Dubbel.")]
        compared = compare(twice, twice[:1])
        assert len(compared.solved) == 1
        assert compared.lasting == {0}

    def test_ten_thousand_take_no_time(self) -> None:
        many = [finding("x", f"E{row}") for row in range(10_000)]
        compared = compare(many, many[5_000:])
        assert (len(compared.solved), len(compared.lasting)) == (5_000, 5_000)


class TestPoints:
    def test_errors_ask_no_word(self) -> None:
        assert points_of([finding("x")], "statement") == ()

    def test_each_place_is_a_point_that_outlives_a_trial(self) -> None:
        warnings = [finding("x", cell, severity=WARNING) for cell in ("B1", "B2")]
        keys = [point.key for point in points_of(warnings, "statement")]
        assert len(set(keys)) == 2
        assert keys == [point.key for point in points_of(list(warnings), "statement")]

    def test_too_many_of_one_kind_share_a_point(self) -> None:
        many = [finding("x", f"E{row}", severity=WARNING) for row in range(MOST_POINTS + 1)]
        (point,) = points_of(many, "statement")
        assert len(point.findings) == MOST_POINTS + 1
