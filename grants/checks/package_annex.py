"""Voorcontrole SiSa-pakket: whether the annex is a workbook that can be opened and trusted."""

from __future__ import annotations

from collections.abc import Iterator

from .findings import ERROR, WARNING
from .package_content import Annex, Obstacle, Package
from .register import PACKAGE, Problem, check
from .statement_content import Hazard
from .subject import SchemeYear

SOURCE = "Regeling informatieverstrekking sisa, bijlage verantwoordingsinformatie"
SAFETY = "Beveiliging van deze toepassing"


@check(
    "bijlage-geen-werkmap",
    severity=ERROR,
    title="De bijlage is echt een werkmap",
    delivery=PACKAGE,
    source=SOURCE,
    why="Wij lezen de cijfers uit de cellen van de werkmap. Uit een PDF of foto kan dat niet.",
    mend="Lever de werkmap van SiSa zelf aan, als xlsx, xls of ods.",
    example=(
        "sisa_2025_060513_Bijlage_Verantwoordingsinformatie.xlsx, bewaard in Excel of LibreOffice."
    ),
)
def not_a_workbook(package: Package, subject: SchemeYear) -> Iterator[Problem]:
    for annex in _with(package, Obstacle.NOT_THIS_KIND):
        is_now = f" Het is {annex.looks_like}." if annex.looks_like else ""
        yield Problem(
            f"Dit bestand is geen werkmap (Excel of LibreOffice).{is_now}",
            "Lever de werkmap van SiSa zelf aan, als xlsx, xls of ods. Een PDF of afdruk ervan is "
            "niet genoeg.",
            document=annex.document,
        )


@check(
    "bijlage-versleuteld",
    severity=ERROR,
    title="De bijlage heeft geen wachtwoord",
    delivery=PACKAGE,
    source=SOURCE,
    why="Achter een wachtwoord kan niemand de cijfers lezen, ook het CBS niet.",
    mend=(
        "Haal het wachtwoord eraf: Bestand, Info, Werkmap beveiligen. Bewaar de werkmap daarna "
        "opnieuw."
    ),
    example="Een werkmap die opengaat zonder dat u iets hoeft in te typen.",
)
def encrypted(package: Package, subject: SchemeYear) -> Iterator[Problem]:
    for annex in _with(package, Obstacle.ENCRYPTED):
        yield Problem(
            "Deze werkmap is beveiligd met een wachtwoord. Wij kunnen hem niet openen.",
            "Haal het wachtwoord eraf: Bestand, Info, Werkmap beveiligen. Bewaar de werkmap daarna "
            "opnieuw.",
            document=annex.document,
        )


@check(
    "bijlage-onleesbaar",
    severity=ERROR,
    title="De bijlage is te openen",
    delivery=PACKAGE,
    source=SOURCE,
    why="Een beschadigd bestand kunnen wij en het CBS niet gebruiken.",
    mend="Open de werkmap in Excel of LibreOffice en bewaar hem opnieuw als xlsx.",
    example="Een werkmap die op uw eigen computer zonder melding opengaat.",
)
def unreadable(package: Package, subject: SchemeYear) -> Iterator[Problem]:
    for obstacle in (
        Obstacle.BROKEN,
        Obstacle.TRUNCATED,
        Obstacle.UNSAFE_PATH,
        Obstacle.UNUSUAL_PACKING,
    ):
        for annex in _with(package, obstacle):
            yield Problem(
                "Deze werkmap is beschadigd. Wij kunnen hem niet openen.",
                "Open de werkmap in Excel of LibreOffice, bewaar hem opnieuw als xlsx, en maak het "
                "zip-bestand daarna opnieuw.",
                document=annex.document,
            )


