"""The demo is the same every time, can be broken off, and keeps its books."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest

from pmg.embedded.places import CHECKOUT
from tests.harness import databases
from tests.harness.services import addresses

PATIENCE = 300
MANY = 60
"""Scenes told before somebody pulls the plug."""


@pytest.fixture(scope="module")
def first() -> Iterator[str]:
    """The demo that every test uses, told in one go."""
    with databases.copied(databases.with_demo()) as database:
        yield database


@pytest.fixture(scope="module")
def second() -> Iterator[str]:
    """A demo in another empty database, of which the telling was killed and taken up again."""
    with databases.copied(databases.migrated()) as database:
        databases.manage(database, "load_reference")
        told = _killed_half_way(database)
        databases.manage(database, "load_demo")
        assert told <= _told(database)
        yield database


def _killed_half_way(database: str) -> set[str]:
    """Starts the telling, kills it after so many scenes; returns what was told by then."""
    telling = subprocess.Popen(
        [sys.executable, "manage.py", "load_demo"],
        cwd=CHECKOUT,
        env={**os.environ, **addresses(database), "PMG_PREPARING": "1"},
    )
    deadline = time.monotonic() + PATIENCE
    while len(_told(database)) < MANY:
        assert telling.poll() is None, "it ended before it could be killed"
        assert time.monotonic() < deadline
        time.sleep(0.05)
    telling.kill()
    telling.wait()
    return _told(database)


def _rows(database: str, query: str) -> list[tuple[Any, ...]]:
    with databases.connect_as_owner(database) as connection:
        return connection.execute(query).fetchall()


def _told(database: str) -> set[str]:
    return {key for (key,) in _rows(database, "SELECT key FROM demo_told")}


def test_a_telling_that_was_killed_goes_on_where_it_was(first: str, second: str) -> None:
    assert _told(second) == _told(first)
    # Nothing happened twice, and nothing was left out.
    events = (
        "SELECT case_kind, name, e.on, username FROM casework_event e"
        " JOIN accounts_user u ON u.id = e.by_id WHERE name <> 'postpone' ORDER BY 1, 2, 3, 4"
    )
    assert _rows(second, events) == _rows(first, events)
    assert databases.manage(second, "load_demo").stdout == ""


def test_two_demos_freeze_the_same_years(first: str, second: str) -> None:
    frozen = "SELECT version, sha256, content FROM reporting_snapshot ORDER BY moment"
    rows = _rows(first, frozen)
    assert [version for version, _, _ in rows] == [1, 1]
    assert all(sha256 == hashlib.sha256(content).hexdigest() for _, sha256, content in rows)
    assert _rows(second, frozen) == rows


def test_the_books_of_the_demo_balance(first: str) -> None:
    answer = databases.manage(first, "check_ledger", check=False)
    assert answer.returncode == 0, answer.stdout
    assert "geen verschil" in answer.stdout
