"""Voorcontrole SiSa-pakket: each thing that can be wrong, in a real file, gives its own code."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace

import pytest

from grants.checks.findings import ERROR, Finding, Indicators, Outcome
from grants.checks.package import judge_package
from grants.checks.register import PACKAGE, RULES
from grants.checks.subject import SchemeYear
from grants.intake.package import read_package
from pmg.demo.documents import pdf
from pmg.embedded.places import CHECKOUT
from tests.files import packages as p
from tests.files.faulty_packages import CASES, LETTER, REPORT, SIGNED, letter
from tests.files.libreoffice import saved_again


def check(data: bytes, name: str = p.NAME, subject: SchemeYear = p.SUBJECT) -> Outcome:
    return judge_package(read_package(data, name, subject), subject)


def codes(outcome: Outcome) -> set[str]:
    return {finding.code for finding in outcome.findings}


def only(outcome: Outcome) -> Finding:
    (finding,) = outcome.findings
    return finding


# These do not lie in the bytes of a package, but in its name and in the statement beside it.
ELSEWHERE = {"pakket-naam", "pakket-jaar", "pakket-gemeente", "pakket-van-niemand", "sisa-verschil"}
# A file beside the others in a folder of its own is scattered as well as double.
ALSO = {"document-dubbel": {"pakket-map"}}


@pytest.mark.parametrize(
    ("code", "make"), CASES, ids=[f"{c}-{i}" for i, (c, _) in enumerate(CASES)]
)
def test_each_shortcoming_has_its_own_code_and_no_other(
    code: str, make: Callable[[], bytes]
) -> None:
    outcome = check(make())
    assert code in codes(outcome)
    assert codes(outcome) - ALSO.get(code, set()) == {code}
    assert outcome.ok == (RULES[code].severity != ERROR)
    for finding in outcome.findings:
        assert finding.document
        assert finding.message.endswith((".", "’."))
        assert finding.remedy.endswith((".", "’."))


def test_every_check_has_a_file_that_fails_it() -> None:
    ours = {code for code, rule in RULES.items() if rule.delivery == PACKAGE}
    assert {code for code, _ in CASES} | ELSEWHERE == ours


def test_a_good_package_has_no_findings() -> None:
    outcome = check(p.good())
    assert outcome == Outcome(indicators=Indicators(p.SPENT, p.CUMULATIVE, is_final=False))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("pakket.zip", "pakket-naam"),
        ("sisa_2025_060513_definitief.zip", "pakket-naam"),
        ("sisa_2024_060513.zip", "pakket-jaar"),
        ("sisa_2025_060344.zip", "pakket-gemeente"),
    ],
)
def test_the_name_of_the_package(name: str, code: str) -> None:
    assert p.NAME in only(check(p.good(), name)).remedy
    assert only(check(p.good(), name)).code == code


@pytest.mark.parametrize("name", [p.NAME.upper(), "sisa_2025_060513 (1).zip"])
def test_capitals_and_what_a_browser_adds_are_no_fault(name: str) -> None:
    assert check(p.good(), name).findings == ()


def test_capitals_one_folder_and_what_systems_add_are_no_fault() -> None:
    files = {f"Pakket/{name.upper()}": data for name, data in p.good_files().items()}
    files |= {
        "__MACOSX/Pakket/._JAARSTUKKEN.PDF": b"x",
        "Pakket/.DS_Store": b"x",
        "Pakket/Thumbs.db": b"x",
    }
    assert check(p.zipped(files)).findings == ()


@pytest.mark.parametrize("extension", ["xlsx", "ods", "xls"])
def test_an_annex_saved_again_by_libreoffice_passes(extension: str) -> None:
    outcome = check(p.package_with(saved_again(p.good_annex(), extension), extension))
    assert outcome.findings == ()
    assert outcome.indicators == Indicators(p.SPENT, p.CUMULATIVE, is_final=False)


def test_two_of_the_same_names_both() -> None:
    finding = only(check(p.plus(p.named(REPORT).upper(), pdf(["Jaarstukken"]))))
    assert (
        "‘sisa_2025_060513_Jaarstukken.pdf’ en ‘SISA_2025_060513_JAARSTUKKEN.PDF’"
        in finding.message
    )


def test_every_document_of_another_year_is_told_at_once() -> None:
    outcome = check(p.all_renamed(lambda name: name.replace("2025", "2024")))
    assert len(outcome.findings) == 5
    assert outcome.indicators.spent == p.SPENT


def test_a_document_of_another_kind() -> None:
    data = p.replaced(REPORT, b"PK\x03\x04", p.named(REPORT, "docx"))
    finding = only(check(data))
    assert finding.code == "document-bestandstype"
    assert p.named(REPORT) in finding.remedy


def test_a_png_is_called_by_its_name() -> None:
    finding = only(check(p.replaced(REPORT, p.PNG)))
    assert "een afbeelding (png)" in finding.message
    assert finding.document == p.named(REPORT)


def test_documents_are_asked_for_by_year() -> None:
    before_2021 = replace(
        p.SUBJECT,
        documents=(
            *p.SUBJECT.documents,
            p.RequiredDocument("Tabel_fouten_en_onzekerheden", ("pdf",)),
        ),
    )
    finding = only(check(p.good(), subject=before_2021))
    assert finding.code == "document-ontbreekt"
    assert finding.document == "sisa_2025_060513_Tabel_fouten_en_onzekerheden.pdf"


def test_a_scanned_letter_is_not_scolded_for_what_it_may_say() -> None:
    assert codes(check(p.replaced(LETTER, p.scan()))) == {"pdf-zonder-tekst"}


@pytest.mark.parametrize(
    "lines",
    [
        (SIGNED, "Vastgesteld: 01-07-2026.", "Hierbij bevestigen wij dat alles klopt."),
        (
            "Op 8 juli 2026 heeft de gemeenteraad van Gouda de jaarrekening vastgesteld.",
            "Het college verklaart dat de gegevens naar waarheid zijn ingevuld.",
            "Hoogachtend, de gemeentesecretaris",
        ),
    ],
)
def test_letters_are_read_generously(lines: tuple[str, ...]) -> None:
    assert check(letter(*lines)).findings == ()


def test_no_message_says_plausible() -> None:
    told = "".join(rule.title for rule in RULES.values() if rule.delivery == PACKAGE)
    assert "plausibel" not in told


def test_names_of_strangers_are_shown_as_they_can_be_seen() -> None:
    name = "factuur\u202egpj.exe"
    finding = only(check(p.plus(name)))
    assert finding.document == "factuur�gpj.exe"
    assert "\0" not in only(check(p.with_path("x\0.pdf"))).message


def test_a_name_as_long_as_a_zip_allows_is_cut() -> None:
    assert len(only(check(p.plus("x" * 60_000))).document) == 200


def test_hundreds_of_other_files_are_not_told_one_by_one() -> None:
    files = p.good_files() | {f"{number}.txt": b"x" for number in range(300)}
    findings = check(p.zipped(files)).findings
    assert {finding.code for finding in findings} == {"document-te-veel"}
    assert len(findings) == 21
    assert "nog 280 andere" in findings[-1].message


def test_no_check_cries_wolf_over_the_demo() -> None:
    with (CHECKOUT / "municipalities" / "data" / "gemeenten.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 20
    for row in rows:
        digits = row["cbs_code"].removeprefix("GM")
        contents = replace(p.CONTENTS, municipality=row["name"], digits=digits)
        subject = replace(p.SUBJECT, municipality=row["name"], cbs_digits=digits)
        assert check(p.package(contents), f"sisa_2025_06{digits}.zip", subject).findings == ()
