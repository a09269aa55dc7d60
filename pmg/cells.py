"""Cellen van een export: text of a stranger stays text in the spreadsheet program that opens it."""

from __future__ import annotations

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How text begins that some program would calculate; the wide signs are those of Asian keyboards."""


def harmless(cell: object) -> str:
    """The cell as text for a CSV, with an apostrophe before what looks like a formula."""
    text = str(cell)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text
