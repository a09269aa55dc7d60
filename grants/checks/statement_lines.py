"""Voorcontrole opgave: the lines on the sheet Bestedingen. Linear in the number of lines."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from .findings import ERROR, WARNING
from .register import Problem
from .statement_content import Content, LineRead, content_check, per_line
from .subject import Choice, SchemeYear

REGULATION = "Regeling art. 2 lid 3"
NOTE = "Beslisnota 3B (sectoren)"
FORM = "Formulier voor de aanvullende opgave"
LONGEST_NAME = 200
ONLY_THEIRS = (
    "Tel alleen het geld voor jongeren van die leeftijd mee. Vertel bij omschrijving hoe u dat hebt "
    "gedaan."
)
ACTIVITY, SECTOR, INTERVENTION, DESCRIPTION, AMOUNT = range(5)


def by_any_name(choices: Sequence[Choice]) -> dict[str, str]:
    """Code of a choice by everything a municipality may have written: code, words or both."""
    return {
        spelling.casefold(): choice.code
        for choice in choices
        for spelling in (choice.code, choice.label, f"{choice.code}. {choice.label}")
    }


def _strangers(spellings: set[str], known: Container[str]) -> set[str]:
    """Those that are not known. Thousands of lines share a few spellings."""
    return {text for text in spellings if text and text.casefold() not in known}


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


@content_check(
    "opgave-activiteit-leeg",
    severity=ERROR,
    title="Elke regel heeft een activiteit",
    source=FORM,
    why="De Tweede Kamer krijgt te horen aan welke activiteiten het geld is besteed.",
    mend="Kies de activiteit uit de lijst, of maak de hele regel leeg.",
    example="c. Kansrijke en bewezen effectieve interventies uitvoeren",
)
def activity_empty(content: Content, subject: SchemeYear) -> Iterator[Problem]:
    lines = [ln for ln in content.lines if not ln.activity and ACTIVITY not in ln.uncomputed]
    codes = ", ".join(choice.code for choice in subject.activities)
    return per_line(
        content,
        lines,
        ACTIVITY,
        lambda line: (
            "Op deze regel ontbreekt de activiteit.",
            f"Kies de activiteit ({codes}) uit de lijst, of maak de hele regel leeg.",
        ),
    )


@content_check(
    "opgave-sector-leeg",
    severity=ERROR,
    title="Elke regel heeft een sector",
    source=FORM,
    why="Gemeenten laten zien waar het geld terechtkomt: bij scholen, jongerenwerk of anderen.",
    mend="Kies de sector uit de lijst, of maak de hele regel leeg.",
    example="Jongerenwerk",
)
def sector_empty(content: Content, subject: SchemeYear) -> Iterator[Problem]:
    lines = [ln for ln in content.lines if not ln.sector and SECTOR not in ln.uncomputed]
    return per_line(
        content,
        lines,
        SECTOR,
        lambda line: (
            "Op deze regel ontbreekt de sector.",
            f"Kies de sector uit de lijst, bijvoorbeeld {subject.sectors[0].label}.",
        ),
    )


@content_check(
    "opgave-bedrag-leeg",
    severity=ERROR,
    title="Elke regel heeft een bedrag",
    source=FORM,
    why="Een regel zonder bedrag telt niet op. Nul is ook een bedrag.",
    mend="Vul een bedrag in, of maak de hele regel leeg.",
    example="64.275",
)
def amount_empty(content: Content, subject: SchemeYear) -> Iterator[Problem]:
    lines = [
        line
        for line in content.lines
        if line.euros is None and line.trouble is None and AMOUNT not in line.uncomputed
    ]
    return per_line(
        content,
        lines,
        AMOUNT,
        lambda line: (
            "Op deze regel ontbreekt het bedrag.",
            "Vul een bedrag in, bijvoorbeeld 125.000, of maak de hele regel leeg.",
        ),
    )


@content_check(
    "opgave-onbekende-activiteit",
    severity=ERROR,
    title="De activiteit staat in de regeling",
    source=REGULATION,
    why="Het geld is alleen voor de activiteiten die in de regeling staan.",
    mend="Kies de activiteit uit de lijst.",
    example="a, b of c, of de woorden uit de lijst.",
)
def unknown_activity(content: Content, subject: SchemeYear) -> Iterator[Problem]:
    known = by_any_name(subject.activities)
    remedy = "Kies uit de lijst: " + "; ".join(f"{c.code}. {c.label}" for c in subject.activities)
    strange = _strangers({line.activity for line in content.lines}, known)
    lines = [line for line in content.lines if line.activity in strange] if strange else []
    return per_line(
        content,
        lines,
        ACTIVITY,
        lambda line: (
            f"‘{_short(line.activity)}’ is geen activiteit van deze regeling.",
            f"{remedy}.",
        ),
    )


@content_check(
    "opgave-onbekende-sector",
    severity=ERROR,
    title="De sector staat in de lijst van de regeling",
    source=NOTE,
    why="Met dezelfde woorden kunnen wij gemeenten naast elkaar leggen.",
    mend="Kies de sector uit de lijst.",
    example="Scholen",
)
def unknown_sector(content: Content, subject: SchemeYear) -> Iterator[Problem]:
    known = by_any_name(subject.sectors)
    remedy = "Kies uit de lijst: " + "; ".join(choice.label for choice in subject.sectors)
    strange = _strangers({line.sector for line in content.lines}, known)
    lines = [line for line in content.lines if line.sector in strange] if strange else []
    return per_line(
        content,
        lines,
        SECTOR,
        lambda line: (f"‘{_short(line.sector)}’ is geen sector die wij kennen.", f"{remedy}."),
    )


@content_check(
    "opgave-naam-te-lang",
    severity=ERROR,
    title="De naam van een interventie is niet te lang",
    source=FORM,
    why="Een lange naam past niet in tabellen en brieven.",
    mend="Gebruik hoogstens 200 tekens. Zet uitleg bij omschrijving.",
    example="Buurtcoach op Straat",
)
def name_too_long(content: Content, subject: SchemeYear) -> Iterator[Problem]:
    lines = [line for line in content.lines if len(line.intervention) > LONGEST_NAME]
    return per_line(
        content,
        lines,
        INTERVENTION,
        lambda line: (
            f"De naam van de interventie is {len(line.intervention)} tekens lang.",
            f"Gebruik hoogstens {LONGEST_NAME} tekens. Zet uitleg bij omschrijving.",
        ),
    )


@content_check(
    "opgave-negatief-zonder-uitleg",
    severity=ERROR,
    title="Bij een negatief bedrag staat een omschrijving",
    source=FORM,
    why="Een negatief bedrag verlaagt het totaal. De beoordelaar moet weten waarom.",
    mend="Vertel bij omschrijving waarom het bedrag negatief is.",
    example="-1.000, met de omschrijving ‘Terugbetaald door partner’.",
)
def negative_unexplained(content: Content, subject: SchemeYear) -> Iterator[Problem]:
    lines = [ln for ln in content.lines if ln.euros and ln.euros < 0 and not ln.description]
    return per_line(
        content,
        lines,
        DESCRIPTION,
        lambda line: (
            "Het bedrag is negatief en er staat geen omschrijving bij.",
            "Vertel bij omschrijving waarom, bijvoorbeeld: ‘Terugbetaald door partner’.",
        ),
    )


@content_check(
    "opgave-negatieve-regel",
    severity=WARNING,
    title="Bedragen zijn niet negatief",
    source=FORM,
    why="Een minteken is vaak een typfout. Is er geld terugbetaald, dan klopt het.",
    mend="Is er geld terugbetaald, dan hoeft u niets te doen. Haal anders het minteken weg.",
    example="-1.000, met de omschrijving ‘Terugbetaald door partner’.",
)
def negative_line(content: Content, subject: SchemeYear) -> Iterator[Problem]:
    lines = [line for line in content.lines if line.euros and line.euros < 0 and line.description]
    return per_line(
        content,
        lines,
        AMOUNT,
        lambda line: (
            "Het bedrag is negatief.",
            "Is er geld terugbetaald? Dan hoeft u niets te doen. Anders: haal het minteken weg.",
        ),
    )


@content_check(
    "opgave-interventie-niet-gepland",
    severity=WARNING,
    title="De interventie staat in het plan of in het register",
    source="Plan bij de aanvraag",
    why="Uw plan noemt interventies. Een nieuwe mag, maar de beoordelaar wil weten wat het is.",
    mend=(
        "Kies de naam uit de lijst. Is de interventie nieuw, vertel dan bij omschrijving wat het "
        "is."
    ),
    example="Een naam uit de lijst, of een nieuwe naam met een omschrijving.",
)
def unplanned(content: Content, subject: SchemeYear) -> Iterator[Problem]:
    known = {name.casefold() for name in subject.planned}
    strange = _strangers({line.intervention for line in content.lines}, known) if known else set()
    lines = [line for line in content.lines if line.intervention in strange] if strange else []
    return per_line(
        content,
        lines,
        INTERVENTION,
        lambda line: (
            f"‘{_short(line.intervention)}’ staat niet in uw plan en niet in ons register.",
            "Kies de naam uit de lijst. Is dit nieuw? Vertel dan bij omschrijving wat het is.",
        ),
    )


@content_check(
    "opgave-leeftijd-buiten-regeling",
    severity=WARNING,
    title="De interventie is voor de leeftijden van de regeling",
    source="Beslisnota (doelgroep); leeftijden van de regeling",
    why="Het geld is voor jongeren van de leeftijden die de regeling noemt.",
    mend="Tel alleen het geld voor jongeren van die leeftijd mee, en vertel hoe u dat hebt gedaan.",
    example="Een interventie voor 12 tot en met 17 jaar.",
)
def ages_outside(content: Content, subject: SchemeYear) -> Iterator[Problem]:
    allowed = subject.ages
    outside = {
        name.casefold(): ages
        for name, ages in subject.planned_ages
        if allowed and not allowed.holds(ages)
    }
    used = {line.intervention for line in content.lines if line.intervention} if outside else set()
    meant = {name for name in used if name.casefold() in outside}
    lines = [line for line in content.lines if line.intervention in meant] if meant else []

    def tell(line: LineRead) -> tuple[str, str]:
        ages = outside[line.intervention.casefold()]
        told = f"‘{_short(line.intervention)}’ is volgens het register voor {ages}."
        return f"{told} De regeling is voor {allowed}.", ONLY_THEIRS

    return per_line(content, lines, INTERVENTION, tell)
