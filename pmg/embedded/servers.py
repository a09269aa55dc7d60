"""PostgreSQL and Valkey as we run them: Unix sockets in a closed folder, durable, no superuser."""

import os
import shutil
import signal
import socket
import subprocess
import time
from abc import ABC, abstractmethod
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

from pmg.embedded.binaries import postgres_major, postgres_programs, valkey_program
from pmg.embedded.errors import Trouble
from pmg.embedded.places import APP_ROLE, DATABASE, OWNER_ROLE, POSTGRES_PORT, Places
from pmg.embedded.processes import give_to_servant, servant_identity, spawn, stop

READY_WITHIN = 60.0
PLAIN_ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}

# Roles and database are made before the cluster gets its name, so none exists half-made.
# The owner is member of the app role to be allowed to end its connections.
FIRST_WORDS = f"""\
CREATE ROLE {APP_ROLE} LOGIN;
CREATE ROLE {OWNER_ROLE} LOGIN CREATEDB IN ROLE {APP_ROLE};
CREATE DATABASE {DATABASE} OWNER {OWNER_ROLE};
"""
WHO_MAY_CONNECT = f"local all {OWNER_ROLE},{APP_ROLE} trust\n"


def make_folder(folder: Path, *, mode: int, for_servant: bool) -> None:
    """Makes a folder with exactly this mode, its new parents passable but not readable."""
    try:
        if not folder.parent.exists():
            make_folder(folder.parent, mode=0o711, for_servant=False)
        with suppress(FileExistsError):  # two keepers may come here at the same moment
            folder.mkdir()
            folder.chmod(mode)
        if for_servant:
            give_to_servant(folder)
    except PermissionError as refused:
        raise Trouble(
            f"This user may not write in {refused.filename}: use the user who started it before."
        ) from refused


class Server(ABC):
    """One server program with its data folder."""

    name: ClassVar[str]
    stop_signal: ClassVar[signal.Signals]

    def __init__(self, places: Places, *, durable: bool = True) -> None:
        self.places = places
        # Tests give up durability for speed; nothing else does.
        self.durable = durable
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> Path:
        return self.places.logs / f"{self.name}.log"

    @abstractmethod
    def prepare(self) -> None:
        """Makes the data folder; leaves what is there."""

    @abstractmethod
    def command(self) -> list[str | Path]:
        """The program and its arguments."""

    @abstractmethod
    def is_ready(self) -> bool:
        """Whether the process we started answers."""

    def start(self, *, keep_open: tuple[int, ...] = ()) -> None:
        """Starts the server and returns once it answers; raises ``Trouble`` where it does not."""
        make_folder(self.places.logs, mode=0o700, for_servant=False)
        make_folder(self.places.sockets, mode=0o700, for_servant=True)
        self.prepare()
        began = self.log.stat().st_size if self.log.exists() else 0
        self.process = spawn(
            self.command(),
            death_signal=self.stop_signal,
            log=self.log,
            cwd=self.places.sockets,
            env=PLAIN_ENVIRONMENT,
            keep_open=keep_open,
            as_servant=True,
        )
        deadline = time.monotonic() + READY_WITHIN
        while not self.is_ready():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise self._why(self.log.read_text(errors="replace")[began:])
            time.sleep(0.02)

    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def stop(self) -> None:
        if self.process is not None:
            stop(self.process, self.stop_signal)

    def _why(self, output: str) -> Trouble:
        """The last words of the server as a sentence that says what to do."""
        for line in output.splitlines():
            if "No space left on device" in line:
                return Trouble(
                    f"The disk is full: free some space for {self.places.data} and start again."
                )
            if "error while loading shared libraries" in line:
                library = line.rsplit("libraries: ", 1)[-1].split(":")[0]
                return Trouble(
                    f"{self.name} needs the system library {library}: install it and start again."
                )
        return Trouble(f"{self.name} did not start: its last words are in {self.log}.")


