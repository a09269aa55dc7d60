"""Verwijzing in een tekst: `{{ cijfer.betaald }}` stands for the figure of the snapshot.

So no text can say another amount than the tables beside it. Pure: text in, text out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

REFERENCE = re.compile(r"\{\{\s*cijfer\.(\w+)\s*\}\}", re.IGNORECASE)
BRACES = re.compile(r"\{\{[^{}\n]{0,60}\}?\}?|\}\}")


class UnknownReference(ValueError):
    """A text names a figure that the snapshot does not know, or names it in a wrong way."""


def to(name: str) -> str:
    """The reference to a figure, as it is written in a text."""
    return f"{{{{ cijfer.{name} }}}}"


def plain(text: str) -> str:
    """Somebody's words within a sentence: braces in them refer to nothing."""
    return text.replace("{{", "{ {").replace("}}", "} }")


def names_in(text: str) -> tuple[str, ...]:
    """The figures that a text names, each once, in order of reading."""
    return tuple(dict.fromkeys(found.lower() for found in REFERENCE.findall(text)))


def faults_in(text: str, known: Mapping[str, object]) -> list[str]:
    """Fouten in de verwijzingen van een tekst, in words that say how to mend them."""
    faults = [
        f"Het cijfer ‘{name}’ bestaat niet. Kies een naam uit de lijst met cijfers."
        for name in names_in(text)
        if name not in known
    ]
    faults += [
        f"‘{found.strip()}’ is geen goede verwijzing. Schrijf bijvoorbeeld {to('betaald')}."
        for found in BRACES.findall(REFERENCE.sub("", text))
    ]
    return faults


def fill(text: str, shown: Mapping[str, str]) -> str:
    """The text with each reference replaced by what readers see.

    Raises UnknownReference, with the first fault as its words.
    """
    if faults := faults_in(text, shown):
        raise UnknownReference(faults[0])
    return REFERENCE.sub(lambda found: shown[found[1].lower()], text)
