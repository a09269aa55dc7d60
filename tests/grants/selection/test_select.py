"""The reckoning of a selection: every step by hand, and the same outcome on repeat."""

from __future__ import annotations

import decimal
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.reckoning.selection import (
    Candidate,
    Scaling,
    Settings,
    hash_of_input,
    hash_of_outcome,
    select,
)

PLACES = (
    Candidate("GM0001", "A", 10_000, {"verdachten": 50, "misdrijven": 10}),
    Candidate("GM0002", "B", 20_000, {"verdachten": 60, "misdrijven": 80}),
    Candidate("GM0003", "C", 30_000, {"verdachten": 30, "misdrijven": 60}),
)


def settings(scaling: Scaling, cut: int = 1, excluded: dict[str, str] | None = None) -> Settings:
    weights = {"verdachten": Decimal(2), "misdrijven": Decimal("0.5")}
    return Settings(weights, scaling, excluded or {}, cut)


@pytest.mark.parametrize(
    ("scaling", "scores"),
    [
        # Per 1,000: suspects 5, 3, 1; crimes 1, 4, 2.
        (Scaling.RATE, [("A", "10.500000"), ("B", "8.000000"), ("C", "3.000000")]),
        (Scaling.RANK, [("A", "6.500000"), ("B", "5.500000"), ("C", "3.000000")]),
        # Means 3 and 7/3, spreads sqrt(8/3) and sqrt(14/9).
        (Scaling.Z_SCORE, [("A", "1.914967"), ("B", "0.668153"), ("C", "-2.583120")]),
    ],
)
def test_by_hand(scaling: Scaling, scores: list[tuple[str, str]]) -> None:
    outcome = select(PLACES, settings(scaling))
    assert [(row.name, row.score) for row in outcome.rows] == scores
    assert outcome.selected == ("GM0001",)
    assert outcome.rows[0].rates == {"verdachten": "5.000000", "misdrijven": "1.000000"}


def test_who_is_excluded_has_no_rank_and_weighs_on_nobody() -> None:
    without = select(PLACES, settings(Scaling.RANK, excluded={"GM0001": "Krijgt al iets."}))
    assert [(row.name, row.rank, row.excluded) for row in without.rows] == [
        ("B", 1, ""),
        ("C", 2, ""),
        ("A", None, "Krijgt al iets."),
    ]
    assert without.rows[0].score == "5.000000"


def test_a_tie_at_the_cut_is_told() -> None:
    twin = Candidate("GM0009", "Z", 10_000, {"verdachten": 50, "misdrijven": 10})
    outcome = select((twin, *PLACES), settings(Scaling.RATE))
    assert outcome.tie_at_cut
    assert outcome.selected == ("GM0001",)
    assert not select(PLACES, settings(Scaling.RATE)).tie_at_cut


def test_nobody_without_inhabitants() -> None:
    with pytest.raises(ValueError, match="inhabitants"):
        select((Candidate("GM0001", "A", 0, {"verdachten": 1, "misdrijven": 1}),),
               settings(Scaling.RATE))  # fmt: skip


candidates = st.lists(
    st.builds(
        Candidate,
        code=st.integers(1, 9999).map(lambda number: f"GM{number:04d}"),
        name=st.just("X"),
        inhabitants=st.integers(1, 10**6),
        figures=st.fixed_dictionaries(
            {"verdachten": st.integers(0, 10**5), "misdrijven": st.integers(0, 10**5)}
        ),
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda one: one.code,
)


@given(places=candidates, scaling=st.sampled_from(Scaling), data=st.data())
def test_neither_order_nor_surroundings_change_the_outcome(
    places: list[Candidate], scaling: Scaling, data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(places))
    chosen = settings(scaling)
    first = select(places, chosen)
    with decimal.localcontext(prec=5, rounding=decimal.ROUND_UP):
        again = select(shuffled, chosen)
        assert hash_of_outcome(again) == hash_of_outcome(first)
        assert hash_of_input(shuffled, chosen) == hash_of_input(places, chosen)
    assert sorted(row.rank for row in first.rows if row.rank) == [*range(1, len(places) + 1)]
