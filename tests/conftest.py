"""Points Django at the databases of the harness. See tests/harness."""

import os
from collections.abc import Iterator

import hypothesis
import pytest
from django.conf import settings

from tests.harness import databases
from tests.harness.services import worker_name

# Playwright keeps an event loop in the thread of the test, where Django would refuse to work.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

# One setting says how many random cases are tried: few in `make test`, many in `make soak`.
hypothesis.settings.register_profile("pmg", max_examples=settings.RANDOM_CASES, deadline=None)
hypothesis.settings.load_profile("pmg")


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None) -> Iterator[None]:
    """The database for tests that roll back: a copy of the migrated one, one for each worker."""
    database = f"tests_{worker_name()}"
    databases.copy(databases.migrated(), database)
    yield
    databases.drop(database)
