"""From a second `make run` to the first page."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from pmg.embedded.places import CHECKOUT
from tests.bench.ratio import Line

NOT_OURS = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "REDIS_DATABASE")


def run_once(data: str) -> float:
    """Seconds until `make run` says where to go; it is stopped again afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    bare = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "pmg.embedded.supervise", "--port", str(port)],
        cwd=CHECKOUT,
        env=bare | {"PMG_DATA": data, "DJANGO_SETTINGS_MODULE": "pmg.settings.dev"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    while "is up at" not in process.stdout.readline():
        assert process.poll() is None, "make run ended early"
    taken = time.perf_counter() - began
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)
    return taken


def measure() -> Iterator[Line]:
    with tempfile.TemporaryDirectory(prefix="pmg-bench-") as folder:
        Path(folder).chmod(0o711)
        first = run_once(f"{folder}/data")
        second = run_once(f"{folder}/data")
    yield Line(
        "second start to the first page, seconds",
        f"{second:.1f} s (the first: {first:.0f} s)",
        second,
        most=5,
    )
