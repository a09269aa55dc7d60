"""Risicobord voor de borging: whose approach may stop when the scheme ends. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reporting.charts.svg import ACCENT, DARK, GREY, LIGHT

SOON = 12
"""Months before the end of the scheme in which a plan alone is late: a budget takes a year."""


class Risk(StrEnum):
    """Risico dat de aanpak stopt als de regeling eindigt."""

    HIGH = "high"
    MIDDLE = "middle"
    LOW = "low"
    UNKNOWN = "unknown"


LABELS = {
    Risk.HIGH: "hoog",
    Risk.MIDDLE: "midden",
    Risk.LOW: "laag",
    Risk.UNKNOWN: "niet bekend",
}
TONES = {
    Risk.HIGH: "danger",
    Risk.MIDDLE: "warning",
    Risk.LOW: "success",
    Risk.UNKNOWN: "neutral",
}
COLOURS = {Risk.HIGH: ACCENT, Risk.MIDDLE: LIGHT, Risk.LOW: DARK, Risk.UNKNOWN: GREY}


@dataclass(frozen=True, slots=True)
class Stand:
    """Stand van de borging: a code of the progress report and its words; none without a report."""

    code: str
    label: str


def months_between(today: date, ends: date) -> int:
    """Whole months that are left; none once the scheme has ended."""
    months = (ends.year - today.year) * 12 + ends.month - today.month
    return max(months - (today.day > ends.day), 0)


def risk_of(stand: Stand | None, *, months_left: int) -> tuple[Risk, str]:
    """Risico en uitleg. What is planned is late in the last year; nothing begun is always late."""
    soon = months_left < SOON
    match stand.code if stand else "":
        case "secured":
            return Risk.LOW, "De gemeente gaat door met eigen geld."
        case "partly":
            if soon:
                return Risk.MIDDLE, "Een deel is geborgd; de regeling eindigt binnen een jaar."
            return Risk.LOW, "Een deel is geborgd en er is nog tijd."
        case "planned":
            if soon:
                return Risk.HIGH, "Er is alleen een plan; de regeling eindigt binnen een jaar."
            return Risk.MIDDLE, "Er is een plan en nog tijd om te besluiten."
        case "not_started":
            return Risk.HIGH, "De gemeente is nog niet begonnen met borgen."
    return Risk.UNKNOWN, "Er is geen voortgangsrapportage, of dit onderdeel is leeg."
