"""Doing to the letter what a remedy says takes the finding away, and brings no new one."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest

from grants.checks.findings import Finding
from tests.files import packages as p
from tests.files.faulty_packages import REPORT
from tests.files.mended_packages import CELL, DOCUMENT_NAME, files_of, filled_in, removed, renamed
from tests.grants.checks.test_package import check, codes


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
