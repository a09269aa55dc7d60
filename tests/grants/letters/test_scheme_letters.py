"""The administrator fills in what letters rest on; without an article none can go out."""

import re

import pytest
from django.test import Client

from grants.enums import LetterAct
from grants.models import LetterText, Scheme
from grants.queries.scheme_letters import changes_of
from grants.services.letters import has_article
from pmg.accounts.enums import Role
from tests.factories import make_scheme, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def scheme() -> Scheme:
    made = make_scheme()
    made.judgement_article = ""
    made.save()
    return made


@pytest.fixture
def client() -> Client:
    browser = Client()
    browser.force_login(make_user(Role.ADMINISTRATOR))
    return browser


def address(scheme: Scheme) -> str:
    return f"/regelingen/{scheme.code}/brieven/"


def filled_in(client: Client, scheme: Scheme, **typed: str) -> dict[str, str]:
    """What a browser would send back of the page, with some fields typed over."""
    form = client.get(address(scheme)).context["form"]
    sent = {}
    for part in form.forms:
        for field in part:
            sent[field.html_name] = str(field.value() or "")
    return sent | typed


def test_an_article_that_is_filled_in_lets_letters_out(client: Client, scheme: Scheme) -> None:
    assert not has_article(scheme, LetterAct.JUDGEMENT)
    sent = filled_in(client, scheme, judgement_article="artikel 8, tweede lid")
    assert client.post(address(scheme), sent).status_code == 302
    scheme.refresh_from_db()
    assert scheme.judgement_article == "artikel 8, tweede lid"
    assert has_article(scheme, LetterAct.JUDGEMENT)


def test_the_page_tells_who_changed_what(client: Client, scheme: Scheme) -> None:
    client.post(address(scheme), filled_in(client, scheme, judgement_article="artikel 8"))
    page = client.get(address(scheme)).content.decode()
    assert re.search(r"Artikel oordeel</td>.*leeg</td>.*artikel 8</td>", page, re.DOTALL)
    assert changes_of(scheme)[0].after == "artikel 8"


def test_saving_what_stood_there_is_no_change(client: Client, scheme: Scheme) -> None:
    before = len(changes_of(scheme))
    assert client.post(address(scheme), filled_in(client, scheme)).status_code == 302
    assert len(changes_of(scheme)) == before


def test_a_text_that_names_what_no_letter_knows_is_kept_but_not_saved(
    client: Client, scheme: Scheme
) -> None:
    text = LetterText.objects.get(scheme=scheme, act=LetterAct.JUDGEMENT)
    sent = filled_in(client, scheme, **{"judgement-body": "Geacht college, {lievelingskleur}"})
    page = client.post(address(scheme), sent).content.decode()
    assert "<title>Fout:" in page
    assert page.count("lievelingskleur") >= 2
    text.refresh_from_db()
    assert "lievelingskleur" not in text.body


def test_an_old_page_writes_nothing_over(client: Client, scheme: Scheme) -> None:
    old = filled_in(client, scheme, judgement_article="artikel 9")
    client.post(address(scheme), filled_in(client, scheme, judgement_article="artikel 8"))
    page = client.post(address(scheme), old).content.decode()
    assert "artikel 9" in page
    scheme.refresh_from_db()
    assert scheme.judgement_article == "artikel 8"
