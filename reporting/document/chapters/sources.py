"""What every chapter needs: the source of its charts."""

from __future__ import annotations

from pmg.design.formatting import date_nl
from reporting.figures import Figures


def source(f: Figures) -> str:
    """Under each chart: where the figures come from and when they were frozen, if they were."""
    stand = "bevroren op" if f.year.sha256 else "stand van"
    return f"Bron: opgave van de gemeenten, {stand} {date_nl(f.year.moment)}."
