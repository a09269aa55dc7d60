"""Namen in het SiSa-pakket: sisa_JJJJ_06BBBB_Aanbiedingsbrief.pdf, in capitals or not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from grants.codes import sisa_number

from .package_content import Candidate, Entry
from .subject import RequiredDocument, SchemeYear

START = re.compile(r"sisa[_ -](\d{4})[_ -](?:06)?(\d{4})(?!\d)[_ -]*", re.ASCII | re.IGNORECASE)
COPY = re.compile(r" ?\(\d+\)$")
NOT_A_LETTER = re.compile(r"[\W_]+")


class PackageName(NamedTuple):
    """What the name of a package says."""

    year: int
    cbs_digits: str


def package_name(year: int, code: str) -> str:
    """Name of the package: sisa_2025_060513.zip."""
    return f"sisa_{year}_{sisa_number(code)}.zip"


def read_package_name(name: str) -> PackageName | None:
    """Year and municipality of a package's or a document's name; None for other names."""
    found = START.match(name)
    return PackageName(int(found[1]), found[2]) if found else None


def document_name(document: RequiredDocument, subject: SchemeYear, extension: str = "") -> str:
    """Name that a document must have: sisa_2025_060513_Jaarstukken.pdf."""
    ending = extension or document.extensions[0]
    return f"sisa_{subject.year}_{sisa_number(subject.cbs_digits)}_{document.stem}.{ending}"


def is_package_name(name: str, subject: SchemeYear) -> bool:
    """Whether the zip is named as agreed; the ` (1)` a browser adds is no fault of anybody."""
    stem, _, extension = name.rpartition(".")
    as_sent = f"{COPY.sub('', stem)}.{extension}"
    return as_sent.casefold() == package_name(subject.year, subject.cbs_digits).casefold()


def candidates(entries: Sequence[Entry], subject: SchemeYear) -> tuple[Candidate, ...]:
    """Which required document each file is meant to be, in the order of the zip."""
    return tuple(_candidate(entry, subject) for entry in entries)


def _candidate(entry: Entry, subject: SchemeYear) -> Candidate:
    stem, _, extension = entry.name.rpartition(".")
    if not stem:
        stem, extension = entry.name, ""
    says = read_package_name(stem)
    rest = START.sub("", stem, count=1)
    slot = _slot(rest, subject.documents)
    return Candidate(
        entry=entry,
        slot=slot,
        year=says.year if says else None,
        digits=says.cbs_digits if says else None,
        extension=extension.casefold(),
        is_exact=slot is not None
        and entry.name.casefold() == document_name(slot, subject, extension).casefold(),
    )


def slot_of(name: str, documents: Sequence[RequiredDocument]) -> RequiredDocument | None:
    """The document that a file is by its name, however it was written; None when it says nothing."""
    stem = name.rpartition(".")[0] or name
    return _slot(START.sub("", stem, count=1), documents)


def _slot(rest: str, documents: Sequence[RequiredDocument]) -> RequiredDocument | None:
    """The document whose name stands in `rest`, whatever was put around it; the longest wins."""
    letters = NOT_A_LETTER.sub("", rest).casefold()
    meant = [d for d in documents if NOT_A_LETTER.sub("", d.stem).casefold() in letters]
    return max(meant, key=lambda document: len(document.stem), default=None)


def chosen(found: Sequence[Candidate], slot: RequiredDocument) -> Candidate | None:
    """The file that is read for a document: the one with the right name, else the first."""
    for_slot = [candidate for candidate in found if candidate.slot == slot]
    return max(for_slot, key=lambda c: (c.is_exact, c.extension in slot.extensions), default=None)
