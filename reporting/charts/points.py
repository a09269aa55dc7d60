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
FLATTEN = math.cos(math.radians(52.2))


@dataclass(frozen=True)
class Journey:
    """Baseline, value now and target of one thing, in shares of the target (0 to 1.4)."""

    label: str
    baseline: Decimal | None
    value: Decimal | None
    text: str


@dataclass(frozen=True)
class Place:
    """A municipality on the map: its number, its point and the colour of its dot."""

    number: int
    latitude: Decimal
    longitude: Decimal
    colour: str = DARK


def dumbbell(rows: Sequence[Journey], title: str) -> str:
    """From baseline (open dot) to now (full dot), with the target as a line at 100%."""
    step, left, above = 24, 220, 34
    drawing = Drawing(above + step * len(rows) + 4, title)
    room = WIDTH - left - 90
    full = left + room / 1.4
    drawing.circle(left + 6, 8, 4.5, "#ffffff", DARK, 1.5)
    drawing.text(left + 16, 12, "nulmeting")
    drawing.circle(left + 86, 8, 5, DARK)
    drawing.text(left + 96, 12, "nu")
    drawing.line(full, above - 10, full, above + step * len(rows), ACCENT, 1.5, "4 3")
    drawing.text(full, above - 14, "doel", size=10, anchor="middle", fill=ACCENT)
    for place, row in enumerate(rows):
        y = above + step * place + 8
        drawing.line(left, y, left + room, y)
        drawing.text(left - 10, y + 4, row.label, anchor="end")
        at = [
            None
            if share is None
            else left + room * float(min(max(share, Decimal(0)), Decimal("1.4"))) / 1.4
            for share in (row.baseline, row.value)
        ]
        if at[0] is not None and at[1] is not None:
            drawing.line(at[0], y, at[1], y, DARK, 2)
        if at[0] is not None:
            drawing.circle(at[0], y, 4.5, "#ffffff", DARK, 1.5)
        if at[1] is not None:
            drawing.circle(at[1], y, 5, DARK)
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
