"""Runs the bench; with names it runs only those: ``python -m tests.bench forms report``."""

import importlib
import os
import platform
import sys
from pathlib import Path

from tests.harness.services import Services, addresses

PARTS = ("forms", "uploads", "report", "pages", "start")


def machine() -> str:
    """The machine as it describes itself."""
    cpuinfo = Path("/proc/cpuinfo")
    models = [
        line.split(":", 1)[1].strip()
        for line in (cpuinfo.read_text().splitlines() if cpuinfo.exists() else [])
        if line.startswith("model name")
    ]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{models[0] if models else platform.machine()}, {os.cpu_count()} processors,"
        f" {memory:.0f} GB, Python {platform.python_version()},"
        f" load {os.getloadavg()[0]:.1f} at the start"
    )


def main(parts: list[str]) -> int:
    print(machine(), flush=True)
    services = Services()
    missed = 0
    try:
        os.environ.update(addresses("pmg"))
        import django

        django.setup()
        for part in parts:
            for line in importlib.import_module(f"tests.bench.{part}").measure():
                print(line, flush=True)
                missed += not line.reached
    finally:
        services.stop()
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or list(PARTS)))
