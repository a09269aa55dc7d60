"""Signed in: nothing is kept by a browser, and who was away too long is told so."""

import pytest
from django.conf import settings
from django.test import Client

from municipalities.services.reference import load_municipalities
from pmg import access
from pmg.accounts.enums import Role
from tests.factories import make_user

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def signed_in(client: Client) -> Client:
    load_municipalities()
    client.force_login(make_user(Role.ADMINISTRATOR))
    return client


def test_a_page_of_who_signed_in_is_stored_nowhere(signed_in: Client) -> None:
    assert signed_in.get("/")["Cache-Control"] == "no-store, private"
    assert signed_in.get("/bestaat-niet/")["Cache-Control"] == "no-store, private"


def test_what_anybody_may_read_may_be_kept(client: Client) -> None:
    assert "no-store" not in client.get("/toegankelijkheid/").headers.get("Cache-Control", "")


def test_a_form_sent_after_the_session_ended_leads_back_to_its_page(client: Client) -> None:
    answer = client.post(
        "/voortgang/openen/1/", headers={"Referer": "http://testserver/voortgang/?jaar=2025"}
    )
    assert answer["Location"] == "/accounts/login/?next=/voortgang/%3Fjaar%3D2025"
    assert "is niet opgeslagen" in client.get(answer["Location"]).content.decode()


@pytest.mark.parametrize("referer", ["", "http://elsewhere.example/x/", "//elsewhere.example/"])
def test_a_page_of_another_site_is_no_page_to_return_to(client: Client, referer: str) -> None:
    answer = client.post("/voortgang/openen/1/", headers={"Referer": referer})
    assert answer["Location"] == "/accounts/login/?next=/"


def test_a_page_asked_for_is_the_page_after_signing_in(client: Client) -> None:
    assert client.get("/voortgang/?jaar=2025")["Location"].endswith(
        "?next=/voortgang/%3Fjaar%3D2025"
    )


def test_a_fragment_leaves_the_page_around_it_alone(client: Client) -> None:
    for answer in (client.post("/voortgang/", headers=HTMX), client.get("/", headers=HTMX)):
        assert answer.status_code == 401
        assert "is niet opgeslagen" in answer.content.decode()


def test_whoever_works_stays_signed_in(signed_in: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    began = signed_in.session["seen"]
    signed_in.get("/")
    assert signed_in.session["seen"] == began
    monkeypatch.setattr(access.time, "time", lambda: began + settings.SESSION_RENEW_AFTER + 1)
    answer = signed_in.get("/")
    assert signed_in.session["seen"] > began
    assert "sessionid" in answer.cookies
