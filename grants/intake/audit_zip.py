"""Opens an audit zip and fingerprints what is in it, a piece at a time."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

from grants.checks.audit_zip import EVENTS, INDEX, SUMS

from .archive import DAMAGE, ENCRYPTED_FLAG

CHUNK = 1024 * 1024
MOST_ENTRIES = 100_000
MOST_TEXT = 256 * 1024 * 1024
READ = frozenset({SUMS, INDEX, EVENTS})


class NoDossier(Exception):
    """Bestand dat geen auditdossier is; `str` says why in Dutch."""


def read_audit_zip(path: Path) -> tuple[dict[str, str], dict[str, str], list[str]]:
    """Fingerprints of the files, the text of those that are read, and what is odd about the zip.

    Raises NoDossier where it cannot be opened or is no dossier at all.
    """
    digests: dict[str, str] = {}
    texts: dict[str, str] = {}
    odd: list[str] = []
    try:
        with zipfile.ZipFile(path) as opened:
            infos = opened.infolist()
            if len(infos) > MOST_ENTRIES:
                raise NoDossier("Er zitten te veel bestanden in.")
            for info in infos:
                name = info.orig_filename
                if info.flag_bits & ENCRYPTED_FLAG:
                    raise NoDossier("Het zip-bestand heeft een wachtwoord.")
                if name in digests or name in texts:
                    odd.append(f"{name} zit er twee keer in.")
                    continue
                digest, text = _read(opened, info, keep=name in READ)
                if name in READ:
                    texts[name] = text
                if name != SUMS:
                    digests[name] = digest
    except DAMAGE as error:
        raise NoDossier("Dit is geen heel zip-bestand.") from error
    if SUMS not in texts:
        raise NoDossier(f"Dit is geen auditdossier: {SUMS} ontbreekt.")
    return digests, texts, odd


def _read(opened: zipfile.ZipFile, info: zipfile.ZipInfo, *, keep: bool) -> tuple[str, str]:
    digest, kept, size = hashlib.sha256(), [], 0
    with opened.open(info) as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            if keep:
                if size > MOST_TEXT:
                    raise NoDossier(f"{info.orig_filename} is te groot.")
                kept.append(chunk)
    return digest.hexdigest(), b"".join(kept).decode("utf-8", errors="replace")
