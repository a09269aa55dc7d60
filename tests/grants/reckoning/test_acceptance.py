"""What is accepted of a line, and of all of them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.reckoning.acceptance import accepted_in_all, accepted_of, is_a_part

D = Decimal
euros = st.integers(-500_000, 500_000).map(D)


@pytest.mark.parametrize(
    ("part", "of", "expected"),
    [
        (D(1), D(100), True),
        (D(99), D(100), True),
        (D(0), D(100), False),
        (D(100), D(100), False),
        (D(-1), D(100), False),
        (D(-1), D(-100), True),
        (D(-100), D(-100), False),
        (D(1), D(-100), False),
        (D(1), D(0), False),
    ],
)
def test_a_part_lies_between_nothing_and_all(part: D, of: D, expected: bool) -> None:
    assert is_a_part(part, of=of) is expected


@given(amount=euros, part=euros)
def test_no_line_gives_more_than_it_says(amount: D, part: D) -> None:
    assert accepted_of("accepted", amount=amount, part=part) == amount
    assert accepted_of("rejected", amount=amount, part=part) == 0
    if is_a_part(part, of=amount):
        assert abs(accepted_of("partly", amount=amount, part=part)) < abs(amount)
    else:
        with pytest.raises(ValueError, match="not a part"):
            accepted_of("partly", amount=amount, part=part)


def test_a_part_that_is_not_named_is_no_judgement() -> None:
    with pytest.raises(ValueError, match="not a part"):
        accepted_of("partly", amount=D(100), part=None)


def test_one_line_without_a_judgement_leaves_the_sum_open() -> None:
    assert accepted_in_all([D(5), D(-2), D(0)]) == 3
    assert accepted_in_all([]) == 0
    assert accepted_in_all([D(5), None]) is None
