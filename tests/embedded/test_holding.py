"""Servers come when somebody needs them, stay while anybody does, and lose nothing."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from pmg.embedded.errors import Trouble
from pmg.embedded.holding import Marks, hold, wait_until_stopped
from pmg.embedded.places import APP_ROLE, CHECKOUT, OWNER_ROLE, Places, others_can_enter
from pmg.embedded.servers import Postgres
from tests.embedded.conftest import BOTH, Start, processes_on, wait_until

HOLDER = """
import sys, time
from pathlib import Path
from pmg.embedded.holding import hold
from pmg.embedded.places import places
with hold(places(Path(sys.argv[1])), ["postgres", "valkey"]):
    print("held", flush=True)
    sys.stdin.readline() if len(sys.argv) > 2 else time.sleep(600)
"""
WRITER = """
import sys
from pathlib import Path
import psycopg
from pmg.embedded.places import places, OWNER_ROLE
line = psycopg.connect(places(Path(sys.argv[1])).database_url(OWNER_ROLE), autocommit=True)
number = 0
while True:
    number += 1
    line.execute("INSERT INTO written VALUES (%s)", [number])
    print(number, flush=True)
"""


def answers(at: Places, role: str = APP_ROLE) -> bool:
    try:
        with psycopg.connect(at.database_url(role)) as line:
            return line.execute("SELECT current_user").fetchone() == (role,)
    except psycopg.OperationalError:
        return False


def postmaster(at: Places) -> int:
    return int((Postgres(at).data / "postmaster.pid").read_text().splitlines()[0])


def ask_valkey(at: Places, words: str) -> str:
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(str(at.valkey_socket))
        line.sendall(f"{words}\r\n".encode())
        return line.recv(200).decode()


def test_both_roles_get_in_and_a_superuser_does_not(at: Places) -> None:
    with hold(at, BOTH):
        assert answers(at, APP_ROLE)
        assert answers(at, OWNER_ROLE)
        assert not answers(at, "postgres")


def test_sockets_are_closed_to_others(at: Places) -> None:
    with hold(at, BOTH):
        assert at.sockets.stat().st_mode & 0o077 == 0
        assert Postgres(at).data.stat().st_mode & 0o077 == 0


def test_data_is_kept_and_nothing_is_left_behind(at: Places) -> None:
    with hold(at, BOTH), psycopg.connect(at.database_url(OWNER_ROLE), autocommit=True) as line:
        line.execute("CREATE TABLE kept AS SELECT 1 AS one")
        assert ask_valkey(at, "SET kept yes").startswith("+OK")
    wait_until_stopped(at, BOTH)
    wait_until(lambda: not processes_on(at.data))
    with hold(at, BOTH), psycopg.connect(at.database_url(OWNER_ROLE)) as line:
        assert line.execute("SELECT one FROM kept").fetchone() == (1,)
        assert "yes" in ask_valkey(at, "GET kept")


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL])
def test_the_first_goes_and_the_second_goes_on(at: Places, start: Start, end: int) -> None:
    first = start("-c", HOLDER, str(at.data))
    assert first.stdout is not None
    assert first.stdout.readline() == "held\n"
    with hold(at, BOTH):
        before = postmaster(at)
        first.send_signal(end)
        first.wait()
        # Longer than a keeper needs to look twice.
        with pytest.raises(AssertionError):
            wait_until(lambda: not answers(at), within=1)
        assert postmaster(at) == before
    wait_until(lambda: not processes_on(at.data))


def test_many_at_once_share_one_server(at: Places, start: Start) -> None:
    holders = [start("-c", HOLDER, str(at.data)) for _ in range(6)]
    for holder in holders:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
    command = str(Postgres(at).programs / "postgres").encode()
    masters = [
        pid
        for pid in processes_on(at.data)
        if Path(f"/proc/{pid}/cmdline").read_bytes().startswith(command)
    ]
    assert len(masters) == 1


def test_a_killed_keeper_takes_its_server_along_and_the_next_finds_the_data(at: Places) -> None:
    with hold(at, BOTH), psycopg.connect(at.database_url(OWNER_ROLE), autocommit=True) as line:
        line.execute("CREATE TABLE kept ()")
    with hold(at, BOTH):
        for process in processes_on(at.data):
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # a passing child
                if b"pmg.embedded.keeper" in Path(f"/proc/{process}/cmdline").read_bytes():
                    os.kill(process, signal.SIGKILL)
        wait_until(lambda: not answers(at))
    with hold(at, BOTH), psycopg.connect(at.database_url(OWNER_ROLE)) as line:
        assert line.execute("SELECT count(*) FROM kept").fetchone() == (0,)


def test_what_was_acknowledged_survives_sigkill(at: Places, start: Start) -> None:
    with hold(at, BOTH):
        with psycopg.connect(at.database_url(OWNER_ROLE), autocommit=True) as line:
            line.execute("CREATE TABLE written (number int PRIMARY KEY)")
        writer = start("-c", WRITER, str(at.data))
        assert writer.stdout is not None
        for _ in range(200):
            writer.stdout.readline()
        os.kill(postmaster(at), signal.SIGKILL)
        writer.wait()
        acknowledged = 200 + len(writer.stdout.read().split())
        # The keeper starts it again by itself: somebody still holds it.
        wait_until(lambda: answers(at, OWNER_ROLE))
        with psycopg.connect(at.database_url(OWNER_ROLE)) as line:
            row = line.execute("SELECT count(*) FROM written").fetchone()
        assert row is not None
        assert row[0] >= acknowledged


def test_a_half_made_cluster_is_made_again(at: Places) -> None:
    server = Postgres(at)
    half = server.data.with_suffix(".new")
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    with hold(at, BOTH):
        assert answers(at)
    assert not half.exists()


def _program_that_says(folder: Path, words: str) -> str:
    for name in ("postgres", "initdb"):
        program = folder / name
        program.write_text(
            "#!/bin/sh\n"
            f'[ "$1" = --version ] && echo "postgres (PostgreSQL) 18.6" && exit\necho "{words}" >&2\nexit 1\n'
        )
        program.chmod(0o755)
    return str(folder)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("could not write: No space left on device", "The disk is full: free some space"),
        (
            "postgres: error while loading shared libraries: libz.so.1: cannot open",
            "needs the system library libz.so.1: install it",
        ),
        ("something else", "its last words are in"),
    ],
)
def test_what_a_server_dies_of_becomes_a_sentence(
    at: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str, sentence: str
) -> None:
    programs = tmp_path / "programs"
    programs.mkdir(mode=0o755)
    monkeypatch.setenv("PG_BINDIR", _program_that_says(programs, words))
    with pytest.raises(Trouble, match=sentence), hold(at, ["postgres"]):
        pass
    assert not Marks(at, "postgres").ready.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_a_normal_user_runs_it_too_and_is_told_whose_it_is(at: Places, tmp_path: Path) -> None:
    if not others_can_enter(CHECKOUT):
        pytest.skip("nobody else can enter the folder of the checkout")
    # The interpreter of the tests may lie in a home folder that nobody else can enter.
    python = next(
        p for p in (sys.executable, "/usr/bin/python3") if others_can_enter(Path(p).resolve())
    )
    own = tmp_path / "own"
    own.mkdir(mode=0o755)
    os.chown(own, 65534, 65534)
    with hold(at, BOTH):
        pass

    def as_nobody(data: Path) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [python, "-c", HOLDER, str(data), "until-input-ends"],
            cwd=CHECKOUT,
            env={"PATH": os.defpath, "PYTHONPATH": os.pathsep.join(sys.path[1:])},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            user=65534,
            group=65534,
            extra_groups=[],
        )

    fine = as_nobody(own / "data")
    assert fine.stdout == "held\n", fine.stderr
    assert "belongs to another user" in as_nobody(at.data).stderr
