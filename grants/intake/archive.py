"""Opens a zip that somebody else made, and never believes what it says about itself.

What is unpacked is counted while it streams: sizes in headers may be lies. Nothing is written to
disk, so that no path in a zip can point anywhere.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib
from dataclasses import dataclass

from grants.checks.package_content import Entry, Obstacle

CHUNK = 64 * 1024
LOCAL_HEADER = b"PK\x03\x04"
DIRECTORY_HEADER = b"PK\x01\x02"
EMPTY_ZIP = b"PK\x05\x06"
ENCRYPTED_FLAG = 0x1
PLAIN_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Others unpack without limits of their own, and no office program makes them."""

DRIVE = re.compile(r"[A-Za-z]:")
JUNK = re.compile(
    r"(?:^|/)(?:__MACOSX(?:/|$)|\._[^/]*$|\.DS_Store$|Thumbs\.db$|desktop\.ini$)", re.I
)
DAMAGE = (
    zipfile.BadZipFile, zlib.error, EOFError, struct.error, OSError, ValueError, OverflowError,
    NotImplementedError,
)  # fmt: skip
"""What zipfile raises over a zip that is not as it should be."""


@dataclass(frozen=True)
class Limits:
    """What we unpack at most: number of files, bytes of all of them, bytes of one.

    `packed` is what the zip itself may be: a little more than what can be uploaded.
    """

    packed: int = 64 * 1024 * 1024
    entries: int = 500
    unpacked: int = 300 * 1024 * 1024
    one_file: int = 100 * 1024 * 1024


class Refused(Exception):
    """Zip that is not opened. `detail` is the path, or what the file is instead."""

    def __init__(self, obstacle: Obstacle, detail: str = "") -> None:
        super().__init__(f"{obstacle}: {detail}")
        self.obstacle = obstacle
        self.detail = detail


class Archive:
    """Zip that was opened and counted. `entries` leaves out folders and what systems add."""

    def __init__(self, data: bytes, limits: Limits = Limits()) -> None:
        """Raises Refused."""
        self._limits = limits
        self._zip = _open(data, limits)
        self._infos: list[zipfile.ZipInfo] = []
        left = limits.unpacked
        entries = []
        for info in self._zip.infolist():
            _refuse_tricks(info)
            entry = self._measure(info, min(left, limits.one_file))
            left -= entry.size
            if not info.is_dir() and not JUNK.search(info.orig_filename):
                self._infos.append(info)
                entries.append(entry)
        self.entries: tuple[Entry, ...] = tuple(entries)

    def read(self, entry: Entry) -> bytes:
        """The bytes of an entry. Raises Refused for one that cannot be unpacked whole."""
        info = self._infos[next(i for i, own in enumerate(self.entries) if own is entry)]
        try:
            with self._zip.open(info) as file:
                return file.read(self._limits.one_file)
        except DAMAGE as error:
            raise Refused(Obstacle.BROKEN, entry.path) from error

    def _measure(self, info: zipfile.ZipInfo, most: int) -> Entry:
        """Unpacks an entry into nothing. Raises Refused beyond `most` bytes."""
        size = 0
        start = b""
        is_damaged = False
        try:
            with self._zip.open(info) as file:
                while chunk := file.read(CHUNK):
                    start = start or chunk[:4]
                    size += len(chunk)
                    if size > most:
                        raise Refused(Obstacle.TOO_LARGE, info.orig_filename)
        except DAMAGE:
            is_damaged = True
        return Entry(info.orig_filename, size, is_damaged, start == LOCAL_HEADER)


def _open(data: bytes, limits: Limits) -> zipfile.ZipFile:
    if not data.startswith((LOCAL_HEADER, EMPTY_ZIP)):
        raise Refused(Obstacle.NOT_THIS_KIND)
    if len(data) > limits.packed:
        raise Refused(Obstacle.TOO_LARGE)
    # zipfile reads the whole list of files before one can count it.
    if data.count(DIRECTORY_HEADER) > 4 * limits.entries:
        raise Refused(Obstacle.TOO_MANY)
    try:
        opened = zipfile.ZipFile(io.BytesIO(data))
    except DAMAGE as error:
        raise Refused(Obstacle.BROKEN) from error
    if len(opened.infolist()) > limits.entries:
        raise Refused(Obstacle.TOO_MANY)
    return opened


def _refuse_tricks(info: zipfile.ZipInfo) -> None:
    path = info.orig_filename
    if info.flag_bits & ENCRYPTED_FLAG:
        raise Refused(Obstacle.ENCRYPTED, path)
    if (
        path.startswith("/")
        or DRIVE.match(path)
        or "\\" in path
        or "\0" in path
        or ".." in path.split("/")
        or stat.S_ISLNK(info.external_attr >> 16)
    ):
        raise Refused(Obstacle.UNSAFE_PATH, path)
    if info.compress_type not in PLAIN_METHODS:
        raise Refused(Obstacle.UNUSUAL_PACKING, path)
