"""A full disk, a killed process: nothing is half stored, and the same upload goes well after."""

from __future__ import annotations

import os
import resource
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from grants.enums import UploadKind
from grants.models import StoredFile, Upload
from grants.services.files import NoRoom, read_file, store_file, write
from grants.services.uploads import upload
from tests.grants.justifications.conftest import Gouda
from tests.grants.justifications.conftest import gouda as gouda  # noqa: PLC0414 - a fixture
from tests.grants.justifications.conftest import own_store as own_store  # noqa: PLC0414

pytestmark = pytest.mark.django_db
ROOM = 1024 * 1024


@contextmanager
def no_more_room_than(size: int) -> Iterator[None]:
    """No file of this process may grow beyond `size` bytes: writing fails as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def hand_in(gouda: Gouda) -> Upload:
    with transaction.atomic():
        return upload(
            justification=gouda.case,
            kind=UploadKind.PACKAGE,
            name="sisa_2025_060513.zip",
            chunks=[b"x" * ROOM] * 3,
            by=gouda.sisa,
            on=timezone.now(),
        )


def test_a_full_disk_stores_nothing_by_halves(gouda: Gouda) -> None:
    with no_more_room_than(ROOM), pytest.raises(NoRoom, match="geen ruimte"):
        hand_in(gouda)
    assert not Upload.objects.exists()
    assert not StoredFile.objects.exists()
    assert hand_in(gouda).file.size == 3 * ROOM


THE_FILE = [b"z" * ROOM] * 3


def store_on_a_smaller_disk(*, killed: bool) -> int:
    """Stores a file in a process of its own; no room is left half-way its last copy.

    Or the system ends that process at the same place. Gives how it ended.
    """
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1]

    def at_the_last_copy(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and str(arguments[0]).endswith(".part"):
            resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, resource.RLIM_INFINITY))

    try:
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL if killed else signal.SIG_IGN)
        sys.addaudithook(at_the_last_copy)
        with suppress(OSError):
            write(THE_FILE)
    finally:
        os._exit(0)


@pytest.mark.parametrize("killed", [False, True])
def test_half_a_file_never_stands_under_its_name(
    gouda: Gouda, settings: Any, *, killed: bool
) -> None:
    """At the next upload it would be taken for the whole: its name is its SHA-256."""
    ended = store_on_a_smaller_disk(killed=killed)
    assert os.WIFSIGNALED(ended) == killed
    left = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    assert [path.suffix for path in left] == [".part"] * killed
    assert read_file(store_file(THE_FILE)) == b"".join(THE_FILE)
