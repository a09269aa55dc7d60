"""The application as people meet it: web server and worker, each a real process."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from pmg.embedded.places import CHECKOUT
from pmg.embedded.processes import spawn, stop
from tests.harness.services import addresses, redis_database, run_folder, run_places, worker_name

STARTS_WITHIN = 60


@dataclass(frozen=True)
class Site:
    """A running application on a database of its own."""

    url: str
    database: str


def forget_queue_and_cache() -> None:
    """Empties broker and cache of this test worker: hints of an earlier test are not ours."""
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(str(run_places().valkey_socket))
        for number in (redis_database(), redis_database() + 1):
            line.sendall(f"SELECT {number}\r\nFLUSHDB\r\n".encode())
            answer = b""
            while answer.count(b"\r\n") < 2:
                answer += line.recv(64)


@contextmanager
def _program(
    name: str, database: str, *command: str, environment: Mapping[str, str] | None = None
) -> Iterator[tuple[Path, "subprocess.Popen[bytes]"]]:
    log = run_folder() / f"{name}-{worker_name()}-{time.monotonic_ns()}.log"
    process = spawn(
        [sys.executable, *command],
        death_signal=signal.SIGTERM,
        log=log,
        cwd=CHECKOUT,
        env={**os.environ, **addresses(database), **(environment or {})},
    )
    try:
        yield log, process
    finally:
        stop(process, signal.SIGTERM, patience=10)


def _await(log: Path, process: "subprocess.Popen[bytes]", words: str) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while words not in log.read_text():
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"It did not start:\n{log.read_text()}")
        time.sleep(0.05)


@contextmanager
def running_worker(database: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A Celery worker on this database."""
    forget_queue_and_cache()
    command = ("-m", "celery", "-A", "pmg", "worker", "--concurrency=1", "--loglevel=INFO")
    with _program("worker", database, *command, "--without-gossip", "--without-mingle") as (
        log,
        process,
    ):
        _await(log, process, " ready.")
        yield process


@contextmanager
def running_beat(database: str) -> Iterator["subprocess.Popen[bytes]"]:
    """Celery's clock on this database: it sweeps what lies."""
    command = ("-m", "celery", "-A", "pmg", "beat", "--loglevel=INFO", "--pidfile=")
    with _program("beat", database, *command) as (log, process):
        _await(log, process, "beat: Starting...")
        yield process


@contextmanager
def running_web(
    database: str, *, workers: int = 1, environment: Mapping[str, str] | None = None
) -> Iterator[str]:
    """The web server on this database; gives its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = ("-m", "gunicorn", "pmg.wsgi", "--worker-class=gthread", "--threads=4")
    size = (f"--workers={workers}", "--preload")
    bind = (f"--bind=127.0.0.1:{port}", "--no-control-socket", "--worker-tmp-dir=/dev/shm")
    with _program("web", database, *command, *size, *bind, environment=environment) as (
        log,
        process,
    ):
        _await(log, process, "Booting worker")
        url = f"http://127.0.0.1:{port}"
        deadline = time.monotonic() + STARTS_WITHIN
        while True:
            try:
                urllib.request.urlopen(f"{url}/accounts/login/", timeout=30)
            except urllib.error.HTTPError as answer:
                raise RuntimeError(f"{answer}\n{log.read_text()}") from answer
            except OSError:
                if time.monotonic() > deadline or process.poll() is not None:
                    raise RuntimeError(f"No page:\n{log.read_text()}") from None
                time.sleep(0.1)
            else:
                break
        yield url


@contextmanager
def running_site(database: str) -> Iterator[Site]:
    """Web server and worker together."""
    with ExitStack() as stack:
        stack.enter_context(running_worker(database))
        url = stack.enter_context(running_web(database))
        yield Site(url=url, database=database)
