"""Draws the pages of a PDF that a stranger made, in a process that may not take long or grow large.

What comes out is an image that we made and the text beside it; nothing of the file itself.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt
from typing import TypeVar

import pypdfium2
from pypdfium2 import PdfiumError

from .apart import CPU_SECONDS, Crashed, GaveUp, read_apart

SCALE = 2.1
"""Dots per point: 150 to the inch, sharp at twice the width of a column."""

MOST_DOTS = 6_000_000
LONGEST_SIDE = 14_000
LONGEST_TEXT = 20_000
QUALITY = 80
ASKS_PASSWORD = 4

# What Unicode calls no characters at all; a reader puts them where a word is broken.
NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")

SHUT = "Dit document is beveiligd met een wachtwoord."
BROKEN = "Dit document is beschadigd en kan niet worden getoond."
TOO_MUCH = "Dit kost te veel tijd of geheugen om te tonen. U kunt het bestand wel downloaden."

Result = TypeVar("Result")


@dataclass(frozen=True)
class DrawnPage:
    """Bladzijde: a WebP image of `width` by `height` dots, or the Dutch reason why there is none."""

    number: int
    image: bytes = b""
    width: int = 0
    height: int = 0
    text: str = ""
    obstacle: str = ""


def count_pages(data: bytes) -> tuple[int, str]:
    """How many pages a PDF has, and else 0 and the Dutch reason why it cannot be shown."""
    found = _apart(lambda: _count(data))
    return (0, found) if isinstance(found, str) else found


def draw_pages(
    data: bytes, *, first: int, last: int, cpu_seconds: int = CPU_SECONDS
) -> tuple[DrawnPage, ...]:
    """Pages `first` to `last`, as far as they are there; a page that cannot be drawn says why.

    All of them in one process; where that gives up, each page in its own.
    """
    drawn = _apart(lambda: _draw(data, first, last), cpu_seconds)
    if not isinstance(drawn, str):
        return drawn
    if first == last:
        return (DrawnPage(first, obstacle=drawn),)
    return tuple(
        page
        for number in range(first, last + 1)
        for page in draw_pages(data, first=number, last=number, cpu_seconds=cpu_seconds)
    )


def _apart(work: Callable[[], Result], cpu_seconds: int = CPU_SECONDS) -> Result | str:
    try:
        return read_apart(work, cpu_seconds=cpu_seconds)
    except GaveUp:
        return TOO_MUCH
    except Crashed:
        return BROKEN


def _count(data: bytes) -> tuple[int, str]:
    try:
        return len(pypdfium2.PdfDocument(data)), ""
    except PdfiumError as fault:
        return 0, SHUT if getattr(fault, "err_code", None) == ASKS_PASSWORD else BROKEN


def _draw(data: bytes, first: int, last: int) -> tuple[DrawnPage, ...]:
    try:
        document = pypdfium2.PdfDocument(data)
        document.init_forms()  # else what was filled in does not show
        until = min(last, len(document))
    except PdfiumError:
        return tuple(DrawnPage(n, obstacle=BROKEN) for n in range(first, last + 1))
    return tuple(_drawn(document, number) for number in range(first, until + 1))


def _drawn(document: pypdfium2.PdfDocument, number: int) -> DrawnPage:
    try:
        page = document[number - 1]
        picture = page.render(scale=_scale(*page.get_size())).to_pil()
        text = page.get_textpage().get_text_bounded()
    except PdfiumError:
        return DrawnPage(number, obstacle=BROKEN)
    out = io.BytesIO()
    picture.convert("RGB").save(out, "WEBP", quality=QUALITY, method=2)
    return DrawnPage(
        number, out.getvalue(), picture.width, picture.height, text=_plain(text)[:LONGEST_TEXT]
    )


def _scale(width: float, height: float) -> float:
    """Dots per point, fewer for a page as large as a wall."""
    width, height = max(width, 1.0), max(height, 1.0)
    return min(SCALE, sqrt(MOST_DOTS / (width * height)), LONGEST_SIDE / max(width, height))


def _plain(text: str) -> str:
    lines = (line.rstrip() for line in NOT_TEXT.sub("", text.replace("\r\n", "\n")).split("\n"))
    return "\n".join(lines).strip()
