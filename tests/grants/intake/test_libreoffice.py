"""A form saved again by LibreOffice passes, and its faults are found at the same places."""

from __future__ import annotations

import pytest

from grants.intake.statement import read_statement
from grants.services.prechecks import check_statement
from tests.files.faulty_statements import changed
from tests.files.office import saved_again
from tests.files.statements import LINES, SUBJECT, good

EXTENSIONS = ("xlsx", "ods", "xls")


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return saved_again(good(), EXTENSIONS, tmp_path_factory.mktemp("good"))


@pytest.fixture(scope="module")
def saved_wrong(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    def change(book: object) -> None:
        opgave, lines = book["Opgave"], book["Bestedingen"]  # type: ignore[index]
        opgave["B11"], opgave["B13"] = "1,234.56", None
        lines["E6"], lines["E7"] = "=10/4", "=1/0"
        lines["A8"] = "z"

    return saved_again(changed(change), EXTENSIONS, tmp_path_factory.mktemp("wrong"))


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_saved_again_it_passes(saved: dict[str, bytes], extension: str) -> None:
    outcome = check_statement(saved[extension], f"pmg_2025_0513.{extension}", SUBJECT)
    assert outcome.findings == ()
    assert [line._replace(cell="") for line in outcome.statement.lines] == list(LINES)


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_saved_again_its_mark_can_be_read(saved: dict[str, bytes], extension: str) -> None:
    form = read_statement(saved[extension]).form
    assert form.mark is not None
    assert (form.mark_sheet, form.mark_cell) == ("Opgave", "B20")


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_saved_again_its_faults_are_found(saved_wrong: dict[str, bytes], extension: str) -> None:
    outcome = check_statement(saved_wrong[extension], f"pmg_2025_0513.{extension}", SUBJECT)
    found = {(finding.code, finding.cell) for finding in outcome.findings}
    # An old xls tells of a formula that failed only that there is no value.
    failed = "opgave-bedrag-leeg" if extension == "xls" else "opgave-bedrag-onleesbaar"
    assert found == {
        ("opgave-bedrag-onleesbaar", "B11"),
        ("opgave-vak-leeg", "B13"),
        ("opgave-bedrag-met-centen", "E6"),
        (failed, "E7"),
        ("opgave-onbekende-activiteit", "A8"),
    }
