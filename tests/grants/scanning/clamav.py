"""A real ClamAV for tests, which knows one virus: the harmless one that all scanners know."""

from __future__ import annotations

import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

# In two halves, or the scanner of a colleague would take this file away.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
NAME = "Pmg.Test.Eicar.UNOFFICIAL"
LARGEST = 4 * 1024 * 1024
CONF = """
LocalSocket {folder}/clamd.sock
TCPSocket {port}
TCPAddr 127.0.0.1
DatabaseDirectory {folder}/signatures
PidFile {folder}/clamd.pid
TemporaryDirectory {folder}
Foreground yes
StreamMaxLength {largest}
MaxThreads 4
"""


def program() -> str:
    """Where clamd is; `.ci/setup/need scanner` brings it."""
    return shutil.which("clamd", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin") or ""


class ClamAV:
    """Started with `start`, killed with `stop`; `unix` and `tcp` are its addresses."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="clamav-"))
        self.folder.chmod(0o755)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.unix = f"unix://{self.folder}/clamd.sock"
        self.tcp = f"tcp://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[Any] | None = None
        signatures = self.folder / "signatures"
        signatures.mkdir()
        (signatures / "own.ndb").write_text(f"Pmg.Test.Eicar:0:*:{EICAR.hex()}\n")
        (self.folder / "clamd.conf").write_text(
            CONF.format(folder=self.folder, port=self.port, largest=LARGEST)
        )

    def start(self) -> None:
        """Starts it and waits until it answers."""
        self._process = subprocess.Popen(
            [program(), f"--config-file={self.folder}/clamd.conf"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + 30
        while not self.answers():
            assert self._process.poll() is None, "clamd ended by itself"
            assert time.monotonic() < deadline, "clamd does not answer"
            time.sleep(0.05)

    def stop(self) -> None:
        """Kills it, as a machine that falls over would."""
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder)

    def answers(self) -> bool:
        """Whether it is up."""
        try:
            with socket.create_connection(("127.0.0.1", self.port), 1) as scanner:
                scanner.sendall(b"zPING\0")
                return scanner.recv(16) == b"PONG\0"
        except OSError:
            return False
