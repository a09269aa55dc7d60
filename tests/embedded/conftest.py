"""Embedded services of one test, with no address of the test run in sight."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pmg.embedded import holding
from pmg.embedded.places import CHECKOUT, Places, places

ADDRESSES = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "REDIS_DATABASE", "PMG_PREPARING")
BOTH = ["postgres", "valkey"]

Start = Callable[..., "subprocess.Popen[str]"]


def processes_on(data: Path) -> list[int]:
    """Every process whose command line, environment or folder names this data folder."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if str(data).encode() in (entry / "cmdline").read_bytes():
                found.append(int(entry.name))
        except (OSError, ValueError):
            continue
    return found


def wait_until(true: Callable[[], bool], within: float = 30) -> None:
    deadline = time.monotonic() + within
    while not true():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """What a shell would have that has never heard of this test run."""
    bare = {name: value for name, value in os.environ.items() if name not in ADDRESSES}
    return bare | {
        "PMG_DATA": str(tmp_path / "data"),
        "DJANGO_SETTINGS_MODULE": "pmg.settings.dev",
        "PYTHONUNBUFFERED": "1",
    }


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Places]:
    """A data folder of our own; whatever still runs on it is ended with the test."""
    for folder in (tmp_path, *tmp_path.parents):  # pytest shuts them, the servant must pass
        if folder.owner() == Path.home().owner() and folder.is_relative_to("/tmp"):
            folder.chmod(folder.stat().st_mode | 0o011)
    here = places(tmp_path / "data")
    yield here
    for process in processes_on(here.data):
        with contextlib.suppress(ProcessLookupError):  # it may have ended since we looked
            os.kill(process, signal.SIGKILL)
    for keeper in holding._outliving:
        keeper.wait()


@pytest.fixture
def start(at: Places, environment: dict[str, str]) -> Iterator[Start]:
    """Starts a Python program of the checkout on that data folder."""
    started: list[subprocess.Popen[str]] = []

    def run(*command: str, **more: str) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [sys.executable, *command],
            cwd=CHECKOUT,
            env=environment | more,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        started.append(process)
        return process

    yield run
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()
