"""Cijfers in woorden: numbers, counts and names as they stand in a Dutch sentence. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from pmg.design.formatting import dutch_number
from reporting.disclosure.publication import PublicCount, PublicMunicipality
from reporting.disclosure.suppression import Shown


def number(value: int) -> str:
    """`1234` as `1.234`."""
    return dutch_number(Decimal(value))


def counted(count: PublicCount) -> str:
    """A count in a sentence: `1.234`, `minder dan 5`, `ten minste 1.230`."""
    if count.shown is Shown.EXACT:
        return number(count.number or 0)
    if count.shown is Shown.BELOW_FIVE:
        return "minder dan 5"
    return f"ten minste {number(count.at_least or 0)}"


def some(count: int, one: str, more: str) -> str:
    """`1 gemeente`, `3 gemeenten`."""
    return f"{count} {one if count == 1 else more}"


def names(municipalities: Iterable[PublicMunicipality]) -> str:
    """Names in a sentence: `Gouda, Hoorn en Leiden`."""
    found = [own.name for own in municipalities]
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} en {found[-1]}"


def lower(label: str) -> str:
    """A label inside a sentence: its first letter small."""
    return label[:1].lower() + label[1:]
