"""What looks like personal data is found; what does not, is left alone."""

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as cases
from hypothesis import strategies as st

from grants.checks.personal_data import (
    ELEVEN_TEST,
    PersonalDataKind,
    passes_eleven_test,
    personal_data_in,
)


def kinds(text: str) -> list[PersonalDataKind]:
    return [trace.kind for trace in personal_data_in(text, year=2025)]


@pytest.mark.parametrize(
    "text",
    ["Nr. 111222333 is gestart.", "bsn 111 222 333", "111.222.333", "(111-222-333)"],
)
def test_bsn_is_found(text: str) -> None:
    assert kinds(text) == [PersonalDataKind.BSN]


@pytest.mark.parametrize(
    "text",
    ["111222334", "€ 111.222.333", "1112223335", "1.111.222.333", "000000000", "dossier 12345"],
)
def test_other_numbers_are_no_bsn(text: str) -> None:
    assert PersonalDataKind.BSN not in kinds(text)


@given(st.integers(min_value=10_000_000, max_value=99_999_999))
@cases(max_examples=settings.RANDOM_CASES, deadline=None)
def test_one_last_digit_at_most_passes_the_eleven_test(first_eight: int) -> None:
    passing = [last for last in range(10) if passes_eleven_test(f"{first_eight}{last}")]
    rest = sum(w * int(d) for w, d in zip(ELEVEN_TEST, str(first_eight), strict=False)) % 11
    assert passing == ([rest] if rest < 10 else [])
    for last in range(10):
        found = PersonalDataKind.BSN in kinds(f"Deelnemer {first_eight}{last} deed mee.")
        assert found == (last in passing)


@pytest.mark.parametrize(
    "text",
    ["Bel 06-12345678", "06 12 34 56 78", "+31 6 12345678", "(0182) 594300", "0031 (0)182 594300"],
)
def test_phone_number_is_found(text: str) -> None:
    assert kinds(text) == [PersonalDataKind.PHONE]


def test_mail_address_is_found() -> None:
    assert kinds("Mail jan.de-vries@example.nl voor meer.") == [PersonalDataKind.MAIL]


@pytest.mark.parametrize(
    "text",
    [
        "geboren op 3 maart 2009",
        "Geb. 03-03-09",
        "geboortedatum: 3-3-2009",
        "S. (3-3-2009) doet mee",
    ],
)
def test_date_of_birth_is_found(text: str) -> None:
    assert kinds(text) == [PersonalDataKind.BIRTH]


@pytest.mark.parametrize(
    "text",
    [
        "Gestart op 1-9-2024 met 14 jongeren.",
        "De raad besloot op 12 november 2024 tot borging.",
        "In 2012 werd het jongerencentrum geopend.",
        "Bedrag € 1.234.567, groep 12-17, looptijd 2024-2027.",
        "Postcode 2801 AB, klas 2b, 100% opkomst.",
    ],
)
def test_plain_report_is_left_alone(text: str) -> None:
    assert kinds(text) == []
