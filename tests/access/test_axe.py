"""Every page of the access table, as each role that may see it, wide and narrow: clean for axe."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Error, Page
from pytest_django import DjangoDbBlocker

from municipalities.models import Municipality
from pmg.accounts.models import User
from tests.access.objects import arguments_for
from tests.access.table import TABLE
from tests.access.test_access import ONE_OF_EACH
from tests.harness import databases
from tests.harness import site as running
from tests.harness.browser import login, violations

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


@pytest.fixture(scope="module")
def site_with_samples(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[running.Site]:
    """A demo of its own: the sample objects of the table would change what other tests look at."""
    with databases.copied(databases.with_demo()) as database, running.running_web(database) as url:
        yield running.Site(url=url, database=database)


@pytest.fixture
def site_db(
    site_with_samples: running.Site, django_db_blocker: DjangoDbBlocker
) -> Iterator[running.Site]:
    with django_db_blocker.unblock(), databases.pointed_at(site_with_samples.database):
        yield site_with_samples


@pytest.mark.parametrize("path", ["/openbaar/", "/openbaar/pmg-2024/2024/"])
def test_axe_finds_nothing_on_what_a_visitor_sees(
    path: str, site_db: running.Site, chromium: Browser
) -> None:
    context = chromium.new_context(base_url=site_db.url, locale="nl-NL")
    page = context.new_page()
    for width in (1280, NARROW):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(path)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


@pytest.mark.parametrize("role", ONE_OF_EACH)
def test_axe_finds_nothing_and_nothing_sticks_out(
    role: str, site_db: running.Site, chromium: Browser
) -> None:
    context = chromium.new_context(base_url=site_db.url, locale="nl-NL")
    context.base_url = site_db.url  # type: ignore[attr-defined]
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
