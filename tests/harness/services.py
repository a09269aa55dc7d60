"""One PostgreSQL and one Valkey per test run, in memory where there is room for it."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from pmg.embedded.places import APP_ROLE, OWNER_ROLE, Places, places
from pmg.embedded.servers import Postgres, Server, Valkey

RUN_FOLDER = "PMG_TEST_RUN"
PREFIX = "pmg-test-"
ROOM_NEEDED = 1024**3


def run_folder() -> Path:
    """The folder of this run; also known to xdist's workers and to programs a test starts."""
    return Path(os.environ[RUN_FOLDER])


def run_places() -> Places:
    return places(run_folder())


def worker_name() -> str:
    """``gw0``, ``gw1`` under xdist, ``main`` without."""
    return os.environ.get("PYTEST_XDIST_WORKER", "main")


def redis_database() -> int:
    """Each worker has a broker and a cache of its own: even numbers, the next odd is the cache."""
    name = worker_name()
    return 2 * (1 + int(name.removeprefix("gw"))) if name != "main" else 0


def _memory_or_temp() -> Path:
    memory = Path("/dev/shm")
    with suppress(OSError):
        if shutil.disk_usage(memory).free > ROOM_NEEDED and os.access(memory, os.W_OK):
            return memory
    return Path(tempfile.gettempdir())


def _remove_what_killed_runs_left(root: Path) -> None:
    for folder in root.glob(f"{PREFIX}*"):
        with suppress(OSError), (folder / "run.lock").open() as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def only_one_worker(name: str) -> Iterator[None]:
    """Lets xdist's workers do something one after the other."""
    with (run_folder() / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class Services:
    """The servers of one run; made by the process that leads it."""

    def __init__(self) -> None:
        root = _memory_or_temp()
        _remove_what_killed_runs_left(root)
        self.folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=root))
        self.folder.chmod(0o711)
        self.lock: IO[str] = (self.folder / "run.lock").open("w")
        fcntl.flock(self.lock, fcntl.LOCK_SH)
        at = places(self.folder)
        self.servers: list[Server] = [Postgres(at, durable=False), Valkey(at, durable=False)]
        for server in self.servers:
            server.start()
        os.environ[RUN_FOLDER] = str(self.folder)

    def stop(self) -> None:
        for server in self.servers:
            server.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
        self.lock.close()


def addresses(database: str) -> dict[str, str]:
    """The environment that points a process at a database of this run."""
    at = run_places()
    return {
        "DJANGO_SETTINGS_MODULE": "pmg.settings.test",
        "DATABASE_URL": at.database_url(APP_ROLE, database),
        "DATABASE_OWNER_URL": at.database_url(OWNER_ROLE, database),
        "REDIS_URL": at.redis_url(),
        "REDIS_DATABASE": str(redis_database()),
        "PMG_TEST_MEDIA": str(run_folder() / "media"),
    }
