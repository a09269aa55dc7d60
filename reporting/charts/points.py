"""Charts of points: from where we came to where we are, and where the municipalities lie."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from reporting.charts.svg import ACCENT, DARK, GREY, LINE, WIDTH, Drawing

OUTLINE = Path(__file__).with_name("netherlands.json")
WEST, NORTH = 3.30, 53.60
SCALE = 112.0  # pixels per degree of latitude
LOWEST, HIGHEST = Decimal(-50), Decimal(150)
FLATTEN = math.cos(math.radians(52.2))


@dataclass(frozen=True)
class Span:
    """How far the municipalities came with one thing: lowest, middle and highest, in percent."""

    label: str
    low: Decimal
    middle: Decimal
    high: Decimal
    text: str


@dataclass(frozen=True)
class Place:
    """A municipality on the map: its number, its point and the colour of its dot."""

    number: int
    latitude: Decimal
    longitude: Decimal
    colour: str = DARK


def spans(rows: Sequence[Span], title: str) -> str:
    """From where one started (0%) to the target (100%): the lowest, the middle and the highest."""
    step, above = 30, 46
    left = 10 + max(6.0 * len(row.label) for row in rows)
    drawing = Drawing(above + step * len(rows) + 4, title)
    room = WIDTH - left - 70

    def at(percent: Decimal) -> float:
        inside = min(max(percent, LOWEST), HIGHEST)
        return left + room * float((inside - LOWEST) / (HIGHEST - LOWEST))

    drawing.circle(left + 6, 8, 4.5, "#ffffff", DARK, 1.5)
    drawing.text(left + 16, 12, "laagste en hoogste gemeente")
    drawing.circle(left + 186, 8, 5, DARK)
    drawing.text(left + 196, 12, "middelste gemeente")
    for share, label, colour in ((0, "nulmeting", GREY), (100, "doel", ACCENT)):
        x = at(Decimal(share))
        drawing.line(x, above - 8, x, above + step * len(rows), colour, 1.5, "4 3")
        drawing.text(x, above - 13, label, size=10, anchor="middle", fill=colour)
    for place, row in enumerate(rows):
        y = above + step * place + 12
        drawing.line(left, y, left + room, y)
        drawing.text(left - 10, y + 4, row.label, anchor="end")
        drawing.line(at(row.low), y, at(row.high), y, DARK, 2)
        for percent in (row.low, row.high):
            drawing.circle(at(percent), y, 4.5, "#ffffff", DARK, 1.5)
        drawing.circle(at(row.middle), y, 5, DARK)
        drawing.text(WIDTH, y + 4, row.text, size=10.5, anchor="end")
    return drawing.render()


def point_map(places: Sequence[Place], title: str, legend: Sequence[tuple[str, str]] = ()) -> str:
    """The Netherlands in outline with a numbered dot per municipality; a list stands beside it."""
    width, height = 300, 348
    drawing = Drawing(height + 22 * len(legend), title, width)
    outline = _outline()
    drawing.path(_trace(outline["land"]), "#e9eef3", LINE)
    drawing.path(_trace(outline["water"]), "#ffffff", LINE)
    for place, (x, y) in zip(places, _spread(places), strict=True):
        ink = "#ffffff" if place.colour == DARK else "#1c2b3a"
        drawing.circle(x, y, 8.5, place.colour, "#ffffff", 1.5)
        drawing.text(x, y + 3.4, str(place.number), size=9, anchor="middle", fill=ink, bold=True)
    for line, (colour, label) in enumerate(legend):
        drawing.circle(8, height + 22 * line + 8, 6, colour, GREY, 0.5)
        drawing.text(22, height + 22 * line + 12, label)
    return drawing.render()


@cache
def _outline() -> dict[str, list[list[list[int]]]]:
    outline: dict[str, list[list[list[int]]]] = json.loads(OUTLINE.read_text())
    return outline


def _project(longitude: float, latitude: float) -> tuple[float, float]:
    return (longitude - WEST) * FLATTEN * SCALE, (NORTH - latitude) * SCALE


def _trace(rings: list[list[list[int]]]) -> str:
    parts = []
    for ring in rings:
        points = [_project(longitude / 1000, latitude / 1000) for longitude, latitude in ring]
        parts.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z")
    return "".join(parts)


def _spread(places: Sequence[Place]) -> list[tuple[float, float]]:
    """Where the dots go: on their spot, nudged apart where they would cover each other."""
    spots = [_project(float(place.longitude), float(place.latitude)) for place in places]
    for _ in range(60):
        for i in range(len(spots)):
            for j in range(i):
                (ax, ay), (bx, by) = spots[i], spots[j]
                apart = math.hypot(ax - bx, ay - by) or 0.01
                if (short := 18 - apart) > 0:
                    dx, dy = (ax - bx) / apart * short / 2, (ay - by) / apart * short / 2
                    spots[i], spots[j] = (ax + dx, ay + dy), (bx - dx, by - dy)
    return spots
