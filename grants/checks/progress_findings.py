"""Bevindingen on a progress report, and which of them somebody must have looked at."""

from __future__ import annotations

from grants.enums import ProgressSection

from .section_findings import SectionFinding

ProgressFinding = SectionFinding[ProgressSection]

PERSONAL_DATA = "persoonsgegevens"
"""Code of findings that somebody must have looked at before the report goes out."""
PERSONAL_DATA_SHARED = "persoonsgegevens-in-gedeelde-les"
