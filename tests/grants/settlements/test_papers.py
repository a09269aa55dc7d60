"""Letters of settlement, recovery and revision on paper: valid, and sensible read aloud."""

from __future__ import annotations

from pathlib import Path

import outloud
import page as page_validation
import pytest

from grants.models import Letter, LetterSender
from grants.services.files import read_file
from grants.services.letter_making import make_letter
from tests.grants.settlements.story import accepted_now, demanded, revised
from tests.reporting import verapdf

PAY_TO = "NL91 ABNA 0417 1643 00, Ministerie van Justitie en Veiligheid"


@pytest.fixture
def papers(db: None, tmp_path: Path) -> list[Path]:
    """A settlement with its recovery, and the revision that asks more back."""
    story, _ = demanded()
    LetterSender.objects.update(pay_to=PAY_TO)
    accepted_now(story, 200_000)
    revised(story)
    made = []
    for letter in Letter.objects.filter(act__in=["settled", "resettled", "demanded"]):
        path = tmp_path / f"{letter.act}-{letter.pk}.pdf"
        path.write_bytes(read_file(make_letter(letter.work.pk).file))
        made.append(path)
    assert len(made) == 4
    return made


def test_every_letter_about_the_money_passes_every_validator(papers: list[Path]) -> None:
    for path in papers:
        report = page_validation.validate_pdf_bytes(
            path.read_bytes(), profile=page_validation.ValidationProfile.PDF_UA_1
        )
        assert [(path.name, one.rule_id, one.message) for one in report.failures] == []
        found = outloud.check(str(path), skip=["TBL-010"])
        assert found.error is None
        assert [(path.name, one.rule, one.message) for one in found.findings] == []


@pytest.mark.parametrize("flavour", ["PDFUA_1", "PDFA_2_A"])
def test_the_longest_of_them_passes_the_slow_validator(papers: list[Path], flavour: str) -> None:
    longest = next(path for path in papers if path.name.startswith("resettled"))
    assert verapdf.failures(longest, flavour) == []
