"""The few shapes that the charts are drawn with."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

WIDTH = 640
FONT = "Fira Sans"
INK = "#1c2b3a"
DARK = "#16406f"
MIDDLE = "#2f8fc4"
LIGHT = "#b9dcf0"
ACCENT = "#c2500a"
GREY = "#68737d"
LINE = "#d5dbe1"
PALETTE = (DARK, MIDDLE, LIGHT, "#e8a05c", "#8a97a3", "#5b2a6e")

Number = int | float


class Drawing:
    """An SVG that grows shape by shape. `title` is its alternative text: the conclusion."""

    def __init__(self, height: Number, title: str, width: Number = WIDTH) -> None:
        self.width, self.height, self.title = width, height, title
        self._parts: list[str] = []

    def rectangle(self, x: Number, y: Number, w: Number, h: Number, fill: str) -> None:
        self._add("rect", x=x, y=y, width=max(w, 0), height=h, fill=fill)

    def line(
        self,
        x1: Number,
        y1: Number,
        x2: Number,
        y2: Number,
        stroke: str = LINE,
        width: Number = 1,
        dash: str | None = None,
    ) -> None:
        more = {"stroke-dasharray": dash} if dash else {}
        self._add(
            "line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke, **{"stroke-width": width}, **more
        )

    def circle(
        self, x: Number, y: Number, r: Number, fill: str, stroke: str = "none", width: Number = 1
    ) -> None:
        self._add("circle", cx=x, cy=y, r=r, fill=fill, stroke=stroke, **{"stroke-width": width})

    def path(self, d: str, fill: str, stroke: str = "none", width: Number = 1) -> None:
        self._add("path", d=d, fill=fill, stroke=stroke, **{"stroke-width": width})

    def text(
        self,
        x: Number,
        y: Number,
        text: str,
        *,
        size: Number = 11,
        anchor: str = "start",
        fill: str = INK,
        bold: bool = False,
    ) -> None:
        attributes = {
            "x": x,
            "y": y,
            "font-family": FONT,
            "font-size": size,
            "font-weight": 700 if bold else 400,
            "text-anchor": anchor,
            "fill": fill,
        }
        self._parts.append(f"<text {_spell(attributes)}>{escape(text)}</text>")

    def legend(self, labels: list[tuple[str, str]], y: Number, x: Number = 0) -> None:
        """Colour and word for each series, on one line."""
        for colour, label in labels:
            self.rectangle(x, y, 11, 11, colour)
            self.text(x + 16, y + 9.5, label)
            x += 28 + 6.0 * len(label)

    def render(self) -> str:
        """The SVG as text, to be put in a page as it is."""
        attributes = {
            "xmlns": "http://www.w3.org/2000/svg",
            "width": self.width,
            "height": self.height,
            "viewBox": f"0 0 {_spell_number(self.width)} {_spell_number(self.height)}",
            "role": "img",
        }
        title = f"<title>{escape(self.title)}</title>"
        return f"<svg {_spell(attributes)}>{title}{''.join(self._parts)}</svg>"

    def _add(self, shape: str, **attributes: Number | str) -> None:
        self._parts.append(f"<{shape} {_spell(attributes)}/>")


def _spell(attributes: dict[str, Number | str]) -> str:
    return " ".join(
        f"{name}={quoteattr(value if isinstance(value, str) else _spell_number(value))}"
        for name, value in attributes.items()
    )


def _spell_number(value: Number) -> str:
    return f"{value:.1f}".removesuffix(".0")
