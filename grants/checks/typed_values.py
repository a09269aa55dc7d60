"""What people type in a box, read as the Dutch write it. None where it cannot be read."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal

from .progress_content import FEW, Reach

NUMBER = re.compile(r"[-−]?(?:\d{1,3}(?:\.\d{3})+|\d{1,9})(?:,\d{1,2})?")
WHOLE = re.compile(r"\d{1,3}(?:\.\d{3})+|\d{1,6}")
FEW_WORDS = re.compile(r"<\s*5|(?:minder dan|kleiner dan)\s+(?:5|vijf)", re.IGNORECASE)
DAY_FORMATS = ("%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d")
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


def read_reach(text: str) -> Reach | None:
    """Aantal: `12`, `1.200`, or `minder dan 5` (also `<5`)."""
    typed = text.strip()
    if FEW_WORDS.fullmatch(typed):
        return FEW
    if WHOLE.fullmatch(typed):
        return Reach(int(typed.replace(".", "")))
    return None


def read_number(text: str) -> Decimal | None:
    """Getal with a comma for decimals, at most two; `12.5` is refused, for it may mean 125."""
    typed = text.strip().removesuffix("%").strip()
    if not NUMBER.fullmatch(typed):
        return None
    return Decimal(typed.replace(".", "").replace(",", ".").replace("−", "-"))


def read_day(text: str) -> datetime.date | None:
    """Datum: `1-9-2024`, `1 september 2024`, or as a browser sends it, `2024-09-01`."""
    typed = text.strip().lower()
    for month, name in enumerate(MONTHS, start=1):
        typed = re.sub(rf"^(\d{{1,2}}) {name} (\d{{4}})$", rf"\1-{month}-\2", typed)
    for pattern in DAY_FORMATS:
        try:
            return datetime.datetime.strptime(typed, pattern).date()  # noqa: DTZ007 - a day
        except ValueError:
            continue
    return None


def read_list(text: str) -> tuple[str, ...]:
    """Opsomming: items on lines of their own or with commas between them; each once."""
    items = (item.strip() for item in re.split(r"[,;\n]", text))
    return tuple(dict.fromkeys(item for item in items if item))


def number_as_typed(value: Decimal | None) -> str:
    """`1234.5` as one would type it: `1234,5`."""
    if value is None:
        return ""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",")


def day_as_typed(value: datetime.date | None) -> str:
    """`2024-09-01` as one would type it: `1-9-2024`."""
    return f"{value.day}-{value.month}-{value.year}" if value else ""
