"""Voorcontrole opgave: is this our form, for this year and municipality, unchanged."""

from __future__ import annotations

from collections.abc import Iterator

from .findings import ERROR
from .form_mark import mark_of
from .register import STATEMENT, Problem, check
from .statement_content import StatementRead, is_for
from .subject import SchemeYear

SOURCE = "Formulier voor de aanvullende opgave"


def _take(subject: SchemeYear) -> str:
    """The remedy for a form that is not the right one."""
    return (
        f"Download het formulier over {subject.year} van {subject.municipality} opnieuw en neem uw "
        "bedragen daarin over."
    )


@check(
    "opgave-geen-kenmerk",
    severity=ERROR,
    title="Het formulier heeft zijn formulierkenmerk",
    delivery=STATEMENT,
    source=SOURCE,
    why=(
        "Aan het kenmerk zien wij voor welke gemeente, welk jaar en welke regeling het formulier "
        "is."
    ),
    mend=(
        "Download het formulier over het goede jaar opnieuw bij uw verantwoording en neem uw "
        "bedragen daarin over."
    ),
    example="pmg-2024 2025 0513 v1 en dan zestien letters en cijfers.",
)
def no_mark(read: StatementRead, subject: SchemeYear) -> Iterator[Problem]:
    if read.content and read.form.mark is None:
        yield Problem(
            "Het formulierkenmerk is niet meer te lezen."
            if read.form.has_mark_text
            else "In dit bestand staat geen formulierkenmerk. Is dit wel ons formulier?",
            _take(subject),
            read.form.mark_sheet,
            read.form.mark_cell,
        )


@check(
    "opgave-andere-regeling",
    severity=ERROR,
    title="Het formulier hoort bij deze regeling",
    delivery=STATEMENT,
    source=SOURCE,
    why="Elke regeling heeft eigen activiteiten, sectoren en regels.",
    mend=(
        "Download het formulier over het goede jaar opnieuw bij uw verantwoording en neem uw "
        "bedragen daarin over."
    ),
    example="Het formulier dat u bij deze verantwoording downloadt.",
)
def other_scheme(read: StatementRead, subject: SchemeYear) -> Iterator[Problem]:
    mark = read.form.mark
    if mark and mark.scheme != subject.scheme:
        yield Problem(
            f"Dit is het formulier van een andere regeling ({mark.scheme}). Deze verantwoording "
            f"gaat over {subject.scheme_name}.",
            _take(subject),
            read.form.mark_sheet,
            read.form.mark_cell,
        )


@check(
    "opgave-ander-jaar",
    severity=ERROR,
    title="Het formulier hoort bij dit jaar",
    delivery=STATEMENT,
    source=SOURCE,
    why="Elk jaar heeft een eigen formulier: lijsten en bedragen van eerder staan er al in.",
    mend=(
        "Download het formulier over het goede jaar opnieuw bij uw verantwoording en neem uw "
        "bedragen daarin over."
    ),
    example="Voor het jaar 2025: pmg_2025_0513.xlsx.",
)
def other_year(read: StatementRead, subject: SchemeYear) -> Iterator[Problem]:
    mark = read.form.mark
    if mark and mark.year != subject.year:
        last = "van vorig jaar" if mark.year == subject.year - 1 else f"over {mark.year}"
        yield Problem(
            f"Dit is het formulier {last}. U verantwoordt nu het jaar {subject.year}.",
            _take(subject),
            read.form.mark_sheet,
            read.form.mark_cell,
        )


@check(
    "opgave-andere-gemeente",
    severity=ERROR,
    title="Het formulier hoort bij deze gemeente",
    delivery=STATEMENT,
    source=SOURCE,
    why="Het formulier is gemaakt voor één gemeente, met haar toekenning en haar plan.",
    mend=(
        "Download het formulier over het goede jaar opnieuw bij uw verantwoording en neem uw "
        "bedragen daarin over."
    ),
    example="Voor Gouda: pmg_2025_0513.xlsx.",
)
def other_municipality(read: StatementRead, subject: SchemeYear) -> Iterator[Problem]:
    mark = read.form.mark
    if mark and mark.cbs_digits != subject.cbs_digits:
        yield Problem(
            f"Dit is het formulier van een andere gemeente (GM{mark.cbs_digits}). De code van "
            f"{subject.municipality} is GM{subject.cbs_digits}.",
            _take(subject),
            read.form.mark_sheet,
            read.form.mark_cell,
        )


