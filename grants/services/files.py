"""Bestanden bewaren, content-addressed: the same bytes lie there once, and are never replaced."""

from __future__ import annotations

import errno
import hashlib
import logging
from collections.abc import Iterable, Iterator

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.files.temp import NamedTemporaryFile

from grants.enums import ScanState
from grants.models import Scan, StoredFile
from pmg.casework.errors import MoveRefused

log = logging.getLogger(__name__)
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class NoRoom(MoveRefused):
    """De schijf is vol: nothing was kept."""

    def __init__(self) -> None:
        super().__init__(
            "Er is bij ons op dit moment geen ruimte om uw bestand te bewaren. Er is niets "
            "opgeslagen. Probeer het over een uur opnieuw, of vraag het de beheerder."
        )


def path_of(sha256: str) -> str:
    """Where the bytes lie in the store."""
    return f"files/{sha256[:2]}/{sha256}"


def store_file(chunks: Iterable[bytes]) -> StoredFile:
    """Bestand opslaan: the bytes first, then their row, so that no row lacks its file.

    Raises NoRoom where the disk is full.
    """
    try:
        sha256, size = write(chunks)
    except OSError as error:
        if error.errno not in FULL:
            raise
        log.exception("No room to keep a file")
        raise NoRoom from error
    stored, _ = StoredFile.objects.get_or_create(sha256=sha256, defaults={"size": size})
    Scan.objects.get_or_create(file=stored)
    return stored


def write(chunks: Iterable[bytes]) -> tuple[str, int]:
    """Bytes wegschrijven: SHA-256 and size of what now lies in the store. Raises OSError."""
    digest = hashlib.sha256()
    size = 0
    with NamedTemporaryFile() as spool:
        for chunk in chunks:
            digest.update(chunk)
            size += len(chunk)
            spool.write(chunk)
        spool.seek(0)
        sha256 = digest.hexdigest()
        if not default_storage.exists(path_of(sha256)):
            default_storage.save(path_of(sha256), File(spool, name=sha256))
    return sha256, size


class Quarantined(PermissionDenied):
    """Afgesloten bestand: the scanner found a virus in it, so nobody opens it any more."""


def open_file(stored: StoredFile) -> File[bytes]:
    """The stored bytes as an open file, for serving them in parts. Raises Quarantined."""
    if Scan.objects.filter(file=stored, state=ScanState.INFECTED).exists():
        raise Quarantined(stored.sha256)
    return default_storage.open(path_of(stored.sha256))


def read_file(stored: StoredFile) -> bytes:
    """The bytes of a stored file. Raises Quarantined."""
    with open_file(stored) as file:
        data: bytes = file.read()
    return data


def parts_of(stored: StoredFile) -> Iterator[bytes]:
    """The bytes of a stored file in parts; opened when they are asked for. Raises Quarantined."""
    with open_file(stored) as file:
        yield from file.chunks()
