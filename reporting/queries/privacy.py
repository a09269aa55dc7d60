"""Persoonsgegevens in wat naar buiten gaat: who is known, what was found, what still stands."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass

from grants.enums import ApplicationSection
from grants.models import ApplicationDraft, Scheme
from pmg.accounts.models import User
from reporting.models import Clearance, PersonSearch, Rendition
from reporting.privacy.search import Hit, HitKind, Person, plain

Clearances = dict[tuple[str, str], Clearance]


def known_people() -> list[Person]:
    """Everybody with an account, and every contact in an application; each once, in one order."""
    people = {
        Person(user.first_name, user.last_name, user.email)
        for user in User.objects.filter(is_system=False)
    }
    accounts = ApplicationDraft.objects.filter(section=ApplicationSection.ACCOUNT)
    for raw in accounts.values_list("raw", flat=True):
        people |= {_contact(raw, ""), _contact(raw, "second_")}
    return sorted(people - {Person()}, key=astuple)


def _contact(raw: dict[str, str], prefix: str) -> Person:
    first, _, last = str(raw.get(f"{prefix}name", "")).strip().partition(" ")
    return Person(
        first,
        last.strip(),
        str(raw.get(f"{prefix}mail", "")).strip(),
        str(raw.get(f"{prefix}phone", "")).strip(),
    )


def fingerprint(people: Iterable[Person]) -> str:
    """Of who is known: another when somebody came or changed."""
    text = json.dumps([astuple(person) for person in people], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def search_of(rendition: Rendition) -> PersonSearch | None:
    """The last search through these files, for those who are known now."""
    known = fingerprint(known_people())
    return PersonSearch.objects.filter(rendition=rendition, people_sha256=known).first()


def clearances_of(scheme: Scheme, year: int) -> Clearances:
    """What may stand, by phrase and place; an empty place is everywhere."""
    last: Clearances = {}
    rows = Clearance.objects.filter(scheme=scheme, year=year).select_related("by")
    for row in rows.order_by("on", "pk"):
        last[plain(row.phrase), row.place] = row
    return {key: row for key, row in last.items() if row.holds}


@dataclass(frozen=True)
class Found:
    """Vondst, with what was decided on it."""

    hit: Hit
    clearance: Clearance | None


def finds(search: PersonSearch, cleared: Clearances) -> list[Found]:
    """Everything that was found, what still blocks first."""
    found = [Found(hit, _clearance(hit, cleared)) for hit in hits_of(search)]
    return sorted(found, key=lambda one: (one.clearance is not None, one.hit))


def hits_of(search: PersonSearch) -> list[Hit]:
    """The hits as they were stored."""
    return [
        Hit(one["phrase"], one["place"], HitKind(one["kind"]), one["around"]) for one in search.hits
    ]


def _clearance(hit: Hit, cleared: Clearances) -> Clearance | None:
    phrase = plain(hit.phrase)
    everywhere = next(
        (
            row
            for (words, place), row in cleared.items()
            if not place and f" {words} " in f" {phrase} "
        ),
        None,
    )
    return cleared.get((phrase, hit.place)) or everywhere


def blocking(rendition: Rendition) -> list[Hit] | None:
    """What still stands in the way of sending; none as long as nobody searched these files."""
    search = search_of(rendition)
    if search is None or search.done_at is None:
        return None
    year = rendition.snapshot.report_year
    cleared = clearances_of(year.scheme, year.year)
    return [one.hit for one in finds(search, cleared) if one.clearance is None]
