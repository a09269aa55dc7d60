"""The pytest plugin: services before settings, and the fixtures that tests ask for."""

import os
from collections.abc import Iterator

import psycopg
import pytest
from playwright.sync_api import Browser, Page
from pytest_django import DjangoDbBlocker

from tests.harness import databases, site
from tests.harness.browser import running_browser
from tests.harness.services import RUN_FOLDER, Services, addresses, worker_name

_services: list[Services] = []


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Starts the servers in the process that leads, and points every process at them."""
    if RUN_FOLDER not in os.environ and not early_config.known_args_namespace.help:
        _services.append(Services())
    if RUN_FOLDER in os.environ:
        os.environ.update(addresses(f"tests_{worker_name()}"))


def pytest_unconfigure() -> None:
    while _services:
        _services.pop().stop()
        del os.environ[RUN_FOLDER]


@pytest.fixture
def clone_db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A migrated database without rows for one test that commits; gives its name."""
    with databases.copied(databases.migrated()) as database, django_db_blocker.unblock():
        site.forget_queue_and_cache()
        with databases.pointed_at(database):
            yield database


@pytest.fixture
def demo_db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A database with the demo for one test that may change it; gives its name."""
    with databases.copied(databases.with_demo()) as database, django_db_blocker.unblock():
        site.forget_queue_and_cache()
        with databases.pointed_at(database):
            yield database


@pytest.fixture
def owner_connection(request: pytest.FixtureRequest) -> Iterator["psycopg.Connection[object]"]:
    """A connection as owner to the copy of this test, to break what the app cannot break."""
    names = {"clone_db", "demo_db"} & set(request.fixturenames)
    assert len(names) == 1, "ask for clone_db or demo_db as well"
    with databases.connect_as_owner(request.getfixturevalue(names.pop())) as connection:
        yield connection


@pytest.fixture
def worker(request: pytest.FixtureRequest) -> Iterator[None]:
    """A real Celery worker on the copy of this test (clone_db, or else demo_db)."""
    fixture = "clone_db" if "clone_db" in request.fixturenames else "demo_db"
    with site.running_worker(request.getfixturevalue(fixture)):
        yield


@pytest.fixture
def live_app(demo_db: str) -> Iterator[site.Site]:
    """Web server and worker on a copy of the demo that this test may change."""
    with site.running_site(demo_db) as running:
        yield running


@pytest.fixture(scope="session")
def demo_site(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[site.Site]:
    """One web server on the demo for all tests that only look; use it with ``demo_site_db``."""
    with databases.copied(databases.with_demo()) as database, site.running_web(database) as url:
        yield site.Site(url=url, database=database)


@pytest.fixture
def demo_site_db(demo_site: site.Site, django_db_blocker: DjangoDbBlocker) -> Iterator[site.Site]:
    """Points Django in the test at the database behind ``demo_site``."""
    with django_db_blocker.unblock(), databases.pointed_at(demo_site.database):
        yield demo_site


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with running_browser() as browser:
        yield browser


@pytest.fixture
def browser_page(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    """A page at 1280 wide, its addresses relative to ``live_app``, or else to ``demo_site``."""
    fixture = "live_app" if "live_app" in request.fixturenames else "demo_site_db"
    running: site.Site = request.getfixturevalue(fixture)
    context = chromium.new_context(
        base_url=running.url, locale="nl-NL", viewport={"width": 1280, "height": 900}
    )
    context.base_url = running.url  # type: ignore[attr-defined]
    yield context.new_page()
    context.close()
