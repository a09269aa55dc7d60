"""Reading a document beside the work in a real browser: by keyboard, narrow, without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from grants.enums import CheckState, UploadKind
from grants.models import Justification, Upload, Viewing
from grants.services.files import store_file
from grants.services.viewing import ask_for_documents, run_viewing
from pmg.accounts.enums import Role
from tests.factories import (
    at,
    make_award,
    make_justification,
    make_scheme,
    make_user,
    municipality,
)
from tests.harness.browser import axe, login
from tests.harness.site import running_web

from . import files


@pytest.fixture
def url(clone_db: str) -> Iterator[str]:
    with running_web(clone_db) as address:
        yield address


@pytest.fixture
def case(clone_db: str) -> Justification:
    """Gouda over 2025 with annual accounts of twelve pages, of which the first ten are drawn."""
    case = make_justification(make_award(make_scheme(), municipality()))
    upload = Upload.objects.create(
        justification=case,
        kind=UploadKind.PACKAGE,
        file=store_file([files.pages(12)]),
        name="jaarstukken.pdf",
        by=make_user(Role.SISA_CONTACT, case.municipality),
        on=at(2026, 6, 1),
    )
    run_viewing(ask_for_documents(upload).pk)
    draw()
    return case


def draw() -> None:
    """What the worker does."""
    while waiting := list(Viewing.objects.filter(state=CheckState.ASKED)):
        for order in waiting:
            run_viewing(order.pk)


def page_at(browser: Browser, url: str, *, width: int = 1280, script: bool = True) -> Page:
    context = browser.new_context(
        base_url=url,
        locale="nl-NL",
        viewport={"width": width, "height": 900},
        java_script_enabled=script,
    )
    context.base_url = url  # type: ignore[attr-defined]
    return context.new_page()


def shown(page: Page, number: int) -> None:
    """That this page is on the screen, as an image that loaded."""
    image = page.locator(".pmg-viewer__image")
    expect(image).to_have_attribute(
        "alt", f"Bladzijde {number} van 12 van jaarstukken.pdf. De tekst staat hieronder."
    )
    assert image.evaluate("image => image.decode().then(() => image.naturalWidth)") > 500


def test_pages_turn_in_place_by_button_by_key_and_by_number(
    chromium: Browser, url: str, case: Justification
) -> None:
    page = page_at(chromium, url)
    login(page, make_user(Role.ASSESSOR))
    page.goto(f"/beoordelen/{case.pk}/")
    address = page.url
    shown(page, 1)
    page.locator("[data-next]").click()
    shown(page, 2)
    page.locator("[data-page]").focus()
    for number in (3, 4):
        page.keyboard.press("ArrowRight")
        shown(page, number)
    page.keyboard.press("ArrowLeft")
    shown(page, 3)
    page.get_by_label("Bladzijde", exact=True).fill("5")
    page.keyboard.press("Enter")
    shown(page, 5)
    assert page.url == address
    page.get_by_role("link", name="200%").click()
    expect(page.locator(".pmg-viewer__image--200")).to_be_visible()
    shown(page, 5)
    page.get_by_text("Tekst van bladzijde 5").click()
    expect(page.get_by_text("Dit is bladzijde 5 van 12.")).to_be_visible()
    axe(page)


def test_a_page_that_was_not_drawn_yet_comes_by_itself(
    chromium: Browser, url: str, case: Justification
) -> None:
    page = page_at(chromium, url)
    login(page, make_user(Role.ASSESSOR))
    page.goto(f"/beoordelen/{case.pk}/")
    page.get_by_label("Bladzijde", exact=True).fill("12")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Wij maken deze bladzijde klaar")).to_be_visible()
    draw()
    shown(page, 12)


def test_without_javascript_every_link_leads_to_the_page(
    chromium: Browser, url: str, case: Justification
) -> None:
    page = page_at(chromium, url, script=False)
    login(page, make_user(Role.ASSESSOR))
    page.goto(f"/beoordelen/{case.pk}/")
    page.locator("[data-next]").click()
    alt = page.locator(".pmg-viewer__image").get_attribute("alt") or ""
    assert alt.startswith("Bladzijde 2 van 12")
    assert page.url.endswith("#documenten")
    page.get_by_label("Bladzijde", exact=True).fill("5")
    page.get_by_role("button", name="Ga", exact=True).click()
    alt = page.locator(".pmg-viewer__image").get_attribute("alt") or ""
    assert alt.startswith("Bladzijde 5 van 12")


def test_on_a_narrow_screen_nothing_sticks_out(
    chromium: Browser, url: str, case: Justification
) -> None:
    page = page_at(chromium, url, width=320)
    login(page, make_user(Role.ASSESSOR))
    page.goto(f"/beoordelen/{case.pk}/?zoom=200")
    shown(page, 1)
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 320
    axe(page)
