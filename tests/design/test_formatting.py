"""Amounts, shares and dates as Dutch readers expect them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmg.design import formatting as f


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (1_234_567, "€\u00a01.234.567"),
        (Decimal("1234.56"), "€\u00a01.234,56"),
        (Decimal("1234.50"), "€\u00a01.234,50"),
        (Decimal("500000.00"), "€\u00a0500.000"),
        (-850, "−€\u00a0850"),
        (0, "€\u00a00"),
        (Decimal("-0.00"), "€\u00a00"),
        (None, "–"),
    ],
)
def test_euro(value: Decimal | int | None, shown: str) -> None:
    assert f.euro(value) == shown


def test_float_is_never_money() -> None:
    with pytest.raises(TypeError):
        f.euro(0.1)  # type: ignore[arg-type]


@given(st.decimals(min_value=-(10**11), max_value=10**11, places=2))
def test_euro_can_be_read_back(amount: Decimal) -> None:
    text = f.euro(amount).replace("€\u00a0", "").replace(".", "")
    assert Decimal(text.replace(",", ".").replace("−", "-")) == amount


def test_difference_shows_its_sign() -> None:
    assert f.signed_euro(7400) == "+€\u00a07.400"
    assert f.signed_euro(-850) == "−€\u00a0850"
    assert f.signed_euro(0) == "€\u00a00"
    assert f.signed_euro(None) == "–"


def test_share_of_nothing_is_absent_and_not_zero() -> None:
    assert f.share(5, 0) is None
    assert f.percent(f.share(5, 0)) == "–"
    assert f.percent(f.share(874, 1000)) == "87,4%"
    assert f.percent(Decimal("-22.45")) == "−22,5%"
    assert f.percent(Decimal("-0.01")) == "0,0%"


def test_moment_is_told_in_amsterdam() -> None:
    just_before_midnight_utc = datetime(2025, 7, 15, 22, 30, tzinfo=UTC)
    assert f.datetime_nl(just_before_midnight_utc) == "16 juli 2025, 00:30 uur"
    assert f.date_nl(just_before_midnight_utc) == "16 juli 2025"
    assert f.date_nl(date(2025, 7, 15)) == "15 juli 2025"
    assert f.date_nl(None) == "–"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (11, "nog 11 dagen"),
        (1, "nog 1 dag"),
        (0, "vandaag"),
        (-1, "1 dag te laat"),
        (-8, "8 dagen te laat"),
    ],
)
def test_days_left(days: int, said: str) -> None:
    assert f.days_left(days) == said


def test_amounts_stay_with_their_sign() -> None:
    assert f.unbroken_amounts("Vul € 0 in, niet € 1.") == "Vul €\u00a00 in, niet €\u00a01."


def test_file_size() -> None:
    assert (f.file_size(12), f.file_size(48_600)) == ("12 bytes", "49 kB")
    assert f.file_size(1_234_567) == "1,2 MB"
