"""Reads a SiSa package into what checks look at. It judges nothing and stores nothing."""

from __future__ import annotations

from grants.checks.package_content import Annex, Obstacle, Package, PdfContent
from grants.checks.package_names import candidates, chosen
from grants.checks.subject import RequiredDocument, SchemeYear

from .annex import read_annex
from .archive import Archive, Refused
from .kinds import kind_of
from .pdf import read_pdf

WORKBOOKS = frozenset({"xlsx", "xls", "ods"})
LETTER = "Aanbiedingsbrief"


def read_package(data: bytes, name: str, subject: SchemeYear) -> Package:
    """SiSa-pakket lezen: every document that the year asks for, one after the other."""
    try:
        archive = Archive(data)
    except Refused as refused:
        what = kind_of(data) if refused.obstacle == Obstacle.NOT_THIS_KIND else refused.detail
        return Package(name, refused.obstacle, what)
    found = candidates(archive.entries, subject)
    pdfs: list[tuple[str, PdfContent]] = []
    annex: Annex | None = None
    letter = ""
    for document in subject.documents:
        file = chosen(found, document)
        if file is None or file.entry.is_damaged or not file.entry.size:
            continue
        if is_workbook(document):
            annex = read_annex(file.entry.name, archive.read(file.entry), subject.sisa_code)
            continue
        is_letter = document.stem == LETTER
        pdfs.append((file.entry.name, read_pdf(archive.read(file.entry), all_text=is_letter)))
        letter = file.entry.name if is_letter else letter
    return Package(name, candidates=found, pdfs=tuple(pdfs), letter=letter, annex=annex)


def is_workbook(document: RequiredDocument) -> bool:
    """Whether the document is asked for as a workbook."""
    return not WORKBOOKS.isdisjoint(document.extensions)
