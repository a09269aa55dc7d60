"""Voorcontrole SiSa-pakket: what the accountant says of our code in the table of errors."""

from __future__ import annotations

from collections.abc import Iterator

from .findings import WARNING
from .package_content import Cell, Package
from .register import PACKAGE, Problem, check
from .subject import SchemeYear

NOTHING_WRONG = frozenset({"geen", "nvt", "n.v.t.", "nihil", "nee", "-", "–", "0"})

MOST_ROWS = 20
"""How many rows of the table are repeated in findings."""


@check(
    "foutentabel-ontbreekt",
    severity=WARNING,
    title="De tabel van fouten en onzekerheden zit in de bijlage",
    delivery=PACKAGE,
    source="Regeling informatieverstrekking sisa, sinds 2021 een tabblad",
    why=(
        "De accountant meldt fouten en onzekerheden per uitkering in deze tabel. Sinds 2021 is "
        "het een tabblad van de bijlage."
    ),
    mend="Voeg het tabblad van de accountant toe. Zijn er geen fouten, dan staat daarin ‘n.v.t.’.",
    example="Een tabblad ‘Tabel fouten en onzekerheden’, met ‘n.v.t.’ als er geen fouten zijn.",
    years=(2021, 9999),
)
def no_errors_table(package: Package, subject: SchemeYear) -> Iterator[Problem]:
    annex = package.open_annex
    if annex and not annex.has_errors_table:
        yield Problem(
            "Het tabblad ‘Tabel fouten en onzekerheden’ ontbreekt in de bijlage.",
            "Voeg het tabblad van de accountant toe. Zijn er geen fouten, dan staat daarin ‘n.v.t.’.",
            document=annex.document,
        )


@check(
    "foutentabel-noemt-ons",
    severity=WARNING,
    title="De accountant noemt onze uitkeringscode niet in de tabel van fouten",
    delivery=PACKAGE,
    source="Regeling informatieverstrekking sisa, tabel fouten en onzekerheden",
    why="De beoordelaar weegt mee wat de accountant vond. Het is geen fout dat het er staat.",
    mend="Klopt het, licht het dan toe in de aanvullende opgave.",
    example="A99, Preventie met Gezag: ‘geen’, of een bedrag met uitleg in de aanvullende opgave.",
)
def named_in_errors(package: Package, subject: SchemeYear) -> Iterator[Problem]:
    for row in rows_against_us(package)[:MOST_ROWS]:
        said = "; ".join(cell.shown for cell in row)
        yield Problem(
            f"De accountant noemt {subject.sisa_code} in de tabel van fouten en onzekerheden: "
            f"‘{said}’.",
            "Klopt dit, dan hoeft u nu niets te doen: licht het toe in de aanvullende opgave. De "
            "beoordelaar ziet deze regel ook.",
            sheet=row[0].sheet,
            cell=row[0].place,
            document=package.annex.document if package.annex else "",
        )


def rows_against_us(package: Package) -> tuple[tuple[Cell, ...], ...]:
    """Rows of the table of errors that say something of our code, and not `geen` or `n.v.t.`."""
    rows = package.annex.error_rows if package.annex else ()
    return tuple(row for row in rows if not _says_nothing(row))


def _says_nothing(row: tuple[Cell, ...]) -> bool:
    amounts = [cell.value for cell in row if isinstance(cell.value, int | float)]
    words = {str(cell.value).strip().casefold() for cell in row}
    return not any(amounts) and (bool(amounts) or not words.isdisjoint(NOTHING_WRONG))
