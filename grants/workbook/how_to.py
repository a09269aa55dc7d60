"""Blad 'Zo vult u dit in': the steps in plain words, and the lists the drop-downs choose from."""

from __future__ import annotations

from typing import Any

from grants.checks.subject import SchemeYear

from . import layout
from .styles import Styles

STEPS = """
Begin op het blad Bestedingen. Vul per activiteit, sector en interventie één regel in.
Kies activiteit en sector uit de lijst. Staat een interventie er niet bij? Vul dan zelf de naam in.
Vul bedragen in hele euro’s in, zonder cijfers achter de komma. Voorbeeld: 125.000.
Bovenaan ziet u steeds het totaal van de regels. U hoeft niets zelf op te tellen.
Een negatief bedrag mag, bijvoorbeeld na een terugbetaling. Vertel dan bij omschrijving waarom.
Meer dan 200 regels nodig? Typ gewoon verder onder de laatste regel.
Ga naar het blad Opgave. Vul de gele vakken in. Niets besteed? Vul dan 0 in.
Het verschil met de besteding in jaar T moet 0 zijn. Dan kloppen de twee bladen met elkaar.
Wijzig geen namen van bladen en verwijder geen regels van het blad Opgave.
Laat het formulierkenmerk staan: daaraan zien wij dat dit uw formulier is. Er is geen wachtwoord.
Bewaar het bestand als xlsx, xls of ods en upload het. U ziet meteen wat er goed is en wat niet.
Liever op het scherm? Kies na het uploaden ‘Overnemen op het scherm’. Terug kan ook.
Uitleg staat ook bij elk vak: ga op het vak staan of wijs het rode hoekje aan.
Een proef telt nog niet mee. Pas als uw tekenbevoegde collega indient, is de opgave ingediend.
""".strip().splitlines()
EXAMPLE = (
    ("activiteit", "{activity}"),
    ("sector", "{sector}"),
    ("interventie", "{intervention}"),
    ("omschrijving", "Twee groepen in het voorjaar"),
    ("bedrag", "12.500"),
)
FIRST_ROW_OF_LISTS = 5


def write_how_to(sheet: Any, styles: Styles, subject: SchemeYear) -> dict[str, str]:
    """Fills the sheet; returns for each drop-down the range it chooses from."""
    sheet.set_column("A:A", 4)
    sheet.set_column("B:B", 80)
    sheet.set_column("C:C", 4)
    sheet.set_column("D:D", 54)
    sheet.set_column("E:F", 36)
    sheet.hide_gridlines(2)
    sheet.write("A1", "Zo vult u dit in", styles.title)
    if subject.is_fictional:
        sheet.write("A2", "FICTIEF: dit formulier hoort bij een demonstratie.", styles.fictional)
    for number, step in enumerate(STEPS, start=1):
        row = FIRST_ROW_OF_LISTS - 2 + number
        sheet.write(row, 0, number, styles.label)
        sheet.write(row, 1, step, styles.wrapped)
    if subject.activities and subject.sectors:
        _write_example(sheet, styles, subject)
    sheet.write("D3", "Waaruit u kiest", styles.heading)
    lists = {
        "activiteit": [f"{choice.code}. {choice.label}" for choice in subject.activities],
        "sector": [choice.label for choice in subject.sectors],
        "interventie": sorted(subject.planned),
    }
    ranges = {}
    for column, (name, choices) in zip("DEF", lists.items(), strict=True):
        sheet.write(f"{column}{FIRST_ROW_OF_LISTS - 1}", name, styles.heading)
        for row, choice in enumerate(choices, start=FIRST_ROW_OF_LISTS):
            sheet.write(f"{column}{row}", choice, styles.label)
        if choices:
            last = FIRST_ROW_OF_LISTS + len(choices) - 1
            ranges[name] = (
                f"='{layout.HOW_TO_SHEET}'!${column}${FIRST_ROW_OF_LISTS}:${column}${last}"
            )
    return ranges


def _write_example(sheet: Any, styles: Styles, subject: SchemeYear) -> None:
    """One line as it may be filled in, below the steps."""
    row = FIRST_ROW_OF_LISTS + len(STEPS)
    sheet.write(row, 1, "Voorbeeld van een regel op het blad Bestedingen", styles.heading)
    last = subject.activities[-1]
    words = {
        "activity": f"{last.code}. {last.label}",
        "sector": subject.sectors[0].label,
        "intervention": min(subject.planned, default="Naam van de interventie"),
    }
    for number, (column, text) in enumerate(EXAMPLE, start=1):
        sheet.write(row + number, 1, f"{column}: {text.format(**words)}", styles.wrapped)
