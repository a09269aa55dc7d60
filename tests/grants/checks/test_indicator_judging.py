"""Delivered values, weighed line by line without a database."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as config
from hypothesis import strategies as st

from grants.checks.indicator_judging import (
    Effect,
    ValueLine,
    differences,
    fingerprint_of,
    judge_values,
)

LINE = ValueLine(
    row=2, municipality="GM0513", indicator="verdachten", year=2025, value=Decimal("19.80")
)
lines = st.lists(
    st.builds(
        ValueLine,
        row=st.integers(2, 9_999),
        municipality=st.sampled_from(["GM0513", "GM0899", "GM0363"]),
        indicator=st.sampled_from(["verdachten", "overlast"]),
        year=st.integers(2022, 2027),
        value=st.decimals(0, 9_999, places=2),
    ),
    unique_by=lambda line: line.place,
)


def codes(line: ValueLine, as_of: datetime.date = datetime.date(2026, 3, 1)) -> list[str]:
    found = judge_values(
        [line],
        municipalities={"GM0513"},
        indicators={"verdachten"},
        as_of=as_of,
        name="waarden.csv",
    )
    return [one.code for one in found]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"municipality": "GM0363"}, "waarden-gemeente"),
        ({"indicator": "schoolverzuim"}, "waarden-onbekend"),
        ({"year": 2026}, "waarden-jaar"),
    ],
)
def test_what_does_not_belong_is_told_with_its_row(change: dict[str, object], code: str) -> None:
    assert codes(LINE) == []
    assert codes(ValueLine(**{**LINE.__dict__, **change})) == [code]  # type: ignore[arg-type]


def test_a_value_is_new_other_or_the_same() -> None:
    def effect(current: dict[tuple[str, str, int], Decimal]) -> Effect:
        return differences([LINE], current)[0].effect

    assert effect({}) == Effect.NEW
    assert effect({LINE.place: Decimal("19.8")}) == Effect.SAME
    assert effect({LINE.place: Decimal("20.1")}) == Effect.CHANGES


@config(max_examples=settings.RANDOM_CASES, deadline=None)
@given(lines)
def test_what_was_delivered_once_changes_nothing_the_second_time(found: list[ValueLine]) -> None:
    assert [ValueLine.from_data(line.as_data()) for line in found] == found
    again = differences(found, {line.place: line.value for line in found})
    assert {one.effect for one in again} <= {Effect.SAME}
    assert found == [] or fingerprint_of(again) != fingerprint_of(differences(found, {}))
