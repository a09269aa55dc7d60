"""Reads single cells of a table of the CBS: code, date, status, yes or no."""

from __future__ import annotations

import datetime
import re
from typing import Any

from grants.codes import cbs_digits
from grants.enums import CbsStatus
from grants.money import whole_euros

ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?", re.ASCII)
DUTCH_DAY = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", re.ASCII)

STATUSES = {
    "plausibel": CbsStatus.PLAUSIBLE,
    "ja": CbsStatus.PLAUSIBLE,
    "akkoord": CbsStatus.PLAUSIBLE,
    "niet plausibel": CbsStatus.NOT_PLAUSIBLE,
    "onplausibel": CbsStatus.NOT_PLAUSIBLE,
    "nee": CbsStatus.NOT_PLAUSIBLE,
    "ontvangen": CbsStatus.RECEIVED,
    "in behandeling": CbsStatus.RECEIVED,
}
YES_AND_NO = {"ja": True, "nee": False, "j": True, "n": False, "true": True, "false": False}


def is_empty(value: Any) -> bool:
    """Whether nothing stands in the cell; zero is something."""
    return value is None or (isinstance(value, str) and not value.strip())


def shown(value: Any) -> str:
    """The cell on one line, cut off where it is long."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else f"{text[:59]}…"


def digits_of(value: Any) -> str:
    """Four digits of a gemeentecode. Spreadsheets drop leading zeros: 513 and 60513 are Gouda.

    Raises ValueError.
    """
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).strip()
    if text.isascii() and text.isdigit() and len(text) < 6:
        text = f"0{text}" if len(text) == 5 and text.startswith("6") else text.zfill(4)
    return cbs_digits(text)


def day_of(value: Any) -> datetime.date:
    """A date as a spreadsheet or a person writes it: 15-07-2026 or 2026-07-15. Raises ValueError."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    text = str(value).strip()
    if found := ISO_DAY.fullmatch(text):
        return datetime.date(int(found[1]), int(found[2]), int(found[3]))
    if found := DUTCH_DAY.fullmatch(text):
        return datetime.date(int(found[3]), int(found[2]), int(found[1]))
    raise ValueError(text)


def status_of(value: Any) -> CbsStatus:
    """The word of the CBS. Raises ValueError for one we do not know."""
    word = " ".join(str(value).casefold().split())
    if word not in STATUSES:
        raise ValueError(word)
    return STATUSES[word]


def answer_of(value: Any) -> bool:
    """Ja of nee. Raises ValueError."""
    word = str(value).strip().casefold()
    if word not in YES_AND_NO:
        raise ValueError(word)
    return YES_AND_NO[word]


def amount_of(value: Any) -> int:
    """Whole euros. Raises UnreadableAmount, with its remedy."""
    return whole_euros(round(value, 6) if isinstance(value, float) else value)
