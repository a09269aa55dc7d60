"""Sharing the embedded servers between commands that come and go.

Whoever uses a server holds a shared lock on ``NAME.holders`` for as long as it runs; the kernel
lets go of it however the process ends. A *keeper* (see keeper.py) is the parent of the server and
stops it as soon as it gets that lock for itself alone. So it does not matter who came first.
"""

import fcntl
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from pmg.embedded.errors import Trouble
from pmg.embedded.places import CHECKOUT, Places
from pmg.embedded.servers import READY_WITHIN, make_folder

KEEPER_IS_BUSY = 3
# How often a keeper looks whether anybody still holds its server.
LOOK_EVERY = 0.2


# Keepers may outlive us on purpose; held here, Python does not warn about them.
_outliving: list[subprocess.Popen[bytes]] = []


def open_lock(file: Path) -> IO[str]:
    """The open file behind a lock; raises ``Trouble`` where it belongs to somebody else."""
    make_folder(file.parent, mode=0o711, for_servant=False)
    try:
        return open(os.open(file, os.O_RDWR | os.O_CREAT, 0o600), "r+")
    except PermissionError as refused:
        raise Trouble(f"{file.parent} belongs to another user: run this as that user.") from refused
    except OSError as full:
        raise Trouble(f"Cannot write in {file.parent}: {full.strerror}.") from full


def is_locked(file: Path) -> bool:
    """Whether another process holds this lock."""
    with open_lock(file) as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


class Marks:
    """The small files by which holders and keeper of one server understand each other."""

    def __init__(self, places: Places, server: str) -> None:
        self.holders = places.data / f"{server}.holders"
        self.keeper = places.data / f"{server}.keeper"
        self.server = places.data / f"{server}.server"
        self.ready = places.data / f"{server}.ready"
        self.failure = places.data / f"{server}.failure"

    def is_ready(self) -> bool:
        """Whether a living keeper says that its server answers."""
        return self.ready.exists() and is_locked(self.keeper)


def _spawn_keeper(places: Places, server: str) -> subprocess.Popen[bytes]:
    make_folder(places.logs, mode=0o700, for_servant=False)
    with (places.logs / f"{server}-keeper.log").open("ab") as log:
        keeper = subprocess.Popen(
            [sys.executable, "-m", "pmg.embedded.keeper", server, str(places.data)],
            cwd=CHECKOUT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    _outliving.append(keeper)
    return keeper


def _wait_until_ready(places: Places, servers: list[str]) -> None:
    keepers: dict[str, subprocess.Popen[bytes]] = {}
    deadline = time.monotonic() + READY_WITHIN
    waiting = list(servers)
    while waiting := [name for name in waiting if not Marks(places, name).is_ready()]:
        for name in waiting:
            marks = Marks(places, name)
            keeper = keepers.get(name)
            if keeper is not None and keeper.poll() is None:
                continue
            failed = keeper is not None and keeper.returncode != KEEPER_IS_BUSY
            if failed and marks.failure.exists():
                raise Trouble(marks.failure.read_text())
            keepers[name] = _spawn_keeper(places, name)
        if time.monotonic() > deadline:
            raise Trouble(f"{waiting[0]} does not answer: look in {places.logs}.")
        time.sleep(0.05)


@contextmanager
def hold(places: Places, servers: list[str]) -> Iterator[None]:
    """Keeps these servers up while the block runs; starts those that are not.

    Raises ``Trouble`` with a plain sentence where one cannot be had.
    """
    with ExitStack() as stack:
        for name in servers:
            lock = stack.enter_context(open_lock(Marks(places, name).holders))
            fcntl.flock(lock, fcntl.LOCK_SH)  # waits while a keeper is stopping the server
        _wait_until_ready(places, servers)
        yield


def wait_until_stopped(places: Places, servers: list[str], *, patience: float = 20) -> None:
    """Returns when the servers are down, or at once when somebody else still holds them."""
    for name in servers:
        marks = Marks(places, name)
        noticed = time.monotonic() + 5 * LOOK_EVERY
        while marks.ready.exists() and time.monotonic() < noticed:
            time.sleep(0.05)
        deadline = time.monotonic() + patience
        while not marks.ready.exists() and is_locked(marks.server) and time.monotonic() < deadline:
            time.sleep(0.05)
