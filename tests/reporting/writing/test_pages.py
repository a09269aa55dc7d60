"""The pages on which texts are written: nothing typed is lost, and nothing works by JavaScript only."""

from __future__ import annotations

import re
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pmg.accounts.enums import Role
from reporting.models import TextDraft, TextRemark, TextVersion
from tests.factories import make_user
from tests.reporting.stories import make_story
from tests.reporting.test_pages import seen, signed_in

TEXTS = "/rapportage/pmg-2024/2024/teksten/"
PAGE = f"{TEXTS}geld/"


@pytest.fixture
def client(db: None) -> Client:
    make_story()
    return signed_in(make_user(Role.POLICY_OFFICER))


def body(client: Client, page: str = PAGE) -> str:
    return client.get(page).content.decode()


def test_the_list_names_every_field_with_few_queries(client: Client) -> None:
    with CaptureQueriesContext(connection) as asked:
        text = body(client, TEXTS)
    for title in ("Samenvatting", "Kamerbrief", "4.2 Financiële overwegingen", "standaardtekst"):
        assert title in text
    first = len(asked)
    client.post(PAGE, {"text": "Een tekst", "revision": 0, "keep": 1, "key": uuid.uuid4()})
    client.post(f"{TEXTS}bereik/", {"text": "x", "revision": 0, "keep": 1, "key": uuid.uuid4()})
    with CaptureQueriesContext(connection) as asked:
        assert "geschreven" in body(client, TEXTS)
    assert len(asked) == first


def test_a_proposal_is_taken_over_with_its_references(client: Client) -> None:
    assert "is het eerste jaar van de regeling" in body(client)
    client.post(PAGE, {"text": "Eerst dit.", "revision": 0, "take": "justified_total"})
    text = TextDraft.objects.get().text
    assert text.startswith("Eerst dit. Over {{ cijfer.verslagjaar }} verantwoord")
    assert "Staat in de tekst." in body(client)


def test_a_figure_is_inserted_without_javascript(client: Client) -> None:
    client.post(PAGE, {"text": "Betaald:", "revision": 0, "insert": "betaald"})
    assert TextDraft.objects.get().text == "Betaald: {{ cijfer.betaald }}"


def test_a_fault_keeps_what_was_typed_and_says_where_it_is(client: Client) -> None:
    typed = "Er is {{ cijfer.betald }} betaald, € 500 <b>per stuk</b>."
    answer = client.post(PAGE, {"text": typed, "revision": 0, "keep": 1, "key": uuid.uuid4()})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Het cijfer ‘betald’ bestaat niet." in text
    assert 'href="#id_text"' in text
    assert "gebruik een verwijzing" in text.lower()
    assert "{{ cijfer.betald }} betaald, € 500 &lt;b&gt;per stuk&lt;/b&gt;." in text
    assert not TextVersion.objects.exists()


def test_a_colleague_who_was_first_is_shown_beside_the_own_text(client: Client) -> None:
    colleague = signed_in(make_user(Role.ANALYST))
    colleague.post(PAGE, {"text": "Van mijn collega.", "revision": 0, "save": 1})
    answer = client.post(PAGE, {"text": "Van mijzelf.", "revision": 0, "save": 1})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Van mijn collega." in text
    assert "Van mijzelf." in text
    assert TextDraft.objects.get().text == "Van mijn collega."
    [revision] = set(re.findall(r'name="revision" value="(\d+)" id="gezien"', text))
    client.post(PAGE, {"text": "Van ons samen.", "revision": revision, "save": 1})
    assert TextDraft.objects.get().text == "Van ons samen."


def test_autosave_answers_with_the_revision_to_go_on_from(client: Client) -> None:
    answer = client.post(PAGE, {"text": "a", "revision": 0}, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert "Concept opgeslagen om" in text
    assert 'name="revision" value="1"' in text
    assert not TextVersion.objects.exists()


def test_last_year_stands_beside_it_and_can_be_taken_over(client: Client) -> None:
    key = uuid.uuid4()
    kept = {
        "text": "In {{ cijfer.verslagjaar }} ging het zo.",
        "revision": 0,
        "keep": 1,
        "key": key,
    }
    client.post(PAGE, kept)
    after = PAGE.replace("/2024/", "/2025/")
    assert "In 2024 ging het zo." in body(client, after)
    client.post(after, {"text": "", "revision": 0, "take": "vorig-jaar"})
    assert TextDraft.objects.get(year=2025).text == kept["text"]


def test_a_remark_that_is_too_long_is_not_lost(client: Client) -> None:
    long = "lang " * 500
    fields = {"revision": 0, "key": uuid.uuid4()}
    answer = client.post(f"{PAGE}opmerkingen/", {**fields, "text": long})
    assert answer.status_code == 422
    assert long.strip() in answer.content.decode()
    client.post(f"{PAGE}opmerkingen/", {**fields, "text": "Klopt dit bedrag?"})
    remark = TextRemark.objects.get()
    assert "Klopt dit bedrag?" in body(client)
    client.post(f"/rapportage/opmerkingen/{remark.pk}/oplossen/")
    assert "Opgelost door" in body(client)


def test_versions_are_laid_beside_each_other_and_put_back(client: Client) -> None:
    for place, text in enumerate(("Een oude zin.", "Een nieuwe zin.")):
        client.post(PAGE, {"text": text, "revision": place, "keep": 1, "key": uuid.uuid4()})
    text = body(client, f"{PAGE}versies/")
    assert "<del>" in text
    assert "oude" in text
    assert "nieuwe" in text
    assert "Van versie 1 naar versie 2" in text
    assert body(client, f"{PAGE}versies/?van=9&met=x")
    assert seen(client, f"{PAGE}versies/")["revision"] == "2"


def test_an_auditor_reads_and_does_not_write(client: Client) -> None:
    client.post(PAGE, {"text": "Een tekst.", "revision": 0, "keep": 1, "key": uuid.uuid4()})
    auditor = signed_in(make_user(Role.AUDITOR))
    text = body(auditor)
    assert "Een tekst." in text
    assert "Vastleggen als versie" not in text
    assert auditor.post(PAGE, {"text": "x", "revision": 1, "save": 1}).status_code == 404
    assert auditor.get(f"{TEXTS}bestaat-niet/").status_code == 404
