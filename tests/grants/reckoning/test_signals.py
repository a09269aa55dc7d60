"""Each signal is told when it should be, and only then."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from grants.reckoning.comparison import compare
from grants.reckoning.signals import Delivered, signals
from pmg.design.formatting import euro

D = Decimal
LABELS = {"a": "Analyse", "b": "Coördinatie"}
AMOUNTS = {"a": D(60_120), "b": D(40_330)}
SAME = compare(LABELS, plan=AMOUNTS, last_year=AMOUNTS, this_year=AMOUNTS, jump=50)
GOOD = Delivered(
    jump=50,
    activities=SAME,
    sectors=SAME,
    spent=D(100_450),
    cumulative=D(200_900),
    cumulative_before=D(100_450),
    sisa_spent=D(100_450),
    awarded=D(1_500_000),
    lines=(D(60_120), D(40_330)),
    deliveries=1,
    shares_of_others={"a": [D(55), D(58), D(60), D(61), D(62), D(63), D(65), D(66)]},
)


def titles(delivered: Delivered) -> list[str]:
    return [signal.title.replace("\xa0", " ") for signal in signals(delivered, euro=euro)]


def test_a_good_delivery_gives_none() -> None:
    assert titles(GOOD) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"names_us_in_errors": True}, "foutentabel"),
        ({"sisa_spent": D(90_450)}, "€ 10.000 hoger dan het SiSa-cijfer"),
        ({"sisa_spent": D(100_451)}, "€ 1 lager dan het SiSa-cijfer"),
        ({"awarded": D(200_899)}, "€ 1 hoger dan de toekenning"),
        ({"cumulative": D(200_901)}, "niet € 200.900"),
        ({"lines": (D(-1), D(100_451))}, "1 regel is negatief"),
        ({"lines": (D(1000), D(2000), D(3001))}, "2 van de 3 bedragen"),
        ({"days_late": 1}, "1 dag te laat"),
        ({"deliveries": 2}, "2 keer"),
        ({"shares_of_others": {"a": [D(10)] * 8}}, "anders dan bij de andere gemeenten"),
    ],
)
def test_one_change_gives_one_signal(change: dict[str, object], told: str) -> None:
    found = titles(replace(GOOD, **change))  # type: ignore[arg-type]
    assert len(found) == 1
    assert told in found[0]


def test_rows_that_stray_are_named_once_with_what_they_stray_from() -> None:
    jumped = compare(LABELS, plan=AMOUNTS, last_year={"a": D(1)}, this_year=AMOUNTS, jump=50)
    found = titles(replace(GOOD, activities=jumped))
    assert found == ["Meer dan 50% verschil met vorig jaar: Analyse, Coördinatie."]


@pytest.mark.parametrize(
    "change",
    [
        {"cumulative_before": None},
        {"sisa_spent": None},
        {"lines": (D(1000), D(2000))},
        {"lines": (D(1000), D(2001), D(3001))},
        {"shares_of_others": {"a": [D(10)] * 7}},
        {"shares_of_others": None},
    ],
)
def test_too_little_to_go_by_is_no_signal(change: dict[str, object]) -> None:
    assert titles(replace(GOOD, **change)) == []  # type: ignore[arg-type]
