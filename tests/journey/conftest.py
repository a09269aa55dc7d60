"""The running application, and the windows of the people who use it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from grants.models import Justification
from pmg.accounts.models import User
from tests.harness.browser import login
from tests.harness.site import Site

Window = Callable[..., Page]


@pytest.fixture
def window(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Window]:
    """Opens a page as somebody of the demo, each time in a browser of its own.

    On ``live_app`` for a test that asks for it, or else on the demo that is only looked at.
    """
    fixture = "live_app" if "live_app" in request.fixturenames else "demo_site_db"
    running: Site = request.getfixturevalue(fixture)
    contexts = []

    def opened(
        username: str, path: str = "/", *, width: int = 1280, javascript: bool = True
    ) -> Page:
        context = chromium.new_context(
            base_url=running.url,
            locale="nl-NL",
            viewport={"width": width, "height": 900},
            java_script_enabled=javascript,
        )
        context.base_url = running.url  # type: ignore[attr-defined]
        contexts.append(context)
        page = context.new_page()
        login(page, User.objects.get(username=username))
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def gouda(live_app: Site) -> Justification:
    """Gouda's justification over 2025: open, and in time thanks to its postponement."""
    return Justification.objects.select_related("municipality", "accounting_year__scheme").get(
        municipality__cbs_code="GM0513", accounting_year__year=2025
    )
