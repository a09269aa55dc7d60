"""Voorcontrole van het SiSa-pakket: every check over what was read. It never says `plausibel`."""

from __future__ import annotations

from . import package_annex, package_documents, package_pdf, package_zip
from .findings import Outcome, in_order
from .package_content import Package
from .register import PACKAGE, run_checks
from .subject import SchemeYear

PARTS = (package_zip, package_documents, package_pdf, package_annex)
"""Imported so that their checks are in the register, in this order."""


def judge_package(package: Package, subject: SchemeYear) -> Outcome:
    """Uitkomst: every finding at once, and our indicators in whole euros as far as readable."""
    return Outcome(
        findings=in_order(run_checks(PACKAGE, package, subject, package.name)),
        indicators=package_annex.read_indicators(package, subject),
        readable=package.obstacle is None,
        names_us_in_errors=bool(package_annex.rows_against_us(package)),
    )
