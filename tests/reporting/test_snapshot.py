"""The frozen year as bytes."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta, timezone
from decimal import Decimal

import pytest

from reporting.snapshot import UnknownSchema, from_bytes, sha256, to_bytes
from tests.reporting.years import make_year


def test_a_year_is_read_back_as_it_was_written() -> None:
    year = make_year(3)
    assert from_bytes(to_bytes(year)) == year


def test_the_same_moment_in_another_time_zone_gives_the_same_bytes() -> None:
    year = make_year(3)
    elsewhere = replace(year, moment=year.moment.astimezone(timezone(timedelta(hours=9))))
    assert sha256(to_bytes(elsewhere)) == sha256(to_bytes(year))


def test_keys_are_sorted_and_no_number_is_a_float() -> None:
    content = to_bytes(make_year(3))
    plain = json.loads(content, parse_float=lambda text: pytest.fail(f"float {text}"))
    again = json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert again.encode() == content


def test_one_euro_more_is_another_fingerprint() -> None:
    year = make_year(3)
    more = replace(year.scheme, budget=year.scheme.budget + Decimal("0.01"))
    assert sha256(to_bytes(replace(year, scheme=more))) != sha256(to_bytes(year))


def test_a_float_is_refused() -> None:
    year = make_year(3)
    with pytest.raises(TypeError):
        to_bytes(replace(year, scheme=replace(year.scheme, budget=1.5)))  # type: ignore[arg-type]


def test_a_later_schema_is_refused_with_its_number() -> None:
    with pytest.raises(UnknownSchema, match="99"):
        from_bytes(to_bytes(replace(make_year(3), schema=99)))
