"""Amounts as people write them: read rightly or refused, never guessed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.money import NotWholeEuros, UnreadableAmount, parse_amount, whole_euros


@pytest.mark.parametrize(
    ("typed", "euros"),
    [
        ("1.234,56", "1234.56"),
        ("€ 500.000", "500000"),
        ("500.000 EUR", "500000"),
        ("500000", "500000"),
        ("-1.200", "-1200"),
        ("- 1.200", "-1200"),
        ("€ -1.200", "-1200"),
        ("-€ 1.200", "-1200"),
        ("- € 1.200", "-1200"),
        ("−1.200", "-1200"),
        ("12.000,-", "12000"),
        ("EUR 12.000,00", "12000"),
        ("1.234", "1234"),
        (" 0 ", "0"),
        ("€\xa0500.000", "500000"),
        (500000, "500000"),
        (500000.0, "500000"),
        (12.5, "12.5"),
        (0.1 + 0.2, "0.3"),
        (285000.00000000006, "285000"),
        (1e9, "1000000000"),
        (Decimal("0.10"), "0.1"),
    ],
)
def test_an_amount_is_read_as_the_dutch_write_it(typed: str | float | Decimal, euros: str) -> None:
    assert parse_amount(typed) == Decimal(euros)


@pytest.mark.parametrize(
    "typed",
    [
        "1,234.56", "1e9", "1E9", "ongeveer 5000", "", "  ", "€", "1234.56", "1.23", "12.34.567",
        "1,234,567", "0x10", "٣٤٥", "1 234", "--5", "5-", float("nan"), float("inf"), 1e15, True,
        "9" * 400,
    ],
)  # fmt: skip
def test_anything_else_is_refused_with_a_remedy(typed: str | float) -> None:
    with pytest.raises(UnreadableAmount) as refused:
        parse_amount(typed)
    assert str(refused.value)
    assert "bijvoorbeeld" in refused.value.remedy


def test_whole_euros_refuse_cents_with_an_error_of_their_own() -> None:
    assert whole_euros("1.234,00") == 1234
    assert whole_euros(1234.0) == 1234
    with pytest.raises(NotWholeEuros, match="achter de komma") as refused:
        whole_euros("1.234,56")
    assert "1.235" in refused.value.remedy


@given(st.integers(min_value=-(10**12) + 1, max_value=10**12 - 1))
def test_what_we_write_we_read(euros: int) -> None:
    assert whole_euros(f"€ {euros:,}".replace(",", ".")) == euros


@given(st.text())
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        parse_amount(text)
    except UnreadableAmount as refused:
        assert refused.remedy  # noqa: PT017 - any other exception is the failure
