"""Voorcontrole van het SiSa-pakket: every check over what was read. It never says `plausibel`."""

from __future__ import annotations

from . import (
    package_annex,
    package_documents,
    package_errors_table,
    package_indicators,
    package_pdf,
    package_zip,
)
from .findings import ERROR, Outcome, in_order
from .package_content import Package
from .register import PACKAGE, Problem, Rule, rule, run_checks
from .subject import SchemeYear

PARTS = (
    package_zip,
    package_documents,
    package_pdf,
    package_annex,
    package_indicators,
    package_errors_table,
)
"""Imported so that their checks are in the register, in this order."""

OF_NOBODY = rule(
    Rule(
        code="pakket-van-niemand",
        severity=ERROR,
        title="De naam van het pakket zegt van welke gemeente en welk jaar het is",
        delivery=PACKAGE,
        source=package_zip.SOURCE,
        why=(
            "Wij houden een pakket tegen de regels van één gemeente en één jaar. Die moeten wij "
            "dus weten."
        ),
        mend="Geef het zip-bestand de naam sisa_jaar_06gemeentecode.zip.",
        example="sisa_2025_060513.zip is van gemeente 0513 (Gouda), over 2025.",
    )
)


def judge_package(package: Package, subject: SchemeYear) -> Outcome:
    """Uitkomst: every finding at once, and our indicators in whole euros as far as readable."""
    return Outcome(
        findings=in_order(run_checks(PACKAGE, package, subject, package.name)),
        indicators=package_indicators.read_indicators(package, subject),
        readable=package.obstacle is None,
        names_us_in_errors=bool(package_errors_table.rows_against_us(package)),
    )


def belongs_to_nobody(name: str, *, readable: bool) -> Outcome:
    """Uitkomst for a package of no municipality and year that a scheme knows: nothing was read."""
    problem = Problem(
        f"Wij weten niet van welke gemeente en welk jaar ‘{name}’ is, of de regeling kent die "
        "gemeente of dat jaar niet.",
        "Geef het zip-bestand een naam als sisa_2025_060513.zip: het jaar, dan 06 en de vier "
        "cijfers van de gemeentecode.",
    )
    return Outcome(findings=(OF_NOBODY.at(problem, name),), readable=readable)
