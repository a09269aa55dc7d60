"""What was typed in an application, and which fields each of its sections has."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from grants.enums import ApplicationSection

from .application_content import ApplicationChoices
from .typed_rows import Typed, digest

TypedApplication = Mapping[ApplicationSection, Typed]
"""An application as typed; a section nobody touched may be absent."""

TEXTS: Mapping[ApplicationSection, Mapping[str, str]] = {
    ApplicationSection.ANALYSIS: {
        "text": "probleemanalyse",
        "target": "doelgroep",
        "sources": "bronnen",
    },
    ApplicationSection.PLAN: {"approach": "aanpak"},
    ApplicationSection.BUDGET: {},
    ApplicationSection.SECURING: {"text": "borging"},
    ApplicationSection.ACCOUNT: {
        "iban": "rekeningnummer",
        "holder": "ten name van",
        "name": "naam contactpersoon",
        "function": "functie contactpersoon",
        "mail": "e-mailadres contactpersoon",
        "phone": "telefoonnummer contactpersoon",
        "second_name": "naam tweede contactpersoon",
        "second_function": "functie tweede contactpersoon",
        "second_mail": "e-mailadres tweede contactpersoon",
        "second_phone": "telefoonnummer tweede contactpersoon",
    },
}
"""The fields of each section outside its rows, with their names in a sentence."""

PLAN_ROW = {
    "intervention": "interventie",
    "area": "wijk",
    "partners": "partners",
    "aim": "doel",
}
BUDGET_ROW = {
    "activity": "activiteit",
    "sector": "sector",
    "intervention": "interventie",
    "description": "omschrijving",
}
AMOUNT = "amount-"
"""The field for a grant year is `amount-` and the key of the year."""


def row_fields(section: ApplicationSection, choices: ApplicationChoices) -> dict[str, str]:
    """The fields of one row of the section, with their names; empty where it has no rows."""
    if section == ApplicationSection.PLAN:
        return dict(PLAN_ROW)
    if section == ApplicationSection.BUDGET:
        return BUDGET_ROW | {
            f"{AMOUNT}{year.key}": f"bedrag {year.label}" for year in choices.years
        }
    return {}


def is_field(section: ApplicationSection, name: str, choices: ApplicationChoices) -> bool:
    """Whether the section has a field of this name."""
    number, _, rest = name.partition("-")
    if number.isascii() and number.isdecimal() and len(number) < 5:
        return rest in row_fields(section, choices)
    return name in TEXTS[section]


def place_of(
    section: ApplicationSection, name: str, numbers: Iterable[int], choices: ApplicationChoices
) -> str:
    """'rij 2, wijk': the rows are counted as the page shows them, whatever their numbers are."""
    number, _, rest = name.partition("-")
    if not number.isdecimal():
        return TEXTS[section].get(name, name)
    row = list(numbers).index(int(number)) + 1
    return f"rij {row}, {row_fields(section, choices).get(rest, rest)}"


def digest_of_application(typed: TypedApplication, attachments: Iterable[str] = ()) -> str:
    """Fingerprint of all sections and of the attachments (their SHA-256) together."""
    parts = [digest(typed.get(section, {})) for section in ApplicationSection]
    return hashlib.sha256("".join([*parts, *sorted(attachments)]).encode()).hexdigest()
