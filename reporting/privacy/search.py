"""Zoeken naar personen: names, addresses and numbers of those we know, and what looks like them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from grants.checks.personal_data import PersonalDataKind, personal_data_in

AROUND = 40
"""Letters on either side of a find, so that somebody can judge it."""

PARTICLES = r"(?:(?:van|de|den|der|het|ten|ter|te|in|op|'t)\s)*"
SALUTATION = r"(?:de heer|meneer|mevrouw|dhr\.?|mevr\.?|mw\.?)"
SOMEBODY = re.compile(
    rf"\b(?<!Bijlage )(?:{SALUTATION}\s|(?:[A-Z]\.\s?){{1,4}}){PARTICLES}[A-Z][a-zà-ÿ]{{2,}}(?:-[A-Z][a-zà-ÿ]+)?"
)
POSTCODE = re.compile(r"(?<!Postbus \d{5}, )\b[1-9]\d{3} ?(?!SA|SD|SS)[A-Z]{2}\b")
CUE = re.compile(r"\b(?:bsn|burgerservice|sofi)", re.IGNORECASE)
FINGERPRINT = re.compile(r"\b(?:[0-9a-f]{64}|(?:[0-9a-f]{8}\s){7}[0-9a-f]{8})\b")
SPACES = re.compile(r"\s*?(\n)\s*|[^\S\n]+")
"""One for many; the end of a line stays, for numbers below each other are not one number."""


class HitKind(StrEnum):
    """Wat er gevonden is."""

    KNOWN_NAME = "naam van een gebruiker of contactpersoon"
    KNOWN_ADDRESS = "e-mailadres van een gebruiker of contactpersoon"
    KNOWN_NUMBER = "telefoonnummer van een gebruiker of contactpersoon"
    NAME = "lijkt op een naam"
    ADDRESS = "lijkt op een adres"
    MAIL = "e-mailadres"
    PHONE = "telefoonnummer"
    BSN = "burgerservicenummer"
    BIRTH = "geboortedatum"


SUSPECTED = {
    PersonalDataKind.BSN: HitKind.BSN,
    PersonalDataKind.PHONE: HitKind.PHONE,
    PersonalDataKind.MAIL: HitKind.MAIL,
    PersonalDataKind.BIRTH: HitKind.BIRTH,
}


@dataclass(frozen=True, slots=True)
class Part:
    """Vindplaats: a page, property or attachment of a file, with its text."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Person:
    """Iemand die wij kennen. Whatever is empty is not searched for."""

    first_name: str = ""
    last_name: str = ""
    mail: str = ""
    phone: str = ""

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """Vondst: a phrase at a place, with the words around it."""

    phrase: str
    place: str
    kind: HitKind
    around: str


def search(parts: Iterable[Part], people: Iterable[Person], *, year: int) -> tuple[Hit, ...]:
    """Everything in `parts` that points to a person; each phrase once for each place.

    `year` is the reporting year: a date of 8 to 27 years before may be a birthday.
    """
    patterns = list(_patterns(people))
    found: dict[tuple[str, str], Hit] = {}
    for part in parts:
        text = FINGERPRINT.sub("", SPACES.sub(lambda found: found[1] or " ", part.text))
        for kind, start, end in _finds(text, patterns, year):
            phrase = " ".join(text[start:end].split())
            around = " ".join(text[max(start - AROUND, 0) : end + AROUND].split())
            key = (plain(phrase), part.place)
            found.setdefault(key, Hit(phrase, part.place, kind, around))
    return tuple(sorted(found.values()))


def plain(text: str) -> str:
    """Small letters without accents, one for one: what two spellings of a name share."""
    return "".join(unicodedata.normalize("NFKD", letter)[0].lower() for letter in text)


Pattern = tuple[HitKind, re.Pattern[str]]


def _patterns(people: Iterable[Person]) -> Iterator[Pattern]:
    for person in people:
        if person.last_name:
            yield HitKind.KNOWN_NAME, _name(person)
        if person.mail:
            yield HitKind.KNOWN_ADDRESS, re.compile(rf"(?<![\w.]){re.escape(plain(person.mail))}")
        if digits := _digits(person.phone):
            between = r"[ ()-]{0,2}"
            yield (
                HitKind.KNOWN_NUMBER,
                re.compile(rf"(?:\+31|0031|0){between}{between.join(digits)}(?!\d)"),
            )


def _name(person: Person) -> re.Pattern[str]:
    """The whole name; or the last name after initials or a salutation, or before initials."""
    first, last = plain(person.first_name), _spaced(plain(person.last_name))
    before = [SALUTATION]
    if first:
        before += [_spaced(first), rf"{re.escape(first[0])}\.?(?:\s?[a-z]\.){{0,3}}"]
    turned = rf"|{last},\s{re.escape(first[0])}\b" if first else ""
    return re.compile(rf"\b(?:{'|'.join(before)})\s?{last}\b{turned}")


def _spaced(text: str) -> str:
    return r"\s".join(map(re.escape, text.split()))


def _digits(phone: str) -> str:
    """A Dutch number without its zero or country code."""
    digits = re.sub(r"\D", "", phone)
    digits = re.sub(r"^(?:0031|31(?=\d{9}$)|0)", "", digits)
    return digits if len(digits) == 9 else ""


def _finds(text: str, patterns: list[Pattern], year: int) -> Iterator[tuple[HitKind, int, int]]:
    """What we know first: a name that is known does not only look like one."""
    folded = plain(text)
    taken: list[tuple[int, int]] = []
    for kind, pattern in patterns:
        for match in pattern.finditer(folded):
            taken.append(match.span())
            yield kind, *match.span()
    for kind, start, end in _suspicions(text, year):
        if not any(start < until and since < end for since, until in taken):
            yield kind, start, end


def _suspicions(text: str, year: int) -> Iterator[tuple[HitKind, int, int]]:
    for match in SOMEBODY.finditer(text):
        yield HitKind.NAME, *match.span()
    for match in POSTCODE.finditer(text):
        yield HitKind.ADDRESS, *match.span()
    for trace in personal_data_in(text, year=year):
        start = text.find(trace.fragment)
        if trace.kind is PersonalDataKind.BSN and _is_a_row(text, trace.fragment, start):
            continue
        yield SUSPECTED[trace.kind], start, start + len(trace.fragment)


def _is_a_row(text: str, fragment: str, start: int) -> bool:
    """Numbers beside each other in a table, unless somebody says what number it is."""
    return any(one.isspace() for one in fragment) and not CUE.search(text[:start][-AROUND:])
