"""Filling an empty database: tables and reference data, and for ``make run`` the demo."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import psycopg.sql

from pmg.embedded.errors import Trouble
from pmg.embedded.places import CHECKOUT, OWNER_ROLE, places

# Two commands that find the same empty database: one fills it, the other waits.
PREPARING_LOCK = 5_300_203
# Set for the commands that do the filling, so that they do not wait for themselves.
PREPARING = "PMG_PREPARING"


def owner_url() -> str:
    """Address of the database for the role that owns its tables."""
    return (
        os.environ.get("DATABASE_OWNER_URL")
        or os.environ.get("DATABASE_URL")
        or places().database_url(OWNER_ROLE)
    )


class Progress:
    """How far a database is filled, written on it as a comment on Django's table of migrations."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self.connection = connection

    def read(self) -> dict[str, str]:
        row = self.connection.execute(
            "SELECT obj_description(to_regclass('public.django_migrations'), 'pg_class')"
        ).fetchone()
        try:
            return dict(json.loads(row[0])) if row and row[0] else {}
        except ValueError:
            return {}

    def write(self, **steps: str) -> None:
        words = psycopg.sql.Literal(json.dumps(self.read() | steps))
        self.connection.execute(
            psycopg.sql.SQL("COMMENT ON TABLE public.django_migrations IS {}").format(words)
        )


@contextmanager
def only_one() -> Iterator[Progress]:
    """The progress of the database, for one process at a time."""
    with psycopg.connect(owner_url(), autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [PREPARING_LOCK])
        yield Progress(connection)


def run_command(name: str, *arguments: str) -> None:
    """Runs a management command in a process of its own; what it says goes to stderr.

    Raises ``Trouble`` where it fails; its own words stand above.
    """
    answer = subprocess.run(
        [sys.executable, "manage.py", name, *arguments],
        cwd=CHECKOUT,
        env={**os.environ, PREPARING: "1"},
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
        check=False,
    )
    if answer.returncode:
        raise Trouble(f"`manage.py {name}` failed: its reason stands above.")


def _edition() -> str:
    """A mark of the migrations and reference data of this checkout; another one, another mark."""
    mark = hashlib.sha256()
    for pattern in ("migrations/*.py", "data/**/*"):
        for file in sorted((*CHECKOUT.glob(f"*/{pattern}"), *CHECKOUT.glob(f"pmg/*/{pattern}"))):
            if file.is_file():
                mark.update(str(file.relative_to(CHECKOUT)).encode())
                mark.update(file.read_bytes())
    return mark.hexdigest()


def _migrate_and_load_reference(progress: Progress) -> None:
    """Makes the tables and loads schemes and municipalities; both do nothing where it is done."""
    run_command("migrate", "--no-input", "--verbosity=0")
    run_command("load_reference")
    progress.write(edition=_edition())


def _read_progress() -> dict[str, str]:
    with psycopg.connect(owner_url(), autocommit=True) as connection:
        return Progress(connection).read()


def fill_if_empty() -> None:
    """Fills an empty database, and finishes one that was left half-filled."""
    if "edition" in _read_progress():
        return
    with only_one() as progress:
        if "edition" not in progress.read():
            print("Empty database: making tables and loading reference data.", file=sys.stderr)
            _migrate_and_load_reference(progress)


def fill_if_new(*, with_demo: bool) -> None:
    """Brings the database up to this checkout, and the demo; quick where nothing is new."""
    wanted = {"edition": _edition()} | ({"demo": "loaded"} if with_demo else {})
    if wanted.items() <= _read_progress().items():
        return
    with only_one() as progress:
        if progress.read().get("edition") != wanted["edition"]:
            print("Making tables and loading reference data.", file=sys.stderr)
            _migrate_and_load_reference(progress)
        if with_demo and "demo" not in progress.read():
            print("Loading the demo: this takes a minute, once.", file=sys.stderr)
            run_command("load_demo")
            progress.write(demo="loaded")
