"""The letter on paper: accessible, archivable, the same bytes anywhere."""

from __future__ import annotations

import datetime
import hashlib
import io
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import outloud
import page as page_validation
import pypdf
import pytest

from grants.letters.contents import Block, Column, Contents, Table
from grants.letters.paper import letter_pdf

ROOT = Path(__file__).resolve().parents[3]
MOMENT = datetime.datetime(2026, 8, 6, 13, 0, tzinfo=datetime.UTC)
LINES = Table(
    "Regels die ik niet accepteer",
    (Column("Regel"), Column("Opgave", is_number=True), Column("Reden")),
    tuple((f"{n}. Sport in de wijk", "€\u00a01.250", "Niet toegelicht.") for n in range(1, 60)),
)
DECISION = Contents(
    kind="beschikking",
    ministry="Ministerie van Justitie en Veiligheid",
    department="Directie Veiligheid en Bestuur",
    address=("Postbus 20301", "2500 EH Den Haag"),
    to=("Het college van burgemeester en wethouders", "van de gemeente Súdwest-Fryslân"),
    dated="6 augustus 2026",
    reference="PMG-2024-0513/2025-01",
    about="PMG-2024-0513",
    subject="Oordeel over uw verantwoording over 2025",
    blocks=(
        Block("paragraph", ("Geacht college,",)),
        Block("heading", ("Mijn oordeel",)),
        Block("paragraph", ("<b>Geen</b> opmaak & geen {gaten}.",)),
        Block("items", ("een", "twee")),
        Block("table", table=LINES),
    ),
    on_behalf=("De Minister van Justitie en Veiligheid,", "namens deze,"),
    signatory="de directeur Veiligheid en Bestuur",
    unsigned="Deze brief is digitaal vastgesteld.",
    objection=("U kunt binnen zes weken bezwaar maken.",),
    mark="FICTIEF",
)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return letter_pdf(DECISION, moment=MOMENT)


def text_of(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_2A"])
def test_it_meets_the_norms(pdf: bytes, profile: str) -> None:
    report = page_validation.validate_pdf_bytes(
        pdf, profile=getattr(page_validation.ValidationProfile, profile)
    )
    assert [(fault.rule_id, fault.message) for fault in report.failures] == []


def test_its_tags_make_sense_when_read_aloud(pdf: bytes, tmp_path: Path) -> None:
    file = tmp_path / "letter.pdf"
    file.write_bytes(pdf)
    # TBL-010 takes small tables with a header row and header column for broken ones.
    found = outloud.check(str(file), skip=["TBL-010"])
    assert [(finding.rule, finding.message) for finding in found.findings] == []


def test_every_word_is_on_it_and_what_was_typed_is_only_text(pdf: bytes) -> None:
    said = " ".join(" ".join(text_of(pdf)).split())
    for words in (
        "Ministerie van Justitie en Veiligheid",
        "van de gemeente Súdwest-Fryslân",
        "PMG-2024-0513/2025-01",
        "<b>Geen</b> opmaak & geen {gaten}.",
        "de directeur Veiligheid en Bestuur",
        "binnen zes weken bezwaar",
    ):
        assert words in said, words


def test_the_mark_stands_on_every_page(pdf: bytes) -> None:
    pages = text_of(pdf)
    assert len(pages) > 1
    assert all("FICTIEF" in page for page in pages)
    info = pypdf.PdfReader(io.BytesIO(pdf)).metadata
    assert info is not None
    assert "FICTIEF" in str(info.title)


def test_a_real_letter_has_no_mark() -> None:
    plain = letter_pdf(replace(DECISION, mark=""), moment=MOMENT)
    assert not any("FICTIEF" in page for page in text_of(plain))


def test_the_same_bytes_in_another_process_time_zone_and_language(pdf: bytes) -> None:
    program = (
        "import django, hashlib; django.setup();"
        "from tests.grants.letters.test_paper import DECISION, MOMENT;"
        "from grants.letters.paper import letter_pdf;"
        "print(hashlib.sha256(letter_pdf(DECISION, moment=MOMENT)).hexdigest())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={
            **os.environ,
            "TZ": "Asia/Tokyo",
            "LANG": "C",
            "PYTHONHASHSEED": "7",
            "DJANGO_SETTINGS_MODULE": "pmg.settings.test",
        },
        capture_output=True,
        text=True,
    )
    assert done.stdout.strip() == hashlib.sha256(pdf).hexdigest(), done.stderr
