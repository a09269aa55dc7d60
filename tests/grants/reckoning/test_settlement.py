"""The reckoning of a settlement: no cent is made or lost, whatever the amounts."""

from __future__ import annotations

import ast
import datetime
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from grants.reckoning.settlement import (
    Reckoning,
    Share,
    difference,
    excess,
    merged,
    payable_until,
    reckon,
    spread,
    to_the_cent,
    total,
)

ROUND = {"quantize", "round", "Round", "to_integral_value", "to_integral", "__round__"}
SUBJECTS = ("settlement", "recover", "revision", "lowering", "own_money")
GRANTS = Path(__file__).resolve().parents[3] / "grants"
MONEY = sorted(
    path
    for room in ("reckoning", "queries", "services", "transitions")
    for path in (GRANTS / room).glob("*.py")
    if any(word in path.stem for word in SUBJECTS)
)
"""Everything that reckons, books or tells of settlements and recoveries."""
AWARD = [(1, "2024/25", Decimal(500_000)), (2, "2025/26", Decimal(500_000))]
ADVANCES = [Share(1, 2024, Decimal(500_000)), Share(2, 2025, Decimal("300000.50"))]


def reckoned(*accepted: int) -> Reckoning:
    return reckon(
        [(2024 + place, Decimal(amount)) for place, amount in enumerate(accepted)], AWARD, ADVANCES
    )


def test_less_accepted_than_paid_is_recovered_of_the_latest_advance() -> None:
    found = reckoned(400_000, 250_000)
    assert (found.settled, found.advanced) == (Decimal("650000.00"), Decimal("800000.50"))
    assert (found.to_pay, found.to_recover) == (0, Decimal("150000.50"))
    assert found.recovered_shares == (Share(2, 2025, Decimal("150000.50")),)
    assert found.settled_shares == (
        Share(1, 2024, Decimal(500_000)),
        Share(2, 2025, Decimal(150_000)),
    )


def test_more_accepted_than_paid_is_still_to_be_paid_of_the_grant_year_that_has_room() -> None:
    found = reckoned(400_000, 450_000)
    assert (found.to_pay, found.to_recover) == (Decimal("49999.50"), 0)
    assert found.settled_shares[-1] == Share(2, None, Decimal("49999.50"))


def test_what_lies_above_the_award_does_not_count() -> None:
    found = reckoned(700_000, 400_000)
    assert found.settled == Decimal(1_000_000)
    assert [year.counted for year in found.years] == [700_000, 300_000]
    assert found.accepted == 1_100_000


def test_a_negative_sum_settles_nothing() -> None:
    assert reckoned(-10).settled == 0


def test_rounding_happens_in_one_place() -> None:
    assert to_the_cent(Decimal("0.005")) == Decimal("0.01")
    found = [f"{path.name}: {call}" for path in MONEY for call in roundings(path)]
    assert found == ["settlement.py: to_the_cent"]


def roundings(path: Path) -> Iterator[str]:
    """The functions of a module that round, but for those that only compare with what is rounded."""
    for function in ast.walk(ast.parse(path.read_text())):
        if not isinstance(function, ast.FunctionDef):
            continue
        compared = {
            id(part)
            for test in ast.walk(function)
            if isinstance(test, ast.Compare)
            for part in ast.walk(test)
        }
        for call in ast.walk(function):
            if isinstance(call, ast.Call) and id(call) not in compared and _name(call) in ROUND:
                yield function.name


def _name(call: ast.Call) -> str:
    of = call.func
    return of.attr if isinstance(of, ast.Attribute) else getattr(of, "id", "")


@pytest.mark.parametrize("line", ["x.quantize(CENT)", "round(x, 2)", "x.to_integral_value()"])
def test_rounding_elsewhere_would_be_seen(tmp_path: Path, line: str) -> None:
    module = tmp_path / "other.py"
    module.write_text(f"def slip(x):\n    if x != x.quantize(CENT):\n        return {line}\n")
    assert list(roundings(module)) == ["slip"]


