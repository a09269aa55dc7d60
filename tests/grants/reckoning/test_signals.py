"""Each signal is told when it should be, and only then."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from grants.reckoning.comparison import compare
from grants.reckoning.signals import Delivered, Others, signals
from pmg.design.formatting import euro

D = Decimal
LABELS = {"a": "Analyse", "b": "Coördinatie"}
AMOUNTS = {"a": D(60_120), "b": D(40_330)}
MIDDLING = [D(55), D(58), D(60), D(61), D(62), D(63), D(65), D(66)]
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
    others=Others(
        activities={"a": MIDDLING},
        sectors={"b": [D(100) - share for share in MIDDLING]},
        of_plan=[D(90), D(92), D(95), D(97), D(99), D(100), D(101), D(103)],
    ),
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
        ({"first_figure": D(90_000)}, "SiSa-cijfer is later veranderd"),
        ({"others": Others(activities={"a": [D(10)] * 8})}, "Analyse: 60% van de besteding"),
        ({"others": Others(sectors={"b": [D(10)] * 8})}, "Coördinatie: 40% van de besteding"),
        ({"others": Others(of_plan=[D(50)] * 8)}, "besteedde 100% van haar plan"),
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
        {"others": Others(activities={"a": [D(10)] * 7}, of_plan=[D(50)] * 7)},
        {"others": Others()},
        {"first_figure": D(100_450)},
    ],
)
def test_too_little_to_go_by_is_no_signal(change: dict[str, object]) -> None:
    assert titles(replace(GOOD, **change)) == []  # type: ignore[arg-type]


def test_a_signal_says_what_was_compared_and_why_it_may_be_innocent() -> None:
    delivered = replace(
        GOOD,
        deliveries=2,
        first_spent=D(80_000),
        last_late=12,
        others=Others(activities={"a": [D(10)] * 8}),
    )
    submitted_again, unlike = signals(delivered, euro=euro)
    compared = submitted_again.compared.replace("\xa0", " ")
    assert "van € 80.000 naar € 100.450" in compared
    assert "12 dagen na de termijn" in compared
    assert unlike.compared.startswith("Vergeleken met 8 andere gemeenten")
    assert "tussen 10% en 10%" in unlike.compared
    assert submitted_again.innocent
    assert unlike.innocent


def test_a_jump_names_both_amounts_and_the_percentage() -> None:
    jumped = compare(
        LABELS, plan=None, last_year={"a": D(1), "b": D(40_330)}, this_year=AMOUNTS, jump=50
    )
    (signal,) = signals(replace(GOOD, activities=jumped, others=Others()), euro=euro)
    assert "Analyse van € 1 naar € 60.120 (+6011900%)" in signal.compared.replace("\xa0", " ")
