"""The page on which finds are looked at."""

from __future__ import annotations

import pytest
from django.utils import timezone

import pmg.celery  # noqa: F401 - the queue as web and worker know it
from pmg.accounts.enums import Role
from reporting.models import Clearance, PersonSearch
from reporting.services.freezing import freeze_year
from reporting.services.privacy import run_search
from reporting.services.rendering import render
from tests.factories import make_user
from tests.reporting.stories import make_story
from tests.reporting.test_pages import signed_in

PAGE = "/rapportage/pmg-2024/2024/persoonsgegevens/"


@pytest.mark.usefixtures("clone_db")
def test_from_searching_to_letting_through() -> None:
    scheme = make_story()
    analyst = make_user(Role.ANALYST)
    snapshot = freeze_year(scheme_id=scheme.pk, year=2024, by=analyst, on=timezone.now())
    officer = signed_in(make_user(Role.POLICY_OFFICER))
    assert "Maak eerst het rapport" in officer.get(PAGE).content.decode()
    render(snapshot)
    assert "nog niet gezocht" in officer.get(PAGE).content.decode()
    officer.post(f"{PAGE}zoeken/")
    assert 'http-equiv="refresh"' in officer.get(PAGE).content.decode()
    search = PersonSearch.objects.get()
    run_search(search.pk)
    assert "Er staat niets meer open" in officer.get(PAGE).content.decode()

    hit = {"phrase": "mw. X", "place": "PDF, bladzijde 3", "kind": "lijkt op een naam"}
    PersonSearch.objects.update(hits=[hit | {"around": "aldus mw. X zelf"}])
    page = officer.get(PAGE).content.decode()
    assert "aldus mw. X zelf" in page
    key = "mw. X\tPDF, bladzijde 3"
    refused = officer.post(f"{PAGE}vrijgeven/", {"hits": key, "reason": ""})
    assert refused.status_code == 422
    assert "Schrijf op waarom" in refused.content.decode()
    assert " checked" in refused.content.decode()
    again = officer.post(f"{PAGE}vrijgeven/", {"hits": "mw. Y\tergens", "reason": "Zo."})
    assert "Een vondst is er niet meer" in again.content.decode()
    officer.post(f"{PAGE}vrijgeven/", {"hits": key, "reason": "Figuur in een boek."})
    page = officer.get(PAGE).content.decode()
    assert "Er staat niets meer open" in page
    assert "Figuur in een boek." in page

    (cleared,) = Clearance.objects.all()
    officer.post(f"/rapportage/vrijgaven/{cleared.pk}/intrekken/", {"reason": "Vergissing."})
    assert "1 vondst." in officer.get(PAGE).content.decode()
    # An analyst looks, and decides nothing.
    assert "Vrijgeven wat is aangevinkt" not in signed_in(analyst).get(PAGE).content.decode()
