"""Bar charts: one series, several side by side, and parts of a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reporting.charts.svg import DARK, GREY, INK, LINE, PALETTE, WIDTH, Drawing

ROW = 19


@dataclass(frozen=True)
class Bar:
    """One bar: its name, its length, and the words behind it. No value: only the words."""

    label: str
    value: int | None
    text: str
    colour: str = DARK


@dataclass(frozen=True)
class Series:
    """One colour in a chart: its name, a value per category, and how the values are told."""

    label: str
    values: tuple[int, ...]
    texts: tuple[str, ...]


def bars(
    rows: Sequence[Bar],
    title: str,
    *,
    legend: Sequence[tuple[str, str]] = (),
) -> str:
    """Lying bars with their value behind them."""
    legend_lines = _legend_lines([label for _, label in legend]) if legend else []
    colours = {label: colour for colour, label in legend}
    above = 20 * len(legend_lines) + 6
    lines = [_lines(row.label) for row in rows]
    left = max(_wide(line) for pair in lines for line in pair) + 10
    room = WIDTH - left - max(_wide(row.text) for row in rows) - 10
    step = ROW if all(len(pair) == 1 for pair in lines) else ROW + 10
    drawing = Drawing(above + step * len(rows) + 6, title)
    most = max([row.value or 0 for row in rows] + [1])
    for place, labels in enumerate(legend_lines):
        drawing.legend([(colours[label], label) for label in labels], 20 * place)
    for place, row in enumerate(rows):
        y = above + step * place + (step - ROW) / 2
        for number, line in enumerate(lines[place]):
            top = y + 12 - 6 * (len(lines[place]) - 1) + 12 * number
            drawing.text(left - 8, top, line, anchor="end")
        length = room * max(row.value or 0, 0) / most
        if row.value is not None:
            drawing.rectangle(left, y + 2, max(length, 1), ROW - 6, row.colour)
        drawing.text(left + length + 6, y + 12, row.text, size=10.5, bold=row.value is not None)
    drawing.line(left, above - 2, left, above + step * len(rows), GREY)
    return drawing.render()


def grouped(categories: Sequence[str], series: Sequence[Series], title: str) -> str:
    """Standing bars side by side per category, each with its value above it."""
    height, floor, top = 240, 205, 46
    drawing = Drawing(height, title)
    drawing.legend([(PALETTE[i], one.label) for i, one in enumerate(series)], 0)
    most = max((value for one in series for value in one.values), default=0) or 1
    step = WIDTH / max(len(categories), 1)
    wide = min(86.0, (step - 24) / max(len(series), 1))
    for place, category in enumerate(categories):
        left = step * place + (step - wide * len(series)) / 2
        for i, one in enumerate(series):
            tall = (floor - top) * max(one.values[place], 0) / most
            x = left + wide * i
            drawing.rectangle(x + 2, floor - tall, wide - 4, tall, PALETTE[i])
            drawing.text(x + wide / 2, floor - tall - 5, one.texts[place], size=10, anchor="middle")
        drawing.text(step * (place + 0.5), floor + 18, category, anchor="middle", bold=True)
    drawing.line(0, floor, WIDTH, floor, GREY)
    return drawing.render()


def stacked(rows: Sequence[str], series: Sequence[Series], title: str) -> str:
    """One lying bar per row, cut up by series; each part wide enough carries its value."""
    legend_lines = _legend_lines([one.label for one in series])
    above = 20 * len(legend_lines) + 8
    step = 30
    left = max(_wide(label) for label in rows) + 10
    drawing = Drawing(above + step * len(rows) + 4, title)
    colours = {one.label: PALETTE[i] for i, one in enumerate(series)}
    for place, labels in enumerate(legend_lines):
        drawing.legend([(colours[label], label) for label in labels], 20 * place)
    sums = [sum(one.values[place] for one in series) for place in range(len(rows))]
    most, room = max([*sums, 1]), WIDTH - left
    for place, label in enumerate(rows):
        y, x = above + step * place, left
        drawing.text(left - 8, y + 16, label, anchor="end")
        for one in series:
            long = room * one.values[place] / most
            colour = colours[one.label]
            drawing.rectangle(x, y, long, step - 8, colour)
            if long > 6.4 * len(one.texts[place]):
                ink = INK if colour in PALETTE[2:4] else "#ffffff"
                drawing.text(
                    x + long / 2, y + 15, one.texts[place], size=10, anchor="middle", fill=ink
                )
            x += long
    drawing.line(left, above - 3, left, above + step * len(rows) - 4, LINE)
    return drawing.render()


def _lines(label: str) -> list[str]:
    """A label on one line, or a long one on two of about the same length."""
    if len(label) <= 30:
        return [label]
    spaces = [place for place, letter in enumerate(label) if letter == " "]
    if not spaces:
        return [label]
    cut = min(spaces, key=lambda place: abs(place - len(label) / 2))
    return [label[:cut], label[cut + 1 :]]


def _wide(text: str) -> float:
    """About how many pixels a text takes at the size of labels."""
    return 6.0 * len(text)


def _legend_lines(labels: Sequence[str]) -> list[list[str]]:
    """Labels over as many lines as they need."""
    lines: list[list[str]] = [[]]
    used = 0.0
    for label in labels:
        wide = 24 + _wide(label)
        if lines[-1] and used + wide > WIDTH:
            lines.append([])
            used = 0
        lines[-1].append(label)
        used += wide
    return lines
