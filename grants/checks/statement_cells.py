"""Voorcontrole opgave: the boxes on the sheet Opgave."""

from __future__ import annotations

from collections.abc import Iterator

from grants.money import NotWholeEuros

from .findings import ERROR
from .register import Problem
from .statement_content import Content, Field, LineRead, content_check, per_line
from .subject import SchemeYear

SOURCE = "Formulier voor de aanvullende opgave"
NOT_STORED = "Hier staat een formule, maar de uitkomst is niet bewaard."
STORE_IT = (
    "Typ het bedrag zelf, bijvoorbeeld 125.000. Of open het bestand in Excel of LibreOffice en "
    "bewaar het, zodat de uitkomst erbij komt te staan."
)


def _named(content: Content) -> Iterator[tuple[str, Field]]:
    """The boxes that must be filled in and are there."""
    for name, box in (
        ("Besteding in jaar T", content.spent),
        ("Cumulatieve besteding", content.cumulative),
        ("Eindverantwoording", content.final),
    ):
        if box:
            yield name, box


def _amounts(content: Content) -> Iterator[tuple[str, Field]]:
    return ((name, box) for name, box in _named(content) if box is not content.final)


def _trouble(line: LineRead) -> tuple[str, str]:
    assert line.trouble
    return str(line.trouble), line.trouble.remedy


@content_check(
    "opgave-vak-leeg",
    severity=ERROR,
    title="Alle verplichte vakken zijn ingevuld",
    source=SOURCE,
    why="Leeg is iets anders dan nul. Alleen wat is ingevuld, kunnen wij beoordelen.",
    mend="Vul het vak in. Is het bedrag niets, vul dan 0 in.",
    example="125.000. Is er niets besteed: 0.",
)
def box_empty(content: Content, subject: SchemeYear) -> Iterator[Problem]:
    for name, box in _named(content):
        if not box.text and not box.is_uncomputed and not box.amount.trouble:
            yield Problem(
                f"{name} is niet ingevuld.",
                "Kies Ja of Nee uit de lijst."
                if box is content.final
                else "Vul het bedrag in hele euro’s in, bijvoorbeeld 125.000. Is het niets? Vul 0 in.",
                box.sheet,
                box.cell,
            )


@content_check(
    "opgave-formule-zonder-uitkomst",
    severity=ERROR,
    title="Bij elke formule staat de uitkomst",
    source=SOURCE,
    why=(
        "De uitkomst van een formule staat er pas als een rekenprogramma haar bewaart. Anders "
        "zien wij niets."
    ),
    mend="Typ het bedrag zelf, of open het bestand in Excel of LibreOffice en bewaar het.",
    example="In de cel staat 125.000.",
)
def uncomputed(content: Content, subject: SchemeYear) -> Iterator[Problem]:
    boxes = (content.spent, content.cumulative, content.final, content.explanation)
    for box in boxes:
        if box and box.is_uncomputed:
            yield Problem(
                NOT_STORED,
                STORE_IT,
                box.sheet,
                box.cell,
            )
    without = [line for line in content.lines if line.uncomputed]
    for column in range(5):
        here = [line for line in without if column in line.uncomputed]
        yield from per_line(content, here, column, lambda line: (NOT_STORED, STORE_IT))


@content_check(
    "opgave-bedrag-onleesbaar",
    severity=ERROR,
    title="Elk bedrag is te lezen",
    source=SOURCE,
    why=(
        "Een bedrag dat op twee manieren te lezen is, lezen wij nooit als nul en rekenen wij niet "
        "stil om."
    ),
    mend="Vul alleen cijfers in, in hele euro’s.",
    example="125.000 of 125000. Niet: 1,234.56 of ‘ongeveer een ton’.",
)
def unreadable_amount(content: Content, subject: SchemeYear) -> Iterator[Problem]:
    for name, box in _amounts(content):
        trouble = box.amount.trouble
        if trouble and not isinstance(trouble, NotWholeEuros):
            yield Problem(f"{name}: {trouble}", trouble.remedy, box.sheet, box.cell)
    lines = [ln for ln in content.lines if ln.trouble and not isinstance(ln.trouble, NotWholeEuros)]
    yield from per_line(content, lines, 4, _trouble)


@content_check(
    "opgave-bedrag-met-centen",
    severity=ERROR,
    title="Bedragen staan in hele euro’s",
    source=SOURCE,
    why="De verantwoording gaat in hele euro’s, net als SiSa.",
    mend="Rond het bedrag af op hele euro’s.",
    example="1.235, en niet 1.234,56.",
)
def cents(content: Content, subject: SchemeYear) -> Iterator[Problem]:
    for name, box in _amounts(content):
        if isinstance(trouble := box.amount.trouble, NotWholeEuros):
            yield Problem(f"{name}: {trouble}", trouble.remedy, box.sheet, box.cell)
    lines = [line for line in content.lines if isinstance(line.trouble, NotWholeEuros)]
    yield from per_line(content, lines, 4, _trouble)


@content_check(
    "opgave-ja-of-nee",
    severity=ERROR,
    title="Eindverantwoording is Ja of Nee",
    source=SOURCE,
    why="Bij Ja stelt het ministerie de uitkering daarna vast. Daar mag geen twijfel over zijn.",
    mend="Kies Ja of Nee uit de lijst.",
    example="Nee",
)
def yes_or_no(content: Content, subject: SchemeYear) -> Iterator[Problem]:
    box = content.final
    if box and box.text and content.is_final is None:
        yield Problem(
            f"Bij Eindverantwoording staat ‘{box.text[:40]}’.",
            "Kies Ja of Nee uit de lijst.",
            box.sheet,
            box.cell,
        )


@content_check(
    "opgave-te-vroeg-eind",
    severity=ERROR,
    title="Eindverantwoording is alleen in het laatste jaar Ja",
    source="Regeling informatieverstrekking sisa; einde van de bestedingsperiode",
    why=(
        "Na de eindverantwoording komt de vaststelling. Dat is na het laatste jaar, tenzij het "
        "ministerie met u een eerder einde afsprak."
    ),
    mend="Kies Nee. Bent u eerder klaar? Neem dan contact op met het ministerie.",
    example="In 2025: Nee. In het laatste jaar: Ja.",
)
def final_too_early(content: Content, subject: SchemeYear) -> Iterator[Problem]:
    if content.final and content.is_final and not subject.is_last:
        yield Problem(
            f"Eindverantwoording staat op Ja, maar {subject.year} is niet het laatste jaar van "
            "deze regeling.",
            "Kies Nee. Bent u eerder klaar met de regeling? Neem dan contact op met het ministerie.",
            content.final.sheet,
            content.final.cell,
        )
