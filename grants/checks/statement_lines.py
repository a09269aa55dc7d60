"""Voorcontrole opgave: the lines on the sheet Bestedingen. Linear in the number of lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .findings import ERROR, WARNING
from .register import Problem
from .statement_content import Content, content_check
from .subject import Choice, SchemeYear

SOURCE = "Regeling art. 2 lid 3; beslisnota 3B (sectoren)"
FORM = "Formulier voor de aanvullende opgave"
LONGEST_NAME = 200


def by_any_name(choices: Sequence[Choice]) -> dict[str, str]:
    """Code of a choice by everything a municipality may have written: code, words or both."""
    return {
        spelling.casefold(): choice.code
        for choice in choices
        for spelling in (choice.code, choice.label, f"{choice.code}. {choice.label}")
    }


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


@content_check(
    "opgave-regel-onvolledig",
    severity=ERROR,
    title="Elke regel heeft een activiteit, een sector en een bedrag",
    source=FORM,
)
def line_incomplete(content: Content, subject: SchemeYear) -> Iterator[Problem]:
    for line in content.lines:
        empty = (
            (0, "de activiteit", not line.activity, "Kies a, b of c uit de lijst."),
            (1, "de sector", not line.sector, "Kies de sector uit de lijst."),
            (
                4,
                "het bedrag",
                line.euros is None and line.trouble is None,
                "Vul een bedrag in, bijvoorbeeld 125.000, of maak de hele regel leeg.",
            ),
        )
        for column, what, is_empty, remedy in empty:
            if is_empty and column not in line.uncomputed:
                yield Problem(
                    f"Op deze regel ontbreekt {what}.",
                    remedy,
                    content.sheet,
                    content.place(line.row, column),
                )


@content_check(
    "opgave-onbekende-activiteit",
    severity=ERROR,
    title="De activiteit staat in de regeling",
    source=SOURCE,
)
def unknown_activity(content: Content, subject: SchemeYear) -> Iterator[Problem]:
    known = by_any_name(subject.activities)
    remedy = "Kies uit de lijst: " + "; ".join(f"{c.code}. {c.label}" for c in subject.activities)
    for line in content.lines:
        if line.activity and line.activity.casefold() not in known:
            yield Problem(
                f"‘{_short(line.activity)}’ is geen activiteit van deze regeling.",
                f"{remedy}.",
                content.sheet,
                content.place(line.row, 0),
            )


@content_check(
    "opgave-onbekende-sector",
    severity=ERROR,
    title="De sector staat in de lijst van de regeling",
    source=SOURCE,
)
def unknown_sector(content: Content, subject: SchemeYear) -> Iterator[Problem]:
    known = by_any_name(subject.sectors)
    remedy = "Kies uit de lijst: " + "; ".join(choice.label for choice in subject.sectors)
    for line in content.lines:
        if line.sector and line.sector.casefold() not in known:
            yield Problem(
                f"‘{_short(line.sector)}’ is geen sector die wij kennen.",
                f"{remedy}.",
                content.sheet,
                content.place(line.row, 1),
            )


@content_check(
    "opgave-naam-te-lang",
    severity=ERROR,
    title="De naam van een interventie is niet te lang",
    source=FORM,
)
def name_too_long(content: Content, subject: SchemeYear) -> Iterator[Problem]:
    for line in content.lines:
        if len(line.intervention) > LONGEST_NAME:
            yield Problem(
                f"De naam van de interventie is {len(line.intervention)} tekens lang.",
                f"Maak de naam korter dan {LONGEST_NAME} tekens. Zet uitleg bij omschrijving.",
                content.sheet,
                content.place(line.row, 2),
            )


@content_check(
    "opgave-negatief-zonder-uitleg",
    severity=ERROR,
    title="Bij een negatief bedrag staat een omschrijving",
    source=FORM,
)
def negative_unexplained(content: Content, subject: SchemeYear) -> Iterator[Problem]:
    for line in content.lines:
        if line.euros is not None and line.euros < 0 and not line.description:
            yield Problem(
                "Het bedrag is negatief en er staat geen omschrijving bij.",
                "Vertel bij omschrijving waarom, bijvoorbeeld: ‘Terugbetaald door partner over 2024’.",
                content.sheet,
                content.place(line.row, 3),
            )


@content_check(
    "opgave-negatieve-regel",
    severity=WARNING,
    title="Bedragen zijn niet negatief",
    source=FORM,
)
def negative_line(content: Content, subject: SchemeYear) -> Iterator[Problem]:
    for line in content.lines:
        if line.euros is not None and line.euros < 0 and line.description:
            yield Problem(
                "Het bedrag is negatief.",
                "Klopt dat, bijvoorbeeld na een terugbetaling? Dan hoeft u niets te doen. Anders: "
                "haal het minteken weg.",
                content.sheet,
                content.place(line.row, 4),
            )


@content_check(
    "opgave-interventie-niet-gepland",
    severity=WARNING,
    title="De interventie staat in het plan of in het register",
    source="Plan bij de aanvraag",
)
def unplanned(content: Content, subject: SchemeYear) -> Iterator[Problem]:
    if not subject.planned:
        return
    known = {name.casefold() for name in subject.planned}
    for line in content.lines:
        if line.intervention and line.intervention.casefold() not in known:
            yield Problem(
                f"De interventie ‘{_short(line.intervention)}’ staat niet in uw plan en niet in ons "
                "register.",
                "Is de naam anders geschreven? Kies hem dan uit de lijst. Is het een nieuwe "
                "interventie? Vertel dan bij omschrijving kort wat het is.",
                content.sheet,
                content.place(line.row, 2),
            )
