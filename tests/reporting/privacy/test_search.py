"""Who is named, however it is written; and what is nobody's name."""

from __future__ import annotations

import pytest

from reporting.privacy.search import Hit, HitKind, Part, Person, search

NOOR = Person("Noor", "Verzinsel", "n.verzinsel@voorbeeld.test", "070 123 45 67")
ROOS = Person("Roos-Marijke", "van der Bedénksel")


def hits(text: str, *people: Person) -> list[tuple[str, HitKind]]:
    return [(hit.phrase, hit.kind) for hit in search([Part("p", text)], people, year=2025)]


@pytest.mark.parametrize(
    "text",
    [
        "Vraag het aan Noor Verzinsel.",
        "vraag het aan NOOR\nVERZINSEL",
        "door N. Verzinsel,",
        "door N Verzinsel,",
        "door N.M. Verzinsel",
        "mevrouw Verzinsel belde",
        "mw. Verzinsel belde",
        "Verzinsel, N.",
    ],
)
def test_a_name_is_found_however_it_is_written(text: str) -> None:
    (found,) = hits(text, NOOR)
    assert found[1] is HitKind.KNOWN_NAME


def test_accents_and_particles_do_not_hide_a_name() -> None:
    assert hits("Roos-Marijke van der Bedenksel", ROOS)[0][1] is HitKind.KNOWN_NAME
    assert hits("R. van der Bedénksel", ROOS)[0][1] is HitKind.KNOWN_NAME


@pytest.mark.parametrize("text", ["een verzinsel", "Verzinsels zijn mooi", "noordelijk verzinsel"])
def test_a_word_that_is_also_a_last_name_is_none(text: str) -> None:
    assert hits(text, NOOR) == []


@pytest.mark.parametrize(
    "written", ["0701234567", "070-123 45 67", "+31 70 123 45 67", "(070) 1234567"]
)
def test_a_number_is_found_however_it_is_written(written: str) -> None:
    assert HitKind.KNOWN_NUMBER in {kind for _, kind in hits(f"Bel {written}.", NOOR)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("mail n.verzinsel@voorbeeld.test", HitKind.KNOWN_ADDRESS),
        ("mail iemand@gemeente.test", HitKind.MAIL),
        ("bel 06 12345678", HitKind.PHONE),
        ("dhr. Jansen deed mee", HitKind.NAME),
        ("A.B. de Groot schreef", HitKind.NAME),
        ("Dorpsstraat 1, 2801 AB Gouda", HitKind.ADDRESS),
        ("nummer 111222333", HitKind.BSN),
        ("bsn: 111 222 333", HitKind.BSN),
        ("geboren op 3 mei 2009", HitKind.BIRTH),
    ],
)
def test_what_looks_like_a_person_is_found_too(text: str, kind: HitKind) -> None:
    assert kind in {found for _, found in hits(text, NOOR)}


@pytest.mark.parametrize(
    "text",
    [
        "In 2025 is € 500.000 betaald aan Gouda.",
        "artikel 3.1 van de Comptabiliteitswet 2016",
        "Postbus 20301, 2500 EH Den Haag",
        "a1b2c3d4 " * 6 + "11122233 3abcdefa",
        "111\n222\n333",
        "Zutphen 111 222 333",
        "111222333" + "a" * 55,
        "De Minister van Justitie en Veiligheid",
    ],
)
def test_nobody_is_found_where_nobody_is(text: str) -> None:
    assert hits(text, NOOR, ROOS) == []


def test_each_place_counts_once_with_its_words_around() -> None:
    text = "Met dank aan Noor Verzinsel. Groet, Noor Verzinsel"
    found = search([Part("bladzijde 2", text), Part("eigenschappen", text)], [NOOR], year=2025)
    assert [hit.place for hit in found] == ["bladzijde 2", "eigenschappen"]
    assert found[0] == Hit("Noor Verzinsel", "bladzijde 2", HitKind.KNOWN_NAME, text)
