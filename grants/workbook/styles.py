"""Opmaak van het formulier."""

from __future__ import annotations

from typing import Any

BLUE = "#154273"
PALE = "#E8F1F8"
TO_FILL = "#FFF8DC"
EUROS = "#,##0"


class Styles:
    """The formats of a form; a workbook makes its own."""

    def __init__(self, book: Any) -> None:
        base = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
        box = {**base, "border": 1, "border_color": "#B4B4B4", "text_wrap": True}

        def style(**fields: Any) -> Any:
            return book.add_format(fields)

        self.title = style(**{**base, "font_size": 16, "bold": True, "font_color": BLUE})
        self.heading = style(**base, bold=True, font_color=BLUE)
        self.column = style(**base, bold=True, font_color="#FFFFFF", bg_color=BLUE)
        self.fictional = style(**base, bold=True, font_color="#B00020")
        self.hint = style(**base, italic=True, font_color="#555555")
        self.label = style(**base)
        self.wrapped = style(**base, text_wrap=True)
        self.fact = style(**box, bg_color=PALE, align="left", num_format=EUROS)
        self.computed = style(**box, bg_color=PALE, num_format=EUROS)
        self.amount = style(**box, bg_color=TO_FILL, num_format=EUROS, locked=False)
        self.text = style(**box, bg_color=TO_FILL, locked=False)
        self.total_label = style(**base, bold=True, align="right")
        self.mark = style(**base, font_color="#555555", num_format="@")
        self.line_amount = style(num_format=EUROS)
