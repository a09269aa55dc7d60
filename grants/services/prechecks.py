"""Voorcontroles: the same checks for screen, worker and command. Nothing is stored."""

from __future__ import annotations

from grants.checks.findings import Outcome
from grants.checks.package import judge_package
from grants.checks.subject import SchemeYear
from grants.intake.package import read_package


def check_package(data: bytes, filename: str, subject: SchemeYear) -> Outcome:
    """Voorcontrole van het SiSa-pakket: `geen bezwaren` when there is no error."""
    return judge_package(read_package(data, filename, subject), subject)
