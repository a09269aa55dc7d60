"""What people type: paragraphs, typed figures, differences between versions, and its bytes."""

from __future__ import annotations

import pytest

from reporting.enums import Paper
from reporting.figures import Figures
from reporting.publisher import public_year
from reporting.quotes.named import shown
from reporting.quotes.references import faults_in
from reporting.snapshot import to_bytes
from reporting.writing.fields import FIELDS, fields_of
from reporting.writing.paragraphs import Paragraph, paragraphs
from reporting.writing.texts import NOTHING, Texts, read_texts
from reporting.writing.typed_figures import typed_figures
from reporting.writing.wordings import Change, compare
from tests.reporting.years import make_year


def test_empty_lines_end_paragraphs_and_dashes_begin_points() -> None:
    assert paragraphs("Eerste\r\nregel.\n\n- een\n- twee\nslot\n\n \n") == [
        Paragraph(("Eerste", "regel.")),
        Paragraph(("een", "twee"), is_list=True),
        Paragraph(("slot",)),
    ]
    assert paragraphs(" \n\t\n") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Er is € 1.234 betaald", ["€ 1.234"]),
        ("ruim 12,5% en 8 procent", ["12,5%", "8 procent"]),
        ("de 19 gemeenten en 3 jongeren", ["19 gemeenten", "3 jongeren"]),
        ("samen 1.250.000 of 30000", ["1.250.000", "30000"]),
        ("€ 3 miljoen", ["€ 3 miljoen"]),
        ("op 7 juli 2023, in 2024/25, artikel 3.1, kenmerk 5300203, Stcrt. 2024, 12052", []),
        ("van 8 tot en met 27 jaar", []),
        ("betaald is {{ cijfer.betaald }}", []),
    ],
)
def test_amounts_are_seen_and_dates_are_not(text: str, found: list[str]) -> None:
    assert typed_figures(text) == found


def test_differences_read_in_order() -> None:
    found = compare("Het geld is {{ cijfer.a }} op.", "Het geld is {{ cijfer.b }} op.")
    assert [(one.change, one.text.strip()) for one in found] == [
        (Change.SAME, "Het geld is"),
        (Change.REMOVED, "{{ cijfer.a }}"),
        (Change.ADDED, "{{ cijfer.b }}"),
        (Change.SAME, "op."),
    ]


def test_the_same_texts_have_the_same_fingerprint_in_any_order() -> None:
    one, two = Texts({"geld": "a", "bereik": "b"}), Texts({"bereik": "b", "geld": "a"})
    assert one.content == two.content
    assert read_texts(one.content) == two
    assert one.sha256 != NOTHING.sha256


def test_a_paper_keeps_its_fingerprint_when_another_one_changes() -> None:
    before = Texts({"geld": "a", "brief-vervolg": "b"})
    after = Texts({"geld": "a", "brief-vervolg": "c", "nota-naam": "J. Jansen"})
    assert before.fingerprint(Paper.REPORT) == after.fingerprint(Paper.REPORT)
    assert before.fingerprint(Paper.LETTER) != after.fingerprint(Paper.LETTER)
    assert before.fingerprint(Paper.NOTE) == after.fingerprint(Paper.NOTE)


def test_texts_of_another_schema_are_refused() -> None:
    with pytest.raises(ValueError, match="schema 9"):
        read_texts(b'{"schema":9,"texts":{}}')


def test_every_field_has_its_place_and_sound_standard_text() -> None:
    known = shown(Figures(public_year(to_bytes(make_year(1)))))
    for name, one in FIELDS.items():
        assert one.name == name
        assert faults_in(one.standard, known) == []
        assert typed_figures(one.standard) == []
    assert sum(len(fields_of(paper)) for paper in Paper) == len(FIELDS)