class Postgres(Server):
    """PostgreSQL with an owner role that migrates and an app role that only reads and writes."""

    name = "postgres"
    # "Fast": SIGTERM would wait for clients.
    stop_signal = signal.SIGINT

    @property
    def programs(self) -> Path:
        return postgres_programs(self.places.data / "binaries")

    @property
    def data(self) -> Path:
        return self.places.postgres_data / postgres_major(self.programs)

    def prepare(self) -> None:
        if not self.data.exists():
            make_folder(self.places.postgres_data, mode=0o700, for_servant=True)
            self._make_cluster()
        # We hold the lock that every server inherits, so a pid file left here is of a dead one.
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _make_cluster(self) -> None:
        half = self.data.with_suffix(".new")
        shutil.rmtree(half, ignore_errors=True)
        make_folder(half, mode=0o700, for_servant=True)
        self._run(
            [
                self.programs / "initdb",
                f"--pgdata={half}",
                "--username=postgres",
                "--auth=reject",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--encoding=UTF8",
                *([] if self.durable else ["--no-sync"]),
            ]
        )
        self._run([self.programs / "postgres", "--single", "-D", half, "postgres"], FIRST_WORDS)
        (half / "pg_hba.conf").write_text(WHO_MAY_CONNECT)
        half.replace(self.data)

    def _run(self, command: list[str | Path], words: str = "") -> None:
        answer = subprocess.run(
            [str(part) for part in command],
            input=words,
            capture_output=True,
            text=True,
            cwd=self.places.postgres_data,
            env=PLAIN_ENVIRONMENT,
            check=False,
            **servant_identity(),
        )
        said = answer.stdout + answer.stderr
        if answer.returncode or "ERROR:" in said:
            with self.log.open("a") as log:
                log.write(said)
            raise self._why(said)

    def command(self) -> list[str | Path]:
        options = {
            "listen_addresses": "",
            "port": POSTGRES_PORT,
            "unix_socket_directories": self.places.sockets,
            "unix_socket_permissions": "0700",
            "max_connections": 100,
            "shared_buffers": "64MB",
            "random_page_cost": "1.1",  # no disk of today turns
            # In the data folder: /dev/shm is small in containers, and keeps what a kill leaves.
            "dynamic_shared_memory_type": "mmap",
            "max_parallel_workers_per_gather": 0,
            "jit": "off",
            "timezone": "UTC",
            "log_timezone": "UTC",
        }
        if not self.durable:
            options |= {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
            options |= {"autovacuum": "off", "max_wal_size": "4GB"}
        settings = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        return [self.programs / "postgres", "-D", self.data, *settings]

    def is_ready(self) -> bool:
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return False
        assert self.process is not None
        return (
            len(lines) >= 8
            and lines[0].strip() == str(self.process.pid)
            and lines[7].strip() == "ready"
        )


class Valkey(Server):
    """Valkey, the broker of the worker and the cache of the pages."""

    name = "valkey"
    stop_signal = signal.SIGTERM

    def prepare(self) -> None:
        make_folder(self.places.valkey_data, mode=0o700, for_servant=True)

    def command(self) -> list[str | Path]:
        return [
            valkey_program(self.places.data / "binaries"),
            *("--port", "0"),
            *("--unixsocket", self.places.valkey_socket),
            *("--unixsocketperm", "700"),
            *("--dir", self.places.valkey_data),
            *("--appendonly", "yes" if self.durable else "no"),
            *("--appendfsync", "always"),
            *("--save", ""),
            *("--maxmemory-policy", "noeviction"),
        ]

    def is_ready(self) -> bool:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(1)
            try:
                line.connect(str(self.places.valkey_socket))
                line.sendall(b"PING\r\n")
                return line.recv(64).startswith(b"+PONG")
            except OSError:
                return False


SERVERS: dict[str, type[Server]] = {Postgres.name: Postgres, Valkey.name: Valkey}
