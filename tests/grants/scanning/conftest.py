"""One ClamAV for all tests of scanning."""

from collections.abc import Iterator

import pytest

from tests.grants.scanning.clamav import ClamAV


@pytest.fixture(scope="session")
def clamav_program() -> Iterator[ClamAV]:
    scanner = ClamAV()
    yield scanner
    scanner.remove()


@pytest.fixture
def clamav(clamav_program: ClamAV) -> ClamAV:
    """A scanner that answers; a test may stop it."""
    if not clamav_program.answers():
        clamav_program.start()
    return clamav_program
