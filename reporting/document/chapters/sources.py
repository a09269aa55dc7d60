"""What every chapter needs: the source of its charts."""

from __future__ import annotations

from pmg.design.formatting import date_nl
from reporting.figures import Figures


def source(f: Figures) -> str:
    """Under each chart: where the figures come from and when they were frozen."""
    return f"Bron: opgave van de gemeenten, bevroren op {date_nl(f.year.moment)}."
