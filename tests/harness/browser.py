"""A real browser, and what tests ask of a page in it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from axe_core_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-features=OptimizationHints,MediaRouter,Translate",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
    *(["--no-sandbox"] if os.geteuid() == 0 else []),
]
AXE_RUN = """
async () => (await axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
})).violations.map(v => ({
    rule: v.id, help: v.help, where: v.nodes.map(n => n.html + " — " + n.failureSummary),
}))
"""


@contextmanager
def running_browser() -> Iterator[Browser]:
    """Debian's Chromium, kept from calling home."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


def login(page: Page, user: Any) -> None:
    """Signs somebody in by cookie: the sign-in page has tests of its own.

    Django in this process must be pointed at the database the page speaks to.
    """
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies(
        [{"name": cookie.key, "value": cookie.value, "url": page.context.base_url}]  # type: ignore[attr-defined]
    )


def violations(page: Page) -> list[dict[str, Any]]:
    """What axe finds on the page as it is now."""
    page.wait_for_load_state("load")
    # Evaluated, for a script tag would be refused by our own content security policy.
    page.evaluate(AXE_SCRIPT)
    found: list[dict[str, Any]] = page.evaluate(AXE_RUN)
    return found


def axe(page: Page) -> None:
    """Fails with rule and place of each accessibility fault on the page."""
    found = violations(page)
    assert not found, f"{page.url}\n" + "\n".join(
        f"{fault['rule']}: {fault['help']}\n  " + "\n  ".join(fault["where"]) for fault in found
    )
