"""Every file in the folders gets what its folder says, and the folders are what the script writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from grants.checks.findings import Finding
from grants.checks.register import FILE, PACKAGE, RULES, STATEMENT, WORKBOOK
from grants.services.prechecks import check_package_by_name, check_statement_by_name
from tests.files.folders import FOLDER, MADE_IN_TESTS, NO_MENDING, NOTE, looked_at, write

FAIL, MENDED, PASS = FOLDER / "should_fail", FOLDER / "mended", FOLDER / "should_pass"
MOST_BYTES = 1_500_000
DELIVERED = (FILE, PACKAGE, STATEMENT, WORKBOOK)
"""What municipalities deliver; faults in what the ministry brings in have tests of their own."""
EXPLAINED = {"opgave-negatieve-regel"}
"""An error that was explained became a question."""


def files_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name != NOTE)


def named(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def findings(code: str, path: Path) -> tuple[Finding, ...]:
    """What the checks say; of a file of nobody as the command does, which looks who it is from."""
    data = path.read_bytes()
    if code.endswith("van-niemand") and path.is_relative_to(FAIL):
        by_name = check_package_by_name if code.startswith("pakket") else check_statement_by_name
        return by_name(data, path.name).findings
    return looked_at(code, path.name, data)


@pytest.mark.django_db
@pytest.mark.parametrize("path", files_in(FAIL), ids=named)
def test_what_should_fail_fails_on_its_code(path: Path) -> None:
    code = path.parent.name
    assert code in {finding.code for finding in findings(code, path)}


@pytest.mark.django_db
@pytest.mark.parametrize("path", files_in(MENDED), ids=named)
def test_what_was_mended_is_rid_of_it_and_has_no_new_one(path: Path) -> None:
    code = path.parent.name
    (faulty,) = files_in(FAIL / code)
    before = {finding.code for finding in findings(code, faulty)}
    after = {finding.code for finding in findings(code, path)}
    assert code not in after
    assert after - before <= EXPLAINED


@pytest.mark.parametrize("path", files_in(PASS), ids=named)
def test_what_should_pass_passes_without_a_word(path: Path) -> None:
    code = "pakket-naam" if path.suffix == ".zip" else "opgave-van-niemand"
    assert looked_at(code, path.name, path.read_bytes()) == ()


def test_every_code_has_its_folder_and_every_folder_its_code() -> None:
    delivered = {code for code, rule in RULES.items() if rule.delivery in DELIVERED}
    assert {path.name for path in FAIL.iterdir()} == delivered
    assert {path.name for path in MENDED.iterdir()} == delivered - set(MADE_IN_TESTS) - NO_MENDING
    assert any(RULES[path.parent.name].delivery == PACKAGE for path in files_in(MENDED))


def test_they_are_what_the_script_writes_and_small(tmp_path: Path) -> None:
    write(tmp_path)
    for part in (FAIL, MENDED, PASS):
        kept = {path.relative_to(FOLDER): path.read_bytes() for path in files_in(part)}
        made = files_in(tmp_path / part.name)
        written = {path.relative_to(tmp_path): path.read_bytes() for path in made}
        assert kept.keys() == written.keys()
        differ = [str(path) for path in kept if kept[path] != written[path]]
        assert differ == [], "run python -m tests.files.make"
    kept_once = {path.read_bytes() for part in (FAIL, MENDED, PASS) for path in files_in(part)}
    assert sum(map(len, kept_once)) < MOST_BYTES
