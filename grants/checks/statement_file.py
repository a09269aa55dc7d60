"""Voorcontrole opgave: the file itself, before anything in it is read."""

from __future__ import annotations

from collections.abc import Iterator

from .findings import ERROR
from .package_content import Obstacle
from .register import WORKBOOK, Problem, check
from .statement_content import Hazard, StatementRead
from .subject import SchemeYear

SAVE_AGAIN = (
    "Open het formulier in Excel of LibreOffice, bewaar het als xlsx en upload het opnieuw."
)
LIMITS = "Grens van deze toepassing"
SECURITY = "Beveiliging van deze toepassing"


@check(
    "opgave-geen-spreadsheet",
    severity=ERROR,
    title="De opgave is een spreadsheet (xlsx, xls of ods)",
    delivery=WORKBOOK,
    source=LIMITS,
    why="Wij lezen de bedragen uit de cellen van het formulier. Uit een PDF of foto kan dat niet.",
    mend="Upload het ingevulde formulier als xlsx, xls of ods.",
    example="pmg_2025_0513.xlsx, bewaard in Excel of LibreOffice.",
)
def no_spreadsheet(read: StatementRead, subject: SchemeYear | None) -> Iterator[Problem]:
    if read.obstacle == Obstacle.NOT_THIS_KIND:
        is_now = f" Het is {read.looks_like}." if read.looks_like else ""
        yield Problem(
            f"Dit is geen spreadsheet die wij kunnen lezen.{is_now}",
            f"Upload het ingevulde formulier als xlsx, xls of ods. {SAVE_AGAIN}",
        )


@check(
    "opgave-leeg-bestand",
    severity=ERROR,
    title="Het bestand is niet leeg",
    delivery=WORKBOOK,
    source=LIMITS,
    why="In een leeg bestand staat niets om te lezen. Meestal ging het bewaren mis.",
    mend="Bewaar het formulier opnieuw en kijk of het op uw eigen computer opengaat.",
    example="Een formulier dat groter is dan 0 kB.",
)
def empty_file(read: StatementRead, subject: SchemeYear | None) -> Iterator[Problem]:
    if read.obstacle == Obstacle.TRUNCATED:
        yield Problem(
            "Het bestand is leeg: het is 0 bytes groot.",
            "Bewaar het formulier opnieuw, kijk of het op uw eigen computer opengaat en upload het "
            "nog een keer.",
        )


@check(
    "opgave-beschadigd",
    severity=ERROR,
    title="Het bestand is heel",
    delivery=WORKBOOK,
    source=LIMITS,
    why="Uit een beschadigd bestand lezen wij misschien verkeerde bedragen. Dat doen wij niet.",
    mend="Open het formulier in Excel of LibreOffice, bewaar het als xlsx en upload het opnieuw.",
    example="Een formulier dat op uw eigen computer zonder melding opengaat.",
)
def damaged(read: StatementRead, subject: SchemeYear | None) -> Iterator[Problem]:
    if read.obstacle in (Obstacle.BROKEN, Obstacle.UNUSUAL_PACKING, Obstacle.UNSAFE_PATH):
        yield Problem("Het bestand is beschadigd of niet helemaal aangekomen.", SAVE_AGAIN)


@check(
    "opgave-versleuteld",
    severity=ERROR,
    title="Het bestand heeft geen wachtwoord",
    delivery=WORKBOOK,
    source=LIMITS,
    why="Achter een wachtwoord kunnen wij de bedragen niet lezen.",
    mend=(
        "Haal het wachtwoord eraf: Bestand, Info, Werkmap beveiligen. Bewaar het bestand daarna "
        "opnieuw."
    ),
    example="Een formulier dat opengaat zonder dat u iets hoeft in te typen.",
)
def encrypted(read: StatementRead, subject: SchemeYear | None) -> Iterator[Problem]:
    if read.obstacle == Obstacle.ENCRYPTED:
        yield Problem(
            "Het bestand is beveiligd met een wachtwoord. Wij kunnen het niet openen.",
            "Haal het wachtwoord eraf: kies in Excel Bestand, Info, Werkmap beveiligen, Versleutelen "
            "met wachtwoord, en maak het vak leeg. Bewaar het bestand en upload het opnieuw.",
        )


