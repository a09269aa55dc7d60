"""Reads a SiSa package into what checks look at. It judges nothing and stores nothing."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from grants.checks.package_content import Annex, Candidate, Obstacle, Package, PdfContent
from grants.checks.package_names import PackageName, candidates, chosen, read_package_name
from grants.checks.subject import RequiredDocument, SchemeYear

from .annex import read_annex
from .archive import Archive, Refused
from .kinds import kind_of
from .pdf import read_pdf

WORKBOOKS = frozenset({"xlsx", "xls", "ods"})
LETTER = "Aanbiedingsbrief"
OFFICE_PARTS = frozenset({"[Content_Types].xml", "META-INF/manifest.xml"})
"""What lies in the zips that Office programs make, and in no package."""


class NamesFound(NamedTuple):
    """Which municipality and year names speak of, the likeliest first, and whether it opened."""

    owners: tuple[PackageName, ...]
    readable: bool


def owners_named(data: bytes, name: str) -> NamesFound:
    """Whose package it says it is: by its own name, and else by most of the names inside."""
    try:
        inside = [entry.name for entry in Archive(data).entries]
        readable = True
    except Refused:
        inside, readable = [], False
    said = Counter(found for each in inside if (found := read_package_name(each)))
    own = read_package_name(name)
    owners = dict.fromkeys([*([own] if own else []), *(owner for owner, _ in said.most_common())])
    return NamesFound(tuple(owners), readable)


def read_package(data: bytes, name: str, subject: SchemeYear) -> Package:
    """SiSa-pakket lezen: every document that the year asks for, one after the other."""
    try:
        archive = Archive(data)
    except Refused as refused:
        what = kind_of(data) if refused.obstacle == Obstacle.NOT_THIS_KIND else refused.detail
        return Package(name, refused.obstacle, what)
    if not OFFICE_PARTS.isdisjoint(entry.path for entry in archive.entries):
        return Package(name, Obstacle.NOT_THIS_KIND, "een werkmap of ander Office-bestand")
    found = candidates(archive.entries, subject)
    pdfs: list[tuple[str, PdfContent]] = []
    annex: Annex | None = None
    letter = ""
    for document in subject.documents:
        file = chosen(found, document)
        if file is None or not _can_be_read(file, document):
            continue
        path = file.entry.name
        if is_workbook(document):
            annex = read_annex(path, archive.read(file.entry), subject.sisa_code)
            continue
        is_letter = document.stem == LETTER
        letter = path if is_letter else letter
        pdfs.append((path, read_pdf(archive.read(file.entry), all_text=is_letter)))
    return Package(name, candidates=found, pdfs=tuple(pdfs), letter=letter, annex=annex)


def _can_be_read(file: Candidate, document: RequiredDocument) -> bool:
    """Whether there is something to open: where not, another finding says why."""
    is_whole = file.entry.size > 0 and not file.entry.is_damaged
    return is_whole and file.extension in document.extensions


def is_workbook(document: RequiredDocument) -> bool:
    """Whether the document is asked for as a workbook."""
    return not WORKBOOKS.isdisjoint(document.extensions)
