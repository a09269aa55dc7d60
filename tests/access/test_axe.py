"""Every page of the access table, as each role that may see it, wide and narrow: clean for axe."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Error, Page

from municipalities.models import Municipality
from pmg.accounts.models import User
from tests.access.objects import arguments_for
from tests.access.table import TABLE
from tests.access.test_access import ONE_OF_EACH
from tests.harness.browser import login, violations
from tests.harness.site import Site

NARROW = 320


def addresses_of(role: str) -> list[str]:
    """What the role may open, for Gouda."""
    gouda = Municipality.objects.get(cbs_code="GM0513")
    return [
        reverse(name, kwargs=arguments_for(name, gouda))
        for name, access in sorted(TABLE.items())
        if role in access.roles and not access.post
    ]


def is_page(page: Page, address: str) -> bool:
    """Opens the address; False for a file, and for a piece of a page that htmx puts in one."""
    try:
        answer = page.goto(address)
    except Error as fault:
        if "Download is starting" in str(fault):
            return False
        raise
    return answer is not None and answer.text().lstrip().lower().startswith("<!doctype html")


@pytest.mark.parametrize("role", ONE_OF_EACH)
def test_axe_finds_nothing_and_nothing_sticks_out(
    role: str, demo_site_db: Site, chromium: Browser
) -> None:
    context = chromium.new_context(base_url=demo_site_db.url, locale="nl-NL")
    context.base_url = demo_site_db.url  # type: ignore[attr-defined]
    page: Page = context.new_page()
    login(page, User.objects.get(username=ONE_OF_EACH[role]))
    faults = []
    for address in addresses_of(role):
        if not is_page(page, address):
            continue
        for width in (1280, NARROW):
            page.set_viewport_size({"width": width, "height": 900})
            faults += [
                (address, width, fault["rule"], fault["where"]) for fault in violations(page)
            ]
        sticks_out = page.evaluate("document.documentElement.scrollWidth") - NARROW
        if sticks_out > 0:
            faults.append((address, NARROW, "sticks out", sticks_out))
    context.close()
    assert faults == []
