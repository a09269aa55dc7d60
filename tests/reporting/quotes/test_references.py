"""References: filled where they are good, told in Dutch where they are not."""

from __future__ import annotations

import pytest

from reporting.quotes.references import UnknownReference, faults_in, fill, names_in, plain, to

SHOWN = {"betaald": "€ 10", "verslagjaar": "2025"}


def test_a_reference_becomes_what_readers_see() -> None:
    text = "In {{ cijfer.verslagjaar }} is {{cijfer.betaald}} betaald, echt {{ Cijfer.BETAALD }}."
    assert fill(text, SHOWN) == "In 2025 is € 10 betaald, echt € 10."
    assert names_in(text) == ("verslagjaar", "betaald")
    assert fill(to("betaald"), SHOWN) == "€ 10"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{{ cijfer.onbekend }}", "Het cijfer ‘onbekend’ bestaat niet. Kies een naam uit de lijst"),
        ("{{ betaald }}", "‘{{ betaald }}’ is geen goede verwijzing."),
        ("{{ cijfer.betaald }", "‘{{ cijfer.betaald }’ is geen goede verwijzing."),
        ("los }} teken", "‘}}’ is geen goede verwijzing."),
        ("{{ cijfer.be-taald }}", "‘{{ cijfer.be-taald }}’ is geen goede verwijzing."),
        ("{{ cijfer.__class__ }}", "Het cijfer ‘__class__’ bestaat niet."),
    ],
)
def test_a_bad_reference_says_how_to_mend_it(text: str, fault: str) -> None:
    [found] = faults_in(text, SHOWN)
    assert found.startswith(fault)
    with pytest.raises(UnknownReference):
        fill(text, SHOWN)


def test_the_words_of_somebody_else_refer_to_nothing() -> None:
    assert faults_in(plain("{{ cijfer.betaald }} en }}"), SHOWN) == []


def test_a_figure_is_not_filled_in_twice() -> None:
    assert fill(to("raar"), {"raar": "{{ cijfer.betaald }}", "betaald": "x"}) == to("betaald")
