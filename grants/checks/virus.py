"""Voorcontrole: a file with a virus is not opened, and that is all there is to say of it."""

from __future__ import annotations

from .findings import ERROR, Outcome
from .register import FILE, Problem, Rule, rule

VIRUS = rule(
    Rule(
        code="bestand-virus",
        severity=ERROR,
        title="In het bestand zit geen virus",
        delivery=FILE,
        source="Beveiliging van deze toepassing",
        why="Een virus kan schade doen op elke computer waar iemand het bestand opent.",
        mend=(
            "Laat uw ICT-afdeling het bestand en uw computer nakijken. Maak het bestand daarna "
            "opnieuw."
        ),
        example="Een bestand dat uw eigen virusscanner goedkeurt.",
    )
)


def infected(document: str, virus: str) -> Outcome:
    """Uitkomst for a file in which the scanner found a virus; nothing of it was read."""
    problem = Problem(
        f"De virusscanner vond een virus: {virus}. Wij openen dit bestand niet.",
        "Laat uw ICT-afdeling het bestand en uw computer nakijken. Maak het bestand daarna opnieuw "
        "en upload het nog een keer.",
    )
    return Outcome(findings=(VIRUS.at(problem, document),), readable=False)
