"""Bevindingen on a draft: in which section, where, what is wrong, how to mend it."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Generic, TypeVar

from grants.enums import ApplicationSection, ProgressSection

S = TypeVar("S", ApplicationSection, ProgressSection)
"""The sections of one kind of draft."""


class Severity(enum.StrEnum):
    """Zwaarte: an error keeps the draft from being submitted, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, kw_only=True)
class SectionFinding(Generic[S]):
    """Bevinding: `field` is the name in the section, empty for the section as a whole."""

    code: str
    section: S
    field: str = ""
    place: str
    message: str
    remedy: str
    severity: Severity = Severity.ERROR

    @property
    def where(self) -> str:
        """Onderdeel en plaats, as in 'Interventies, rij 2: activiteit'."""
        return f"{self.section.label}: {self.place}" if self.place else str(self.section.label)
