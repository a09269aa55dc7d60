"""Voorcontrole SiSa-pakket: which documents are there, and what they are called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .findings import ERROR
from .package_content import Candidate, Package
from .package_names import document_name
from .register import PACKAGE, Problem, check
from .subject import RequiredDocument, SchemeYear

SOURCE = "Regeling informatieverstrekking sisa, aanleverprocedure"
MOST_UNKNOWN = 20
"""How many files that do not belong there are named one by one."""


@check(
    "document-ontbreekt",
    severity=ERROR,
    title="Alle documenten zitten in het pakket",
    delivery=PACKAGE,
    source=SOURCE,
    why=(
        "De regels van SiSa vragen elk jaar een vaste lijst documenten. Zonder een ervan is het "
        "pakket niet compleet."
    ),
    mend="Voeg het document toe aan het zip-bestand, met de naam die wij noemen.",
    example=(
        "Voor 2025: Aanbiedingsbrief, Jaarstukken, Controleverklaring, Verslag_van_Bevindingen en "
        "Bijlage_Verantwoordingsinformatie."
    ),
)
def missing(package: Package, subject: SchemeYear) -> Iterator[Problem]:
    if package.obstacle or (package.nested and not package.recognised):
        return
    for document in subject.documents:
        if not any(candidate.slot == document for candidate in package.candidates):
            name = document_name(document, subject)
            yield Problem(
                f"Het document ‘{title_of(document)}’ ontbreekt.",
                f"Voeg het toe aan het zip-bestand met de naam {name}{_or_else(document)}.",
                document=name,
            )


@check(
    "document-te-veel",
    severity=ERROR,
    title="Er zit niets anders in het pakket",
    delivery=PACKAGE,
    source=SOURCE,
    why="Het CBS verwerkt pakketten met een programma. Onbekende bestanden houden dat op.",
    mend="Haal het bestand uit het zip-bestand, of geef het de afgesproken naam.",
    example="Een zip-bestand met alleen de gevraagde documenten.",
)
def unknown(package: Package, subject: SchemeYear) -> Iterator[Problem]:
    found = [c for c in package.candidates if c.slot is None and c not in package.nested]
    for candidate in found[:MOST_UNKNOWN]:
        yield Problem(
            "Dit bestand hoort niet in het pakket, of wij herkennen de naam niet.",
            "Haal het bestand uit het zip-bestand. Is het een gevraagd document, geef het dan "
            f"de afgesproken naam, bijvoorbeeld {document_name(subject.documents[0], subject)}.",
            document=candidate.entry.path,
        )
    if (more := len(found) - MOST_UNKNOWN) > 0:
        yield Problem(
            f"Er zitten nog {more} andere bestanden in het zip-bestand die er niet in horen.",
            f"Zet alleen de {len(subject.documents)} gevraagde documenten in het zip-bestand.",
        )


@check(
    "document-dubbel",
    severity=ERROR,
    title="Elk document zit één keer in het pakket",
    delivery=PACKAGE,
    source=SOURCE,
    why="Van twee bestanden weet niemand welk bestand geldt.",
    mend="Laat het goede bestand staan en haal de rest uit het zip-bestand.",
    example="Eén bestand sisa_2025_060513_Jaarstukken.pdf, en geen tweede met (1) of in een map.",
)
def double(package: Package, subject: SchemeYear) -> Iterator[Problem]:
    for document in subject.documents:
        ours = [c for c in package.candidates if c.slot == document and _is_ours(c, subject)]
        if len(ours) > 1:
            names = " en ".join(f"‘{candidate.entry.path}’" for candidate in ours)
            yield Problem(
                f"Het document ‘{title_of(document)}’ zit {_times(ours)} in het pakket: {names}.",
                "Laat één bestand staan, het goede, en haal de rest uit het zip-bestand.",
                document=ours[0].entry.name,
            )


@check(
    "document-jaar",
    severity=ERROR,
    title="In de naam van elk document staat het goede jaar",
    delivery=PACKAGE,
    source=SOURCE,
    why="Het jaar in de naam zegt over welk jaar het document gaat.",
    mend="Geef het document de naam sisa_jaar_06gemeentecode_document.pdf.",
    example="Voor het jaar 2025: sisa_2025_060513_Jaarstukken.pdf.",
)
def wrong_year(package: Package, subject: SchemeYear) -> Iterator[Problem]:
    for candidate in package.recognised:
        if candidate.year not in (None, subject.year):
            yield Problem(
                f"In de naam staat het jaar {candidate.year}. Het pakket gaat over {subject.year}.",
                f"Kijk of dit het document over {subject.year} is. Geef het dan de naam "
                f"{_right_name(candidate, subject)}. Zo niet, vervang het door het goede document.",
                document=candidate.entry.name,
            )


@check(
    "document-gemeente",
    severity=ERROR,
    title="In de naam van elk document staat de goede gemeentecode",
    delivery=PACKAGE,
    source=SOURCE,
    why="De code in de naam zegt van welke gemeente het document is.",
    mend="Geef het document de naam sisa_jaar_06gemeentecode_document.pdf.",
    example="Voor Gouda (GM0513): sisa_2025_060513_Jaarstukken.pdf.",
)
def wrong_municipality(package: Package, subject: SchemeYear) -> Iterator[Problem]:
    for candidate in package.recognised:
        if candidate.digits not in (None, subject.cbs_digits):
            yield Problem(
                f"In de naam staat de gemeentecode 06{candidate.digits}. "
                f"De code van {subject.municipality} is 06{subject.cbs_digits}.",
                f"Kijk of dit een document van {subject.municipality} is. Geef het dan de naam "
                f"{_right_name(candidate, subject)}.",
                document=candidate.entry.name,
            )


@check(
    "document-naam",
    severity=ERROR,
    title="Elk document heeft de afgesproken naam",
    delivery=PACKAGE,
    source=SOURCE,
    why="Het CBS en wij herkennen documenten aan hun naam.",
    mend="Geef het document de naam sisa_jaar_06gemeentecode_document.pdf.",
    example=(
        "sisa_2025_060513_Controleverklaring.pdf: sisa, jaar, 06 met gemeentecode, en de naam van "
        "het document."
    ),
)
def wrong_name(package: Package, subject: SchemeYear) -> Iterator[Problem]:
    for candidate in package.recognised:
        if (
            not candidate.is_exact
            and candidate.slot
            and candidate.year in (None, subject.year)
            and candidate.digits in (None, subject.cbs_digits)
        ):
            yield Problem(
                f"Dit lijkt het document ‘{title_of(candidate.slot)}’, maar de naam klopt niet.",
                f"Geef het document de naam {_right_name(candidate, subject)}.",
                document=candidate.entry.name,
            )


@check(
    "document-bestandstype",
    severity=ERROR,
    title="Elk document is van het gevraagde bestandstype",
    delivery=PACKAGE,
    source=SOURCE,
    why="Alleen een PDF of werkmap kan iedereen openen en doorzoeken.",
    mend="Open het document en bewaar het als het gevraagde type.",
    example="De jaarstukken als .pdf, de bijlage als .xlsx.",
)
def wrong_extension(package: Package, subject: SchemeYear) -> Iterator[Problem]:
    for candidate in package.recognised:
        if candidate.slot and candidate.extension not in candidate.slot.extensions:
            asked = _words(candidate.slot.extensions)
            ending = f"een {candidate.extension}-bestand" if candidate.extension else "zonder type"
            yield Problem(
                f"Dit document is {ending}. Gevraagd is: {asked}.",
                f"Open het document en bewaar het als {candidate.slot.extensions[0]}, met de naam "
                f"{_right_name(candidate, subject)}.",
                document=candidate.entry.name,
            )


@check(
    "document-leeg",
    severity=ERROR,
    title="Geen document is leeg",
    delivery=PACKAGE,
    source=SOURCE,
    why="In een leeg bestand staat niets om te beoordelen. Meestal ging het bewaren mis.",
    mend="Bewaar het document opnieuw en maak het zip-bestand daarna opnieuw.",
    example="Een document dat groter is dan 0 kB en op uw eigen computer opengaat.",
)
def empty(package: Package, subject: SchemeYear) -> Iterator[Problem]:
    for candidate in package.recognised:
        if not candidate.entry.size and not candidate.entry.is_damaged:
            yield Problem(
                "Dit bestand is leeg (0 bytes).",
                "Bewaar het document opnieuw, kijk of u het kunt openen, en maak het zip-bestand "
                "daarna opnieuw.",
                document=candidate.entry.name,
            )


@check(
    "document-beschadigd",
    severity=ERROR,
    title="Elk bestand is uit te pakken",
    delivery=PACKAGE,
    source=SOURCE,
    why="Een bestand dat niet heel uit het zip-bestand komt, kan niemand lezen.",
    mend="Maak het zip-bestand opnieuw en upload het nog een keer.",
    example="Een zip-bestand waaruit u zelf elk document kunt openen.",
)
def damaged(package: Package, subject: SchemeYear) -> Iterator[Problem]:
    for candidate in package.candidates:
        if candidate.entry.is_damaged:
            yield Problem(
                "Dit bestand is beschadigd: het is niet goed uit het zip-bestand te halen.",
                "Maak het zip-bestand opnieuw en upload het nog een keer.",
                document=candidate.entry.name,
            )


def title_of(document: RequiredDocument) -> str:
    """How one speaks of it: `Verslag van Bevindingen`."""
    return document.stem.replace("_", " ")


def _is_ours(candidate: Candidate, subject: SchemeYear) -> bool:
    """Whether its name says nothing of another year or municipality."""
    return candidate.year in (None, subject.year) and candidate.digits in (None, subject.cbs_digits)


def _right_name(candidate: Candidate, subject: SchemeYear) -> str:
    assert candidate.slot, "only asked for files that were recognised"
    is_asked = candidate.extension in candidate.slot.extensions
    return document_name(candidate.slot, subject, candidate.extension if is_asked else "")


def _or_else(document: RequiredDocument) -> str:
    others = document.extensions[1:]
    return f" ({_words(others)} mag ook)" if others else ""


def _words(names: Sequence[str]) -> str:
    """`xlsx, xls of ods`."""
    *first, last = names
    return f"{', '.join(first)} of {last}" if first else last


def _times(found: Sequence[Candidate]) -> str:
    return "twee keer" if len(found) == 2 else f"{len(found)} keer"
