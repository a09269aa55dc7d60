"""Commands from a bare shell: alone, together, and beside `make run` as it starts and stops."""

import signal
import socket
import urllib.request

import psycopg
import pytest

from pmg.embedded.places import OWNER_ROLE, Places
from tests.embedded.conftest import Start, processes_on, wait_until

ASK = ("manage.py", "shell", "-v0", "-c")
COUNT = "from municipalities.models import Municipality; print(Municipality.objects.count())"
PEOPLE = "from pmg.accounts.models import User; print(User.objects.filter(is_demo=True).count())"


@pytest.fixture
def port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize(
    "arguments", [("check",), ("help",), ("migrate", "--help"), ("makemigrations", "--help")]
)
def test_these_start_nothing(at: Places, start: Start, arguments: tuple[str, ...]) -> None:
    process = start("manage.py", *arguments)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    assert not at.data.exists()


def test_two_commands_on_an_empty_database_fill_it_once_and_without_the_demo(
    at: Places, start: Start
) -> None:
    both = [start(*ASK, COUNT), start(*ASK, PEOPLE)]
    answers = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], answers
    assert int(answers[0][0]) >= 20
    assert int(answers[1][0]) == 0
    assert sum("Empty database" in errors for _, errors in answers) == 1
    wait_until(lambda: not processes_on(at.data))


def test_a_command_that_is_killed_while_filling_leaves_the_next_to_finish(
    at: Places, start: Start
) -> None:
    first = start(*ASK, COUNT)
    assert first.stderr is not None
    while "Empty database" not in first.stderr.readline():
        assert first.poll() is None
    first.kill()
    second = start(*ASK, COUNT)
    answer, errors = second.communicate(timeout=120)
    assert second.returncode == 0, errors
    assert int(answer) >= 20


def test_a_fault_of_ours_is_not_an_answer(start: Start) -> None:
    process = start(*ASK, "1 / 0", PMG_PREPARING="1")  # an empty database will do
    process.communicate(timeout=120)
    assert process.returncode == 70


def test_beside_make_run_as_it_starts_and_stops(at: Places, start: Start, port: int) -> None:
    running = start("-m", "pmg.embedded.supervise", "--port", str(port), "--without-demo")
    during_start = start(*ASK, COUNT)
    answer, errors = during_start.communicate(timeout=120)
    assert during_start.returncode == 0, errors
    assert int(answer) >= 20

    assert running.stdout is not None
    while "Ctrl-C" not in (line := running.stdout.readline()):
        assert line, running.stderr and running.stderr.read()
    page = urllib.request.urlopen(f"http://127.0.0.1:{port}/accounts/login/", timeout=30)
    assert page.status == 200

    slow = "import time; time.sleep(6); " + COUNT
    during_stop = start(*ASK, slow)
    wait_until(lambda: bool(processes_on(at.data)))
    running.send_signal(signal.SIGINT)
    said, errors = running.communicate(timeout=60)
    assert running.returncode == 0, errors
    assert "Stopped. The data is kept." in said
    answer, errors = during_stop.communicate(timeout=60)
    assert during_stop.returncode == 0, errors
    assert int(answer) >= 20
    wait_until(lambda: not processes_on(at.data))


def test_a_second_copy_and_a_taken_port_are_told_in_one_sentence(
    at: Places, start: Start, port: int
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        refused = start("-m", "pmg.embedded.supervise", "--port", str(port), "--without-demo")
        _, errors = refused.communicate(timeout=60)
    assert refused.returncode == 1
    assert errors == (f"Port {port} is in use: choose another, as in `make run PORT={port + 1}`.\n")

    first = start("-m", "pmg.embedded.supervise", "--port", str(port), "--without-demo")
    wait_until(lambda: (at.data / "run.lock").exists() and bool(processes_on(at.data)))
    second = start("-m", "pmg.embedded.supervise", "--port", str(port), "--without-demo")
    _, errors = second.communicate(timeout=60)
    assert second.returncode == 1
    assert errors.startswith(f"It runs already at http://127.0.0.1:{port}/")
    assert errors.count("\n") == 1
    first.send_signal(signal.SIGTERM)
    first.communicate(timeout=60)


def test_a_killed_make_run_leaves_nothing_behind(at: Places, start: Start, port: int) -> None:
    running = start("-m", "pmg.embedded.supervise", "--port", str(port), "--without-demo")
    assert running.stdout is not None
    while "Ctrl-C" not in running.stdout.readline():
        assert running.poll() is None
    with psycopg.connect(at.database_url(OWNER_ROLE)) as line:
        line.execute("SELECT 1")
    running.kill()
    wait_until(lambda: not processes_on(at.data))
    wait_until(lambda: not _answers(port))


def _answers(port: int) -> bool:
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0


def test_reset_does_not_touch_a_database_of_others(start: Start) -> None:
    process = start("-m", "pmg.embedded.reset", DATABASE_URL="postgres://elsewhere/theirs")
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "not ours to delete" in errors
