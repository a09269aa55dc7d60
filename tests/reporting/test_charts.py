"""Charts: a conclusion as title, real text, nothing outside the frame, the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from reporting.charts.bars import Bar, Series, bars, grouped, stacked
from reporting.charts.points import Place, Span, point_map, spans
from reporting.places import POINTS

TITLE = "Van A is het meeste."
LONG = "Kansrijke en bewezen effectieve interventies uitvoeren"
SERIES = [Series("Een", (3, 5), ("3", "5")), Series("Twee", (1, 0), ("1", "0"))]
PLACES = [
    Place(number, latitude, longitude)
    for number, (latitude, longitude) in enumerate(POINTS.values(), 1)
]
CHARTS = {
    "bars": bars([Bar("A", 10, "10"), Bar(LONG, 4, "€ 4"), Bar("C", None, "ontbreekt")], TITLE),
    "all zero": bars([Bar("A", 0, "0")], TITLE),
    "negative": bars([Bar("A", -5, "-5")], TITLE),
    "grouped": grouped(["2024", "2025"], SERIES, TITLE),
    "stacked": stacked(["A", "B"], SERIES, TITLE),
    "spans": spans([Span("A", Decimal(-80), Decimal(20), Decimal(190), "20,0%")], TITLE),
    "map": point_map(PLACES, TITLE),
}
SVG = "{http://www.w3.org/2000/svg}"


def shapes(chart: str) -> Iterator[ElementTree.Element]:
    yield from ElementTree.fromstring(CHARTS[chart])  # noqa: S314 - our own drawing


@pytest.mark.parametrize("chart", sorted(CHARTS))
def test_the_title_comes_first_and_says_what_there_is_to_see(chart: str) -> None:
    first = next(shapes(chart))
    assert (first.tag, first.text) == (f"{SVG}title", TITLE)


@pytest.mark.parametrize("chart", sorted(CHARTS))
def test_nothing_is_styled_beside_the_attributes(chart: str) -> None:
    assert not re.search(r"\b(style|class|id)=", CHARTS[chart])


@pytest.mark.parametrize("chart", sorted(CHARTS))
def test_everything_is_inside_the_frame(chart: str) -> None:
    root = ElementTree.fromstring(CHARTS[chart])  # noqa: S314 - our own drawing
    wide, high = float(root.get("width", 0)), float(root.get("height", 0))
    for shape in shapes(chart):
        x, y = float(shape.get("x", 0)), float(shape.get("y", 0))
        right = x + float(shape.get("width", 0))
        if shape.tag == f"{SVG}text":
            long = 5.6 * len(shape.text or "")
            start = {"start": 0.0, "middle": 0.5, "end": 1.0}[shape.get("text-anchor", "start")]
            x, right = x - start * long, x + (1 - start) * long
        assert x >= -1, (shape.tag, shape.text)
        assert right <= wide + 1, (shape.tag, shape.text)
        assert 0 <= y <= high + 1, (shape.tag, shape.text)


def test_dots_on_the_map_do_not_cover_each_other() -> None:
    dots = [
        (float(shape.get("cx", 0)), float(shape.get("cy", 0)))
        for shape in shapes("map")
        if shape.tag == f"{SVG}circle"
    ]
    assert len(dots) == 20
    for place, (x, y) in enumerate(dots):
        for other_x, other_y in dots[:place]:
            assert (x - other_x) ** 2 + (y - other_y) ** 2 > 15**2
