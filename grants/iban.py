"""IBAN: the number of a bank account, checked before money goes there."""

from schwifty import IBAN
from schwifty.exceptions import SchwiftyException


def clean_iban(text: str) -> str:
    """The number without spaces, in capitals; raises ValueError where it cannot be an account.

    Length, country and both check digits are looked at (ISO 13616; Dutch numbers: the eleven-test).
    """
    try:
        return str(IBAN(text, validate_bban=True).compact)
    except SchwiftyException as error:
        raise ValueError(text) from error


def spaced_iban(iban: str) -> str:
    """The number in groups of four, as people read it."""
    return " ".join(iban[place : place + 4] for place in range(0, len(iban), 4))
