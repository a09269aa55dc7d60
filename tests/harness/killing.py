"""Ending a program as the system does when memory is short: at once, and all of it."""

import os
import signal
import subprocess
from contextlib import suppress
from pathlib import Path


def kill_hard(process: "subprocess.Popen[bytes]") -> None:
    """SIGKILL for the program and everything it started; nobody gets to clean up."""
    for number in family(process.pid):
        with suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)
    process.wait()


def family(parent: int) -> list[int]:
    """The program and everything it started, parents first."""
    found = [parent]
    for number in found:
        with suppress(FileNotFoundError, ProcessLookupError):  # it may end while we look
            children = Path(f"/proc/{number}/task/{number}/children").read_text()
            found.extend(int(child) for child in children.split())
    return found
