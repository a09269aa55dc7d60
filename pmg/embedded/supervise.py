"""``make run``: everything the application needs, in one terminal, until Ctrl-C.

Holds the embedded servers, fills an empty database, loads the demo, and looks after web server,
worker and beat. Run as ``python -m pmg.embedded.supervise --port 8000``.
"""

import argparse
import contextlib
import ctypes
import fcntl
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg

from pmg.embedded.entry import embedded_servers
from pmg.embedded.errors import Trouble
from pmg.embedded.holding import hold, open_lock, wait_until_stopped
from pmg.embedded.places import CHECKOUT, places
from pmg.embedded.preparing import fill_if_new, owner_url
from pmg.embedded.processes import PR_SET_PDEATHSIG, spawn, stop

HOST = "127.0.0.1"
LOGS = places().logs
ROOM_NEEDED = 300 * 1024**2
FIRST_PAGE_WITHIN = 60
# A program that dies so often within a minute will not be mended by starting it once more.
DEATHS_A_MINUTE = 5

# Library of the PDF writer -> the Debian package that carries it.
LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}


class Stopped(Exception):
    """Somebody asked us to stop."""


def say(sentence: str) -> None:
    print(sentence, flush=True)


def obey_signals() -> None:
    """Stops on Ctrl-C and on a plain kill, also where the shell that started us ignores them."""

    def stop_now(number: int, _: object) -> None:
        for signal_number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(signal_number, signal.SIG_IGN)  # once is enough: stopping takes a moment
        raise Stopped

    for signal_number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(signal_number, stop_now)
    if "MAKELEVEL" in os.environ and sys.platform == "linux":
        # make does not pass a signal on: without it we would run on unseen.
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def check_machine(port: int) -> None:
    """Raises ``Trouble`` for what would go wrong later with a harder message."""
    missing = []
    for library, package in LIBRARIES.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    if missing:
        raise Trouble(
            f"System libraries are missing: run `apt-get install {' '.join(missing)}` as root."
        )
    if shutil.disk_usage(CHECKOUT).free < ROOM_NEEDED:
        raise Trouble(f"The disk is full: free at least 300 MB for {CHECKOUT} and start again.")
    if not 0 < port < 65536:
        raise Trouble(f"{port} is not a port: choose one from 1024 to 65535, as in PORT=8123.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError as refused:
            raise Trouble(
                f"Port {port} is only for root: choose another, as in `make run PORT=8123`."
            ) from refused
        except OSError as taken:
            raise Trouble(
                f"Port {port} is in use: choose another, as in `make run PORT={port + 1}`."
            ) from taken


@contextlib.contextmanager
def only_copy(address: str) -> Iterator[None]:
    """Refuses to run beside another copy from the same checkout."""
    with open_lock(places().data / "run.lock") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            raise Trouble(
                f"It runs already at {lock.read().strip()}: use that, or stop it first with Ctrl-C."
            ) from taken
        lock.truncate(0)
        lock.write(address)
        lock.flush()
        yield


class Program:
    """One process we look after: started again when it dies, stopped when we stop."""

    def __init__(self, name: str, *command: str) -> None:
        self.name = name
        self.command = command
        self.deaths: list[float] = []
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> Path:
        return LOGS / f"{self.name}.log"

    def start(self) -> None:
        self.process = spawn(
            [sys.executable, "-m", *self.command],
            death_signal=signal.SIGTERM,
            log=self.log,
            cwd=CHECKOUT,
        )

    def look_after(self) -> None:
        """Starts the process again where it died; raises ``Trouble`` where that does not help."""
        if self.process is None or self.process.poll() is None:
            return
        now = time.monotonic()
        self.deaths = [death for death in self.deaths if death > now - 60] + [now]
        if len(self.deaths) > DEATHS_A_MINUTE:
            raise Trouble(f"The {self.name} stops again and again: see {self.log}.")
        say(f"The {self.name} stopped and is started again; see {self.log}.")
        self.start()


def stop_all(started: list[Program]) -> None:
    """Asks all to stop at once, then waits for each."""
    processes = [program.process for program in started if program.process is not None]
    for process in processes:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
    for process in processes:
        # A task that is cut off is done again: every task is idempotent.
        stop(process, signal.SIGTERM, patience=8)


def programs(port: int) -> list[Program]:
    """Web server, worker and beat."""
    web = ("--worker-class=gthread", "--workers=2", "--threads=4", "--preload", "--timeout=60")
    return [
        Program(
            "web", "gunicorn", "pmg.wsgi", f"--bind={HOST}:{port}", "--no-control-socket", *web
        ),
        Program("worker", "celery", "-A", "pmg", "worker", "--concurrency=2", "--loglevel=INFO"),
        Program("beat", "celery", "-A", "pmg", "beat", "--loglevel=INFO", "--pidfile="),
    ]


def await_first_page(web: Program, port: int) -> None:
    """Returns once the sign-in page has come."""
    deadline = time.monotonic() + FIRST_PAGE_WITHIN
    while True:
        line = http.client.HTTPConnection(HOST, port, timeout=30)
        try:
            line.request("GET", "/accounts/login/")
            if line.getresponse().status < 500:
                return
            raise Trouble(f"The first page fails: see {web.log}.")
        except (OSError, http.client.HTTPException):
            web.look_after()
            if time.monotonic() > deadline:
                raise Trouble(f"No page comes: see {web.log}.") from None
            time.sleep(0.05)
        finally:
            line.close()


def demo_accounts() -> list[tuple[str, str]]:
    """User name and function of one account of the demo for each function there is."""
    with psycopg.connect(owner_url()) as connection:
        return connection.execute(
            "SELECT (array_agg(username ORDER BY date_joined, username))[1], function"
            " FROM accounts_user WHERE is_demo AND is_active"
            " GROUP BY function ORDER BY min(date_joined), function"
        ).fetchall()


def welcome(address: str) -> None:
    say(f"\nPreventie met Gezag is up at {address}")
    if accounts := demo_accounts():
        say("Sign in with one click on the sign-in page; all people are fictional. Among them:")
        for username, function in accounts:
            say(f"  {username:<20} {function}")
    say(f"What the programs write stands in {LOGS}. Ctrl-C stops everything.\n")


def run(port: int, *, with_demo: bool) -> None:
    """Brings everything up and looks after it until ``Stopped``."""
    address = f"http://{HOST}:{port}/"
    with contextlib.ExitStack() as stack:
        stack.enter_context(only_copy(address))
        check_machine(port)
        servers = embedded_servers()
        stack.callback(wait_until_stopped, places(), servers)
        stack.enter_context(hold(places(), servers))
        fill_if_new(with_demo=with_demo)
        started = programs(port)
        stack.callback(stop_all, started)
        for program in started:
            program.start()
        await_first_page(started[0], port)
        welcome(address)
        while True:
            time.sleep(0.5)
            for program in started:
                program.look_after()


def main() -> int:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--port", type=int, default=8000)
    reader.add_argument("--without-demo", action="store_true")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pmg.settings.dev")
    wishes = reader.parse_args()
    obey_signals()
    try:
        run(wishes.port, with_demo=not wishes.without_demo)
    except Stopped:
        say("Stopped. The data is kept.")
    except (Trouble, psycopg.Error) as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.strerror}: {error.filename}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