@check(
    "opgave-te-groot",
    severity=ERROR,
    title="Het bestand is uitgepakt niet te groot",
    delivery=WORKBOOK,
    source=LIMITS,
    why="Een te groot bestand houdt de controle voor alle gemeenten op.",
    mend="Haal afbeeldingen, extra bladen en cellen ver buiten het formulier weg.",
    example="Ons formulier met 10.000 regels is kleiner dan 1 MB.",
)
def too_large(read: StatementRead, subject: SchemeYear | None) -> Iterator[Problem]:
    if read.obstacle in (Obstacle.TOO_LARGE, Obstacle.TOO_MANY):
        yield Problem(
            "Het bestand is te groot om te openen.",
            "Haal afbeeldingen, extra bladen en cellen ver buiten het formulier weg. Of download "
            "een nieuw formulier en plak daarin alleen de waarden.",
        )


@check(
    "opgave-macros",
    severity=ERROR,
    title="In het bestand zitten geen macro’s",
    delivery=WORKBOOK,
    source=SECURITY,
    why="Een macro is een programma. Wij nemen geen programma’s aan: zij kunnen schade doen.",
    mend="Kies Opslaan als, en dan ‘Excel-werkmap (*.xlsx)’.",
    example="Een bestand dat eindigt op .xlsx, niet op .xlsm.",
)
def macros(read: StatementRead, subject: SchemeYear | None) -> Iterator[Problem]:
    if Hazard.MACROS in read.hazards:
        yield Problem(
            "In het bestand zitten macro’s: kleine programma’s die wij niet aannemen.",
            "Kies Opslaan als, en kies dan ‘Excel-werkmap (*.xlsx)’, zonder macro’s.",
        )


@check(
    "opgave-externe-koppeling",
    severity=ERROR,
    title="Het bestand verwijst niet naar andere bestanden",
    delivery=WORKBOOK,
    source=SECURITY,
    why="Het andere bestand hebben wij niet. Dan kan een bedrag bij ons anders zijn dan bij u.",
    mend="Kies in Excel Gegevens, Koppelingen bewerken, Koppeling verbreken.",
    example="In de cel staat 125.000, en geen verwijzing als ='[Grootboek.xlsx]Blad1'!B4.",
)
def external_links(read: StatementRead, subject: SchemeYear | None) -> Iterator[Problem]:
    if Hazard.EXTERNAL_LINKS in read.hazards:
        yield Problem(
            "Het bestand haalt gegevens uit een ander bestand. Dat andere bestand hebben wij niet.",
            "Kies in Excel Gegevens, Koppelingen bewerken, Koppeling verbreken. Dan blijven de "
            "bedragen als gewone getallen staan.",
        )


@check(
    "opgave-dde",
    severity=ERROR,
    title="Het bestand start geen andere programma’s",
    delivery=WORKBOOK,
    source=SECURITY,
    why="Zo’n formule kan een programma starten op de computer van wie het bestand opent.",
    mend="Vervang formules die met =DDE beginnen of een | bevatten door het bedrag zelf.",
    example="In de cel staat 125.000.",
)
def dde(read: StatementRead, subject: SchemeYear | None) -> Iterator[Problem]:
    if Hazard.DDE in read.hazards:
        yield Problem(
            "Het bestand wil gegevens van een ander programma halen (DDE).",
            "Vervang formules die met =DDE beginnen of een | bevatten door het bedrag zelf, "
            "bijvoorbeeld 125.000.",
        )


@check(
    "opgave-ingesloten-bestand",
    severity=ERROR,
    title="In het bestand zit geen ander bestand",
    delivery=WORKBOOK,
    source=SECURITY,
    why="In een ingesloten bestand kan iets schadelijks zitten, en wij lezen het niet.",
    mend="Klik het ingesloten bestand aan en verwijder het.",
    example="Een formulier met alleen zijn eigen bladen.",
)
def embedded(read: StatementRead, subject: SchemeYear | None) -> Iterator[Problem]:
    if Hazard.EMBEDDED in read.hazards:
        yield Problem(
            "In de spreadsheet zit een ander bestand, bijvoorbeeld een document of een knop.",
            "Klik het aan en verwijder het. Bewijsstukken hoeven niet in dit formulier.",
        )
