"""Voorcontrole SiSa-pakket: the PDFs, and what one expects to read in the letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .findings import ERROR, WARNING
from .package_content import Obstacle, Package, PdfContent
from .register import PACKAGE, Problem, check
from .subject import SchemeYear

SOURCE = "Regeling informatieverstrekking sisa, aanleverprocedure"
SAFETY = "Beveiliging van deze toepassing"
SAVE_AS_PDF = "Open het oorspronkelijke document en kies ‘Opslaan als PDF’."

SIGNED = re.compile(
    r"ondertek|handtekening|was getekend|w\.\s?g\.|hoogachtend|vriendelijke groet|namens (?:het|de)"
    r"|burgemeester en wethouders|secretaris"
)
ADOPTED = re.compile(r"vast\s*(?:gesteld|stelling|gestelde|stellen|te stellen)|bekrachtig")
DAY = re.compile(
    r"\b\d{1,2}\s+(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober"
    r"|november|december)\s+\d{4}|\b\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b"
)
NEAR = 300
"""Characters between the word and the date that belongs to it."""
DECLARED = re.compile(r"verkla(?:ar|ren|ring)|bevestig|naar waarheid|juist en volledig|volledig en")


@check(
    "pdf-geen-pdf",
    severity=ERROR,
    title="Elk PDF-document is echt een PDF",
    delivery=PACKAGE,
    source=SOURCE,
    why="Een bestand is pas een PDF als het zo is bewaard. De naam alleen zegt niets.",
    mend="Open het oorspronkelijke document en kies ‘Opslaan als PDF’.",
    example="Een document dat u in Word bewaarde met ‘Opslaan als PDF’.",
)
def not_a_pdf(package: Package, subject: SchemeYear) -> Iterator[Problem]:
    for name, pdf in package.pdfs:
        if pdf.obstacle == Obstacle.NOT_THIS_KIND:
            is_now = f" Het is {pdf.looks_like}." if pdf.looks_like else ""
            yield Problem(
                f"Dit bestand heet pdf, maar het is geen PDF.{is_now}",
                f"{SAVE_AS_PDF} Alleen de naam veranderen is niet genoeg.",
                document=name,
            )


@check(
    "pdf-versleuteld",
    severity=ERROR,
    title="Geen PDF heeft een wachtwoord",
    delivery=PACKAGE,
    source=SOURCE,
    why="Achter een wachtwoord kan niemand het document lezen.",
    mend="Bewaar de PDF opnieuw zonder beveiliging en zonder wachtwoord.",
    example="Een PDF die opengaat zonder dat u iets hoeft in te typen.",
)
def encrypted(package: Package, subject: SchemeYear) -> Iterator[Problem]:
    for name in _with(package, Obstacle.ENCRYPTED):
        yield Problem(
            "Deze PDF is beveiligd. Wij kunnen hem niet lezen.",
            "Bewaar de PDF opnieuw zonder beveiliging en zonder wachtwoord.",
            document=name,
        )


@check(
    "pdf-afgebroken",
    severity=ERROR,
    title="Elke PDF is compleet",
    delivery=PACKAGE,
    source=SOURCE,
    why="Aan het eind mist een stuk. Bladzijden kunnen ontbreken.",
    mend="Bewaar of kopieer de PDF opnieuw, en maak het zip-bestand daarna opnieuw.",
    example="Een PDF waarvan u ook de laatste bladzijde kunt openen.",
)
def truncated(package: Package, subject: SchemeYear) -> Iterator[Problem]:
    for name in _with(package, Obstacle.TRUNCATED):
        yield Problem(
            "Deze PDF is niet compleet: het einde ontbreekt.",
            "Bewaar of kopieer de PDF opnieuw, kijk of u hem tot de laatste bladzijde kunt lezen, "
            "en maak het zip-bestand daarna opnieuw.",
            document=name,
        )


@check(
    "pdf-onleesbaar",
    severity=ERROR,
    title="Elke PDF is te openen",
    delivery=PACKAGE,
    source=SOURCE,
    why="Wat wij niet kunnen openen, kan de beoordelaar ook niet lezen.",
    mend="Open het oorspronkelijke document en kies ‘Opslaan als PDF’.",
    example="Een PDF die op uw eigen computer zonder melding opengaat.",
)
def unreadable(package: Package, subject: SchemeYear) -> Iterator[Problem]:
    for name in _with(package, Obstacle.BROKEN):
        yield Problem(
            "Deze PDF is beschadigd. Wij kunnen hem niet openen.",
            f"{SAVE_AS_PDF} Maak het zip-bestand daarna opnieuw.",
            document=name,
        )


@check(
    "pdf-te-zwaar",
    severity=ERROR,
    title="Elke PDF is binnen redelijke tijd te lezen",
    delivery=PACKAGE,
    source="Grens van deze toepassing",
    why="Een zeer zware PDF houdt de controle voor alle gemeenten op.",
    mend="Bewaar de PDF opnieuw met kleinere afbeeldingen.",
    example="Een PDF van enkele MB, gemaakt uit Word of met kleinere afbeeldingen.",
)
def too_heavy(package: Package, subject: SchemeYear) -> Iterator[Problem]:
    for name in _with(package, Obstacle.TOO_LARGE):
        yield Problem(
            "Deze PDF lezen kost te veel tijd of geheugen. Wij zijn gestopt.",
            "Bewaar de PDF opnieuw met kleinere afbeeldingen, bijvoorbeeld met ‘Verkleinde PDF’.",
            document=name,
        )


@check(
    "pdf-zonder-tekst",
    severity=WARNING,
    title="In elke PDF is de tekst te doorzoeken",
    delivery=PACKAGE,
    source=SOURCE,
    why="Een foto van papier is niet te doorzoeken, en niet voor te lezen aan wie slecht ziet.",
    mend="Kies ‘Opslaan als PDF’ in het document zelf, of laat tekstherkenning (OCR) doen.",
    example="Een PDF waarin u een woord kunt zoeken en kopiëren.",
)
def no_text(package: Package, subject: SchemeYear) -> Iterator[Problem]:
    for name, pdf in package.pdfs:
        if not pdf.obstacle and not pdf.has_text:
            yield Problem(
                "In deze PDF vinden wij geen tekst. Het lijkt een scan: een foto van papier.",
                f"{SAVE_AS_PDF} Is er alleen een scan, laat dan tekstherkenning (OCR) doen.",
                document=name,
            )


@check(
    "pdf-script",
    severity=WARNING,
    title="In geen PDF zit een script",
    delivery=PACKAGE,
    source=SAFETY,
    why="Een script is een programma. Het kan schade doen, en in een brief is het nooit nodig.",
    mend="Bewaar de PDF opnieuw met ‘Afdrukken naar PDF’.",
    example="Een PDF gemaakt met ‘Afdrukken naar PDF’.",
)
def script(package: Package, subject: SchemeYear) -> Iterator[Problem]:
    for name, pdf in package.pdfs:
        if pdf.has_script:
            yield Problem(
                "In deze PDF zit een script (JavaScript). Wij voeren het niet uit.",
                "Bewaar de PDF opnieuw met ‘Afdrukken naar PDF’. Dan gaat het script eruit.",
                document=name,
            )


@check(
    "pdf-programma",
    severity=WARNING,
    title="Geen PDF start een programma of verstuurt gegevens",
    delivery=PACKAGE,
    source=SAFETY,
    why="Een document dat een programma start of gegevens verstuurt, kan schade doen.",
    mend="Bewaar de PDF opnieuw met ‘Afdrukken naar PDF’.",
    example="Een PDF gemaakt met ‘Afdrukken naar PDF’.",
)
def starts_something(package: Package, subject: SchemeYear) -> Iterator[Problem]:
    for name, pdf in package.pdfs:
        if pdf.starts_something:
            yield Problem(
                "Deze PDF wil een programma starten, een ander bestand openen of gegevens versturen.",
                "Bewaar de PDF opnieuw met ‘Afdrukken naar PDF’. Dan gaat de opdracht eruit.",
                document=name,
            )


@check(
    "pdf-bijlagen",
    severity=WARNING,
    title="In geen PDF zitten andere bestanden",
    delivery=PACKAGE,
    source=SAFETY,
    why="In een verstopt bestand kan iets schadelijks zitten, en wij lezen het niet.",
    mend="Zet wat wij moeten lezen in het document zelf, en bewaar de PDF zonder bijlagen.",
    example="Een PDF waarin alles op de bladzijden zelf staat.",
)
def attachments(package: Package, subject: SchemeYear) -> Iterator[Problem]:
    for name, pdf in package.pdfs:
        if pdf.has_attachments:
            yield Problem(
                "In deze PDF zijn andere bestanden verstopt als bijlage. Wij kijken daar niet in.",
                "Zet wat wij moeten lezen in het document zelf, en bewaar de PDF zonder bijlagen.",
                document=name,
            )


@check(
    "brief-ondertekening",
    severity=WARNING,
    title="In de aanbiedingsbrief staat wie ondertekent",
    delivery=PACKAGE,
    source=SOURCE,
    why="Het college biedt de verantwoording aan. Dat blijkt uit de ondertekening.",
    mend="Laat de brief ondertekenen namens het college.",
    example="Ondertekend namens het college van burgemeester en wethouders, de secretaris.",
)
def signature(package: Package, subject: SchemeYear) -> Iterator[Problem]:
    for name, text in _letter(package):
        if not SIGNED.search(text):
            yield Problem(
                "Wij vinden in de brief geen ondertekening.",
                "Laat de brief ondertekenen namens het college. Bijvoorbeeld: ‘Ondertekend namens "
                "het college van burgemeester en wethouders, de secretaris’.",
                document=name,
            )


@check(
    "brief-vaststelling",
    severity=WARNING,
    title="In de aanbiedingsbrief staat wanneer de jaarstukken zijn vastgesteld",
    delivery=PACKAGE,
    source=SOURCE,
    why="Aan de datum ziet het ministerie dat de jaarstukken zijn vastgesteld.",
    mend="Noem in de brief op welke dag de jaarstukken zijn vastgesteld.",
    example="De gemeenteraad heeft de jaarstukken vastgesteld op 1 juli 2026.",
)
def adoption(package: Package, subject: SchemeYear) -> Iterator[Problem]:
    for name, text in _letter(package):
        around = (
            text[max(0, found.start() - NEAR) : found.end() + NEAR]
            for found in ADOPTED.finditer(text)
        )
        if not any(DAY.search(words) for words in around):
            yield Problem(
                "Wij vinden in de brief niet op welke dag de jaarstukken zijn vastgesteld.",
                "Noem de datum in de brief. Bijvoorbeeld: ‘De gemeenteraad heeft de jaarstukken "
                f"vastgesteld op 1 juli {subject.year + 1}’.",
                document=name,
            )


@check(
    "brief-verklaring",
    severity=WARNING,
    title="In de aanbiedingsbrief staat de verklaring van het college",
    delivery=PACKAGE,
    source=SOURCE,
    why="Het college verklaart zelf dat de cijfers kloppen.",
    mend="Zet in de brief dat de gegevens juist en volledig zijn.",
    example="Hierbij verklaren wij dat de verantwoordingsinformatie volledig en juist is.",
)
def declaration(package: Package, subject: SchemeYear) -> Iterator[Problem]:
    for name, text in _letter(package):
        if not DECLARED.search(text):
            yield Problem(
                "Wij vinden in de brief geen verklaring dat de gegevens juist en volledig zijn.",
                "Zet de verklaring in de brief. Bijvoorbeeld: ‘Hierbij verklaren wij dat de "
                "verantwoordingsinformatie volledig en juist is’.",
                document=name,
            )


def _with(package: Package, obstacle: Obstacle) -> Iterator[str]:
    """Names of the PDFs that could not be read for this reason."""
    return (name for name, pdf in package.pdfs if pdf.obstacle == obstacle)


def _letter(package: Package) -> Iterator[tuple[str, str]]:
    """The letter with its text on one line, in small letters; nothing when it has no text."""
    letters: list[tuple[str, PdfContent]] = [
        (n, pdf) for n, pdf in package.pdfs if n == package.letter
    ]
    for name, pdf in letters:
        if pdf.has_text:
            yield name, " ".join(pdf.text.split()).casefold()
