"""Databases of a run: templates made once, copies made by PostgreSQL itself."""

import itertools
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import sql

from pmg.embedded.places import CHECKOUT, OWNER_ROLE
from tests.harness.services import addresses, only_one_worker, run_places, worker_name

MIGRATED = "pmg_migrated"
WITH_DEMO = "pmg_demo"
_numbers = itertools.count(1)


def connect_as_owner(database: str = "pmg") -> psycopg.Connection[Any]:
    """A connection with the rights of the owner: for what the application itself may not do."""
    return psycopg.connect(run_places().database_url(OWNER_ROLE, database), autocommit=True)


def manage(database: str, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Runs a management command on a database, in a process of its own."""
    answer = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=CHECKOUT,
        env={**os.environ, **addresses(database), "PMG_PREPARING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if check and answer.returncode:
        raise RuntimeError(f"manage.py {' '.join(arguments)} failed:\n{answer.stderr}")
    return answer


def exists(database: str) -> bool:
    with connect_as_owner() as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database])
        return found.fetchone() is not None


def copy(template: str, database: str) -> None:
    """Makes a database as a copy of another one that nobody is connected to."""
    # Two copies of one template at the same moment would each see the other's connection.
    with only_one_worker("copy"), connect_as_owner() as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(
                sql.Identifier(database), sql.Identifier(template)
            )
        )


def drop(database: str) -> None:
    with connect_as_owner() as connection:
        connection.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database))
        )


def _rename(database: str, name: str) -> None:
    with connect_as_owner() as connection:
        connection.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                sql.Identifier(database), sql.Identifier(name)
            )
        )


def migrated() -> str:
    """The migrated database without rows; made at the first request."""
    with only_one_worker(MIGRATED):
        if not exists(MIGRATED):
            drop("half_migrated")
            copy("pmg", "half_migrated")
            manage("half_migrated", "migrate", "--no-input", "--verbosity=0")
            _rename("half_migrated", MIGRATED)
    return MIGRATED


def with_demo() -> str:
    """The database with reference data and demo; made at the first request."""
    template = migrated()
    with only_one_worker(WITH_DEMO):
        if not exists(WITH_DEMO):
            drop("half_demo")
            copy(template, "half_demo")
            manage("half_demo", "load_reference")
            manage("half_demo", "load_demo")
            _rename("half_demo", WITH_DEMO)
    return WITH_DEMO


@contextmanager
def copied(template: str) -> Iterator[str]:
    """A copy for one test; gone afterwards, whoever is still connected."""
    database = f"copy_{worker_name()}_{next(_numbers)}"
    copy(template, database)
    try:
        yield database
    finally:
        drop(database)


@contextmanager
def pointed_at(database: str) -> Iterator[None]:
    """Lets Django in this process, all threads of it, speak to another database."""
    from django.db import connections

    settings = connections.settings["default"]
    before = settings["NAME"]
    connections.close_all()
    settings["NAME"] = database
    connections["default"].settings_dict["NAME"] = database
    try:
        yield
    finally:
        connections.close_all()
        settings["NAME"] = before
        connections["default"].settings_dict["NAME"] = before
