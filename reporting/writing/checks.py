"""Nakijken van een tekst: what stops it from becoming a version, and what only deserves a look."""

from __future__ import annotations

from collections.abc import Mapping

from reporting.quotes.references import faults_in
from reporting.writing.fields import Field
from reporting.writing.typed_figures import typed_figures


def faults_of(field: Field, text: str, known: Mapping[str, object]) -> list[str]:
    """Fouten: each says what is wrong and how to mend it."""
    faults = faults_in(text, known)
    if len(text) > field.longest:
        over = len(text) - field.longest
        faults.append(f"De tekst is {over} tekens te lang. Er passen {field.longest} tekens.")
    if field.is_line and len(text.strip().splitlines()) > 1:
        faults.append("Schrijf dit op één regel.")
    return faults


def warnings_of(field: Field, text: str) -> list[str]:
    """Waarschuwingen: amounts and counts that were typed. A head of a paper may hold numbers."""
    if field.is_line:
        return []
    return [
        f"‘{found}’ is getypt. Gebruik een verwijzing: dan klopt het altijd met de cijfers."
        for found in typed_figures(text)
    ]
