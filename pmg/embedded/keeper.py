"""The parent of one embedded server: starts it, and stops it when nobody holds it any more.

Run as ``python -m pmg.embedded.keeper SERVER DATA-FOLDER``. Killed itself, the kernel ends the
server with it; the next command then finds the data as it was.
"""

import fcntl
import signal
import sys
import time
from pathlib import Path
from typing import IO

from pmg.embedded.errors import Trouble
from pmg.embedded.holding import KEEPER_IS_BUSY, LOOK_EVERY, Marks, open_lock
from pmg.embedded.places import places
from pmg.embedded.servers import SERVERS, Server

RESTARTS = 5


def lock_within(lock: IO[str], seconds: float) -> bool:
    """Takes a lock for ourselves alone, trying for some seconds."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                return False
            time.sleep(0.02)
        else:
            return True


def _keep_up(server: Server, marks: Marks, server_lock: IO[str], holders: IO[str]) -> None:
    """Watches until nobody holds the server, starting it again when it was killed."""
    asked_to_stop: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda received, _: asked_to_stop.append(received))
    for _ in range(RESTARTS):
        server.start(keep_open=(server_lock.fileno(),))
        marks.ready.touch()
        while server.is_running():
            if asked_to_stop or lock_within(holders, 0):
                marks.ready.unlink()
                return
            time.sleep(LOOK_EVERY)
        marks.ready.unlink(missing_ok=True)
    raise Trouble(f"{server.name} stops again and again: its last words are in {server.log}.")


def keep(server: Server, marks: Marks) -> int:
    """Runs the server for as long as anybody holds it; returns the exit code."""
    # These files stay open, and locked, until the process ends.
    keeper, own, holders = (open_lock(f) for f in (marks.keeper, marks.server, marks.holders))
    if not lock_within(keeper, 1):
        return KEEPER_IS_BUSY
    marks.ready.unlink(missing_ok=True)
    marks.failure.unlink(missing_ok=True)
    try:
        # A server whose keeper was killed may still be writing its last page.
        if not lock_within(own, 20):
            raise Trouble(f"A {server.name} from before is still running on {marks.server.parent}.")
        _keep_up(server, marks, own, holders)
    except Trouble as trouble:
        marks.failure.write_text(str(trouble))
        return 1
    except OSError as error:
        marks.failure.write_text(f"{server.name} cannot start: {error.strerror}.")
        return 1
    finally:
        marks.ready.unlink(missing_ok=True)
        server.stop()
    return 0


def main(name: str, data: str) -> int:
    at = places(Path(data))
    return keep(SERVERS[name](at), Marks(at, name))


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