@pytest.mark.parametrize(
    ("decided", "until"),
    [
        (datetime.date(2025, 10, 6), datetime.date(2025, 11, 17)),
        # Six weeks later is Christmas Day, and then comes a weekend.
        (datetime.date(2026, 11, 13), datetime.date(2026, 12, 28)),
    ],
)
def test_six_weeks_end_on_a_working_day(decided: datetime.date, until: datetime.date) -> None:
    assert payable_until(decided) == until


def test_an_amount_that_fits_nowhere_is_a_fault() -> None:
    with pytest.raises(ValueError, match="has no share"):
        spread(Decimal(2), [Share(1, 2024, Decimal(1))])


cents = st.decimals(0, 900_000, places=2)
euros = st.integers(-50_000, 900_000).map(Decimal)


@given(
    accepted=st.lists(euros, max_size=4),
    money=st.lists(st.tuples(cents, st.lists(cents, max_size=2)), min_size=1, max_size=3),
)
@hypothesis_settings(max_examples=settings.RANDOM_CASES * 4, deadline=None, database=None)
def test_the_equation_holds_for_all_money(
    accepted: list[Decimal], money: list[tuple[Decimal, list[Decimal]]]
) -> None:
    # Never more is advanced of a grant year than was allocated.
    years = [(place, str(place), sum(paid, room)) for place, (room, paid) in enumerate(money)]
    advances = [
        Share(place, 2024 + place + late, amount)
        for place, (_, paid) in enumerate(money)
        for late, amount in enumerate(paid)
    ]
    found = reckon(list(enumerate(accepted, start=2024)), years, advances)
    assert found.settled == found.advanced + found.to_pay - found.to_recover
    assert 0 in (found.to_pay, found.to_recover)
    assert 0 <= found.settled <= found.awarded
    assert sum(share.amount for share in found.settled_shares) == found.settled
    assert sum(share.amount for share in found.recovered_shares) == found.to_recover
    assert sum(year.counted for year in found.years) == min(found.accepted, found.awarded)
    for year in found.grant_years:
        of_year = [s.amount for s in found.settled_shares if s.grant_year == year.grant_year]
        assert sum(of_year) <= year.allocated


@given(
    accepted=st.tuples(euros, euros),
    paid=st.lists(cents, min_size=1, max_size=3),
    back=st.integers(0, 100),
    given_up=st.booleans(),
)
@hypothesis_settings(max_examples=settings.RANDOM_CASES * 4, deadline=None, database=None)
def test_a_revision_changes_claims_by_the_difference_and_loses_no_cent(
    accepted: tuple[Decimal, Decimal], paid: list[Decimal], back: int, given_up: bool
) -> None:
    """Settled, in part paid back, the rest perhaps written off; and then settled anew."""
    years = [(place, str(place), amount + 100_000) for place, amount in enumerate(paid)]
    advances = [Share(place, 2024 + place, amount) for place, amount in enumerate(paid)]
    first = reckon([(2024, accepted[0])], years, advances)
    received = spread(to_the_cent(first.to_recover * back / 100), first.recovered_shares)
    left = excess(first.recovered_shares, received)
    net = excess(advances, received)
    held = {"given_up": left} if given_up else {"claims": left}
    then = reckon([(2024, accepted[1])], years, net, **held)
    assert then.settled == then.advanced + then.to_pay - then.to_recover - then.written_off
    assert then.to_pay == 0 or then.to_recover == then.written_off == 0
    assert then.written_off <= total(left)
    running = total(left if not given_up else ())
    assert running + total(then.demanded_shares) - total(then.lowered_shares) == then.to_recover
    booked = [*first.settled_shares, *difference(then.settled_shares, first.settled_shares)]
    assert total(booked) == then.settled
    assert not difference(merged(booked), then.settled_shares)
