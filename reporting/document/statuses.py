"""How a status is told and coloured, the same in table, chart and open data."""

from __future__ import annotations

from reporting.charts.svg import DARK, LIGHT, MIDDLE, PALETTE
from reporting.snapshot import Status

LABELS = {
    Status.JUDGED: "beoordeeld",
    Status.SISA: "SiSa, met accountant",
    Status.STATEMENT: "opgave, niet gecontroleerd",
    Status.PROVISIONAL: "voorlopig",
    Status.MISSING: "ontbreekt",
}
COLOURS = {
    Status.JUDGED: DARK,
    Status.SISA: MIDDLE,
    Status.STATEMENT: LIGHT,
    Status.PROVISIONAL: PALETTE[3],
    Status.MISSING: PALETTE[4],
}
