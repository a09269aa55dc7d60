"""Starting and stopping other programs so that nothing is left behind."""

import ctypes
import os
import pwd
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

SERVANT = "nobody"
PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def runs_as_servant() -> bool:
    """Whether servers run as another user: PostgreSQL refuses to run as root."""
    return os.geteuid() == 0


def give_to_servant(folder: Path) -> None:
    """Hands a folder to the user the servers run as."""
    if runs_as_servant():
        servant = pwd.getpwnam(SERVANT)
        os.chown(folder, servant.pw_uid, servant.pw_gid)


def servant_identity() -> dict[str, Any]:
    """Arguments that make ``subprocess`` give up root with its group and supplementary groups."""
    if not runs_as_servant():
        return {}
    servant = pwd.getpwnam(SERVANT)
    return {"user": servant.pw_uid, "group": servant.pw_gid, "extra_groups": []}


def _dies_with_parent(number: signal.Signals) -> Callable[[], None] | None:
    """A function for the child: the kernel sends it this signal when its parent is gone."""
    if _libc is None:
        return None
    libc, parent = _libc, os.getpid()

    def bind() -> None:
        libc.prctl(PR_SET_PDEATHSIG, number)
        if os.getppid() != parent:  # the parent died before the kernel knew
            os._exit(1)

    return bind


def spawn(
    command: Sequence[str | Path],
    *,
    death_signal: signal.Signals,
    log: Path | None = None,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    keep_open: tuple[int, ...] = (),
    as_servant: bool = False,
) -> subprocess.Popen[bytes]:
    """Starts a program in a session of its own, so that Ctrl-C reaches only us.

    ``death_signal`` is what it gets when we die, however we die.
    """
    output = open(log, "ab") if log else None  # noqa: SIM115
    try:
        return subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT if output else None,
            cwd=cwd,
            env=env,
            pass_fds=keep_open,
            start_new_session=True,
            preexec_fn=_dies_with_parent(death_signal),  # noqa: PLW1509
            **(servant_identity() if as_servant else {}),
        )
    finally:
        if output:
            output.close()


def stop(process: subprocess.Popen[bytes], number: signal.Signals, *, patience: float = 20) -> None:
    """Sends the signal and waits; kills what does not go within ``patience`` seconds."""
    if process.poll() is not None:
        return
    process.send_signal(number)
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
