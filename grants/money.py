"""Bedragen as the Dutch write them: a point between thousands, a comma before cents. Plain Python.

Unreadable money is refused, never read as zero.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
LARGEST = Decimal(10) ** 12
"""What the database can hold (numeric(14,2)); euros."""

CURRENCY = re.compile(r"^(?:€|EUR\b)|(?:€|\bEUR)$", re.IGNORECASE)
DUTCH_AMOUNT = re.compile(r"([-−]?)\s*((?:\d{1,3}(?:\.\d{3})+|\d+)(?:,(?:\d{1,2}|-))?)", re.ASCII)
ENGLISH_AMOUNT = re.compile(r"([-−]?)\s*(\d{1,3}(?:,\d{3})+(?:\.\d{2})?|\d+\.\d{2})", re.ASCII)
CENTS_AFTER_A_POINT = re.compile(r"[-−]?(?:[\d,]+\.\d+|\d{1,3}(?:,\d{3}){2,})")


class UnreadableAmount(ValueError):
    """Bedrag dat niet te lezen is. `remedy` says in plain Dutch how to write it."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.remedy = remedy

    def __reduce__(self) -> tuple[type[UnreadableAmount], tuple[str, str]]:
        # Workbooks are read in a process of their own: this must come back whole.
        return type(self), (str(self), self.remedy)


class NotWholeEuros(UnreadableAmount):
    """Bedrag met centen where whole euros are asked."""


def split(amount: Decimal, shares: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Verdelen over delen in procenten: each to the cent, and no cent lost; euros.

    Rounded is what is due so far, never a part by itself: the parts of shares that add up to 100
    add up to the amount.
    """
    so_far = [
        (amount * sum(shares[:number], Decimal(0)) / 100).quantize(CENT, ROUND_HALF_UP)
        for number in range(len(shares) + 1)
    ]
    return tuple(after - before for before, after in itertools.pairwise(so_far))


def parse_amount(value: str | int | float | Decimal) -> Decimal:
    """Bedrag in euros, from a cell or from what somebody typed.

    Reads `1.234,56`, `€ 500.000`, `500000`, `-1.200` and `12.000,-`; numbers of a cell as they are.
    Raises UnreadableAmount, with the remedy, for `1,234.56`, `1e9`, words, an empty text and
    amounts of a thousand billion and more.
    """
    amount = _typed(value) if isinstance(value, str) else _number(value)
    if not amount.is_finite() or abs(amount) >= LARGEST:
        raise UnreadableAmount(
            "Dit bedrag is te groot.",
            "Vul het bedrag in hele euro’s in, bijvoorbeeld 125.000.",
        )
    return amount


def parse_exported_amount(text: str) -> Decimal:
    """Bedrag in euros as another system wrote it: `1.234,56` or `1,234.56`, never a guess.

    A point with exactly two digits behind it stands before cents, and one with three before
    hundreds. Raises UnreadableAmount.
    """
    typed = CURRENCY.sub("", " ".join(text.split())).strip()
    if not (found := ENGLISH_AMOUNT.fullmatch(typed)):
        return parse_amount(text)
    return parse_amount(f"{found[1]}{found[2].replace(',', '').replace('.', ',')}")


def whole_euros(value: str | int | float | Decimal) -> int:
    """Bedrag in whole euros. Raises NotWholeEuros for cents, and what `parse_amount` raises."""
    amount = parse_amount(value)
    if amount != amount.to_integral_value():
        rounded = f"{amount.to_integral_value():,}".replace(",", ".")
        raise NotWholeEuros(
            "Dit bedrag heeft cijfers achter de komma.",
            f"Rond het bedrag af op hele euro’s, bijvoorbeeld {rounded}.",
        )
    return int(amount)


def _number(value: float | Decimal) -> Decimal:
    if isinstance(value, bool):
        raise UnreadableAmount(
            "Hier staat WAAR of ONWAAR, geen bedrag.",
            "Vul een bedrag in hele euro’s in, bijvoorbeeld 125.000.",
        )
    if isinstance(value, float):
        # Fifteen digits are what spreadsheets work with; beyond that is noise of their sums.
        return Decimal(f"{value:.15g}")
    return Decimal(value)


def _typed(text: str) -> Decimal:
    typed = CURRENCY.sub("", " ".join(text.split())).strip()
    if typed.startswith(("- €", "-€")):
        typed = "-" + typed.partition("€")[2].strip()
    if not typed:
        raise UnreadableAmount(
            "Hier staat geen bedrag.",
            "Vul een bedrag in hele euro’s in, bijvoorbeeld 125.000. Is er niets besteed, vul dan 0 in.",
        )
    if found := DUTCH_AMOUNT.fullmatch(typed):
        digits = found[2].removesuffix(",-").replace(".", "").replace(",", ".")
        return Decimal(digits) * (-1 if found[1] else 1)
    if CENTS_AFTER_A_POINT.fullmatch(typed):
        raise UnreadableAmount(
            f"Het bedrag ‘{_short(typed)}’ is op de Engelse manier geschreven.",
            "Gebruik een punt voor duizendtallen en laat centen weg, bijvoorbeeld 1.235.",
        )
    raise UnreadableAmount(
        f"‘{_short(typed)}’ is geen bedrag dat wij kunnen lezen.",
        "Vul alleen cijfers in, in hele euro’s, bijvoorbeeld 125.000.",
    )


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
