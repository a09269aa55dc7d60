"""What a municipality does with its package that follows a remedy."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

from grants.checks.findings import Finding

from . import packages as p
from .settled import settled

Findings = tuple[Finding, ...]
Mend = Callable[[bytes, Findings], bytes]

DOCUMENT_NAME = re.compile(r"sisa_\d{4}_06\d{4}_\w+\.\w+")
CELL = re.compile(r"cel ([A-Z]+\d+)")
AMOUNT = re.compile(r"bijvoorbeeld ([\d.]+)")


def files_of(data: bytes) -> p.Files:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def renamed(data: bytes, findings: tuple[Finding, ...]) -> bytes:
    """The package with each document named as the remedy says."""
    files = files_of(data)
    for finding in findings:
        named = DOCUMENT_NAME.search(finding.remedy)
        assert named, finding.remedy
        files[named[0]] = files.pop(finding.document)
    return p.zipped(files)


def filled_in(data: bytes, findings: tuple[Finding, ...]) -> bytes:
    """The package with the example of the remedy in the cell it names."""
    files = files_of(data)
    for finding in findings:
        book = p.load_workbook(io.BytesIO(files[finding.document]))
        amount = AMOUNT.search(finding.remedy)
        value = amount[1].rstrip(".") if amount else "Nee"
        assert amount or "Ja of Nee" in finding.remedy
        book[finding.sheet][finding.cell].value = value
        out = io.BytesIO()
        book.save(out)
        files[finding.document] = settled(out.getvalue())
    return p.zipped(files)


def removed(data: bytes, findings: tuple[Finding, ...]) -> bytes:
    """The package without the files that are named."""
    files = files_of(data)
    for finding in findings:
        del files[finding.document]
    return p.zipped(files)


def taken_again(data: bytes, findings: Findings) -> bytes:
    """The package with the documents that are named saved once more, from what they were made of."""
    files, good = files_of(data), p.good_files()
    for finding in findings:
        name = next(name for name in good if name.rpartition(".")[0] in finding.document)
        files.pop(finding.document, None)
        files[name] = good[name]
    return p.zipped(files)


def made_again(data: bytes, findings: Findings) -> bytes:
    """The zip made once more, of the documents themselves."""
    return p.good()


MENDS: dict[str, Mend] = {
    "document-jaar": renamed,
    "document-gemeente": renamed,
    "document-naam": renamed,
    "document-te-veel": removed,
}
"""Who follows another remedy saves the document again, or makes the zip again."""

TO_EXPLAIN = frozenset({"foutentabel-noemt-ons"})
"""Nothing to mend: the remedy asks for a word of explanation."""


def mended(code: str, data: bytes, findings: Findings) -> bytes:
    """The package after somebody did what the remedy says."""
    ours = tuple(finding for finding in findings if finding.code == code)
    if code in MENDS:
        return MENDS[code](data, ours)
    whole = code.startswith("pakket-") or code in {"document-dubbel", "document-beschadigd"}
    return (made_again if whole else taken_again)(data, ours)
