"""A change of a scheme in a real browser: proposed by one person, approved by another, and shown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from grants.models import Scheme
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from tests.factories import make_scheme, make_user
from tests.harness.browser import axe, login
from tests.harness.site import running_web


@pytest.fixture
def scheme(clone_db: str) -> Scheme:
    return make_scheme()


@pytest.fixture
def url(clone_db: str) -> Iterator[str]:
    with running_web(clone_db) as address:
        yield address


@contextmanager
def page_of(user: User, browser: Browser, url: str, *, script: bool) -> Iterator[Page]:
    context = browser.new_context(
        base_url=url,
        locale="nl-NL",
        viewport={"width": 1280 if script else 375, "height": 900},
        java_script_enabled=script,
    )
    context.base_url = url  # type: ignore[attr-defined]
    page = context.new_page()
    login(page, user)
    yield page
    context.close()


@pytest.mark.parametrize("script", [True, False], ids=["with", "without"])
def test_from_proposal_to_the_page_of_the_scheme(
    chromium: Browser, scheme: Scheme, url: str, script: bool
) -> None:
    administrator, holder = make_user(Role.ADMINISTRATOR), make_user(Role.BUDGET_HOLDER)
    with page_of(administrator, chromium, url, script=script) as page:
        page.goto(f"/regelingen/{scheme.code}/")
        page.get_by_role("link", name="Alle gegevens").click()
        page.get_by_role("link", name="Plafonds wijzigen").click()
        row = page.get_by_role("group", name="Regel 3")
        expect(row.get_by_label("Begrotingsjaar")).to_have_value("2026")
        row.get_by_label("Bedrag").fill("12 miljoen")
        page.get_by_role("button", name="Opslaan in het concept").click()
        expect(page.get_by_text("Vul een bedrag in euro’s in").first).to_be_visible()
        row.get_by_label("Bedrag").fill("12.000.000")
        if script:
            axe(page)
        page.get_by_role("button", name="Opslaan in het concept").click()
        expect(page.get_by_text("12.000.000")).to_be_visible()
        if script:
            axe(page)
        page.get_by_role("button", name="Voorleggen aan de budgethouder").click()
        expect(page.get_by_text("een collega moet ‘goedkeuren’ doen")).to_be_visible()
    with page_of(holder, chromium, url, script=script) as page:
        page.goto("/")
        page.get_by_role("link", name=scheme.name).click()
        expect(page.get_by_text("10.000.000")).to_be_visible()
        page.get_by_role("button", name="Goedkeuren", exact=True).click()
        expect(page.get_by_text("Goedgekeurd en doorgevoerd").first).to_be_visible()
        page.get_by_role("link", name="Gegevens van de regeling").click()
        expect(page.get_by_text("12.000.000")).to_be_visible()
        if script:
            axe(page)
    assert scheme.ceilings.get(kind="cash", budget_year=2026).amount == 12_000_000
