"""Bevindingen on a progress report: where it is, what is wrong, how to mend it."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from grants.enums import ProgressSection


class Severity(enum.StrEnum):
    """Zwaarte: an error keeps the report from being submitted, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, kw_only=True)
class ProgressFinding:
    """Bevinding: `field` is the name in the section, empty for the section as a whole."""

    code: str
    section: ProgressSection
    field: str = ""
    place: str
    message: str
    remedy: str
    severity: Severity = Severity.ERROR

    @property
    def where(self) -> str:
        """Onderdeel en plaats, as in 'Interventies, rij 2: activiteit'."""
        return f"{self.section.label}: {self.place}" if self.place else str(self.section.label)


PERSONAL_DATA = "persoonsgegevens"
PERSONAL_DATA_SHARED = "persoonsgegevens-in-gedeelde-les"
"""Code of findings that somebody must have looked at before the report goes out."""
