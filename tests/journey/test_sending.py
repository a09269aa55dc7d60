"""Out the door: from the readiness of a year to the page that anybody may open."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from pmg.accounts.enums import Role
from pmg.accounts.models import User
from reporting.enums import Part
from reporting.models import ReportYear
from tests.factories import make_user
from tests.harness.browser import violations
from tests.harness.site import Site, running_site
from tests.reporting.sending.ready import check_facts
from tests.reporting.signing.parties import make_party
from tests.reporting.stories import make_story

from .conftest import Window

SECONDS = 1000
YEAR = "/rapportage/pmg-2024/2024/"
PUBLIC = "/openbaar/pmg-2024/2024/"
FACTS = ("brief-datum", "brief-kenmerk", "nota-datum", "nota-kenmerk")


@pytest.fixture
def live_app(clone_db: str) -> Iterator[Site]:
    """A scheme with one year to report on, two parties that sign, and nothing frozen yet."""
    scheme = make_story()
    make_user(Role.ANALYST, username="analist")
    make_user(Role.POLICY_OFFICER, username="beleid")
    directorate = make_user(Role.SIGN_OFF, username="directeur")
    minister = make_user(Role.SIGN_OFF, username="minister", first_name="Kim")
    make_party(scheme, "Directie", directorate)
    make_party(scheme, "Bureau minister", minister, step=2, parts=(Part.LETTER,))
    with running_site(clone_db) as running:
        yield running


def test_from_readiness_to_the_public_page(
    window: Window, live_app: Site, chromium: Browser
) -> None:
    analyst, officer = window("analist", YEAR), window("beleid")
    visitor = chromium.new_page(base_url=live_app.url, locale="nl-NL")
    expect(analyst.get_by_text("Van 1 van de 20 gemeenten is alles binnen.")).to_be_visible()
    analyst.get_by_role("link", name="Bevriezen").click()
    analyst.get_by_label("Ik heb gecontroleerd wat er wordt vastgelegd").check()
    analyst.get_by_role("button", name="Verslagjaar 2024 bevriezen").click()
    expect(analyst.get_by_text("is bevroren als versie 1")).to_be_visible()

    for name in FACTS:
        officer.goto(f"{YEAR}teksten/{name}/")
        officer.locator("#id_text").fill("FICTIEF 1")
        officer.get_by_role("button", name="Vastleggen als versie").click()
        expect(officer.get_by_text("Versie 1").first).to_be_visible()
    officer.goto(f"{YEAR}parafen/")
    officer.get_by_role("button", name="Parafen vragen").click()
    expect(officer.get_by_text("Er zijn 4 parafen gevraagd.")).to_be_visible()

    analyst.get_by_role("button", name="PDF maken").click()
    sign(window("directeur", javascript=False), 4)
    expect(officer.get_by_role("button", name="Verzenden aan de Tweede Kamer")).to_have_count(0)
    sign(window("minister"), 1)
    check_facts(ReportYear.objects.get(), User.objects.get(username="beleid"))
    expect(analyst.get_by_role("link", name=re.compile(r"\.pdf$")).first).to_be_visible(
        timeout=180 * SECONDS
    )
    officer.goto(f"{YEAR}persoonsgegevens/")
    officer.get_by_role("button", name="Zoeken").click()
    expect(officer.get_by_role("main")).to_contain_text(
        "Er staat niets meer open", timeout=60 * SECONDS
    )

    answer = visitor.goto(PUBLIC)
    assert answer is not None
    assert answer.status == 404
    officer.goto(f"{YEAR}parafen/")
    officer.get_by_role("button", name="Verzenden aan de Tweede Kamer").click()
    expect(officer.get_by_text("is verzonden aan de Tweede Kamer")).to_be_visible()
    officer.get_by_role("link", name="Bekijk de openbare pagina").click()
    assert officer.url.endswith(PUBLIC)
    look_as_a_visitor(visitor)


def sign(page: Page, count: int) -> None:
    """From the start page, one by one, until nothing waits."""
    for _ in range(count):
        page.goto("/")
        page.get_by_role("main").get_by_role("link", name=re.compile("^Paraaf: ")).first.click()
        page.get_by_role("button", name="Paraaf geven").click()
        expect(page.get_by_text("Paraaf gegeven.").first).to_be_visible()
    page.goto("/")
    expect(page.get_by_text("U hoeft nu niets te doen.")).to_be_visible()


def look_as_a_visitor(page: Page) -> None:
    """The list, the year, and each file: what was downloaded has the fingerprint of the page."""
    page.goto("/openbaar/")
    page.get_by_role("link", name="Kamerrapportage over 2024").click()
    assert violations(page) == []
    files = page.locator(".pmg-files").get_by_role("listitem")
    for file in files.all():
        answer = page.request.get(str(file.get_by_role("link").get_attribute("href")))
        assert answer.ok
        assert file.locator("code").inner_text() == hashlib.sha256(answer.body()).hexdigest()
    page.get_by_role("link", name="Webpagina").click()
    # The page that people keep has its look inside, and the policy lets it through.
    style = "getComputedStyle(document.querySelector('.cover')).backgroundColor"
    assert page.evaluate(style) == "rgb(22, 64, 111)"
    assert violations(page) == []
