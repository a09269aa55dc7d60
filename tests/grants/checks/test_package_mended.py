"""Doing to the letter what a remedy says takes the finding away, and brings no new one."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pytest

from grants.checks.findings import Finding
from tests.files import packages as p
from tests.grants.checks.test_package import check, codes

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
        files[finding.document] = out.getvalue()
    return p.zipped(files)


def removed(data: bytes, findings: tuple[Finding, ...]) -> bytes:
    """The package without the files that are named."""
    files = files_of(data)
    for finding in findings:
        del files[finding.document]
    return p.zipped(files)


REPORT = "Jaarstukken"


@pytest.mark.parametrize(
    ("data", "mend"),
    [
        (p.all_renamed(lambda name: name.replace("2025", "2024")), renamed),
        (p.all_renamed(lambda name: name.replace("0513", "0344")), renamed),
        (p.renamed(REPORT, "Jaarstukken Gouda definitief.pdf"), renamed),
        (p.all_renamed(lambda name: name.replace("_", " ")), renamed),
        (p.all_renamed(lambda name: name.replace(".", " (1).")), renamed),
        (p.renamed(p.ANNEX, "Bijlage verantwoordingsinformatie Gouda.xlsx"), renamed),
        (p.plus("vakantiefoto.jpg"), removed),
        (p.plus("meer.zip", p.good()), removed),
        (p.package_with(p.annex_with("01", None)), filled_in),
        (p.package_with(p.annex_with("02", "1,234.56")), filled_in),
        (p.package_with(p.annex_with("02", 1234.56)), filled_in),
        (p.package_with(p.annex_with("01", "=B2+B3")), filled_in),
        (p.package_with(p.annex_with("03", "misschien")), filled_in),
        (p.package_with(p.annex_with("03", None)), filled_in),
    ],
)
def test_the_remedy_mends(data: bytes, mend: Callable[[bytes, tuple[Finding, ...]], bytes]) -> None:
    findings = check(data).findings
    assert findings
    assert check(mend(data, findings)).findings == ()


def test_a_missing_document_is_added_under_the_name_that_is_said() -> None:
    (finding,) = check(p.without(REPORT)).findings
    named = DOCUMENT_NAME.search(finding.remedy)
    assert named
    files = files_of(p.without(REPORT)) | {named[0]: p.pdf(["Jaarstukken 2025"])}
    assert check(p.zipped(files)).findings == ()


def test_of_two_values_the_second_is_emptied() -> None:
    data = p.package_with(p.annex_with_two_values("01"))
    (finding,) = check(data).findings
    book = p.load_workbook(io.BytesIO(files_of(data)[finding.document]))
    keep = CELL.search(finding.remedy)
    assert keep
    assert keep[1] != finding.cell
    book[finding.sheet][finding.cell].value = None
    out = io.BytesIO()
    book.save(out)
    assert check(p.package_with(out.getvalue())).findings == ()


def test_a_letter_with_the_examples_of_the_remedies_in_it() -> None:
    data = p.replaced("Aanbiedingsbrief", p.pdf(["Aanbiedingsbrief SiSa 2025"]))
    findings = check(data).findings
    assert codes(check(data)) == {"brief-ondertekening", "brief-vaststelling", "brief-verklaring"}
    examples = [re.search("‘([^’]+)’", finding.remedy) for finding in findings]
    lines = [example[1] for example in examples if example]
    letter = p.replaced("Aanbiedingsbrief", p.pdf(["Aanbiedingsbrief SiSa 2025", *lines]))
    assert check(letter).findings == ()
