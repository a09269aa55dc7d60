"""Persoonsgegevens in vrije tekst: what looks like a person's number, address or date of birth.

A report speaks of numbers of youths, never of one of them. These are suspicions, not proof: whoever
submits mends them, or says to have looked.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass


class PersonalDataKind(enum.StrEnum):
    """Soort persoonsgegeven, as the sentence on the screen names it."""

    BSN = "een burgerservicenummer"
    PHONE = "een telefoonnummer"
    MAIL = "een e-mailadres"
    BIRTH = "een geboortedatum"


@dataclass(frozen=True)
class Trace:
    """Vermoeden: the piece of text and what it looks like."""

    kind: PersonalDataKind
    fragment: str


ELEVEN_TEST = (9, 8, 7, 6, 5, 4, 3, 2, -1)
NINE_DIGITS = re.compile(r"(?<![\d.,€-])(?<!€ )\d(?:[ .-]?\d){8}(?![.,]?\d)")
PHONE = re.compile(
    r"(?<![\d.,])(?:(?:\+|00)31[ -]?(?:\(0\)[ -]?)?|\(?0)[1-9](?:[ )-]{0,2}\d){8}(?!\d)"
)
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
MONTHS = "jan|feb|m(?:aa)?rt|apr|mei|jun|jul|aug|sep|okt|nov|dec"
NUMERIC_DATE = re.compile(r"(?<!\d)\d{1,2}[-/.]\d{1,2}[-/.]((?:19|20)\d\d)(?!\d)")
BORN_ON = re.compile(
    r"\b(?:geboren|geboortedatum|geb\.)[^.\n\d]{0,25}"
    rf"\d{{1,2}}(?:[-/.]\d{{1,2}}[-/.]| (?:{MONTHS})[a-z]*\.? )(?:\d{{4}}|\d{{2}})",
    re.IGNORECASE,
)
AGES = range(8, 28)
"""Ages of the youths these reports are about; a bare date this long ago may be a birthday."""


def personal_data_in(text: str, *, year: int) -> tuple[Trace, ...]:
    """What in `text` looks like personal data, each fragment once, in order of kind.

    `year` is the year the text speaks of: a date of 8 to 27 years earlier may be a birthday.
    """
    return tuple(dict.fromkeys(_traces(text, year)))


def passes_eleven_test(digits: str) -> bool:
    """Elfproef: whether nine digits can be a burgerservicenummer (Besluit BSN)."""
    weighed = sum(weight * int(d) for weight, d in zip(ELEVEN_TEST, digits, strict=True))
    return weighed % 11 == 0 and int(digits) > 0


def _traces(text: str, year: int) -> Iterator[Trace]:
    phones = list(PHONE.finditer(text))
    for found in NINE_DIGITS.finditer(text):
        if passes_eleven_test(re.sub(r"\D", "", found[0])) and not _lies_in(found, phones):
            yield Trace(PersonalDataKind.BSN, found[0])
    for found in phones:
        yield Trace(PersonalDataKind.PHONE, found[0].strip())
    for found in MAIL.finditer(text):
        yield Trace(PersonalDataKind.MAIL, found[0])
    births = list(BORN_ON.finditer(text))
    for found in births:
        yield Trace(PersonalDataKind.BIRTH, found[0])
    for found in NUMERIC_DATE.finditer(text):
        if year - int(found[1]) in AGES and not _lies_in(found, births):
            yield Trace(PersonalDataKind.BIRTH, found[0])


def _lies_in(found: re.Match[str], others: list[re.Match[str]]) -> bool:
    return any(other.start() <= found.start() < other.end() for other in others)
