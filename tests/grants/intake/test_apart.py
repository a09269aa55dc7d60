"""What strangers made is read in a process that may loop, grow or fall over alone."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from grants.intake.apart import Crashed, GaveUp, read_apart

MEBIBYTE = 1024**2


def forever() -> None:
    while True:
        pass


def sleep() -> None:
    time.sleep(60)


def grow() -> int:
    return len(bytearray(400 * MEBIBYTE))


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def panic() -> None:
    raise SystemExit("as a library does that does not return")


def blunder() -> None:
    raise LookupError("ours")


def test_a_result_comes_back_however_large() -> None:
    assert read_apart(lambda: "x" * MEBIBYTE) == "x" * MEBIBYTE


def test_work_without_end_is_stopped() -> None:
    with pytest.raises(GaveUp):
        read_apart(forever, cpu_seconds=1)


def test_waiting_without_end_is_stopped() -> None:
    with pytest.raises(GaveUp):
        read_apart(sleep, seconds=0.2)


def test_memory_without_end_is_stopped() -> None:
    with pytest.raises(GaveUp):
        read_apart(grow, megabytes=200)


def test_a_library_that_falls_over_takes_nothing_along() -> None:
    with pytest.raises(GaveUp):
        read_apart(die)
    with pytest.raises(Crashed):
        read_apart(panic)


def test_a_fault_of_ours_is_not_hidden() -> None:
    with pytest.raises(RuntimeError, match="LookupError: ours"):
        read_apart(blunder)


def test_nothing_is_left_behind() -> None:
    before = _open_files(), _children()
    for _ in range(5):
        read_apart(int)
        with pytest.raises(GaveUp):
            read_apart(sleep, seconds=0.01)
    assert (_open_files(), _children()) == before


def _open_files() -> int:
    return len([*Path("/proc/self/fd").iterdir()])


def _children() -> str:
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text()


class DiesWhileItIsWritten:
    """An answer whose first half is on its way when there is no memory for the rest."""

    def __init__(self, ending: Exception | None) -> None:
        self.ending = ending

    def __reduce__(self) -> tuple[type, tuple[()]]:
        if self.ending:
            raise self.ending
        os.kill(os.getpid(), signal.SIGKILL)
        return int, ()


@pytest.mark.parametrize("ending", [None, MemoryError()])
def test_half_an_answer_is_none(ending: Exception | None) -> None:
    with pytest.raises(GaveUp):
        read_apart(lambda: ["x" * MEBIBYTE, DiesWhileItIsWritten(ending)])
