"""Bedrag of a cell or of a field on the screen: read in one way, wherever it was typed."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from grants.money import LARGEST, UnreadableAmount, whole_euros

from .statement_content import Amount

EMPTY = Amount()
# Beside a float: to compare one with a Decimal takes longer than to read the cell.
MOST = float(LARGEST)
A_DATE = UnreadableAmount(
    "Hier staat een datum of tijd, geen bedrag.",
    "Maak de cel op als getal en vul het bedrag in hele euro’s in, bijvoorbeeld 125.000.",
)


def plain_euros(value: Any) -> int | None:
    """Hele euros of nearly every cell; None for one that needs a closer look."""
    if type(value) is float and value.is_integer() and -MOST < value < MOST:
        return int(value)
    return None


def read_amount(value: Any) -> Amount:
    """Bedrag of a cell; neither euros nor trouble for an empty one."""
    if (euros := plain_euros(value)) is not None:
        return Amount(euros)
    if isinstance(value, str) and not value.strip():
        return EMPTY
    if not isinstance(value, str | int | float):
        return Amount(trouble=A_DATE)
    return _parsed(value)


@lru_cache(maxsize=4096, typed=True)
def _parsed(value: str | float) -> Amount:
    """Amounts repeat, and so do slips of the pen."""
    try:
        return Amount(whole_euros(value))
    except UnreadableAmount as trouble:
        # Ten thousand of them may be kept: without the frames they were raised in.
        return Amount(trouble=trouble.with_traceback(None))