@check(
    "opgave-andere-versie",
    severity=ERROR,
    title="Het formulier is de laatste versie",
    delivery=STATEMENT,
    source=SOURCE,
    why="In een oude versie staan oude lijsten of vragen.",
    mend=(
        "Download het formulier over het goede jaar opnieuw bij uw verantwoording en neem uw "
        "bedragen daarin over."
    ),
    example="Het formulier dat u nu downloadt.",
)
def other_version(read: StatementRead, subject: SchemeYear) -> Iterator[Problem]:
    mark = read.form.mark
    if mark and mark.version != subject.form_version:
        yield Problem(
            f"Dit is versie {mark.version} van het formulier. Versie {subject.form_version} geldt nu.",
            _take(subject),
            read.form.mark_sheet,
            read.form.mark_cell,
        )


@check(
    "opgave-kenmerk-gewijzigd",
    severity=ERROR,
    title="Het formulierkenmerk is niet gewijzigd",
    delivery=STATEMENT,
    source=SOURCE,
    why=(
        "Het kenmerk past bij de lijsten in het formulier. Klopt het niet, dan weten wij niet "
        "welke lijsten golden."
    ),
    mend="Zet het kenmerk terug zoals het was, of download het formulier opnieuw.",
    example="Het kenmerk precies zoals het in het formulier stond.",
)
def mark_changed(read: StatementRead, subject: SchemeYear) -> Iterator[Problem]:
    mark = read.form.mark
    if mark and is_for(read, subject) and mark != mark_of(subject):
        yield Problem(
            "Het formulierkenmerk is gewijzigd.",
            f"Zet het kenmerk terug: {mark_of(subject)}. Of: {_take(subject)}",
            read.form.mark_sheet,
            read.form.mark_cell,
        )


@check(
    "opgave-blad-ontbreekt",
    severity=ERROR,
    title="De bladen Opgave en Bestedingen staan in het bestand",
    delivery=STATEMENT,
    source=SOURCE,
    why="Wij zoeken de bedragen op het blad Opgave en de regels op het blad Bestedingen.",
    mend="Geef het blad weer zijn eigen naam.",
    example="Twee bladen met de namen Opgave en Bestedingen. Eigen bladen erbij mogen.",
)
def sheet_missing(read: StatementRead, subject: SchemeYear) -> Iterator[Problem]:
    for name in read.form.missing_sheets:
        strange = read.form.strange_sheets
        yield Problem(
            f"Het blad ‘{name}’ ontbreekt of heeft een andere naam.",
            f"Geef het blad ‘{strange[0]}’ weer de naam ‘{name}’."
            if len(strange) == 1 and len(read.form.missing_sheets) == 1
            else f"Geef het blad weer de naam ‘{name}’. Is het blad weg? {_take(subject)}",
            sheet=name,
        )


@check(
    "opgave-regel-ontbreekt",
    severity=ERROR,
    title="Op het blad Opgave staan alle regels nog",
    delivery=STATEMENT,
    source=SOURCE,
    why="Aan de tekst van een regel herkennen wij het vak ernaast.",
    mend="Zet de regel terug zoals hij was, of download het formulier opnieuw.",
    example="De regel ‘Besteding in jaar T’ staat er nog, met het bedrag ernaast.",
)
def row_missing(read: StatementRead, subject: SchemeYear) -> Iterator[Problem]:
    for label in read.form.missing_rows:
        yield Problem(
            f"De regel ‘{label}’ staat niet meer op het blad, of de tekst ervan is gewijzigd.",
            f"Zet de regel terug zoals hij was. Lukt dat niet? {_take(subject)}",
            read.form.statement_sheet,
        )


@check(
    "opgave-kolom-ontbreekt",
    severity=ERROR,
    title="Op het blad Bestedingen staan alle kolommen nog",
    delivery=STATEMENT,
    source=SOURCE,
    why="Aan de kopjes herkennen wij wat in welke kolom staat.",
    mend="Zet de kopjes weer naast elkaar: activiteit, sector, interventie, omschrijving, bedrag.",
    example=(
        "activiteit, sector, interventie, omschrijving, bedrag: naast elkaar, in deze volgorde."
    ),
)
def column_missing(read: StatementRead, subject: SchemeYear) -> Iterator[Problem]:
    if missing := read.form.missing_columns:
        named = ", ".join(f"‘{name}’" for name in missing)
        yield Problem(
            f"Boven de bestedingen ontbreekt de kolom {named}, of staan de kolommen anders."
            if len(missing) == 1
            else f"Boven de bestedingen ontbreken de kolommen {named}, of staan ze anders.",
            "Zet de kopjes weer naast elkaar: activiteit, sector, interventie, omschrijving, bedrag.",
            read.form.lines_sheet,
        )
