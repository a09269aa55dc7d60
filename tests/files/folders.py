"""The folders of files that municipalities might send; ``python -m tests.files.make`` writes them.

should_pass/          good files, of which no check says anything
should_fail/<code>/   a file with one shortcoming, named after its code
mended/<code>/        the same file after somebody did what the remedy says

What is too large or too dangerous to keep in a folder is made where it is used, and said so there.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from grants.checks import virus
from grants.checks.findings import Finding, Outcome
from grants.checks.package import judge_package
from grants.checks.register import PACKAGE, RULES
from grants.intake.package import read_package
from grants.services.prechecks import check_statement

from . import faulty_packages, faulty_statements, mended_packages, mended_statements
from . import packages as p
from .statements import SUBJECT, good

FOLDER = Path(__file__).parent
STATEMENT_NAME = "pmg_2025_0513.xlsx"
PACKAGE_SUBJECT = replace(p.SUBJECT, statement_total=p.SPENT)
WRONG_NAMES = {
    "pakket-naam": "pakket.zip",
    "pakket-jaar": "sisa_2024_060513.zip",
    "pakket-gemeente": "sisa_2025_060344.zip",
    "pakket-van-niemand": "zomaar.zip",
}
"""The shortcoming lies in the name; its remedy is the right one."""

MADE_IN_TESTS = {
    virus.VIRUS.code: "Een virusscanner haalt dit bestand weg, ook het onschuldige voorbeeld.",
    "opgave-te-groot": "Uitgepakt zijn dit honderden megabytes.",
    "pakket-te-groot": "Uitgepakt zijn dit gigabytes.",
    "pakket-te-veel-bestanden": "Dit zijn honderden lege bestanden.",
    "bijlage-te-groot": "Uitgepakt is dit 60 MB.",
    "pdf-te-zwaar": "Uitgepakt is dit 256 MB.",
}
NOTE = "LEESMIJ.txt"
NO_MENDING = mended_packages.TO_EXPLAIN | mended_statements.TO_EXPLAIN

File = tuple[str, Callable[[], bytes]]
"""Name and maker."""


def looked_at(code: str, name: str, data: bytes) -> tuple[Finding, ...]:
    """What the checks say of the file; `code` tells what kind of delivery it is."""
    return outcome_of(code, name, data).findings


def outcome_of(code: str, name: str, data: bytes) -> Outcome:
    if RULES[code].delivery == PACKAGE:
        return judge_package(read_package(data, name, PACKAGE_SUBJECT), PACKAGE_SUBJECT)
    return check_statement(data, name, SUBJECT)


def should_fail() -> dict[str, File]:
    """For each code one file that shows it."""
    files: dict[str, File] = {
        code: (STATEMENT_NAME, makers[0]) for code, makers in faulty_statements.SHOULD_FAIL.items()
    }
    for code, maker in faulty_packages.CASES:
        files.setdefault(code, (p.NAME, maker))
    files |= {code: (name, p.good) for code, name in WRONG_NAMES.items()}
    files["sisa-verschil"] = (p.NAME, lambda: p.package_with(p.annex_with("01", p.SPENT + 1)))
    files["opgave-van-niemand"] = (
        "zomaar.xlsx",
        lambda: faulty_statements.typed("Opgave", "B20", None),
    )
    return {code: file for code, file in files.items() if code not in MADE_IN_TESTS}


def should_pass() -> Iterator[File]:
    """Files without a shortcoming, for SUBJECT and for PACKAGE_SUBJECT."""
    yield STATEMENT_NAME, good
    yield p.NAME, p.good
    for words, (subject, maker) in faulty_statements.SHOULD_PASS.items():
        if subject is SUBJECT and maker is not good:
            yield f"{words.replace(' ', '_')}.xlsx", maker


def mended(code: str, name: str, data: bytes) -> tuple[str, bytes]:
    """Name and bytes after somebody did what the remedy says."""
    if code in WRONG_NAMES:
        return p.NAME, data
    if code == "opgave-van-niemand":
        return STATEMENT_NAME, good()
    findings = looked_at(code, name, data)
    if RULES[code].delivery == PACKAGE:
        return name, mended_packages.mended(code, data, findings)
    return name, mended_statements.mended_file(code, data, findings)


def write(folder: Path) -> None:
    """Writes the three folders anew."""
    for part in ("should_pass", "should_fail", "mended"):
        shutil.rmtree(folder / part, ignore_errors=True)
    for name, maker in should_pass():
        _put(folder / "should_pass" / name, maker())
    for code, (name, maker) in should_fail().items():
        data = maker()
        _put(folder / "should_fail" / code / name, data)
        if code not in NO_MENDING:
            new_name, better = mended(code, name, data)
            _put(folder / "mended" / code / new_name, better)
    for code, why in MADE_IN_TESTS.items():
        text = f"{why} De tests maken het zelf.\n"
        _put(folder / "should_fail" / code / NOTE, text.encode())


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
