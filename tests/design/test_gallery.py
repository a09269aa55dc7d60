"""Every component in a real browser: no fault for axe, nothing beyond the edge of the screen."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from pmg.accounts.enums import Role
from tests.factories import make_user
from tests.harness import site
from tests.harness.browser import axe, login


@pytest.fixture
def page(clone_db: str, chromium: Browser) -> Iterator[Page]:
    with site.running_web(clone_db) as url:
        context = chromium.new_context(base_url=url, locale="nl-NL")
        context.base_url = url  # type: ignore[attr-defined]
        page = context.new_page()
        login(page, make_user(Role.POLICY_OFFICER))
        yield page
        context.close()


def test_components(page: Page) -> None:
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text))
    for width in (1280, 375, 320):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto("/_voorbeelden/")
        expect(page).to_have_title("Fout: Voorbeelden - Preventie met Gezag (FICTIEF)")
        expect(page.locator("[data-error-summary]")).to_be_focused()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        axe(page)
    # A refused style or script is told on the console.
    assert complaints == []

    expect(page.locator("#tabel thead")).to_have_css("position", "absolute")
    menu = page.locator("nav details")
    expect(menu.get_by_role("list").first).not_to_be_visible()
    menu.locator("summary").press("Enter")
    expect(menu.get_by_role("list").first).to_be_visible()
    axe(page)

    page.keyboard.press("Escape")
    page.goto("/_voorbeelden/")
    page.get_by_label("Zoek een gemeente").type("gou")
    expect(page.get_by_role("row").filter(has_text="Gouda")).to_be_visible()
    expect(page.locator("#tabel tbody tr").filter(has_text="Almelo")).to_be_hidden()
