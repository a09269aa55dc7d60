"""What every chapter needs: its sentences and the source of its charts."""

from __future__ import annotations

from pmg.design.formatting import date_nl
from reporting.figures import Figures
from reporting.sentences import sentences


def told(chapter: str, f: Figures) -> list[str]:
    """The sentences of a chapter as text."""
    return [sentence.text for sentence in sentences(chapter, f)]


def source(f: Figures) -> str:
    """Under each chart: where the figures come from and when they were frozen."""
    return f"Bron: opgave van de gemeenten, bevroren op {date_nl(f.year.moment)}."
