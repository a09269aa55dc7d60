"""Bestanden bewaren, content-addressed: the same bytes lie there once, and are never replaced."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.files.temp import NamedTemporaryFile

from grants.models import StoredFile


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
    return stored


def open_file(stored: StoredFile) -> File[bytes]:
    """The stored bytes as an open file, for serving them in parts."""
    return default_storage.open(path_of(stored.sha256))


def read_file(stored: StoredFile) -> bytes:
    """The bytes of a stored file."""
    with open_file(stored) as file:
        data: bytes = file.read()
    return data
