"""A full disk: nothing is half stored, and afterwards the same upload goes well."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.utils import timezone

from grants.enums import UploadKind
from grants.models import StoredFile, Upload
from grants.services.uploads import upload
from tests.grants.justifications.conftest import Gouda
from tests.grants.justifications.conftest import gouda as gouda  # noqa: PLC0414 - a fixture

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
    with no_more_room_than(ROOM), pytest.raises(OSError, match="File too large"):
        hand_in(gouda)
    assert not Upload.objects.exists()
    assert not StoredFile.objects.exists()
    assert hand_in(gouda).file.size == 3 * ROOM