@check(
    "bijlage-te-groot",
    severity=ERROR,
    title="De bijlage is niet te groot om te lezen",
    delivery=PACKAGE,
    source="Grens van deze toepassing",
    why="Een te groot bestand houdt de controle voor alle gemeenten op.",
    mend=(
        "Verwijder afbeeldingen, en lege rijen en kolommen met opmaak, en bewaar de werkmap "
        "opnieuw."
    ),
    example="Een werkmap van enkele MB, zonder foto’s en zonder opmaak in duizenden lege rijen.",
)
def too_large(package: Package, subject: SchemeYear) -> Iterator[Problem]:
    for obstacle in (Obstacle.TOO_LARGE, Obstacle.TOO_MANY):
        for annex in _with(package, obstacle):
            yield Problem(
                "Deze werkmap lezen kost te veel tijd of geheugen. Wij zijn gestopt.",
                "Verwijder afbeeldingen, en lege rijen en kolommen met opmaak, en bewaar de werkmap "
                "opnieuw.",
                document=annex.document,
            )


@check(
    "bijlage-macro",
    severity=ERROR,
    title="In de bijlage zitten geen macro’s",
    delivery=PACKAGE,
    source=SAFETY,
    why="Een macro is een programma. Wij nemen geen programma’s aan: zij kunnen schade doen.",
    mend="Bewaar de werkmap als ‘Excel-werkmap (*.xlsx)’.",
    example="Een bestand dat eindigt op .xlsx, niet op .xlsm.",
)
def macros(package: Package, subject: SchemeYear) -> Iterator[Problem]:
    for annex in _carrying(package, Hazard.MACROS):
        yield Problem(
            "In deze werkmap zitten macro’s. Wij voeren ze niet uit.",
            "Bewaar de werkmap als ‘Excel-werkmap (*.xlsx)’, zonder macro’s.",
            document=annex.document,
        )


@check(
    "bijlage-koppeling",
    severity=WARNING,
    title="De bijlage haalt geen cijfers uit andere bestanden",
    delivery=PACKAGE,
    source=SAFETY,
    why="Het andere bestand hebben wij niet. Dan kan een bedrag bij ons anders zijn dan bij u.",
    mend=(
        "Kies in Excel Gegevens, Koppelingen bewerken, Koppeling verbreken. Controleer daarna de "
        "bedragen."
    ),
    example="In de cel staat 125000, en geen verwijzing als ='[Grootboek.xlsx]Blad1'!B4.",
)
def external_links(package: Package, subject: SchemeYear) -> Iterator[Problem]:
    for annex in _carrying(package, Hazard.EXTERNAL_LINKS, Hazard.DDE):
        yield Problem(
            "Deze werkmap haalt cijfers uit een ander bestand of programma. Dat hebben wij niet.",
            "Kies in Excel: Gegevens, Koppelingen bewerken, Koppeling verbreken. Controleer daarna "
            "de bedragen en bewaar de werkmap.",
            document=annex.document,
        )


@check(
    "bijlage-ingesloten",
    severity=WARNING,
    title="In de bijlage zitten geen andere bestanden",
    delivery=PACKAGE,
    source=SAFETY,
    why="In een ingesloten bestand kan iets schadelijks zitten, en wij lezen het niet.",
    mend="Verwijder het ingesloten bestand uit de werkmap.",
    example="Een werkmap met alleen tabbladen.",
)
def embedded(package: Package, subject: SchemeYear) -> Iterator[Problem]:
    for annex in _carrying(package, Hazard.EMBEDDED):
        yield Problem(
            "In deze werkmap is een ander bestand ingesloten. Wij kijken daar niet in.",
            "Verwijder het ingesloten bestand uit de werkmap. Hoort het bij het pakket, lever het "
            "dan als eigen document.",
            document=annex.document,
        )


def _with(package: Package, obstacle: Obstacle) -> Iterator[Annex]:
    if package.annex and package.annex.obstacle == obstacle:
        yield package.annex


def _carrying(package: Package, *hazards: Hazard) -> Iterator[Annex]:
    if package.annex and not package.annex.hazards.isdisjoint(hazards):
        yield package.annex
