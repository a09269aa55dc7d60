"""The session's end in the browser: told beforehand, put off by a button, and told when it came."""

from __future__ import annotations

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect

from pmg.accounts.models import User
from tests.harness.browser import axe, login
from tests.harness.site import Site

MINUTES = 60_000
UNTIL_WARNED = (settings.SESSION_COOKIE_AGE - settings.SESSION_RENEW_AFTER) * 1000 - 5 * MINUTES


@pytest.fixture
def page(demo_site_db: Site, chromium: Browser) -> Page:
    context = chromium.new_context(base_url=demo_site_db.url, locale="nl-NL")
    context.base_url = demo_site_db.url  # type: ignore[attr-defined]
    page = context.new_page()
    login(page, User.objects.get(username="gouda-sisa"))
    page.clock.install()
    page.goto("/")
    return page


def test_a_warning_comes_first_and_a_button_puts_it_off(page: Page) -> None:
    page.clock.fast_forward(UNTIL_WARNED - MINUTES)
    expect(page.get_by_role("button", name="Ingelogd blijven")).to_have_count(0)
    page.clock.fast_forward(2 * MINUTES)
    expect(page.get_by_role("alert")).to_contain_text("U wordt om")
    axe(page)
    page.get_by_role("button", name="Ingelogd blijven").click()
    expect(page.get_by_role("button", name="Ingelogd blijven")).to_have_count(0)


def test_the_end_is_told_and_signing_in_elsewhere_revives_the_page(page: Page) -> None:
    cookies = page.context.cookies()
    page.clock.fast_forward(UNTIL_WARNED + 6 * MINUTES)
    expect(page.get_by_role("alert")).to_contain_text("U bent uitgelogd")
    assert page.context.cookies() == cookies
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.get_by_text("U bent uitgelogd")).to_have_count(0)


def test_a_fragment_that_is_refused_says_why(page: Page) -> None:
    page.context.clear_cookies()
    page.evaluate("htmx.ajax('GET', '/', {target: '#inhoud'})")
    expect(page.get_by_role("alert")).to_contain_text("Wat u net verstuurde, is niet opgeslagen.")
    expect(page.get_by_role("link", name="Log opnieuw in")).to_be_visible()
