"""Amounts, percentages and dates as Dutch readers expect them. Pure text, no Django.

An absent value is an en dash: it must not read as zero.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

ABSENT = "–"
MINUS = "−"
NO_BREAK_SPACE = "\u00a0"
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
CENT = Decimal("0.01")
TENTH = Decimal("0.1")


def dutch_number(value: Decimal, decimals: int = 0) -> str:
    """`1234567.5` with one decimal is `1.234.567,5`."""
    step = Decimal(1).scaleb(-decimals)
    text = f"{value.quantize(step, rounding=ROUND_HALF_UP):,f}"
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")


def _as_decimal(value: Decimal | int | str) -> Decimal:
    if isinstance(value, float):
        raise TypeError("Money is Decimal or int, never float.")
    return Decimal(value)


def euro(value: Decimal | int | str | None) -> str:
    """Bedrag: `€ 1.234.567`, with cents only where there are any, `−€ 850` below zero."""
    if value is None or value == "":
        return ABSENT
    amount = _as_decimal(value).quantize(CENT, rounding=ROUND_HALF_UP)
    decimals = 0 if amount == amount.to_integral_value() else 2
    sign = MINUS if amount < 0 else ""
    return f"{sign}€{NO_BREAK_SPACE}{dutch_number(abs(amount), decimals)}"


def signed_euro(value: Decimal | int | str | None) -> str:
    """Verschil: as `euro`, with a plus sign above zero."""
    text = euro(value)
    rises = text != ABSENT and _as_decimal(value or 0) > 0
    return f"+{text}" if rises else text


def percent(value: Decimal | int | None) -> str:
    """Percentage with one decimal: `87,4%`."""
    if value is None:
        return ABSENT
    rounded = _as_decimal(value).quantize(TENTH, rounding=ROUND_HALF_UP)
    sign = MINUS if rounded < 0 else ""
    return f"{sign}{dutch_number(abs(rounded), 1)}%"


def share(part: Decimal | int | None, whole: Decimal | int | None) -> Decimal | None:
    """How many percent `part` is of `whole`; none when there is nothing to compare with."""
    if part is None or not whole:
        return None
    return Decimal(part) * 100 / Decimal(whole)


def date_nl(value: date | datetime | None) -> str:
    """Datum: `15 juli 2025`; a moment is told in Amsterdam time."""
    if value is None:
        return ABSENT
    day = _in_amsterdam(value) if isinstance(value, datetime) else value
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def datetime_nl(value: datetime | None) -> str:
    """Moment: `15 juli 2025, 23:59 uur`, in Amsterdam time."""
    if value is None:
        return ABSENT
    moment = _in_amsterdam(value)
    return f"{date_nl(moment)}, {moment:%H:%M} uur"


def days_left(count: int) -> str:
    """Until a deadline: `nog 11 dagen`, `vandaag`, `8 dagen te laat`."""
    if count == 0:
        return "vandaag"
    days = f"{abs(count)} {'dag' if abs(count) == 1 else 'dagen'}"
    return f"nog {days}" if count > 0 else f"{days} te laat"


def file_size(size: int) -> str:
    """Bestandsgrootte: `486 kB`, `1,2 MB`."""
    if size < 1000:
        return f"{size} bytes"
    if size < 1_000_000:
        return f"{dutch_number(Decimal(size) / 1000)} kB"
    return f"{dutch_number(Decimal(size) / 1_000_000, 1)} MB"


def unbroken_amounts(text: str) -> str:
    """A sentence in which no line ends between the euro sign and its amount."""
    return text.replace("€ ", f"€{NO_BREAK_SPACE}")


def _in_amsterdam(value: datetime) -> datetime:
    return value.astimezone(AMSTERDAM) if value.tzinfo else value
