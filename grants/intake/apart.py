"""Reads what strangers made in a process of its own, which may not take long or grow large.

A parser that loops, eats memory or crashes takes only that process along.
"""

from __future__ import annotations

import faulthandler
import os
import pickle
import resource
import selectors
import signal
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

CPU_SECONDS = 8
SECONDS = 60
MEGABYTES = 450
"""What reading one document may take: work, waiting on a busy machine, and memory of its own."""

Result = TypeVar("Result")


class GaveUp(Exception):
    """Lezen opgegeven: it took too long or too much memory."""


class Crashed(Exception):
    """De lezer is gestopt: the library that read it could not cope."""


@dataclass(frozen=True)
class _Answer:
    """What comes back: a result, or how our own code failed."""

    result: Any = None
    fault: str = ""


def read_apart(
    read: Callable[[], Result],
    *,
    cpu_seconds: int = CPU_SECONDS,
    seconds: float = SECONDS,
    megabytes: int = MEGABYTES,
) -> Result:
    """What `read` returns. Raises GaveUp, Crashed, and RuntimeError for a fault of our own."""
    receiving, sending = os.pipe()
    child = os.fork()
    if not child:
        os.close(receiving)
        _work(read, sending, cpu_seconds, megabytes)
    os.close(sending)
    data: bytes | None = None
    try:
        data = _receive(receiving, time.monotonic() + seconds)
    finally:
        os.close(receiving)
        if data is None:
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        # Killed by us for being late, by the system or by itself for lack of memory: perhaps only
        # while it was answering, so that part of an answer came.
        raise GaveUp
    if not data:
        raise Crashed
    answer = _unpacked(data)
    if answer.fault:
        raise RuntimeError(answer.fault)
    result: Result = answer.result
    return result


def _unpacked(data: bytes) -> _Answer:
    """The answer. Raises GaveUp for half of one: there was no memory left to write the rest."""
    try:
        answer: _Answer = pickle.loads(data)  # noqa: S301 - written by our own process
    except (EOFError, pickle.UnpicklingError) as error:
        raise GaveUp from error
    return answer


def _work(read: Callable[[], Any], sending: int, cpu_seconds: int, megabytes: int) -> None:
    """The life of the child: it never returns, and cleans nothing up that is its parent's."""
    try:
        # A panic of a library writes there; it says nothing that a finding does not.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        faulthandler.disable()  # under a test runner it would write elsewhere
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGXCPU):
            signal.signal(number, signal.SIG_DFL)
        _limit(cpu_seconds, megabytes)
        try:
            answer = _Answer(read())
        except MemoryError:
            os.kill(os.getpid(), signal.SIGKILL)
        except Exception:  # noqa: BLE001 - told to the parent, who raises it
            answer = _Answer(fault=traceback.format_exc())
        with os.fdopen(sending, "wb") as pipe:
            pickle.dump(answer, pipe)
    finally:
        os._exit(0)


def _limit(cpu_seconds: int, megabytes: int) -> None:
    """Caps the work, and the address space at what is in use now and a little more."""
    resource.setrlimit(resource.RLIMIT_CPU, _at_most(resource.RLIMIT_CPU, cpu_seconds))
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    most = pages * resource.getpagesize() + megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, _at_most(resource.RLIMIT_AS, most))


def _at_most(kind: int, wanted: int) -> tuple[int, int]:
    """The limit, or that of the process we are in where it is lower: nobody may raise it."""
    _, hard = resource.getrlimit(kind)
    limit = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    return limit, limit


def _receive(receiving: int, deadline: float) -> bytes | None:
    """Everything the child writes until it ends; None when it is late."""
    chunks: list[bytes] = []
    with selectors.DefaultSelector() as selector:
        selector.register(receiving, selectors.EVENT_READ)
        while selector.select(max(0.0, deadline - time.monotonic())):
            chunk = os.read(receiving, 65_536)
            if not chunk:
                return b"".join(chunks)
            chunks.append(chunk)
    return None
