"""The document: what people wrote stands in it, filled in and escaped, and nothing else does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reporting.document.contents import make_document
from reporting.document.html import to_html
from reporting.publisher import public_year
from reporting.quotes.references import UnknownReference
from reporting.snapshot import to_bytes
from reporting.writing.fields import REPORT
from reporting.writing.texts import NOTHING, Texts
from tests.reporting.years import TEXTS, make_year


def drawn(texts: Texts) -> str:
    year = public_year(to_bytes(make_year(1)))
    return to_html(make_document(year, texts), stylesheets=())


def test_what_was_written_takes_the_place_of_the_proposals() -> None:
    text = drawn(TEXTS)
    assert "Er is €\u00a018.000.000 betaald." in text
    assert "<li>over 2025: €\u00a06.038.896</li>" in text
    assert (
        "verantwoordden 19 gemeenten samen" not in text.split('id="geld"')[1].split("</section>")[0]
    )
    assert "verantwoordden 19 gemeenten samen" in text.split('id="samenvatting"')[1]


def test_words_of_people_are_never_markup() -> None:
    assert "&lt;b&gt;nooit&lt;/b&gt; getypt &amp; altijd" in drawn(TEXTS)
    year = make_year(1)
    own = year.municipalities[0]
    assert own.progress
    told = replace(own.progress, securing="<script>alert(1)</script> {{ cijfer.betaald }}")
    wild = replace(year, municipalities=(replace(own, progress=told), *year.municipalities[1:]))
    text = to_html(make_document(public_year(to_bytes(wild))), stylesheets=())
    assert "<script>" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ cijfer.betaald }}" in text


@pytest.mark.parametrize("name", [one.name for one in REPORT])
def test_every_field_of_the_report_stands_in_its_chapter(name: str) -> None:
    anchors = {"cijfers": "verantwoording-cijfers"}
    text = drawn(Texts({name: f"Geschreven in {name}."}))
    chapter = text.split(f'id="{anchors.get(name, name)}"')[1].split("</section>")[0]
    assert f"Geschreven in {name}." in chapter


def test_a_figure_that_is_not_there_stops_the_document() -> None:
    with pytest.raises(UnknownReference, match="‘weg’ bestaat niet"):
        drawn(Texts({"geld": "{{ cijfer.weg }}"}))


def test_only_texts_of_the_report_change_its_fingerprint() -> None:
    letter = Texts({"brief-vervolg": "Iets anders."})
    assert drawn(letter) == drawn(NOTHING)
