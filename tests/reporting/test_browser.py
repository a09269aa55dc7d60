"""The report in a real browser: progress by itself and without JavaScript, at two widths."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from pmg.accounts.enums import Role
from pmg.accounts.models import User
from tests.factories import make_user
from tests.harness.browser import axe, login
from tests.harness.site import running_site
from tests.reporting.stories import make_story

Open = Callable[..., Page]
YEAR = "/rapportage/pmg-2024/2024/"
PICTURES = os.environ.get("PMG_PICTURES", "")


@pytest.fixture
def analyst(clone_db: str) -> User:
    make_story()
    return make_user(Role.ANALYST)


@pytest.fixture
def open_as(clone_db: str, chromium: Browser) -> Iterator[Open]:
    """Opens a page of the running application, with its worker, in a window of its own."""
    contexts = []
    with running_site(clone_db) as site:

        def open_page(user: User, path: str, *, width: int = 1280, javascript: bool = True) -> Page:
            context = chromium.new_context(
                base_url=site.url,
                locale="nl-NL",
                viewport={"width": width, "height": 900},
                java_script_enabled=javascript,
            )
            context.base_url = site.url  # type: ignore[attr-defined]
            contexts.append(context)
            page = context.new_page()
            login(page, user)
            page.goto(path)
            return page

        yield open_page
        for context in contexts:
            context.close()


def look(page: Page, name: str) -> None:
    """No accessibility fault at two widths, no sideways scrolling of the page; a picture if asked."""
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)
    page.set_viewport_size({"width": 1280, "height": 900})


def test_from_readiness_to_the_report(analyst: User, open_as: Open) -> None:
    page = open_as(analyst, "/rapportage/")
    look(page, "jaren")
    page.get_by_role("link", name="2024", exact=True).click()
    look(page, "gereedheid")
    page.get_by_role("link", name="Bevriezen").click()
    look(page, "bevriezen")
    page.get_by_role("button", name="Verslagjaar 2024 bevriezen").click()
    look(page, "niet-bevestigd")
    page.get_by_label("Ik heb gecontroleerd wat er wordt vastgelegd").check()
    page.get_by_role("button", name="Verslagjaar 2024 bevriezen").click()
    expect(page.get_by_text("is bevroren als versie 1")).to_be_visible()
    look(page, "bevroren")

    page.get_by_role("button", name="PDF maken").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    axe(page)
    pdf = page.get_by_role("link", name="kamerrapportage-2024.pdf")
    expect(pdf).to_be_visible(timeout=90_000)  # without touching the page
    look(page, "rapport")
    with page.expect_download() as coming:
        pdf.click()
    assert coming.value.path().read_bytes().startswith(b"%PDF")

    page.goto(f"{YEAR}vergelijken/")
    look(page, "vergelijken")
    page.go_back()
    page.get_by_role("link", name="Voorbeeld bekijken").click()
    expect(page.get_by_role("heading", name="1. Wat is toegezegd")).to_be_visible()
    look(page, "voorbeeld")


def test_without_javascript_the_report_is_there_after_a_refresh(
    analyst: User, open_as: Open
) -> None:
    page = open_as(analyst, f"{YEAR}bevriezen/", javascript=False)
    page.get_by_label("Ik heb gecontroleerd wat er wordt vastgelegd").check()
    page.get_by_role("button", name="Verslagjaar 2024 bevriezen").click()
    page.get_by_role("button", name="PDF maken").click()
    pdf = page.get_by_role("link", name="kamerrapportage-2024.pdf")
    for _ in range(90):
        if pdf.count():
            break
        page.get_by_role("link", name="Ververs de stand").click()
        page.reload()
        page.wait_for_timeout(1000)
    expect(pdf).to_be_visible()
