"""Bestanden bewaren, content-addressed: the same bytes lie there once, and are never replaced."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.files.temp import NamedTemporaryFile

from grants.enums import ScanState
from grants.models import Scan, StoredFile


def path_of(sha256: str) -> str:
    """Where the bytes lie in the store."""
    return f"files/{sha256[:2]}/{sha256}"


def store_file(chunks: Iterable[bytes]) -> StoredFile:
    """Bestand opslaan: the bytes first, then their row, so that no row lacks its file."""
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
    stored, _ = StoredFile.objects.get_or_create(sha256=sha256, defaults={"size": size})
    Scan.objects.get_or_create(file=stored)
    return stored


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
