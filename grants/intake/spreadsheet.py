"""Opens a workbook of any maker: xlsx, ods or xls. Nothing in it is ever run.

Values come from calamine; names and formulas from the file's own XML. A workbook is looked at
before calamine gets it, for calamine makes room for everything between the first and last cell.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from grants.checks.package_content import Obstacle
from grants.checks.statement_content import Hazard

from .apart import Crashed, GaveUp, read_apart
from .archive import DAMAGE, Archive, Limits, Refused
from .kinds import OLD_OFFICE, ZIP, kind_of
from .ods_parts import read_ods_parts
from .sheet_parts import MOST_CELLS, Cells, Damaged, Names, Parts, TooManyCells
from .xlsx_parts import read_xlsx_parts

LIMITS = Limits(entries=300, unpacked=64 * 1024 * 1024, one_file=48 * 1024 * 1024)
LARGEST_FILE = 20 * 1024 * 1024
ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
# An xls keeps its parts under names in UTF-16.
OLD_MACROS = "_VBA_PROJECT_CUR".encode("utf-16-le")
OLD_EMBEDDED = "MBD0".encode("utf-16-le")
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")

Row = list[Any]


@dataclass(frozen=True)
class Spreadsheet:
    """Spreadsheet as read. Rows and columns count from 0, from the very first cell.

    `names` are the defined names that point at one cell; `uncomputed` the cells with a formula
    whose result was not stored; `broken` those that show an error such as #REF!.
    """

    sheets: dict[str, list[Row]]
    names: Names = field(default_factory=dict)
    uncomputed: Cells = frozenset()
    broken: Cells = frozenset()
    hazards: frozenset[Hazard] = frozenset()


class Unreadable(Exception):
    """Bestand dat niet te openen is. `looks_like` says in Dutch what it is instead."""

    def __init__(self, obstacle: Obstacle, looks_like: str = "") -> None:
        super().__init__(f"{obstacle} {looks_like}")
        self.obstacle = obstacle
        self.looks_like = looks_like


def read_spreadsheet(data: bytes) -> Spreadsheet:
    """Spreadsheet openen en lezen. Raises Unreadable."""
    if not data:
        raise Unreadable(Obstacle.TRUNCATED)
    if len(data) > LARGEST_FILE:
        raise Unreadable(Obstacle.TOO_LARGE)
    kind = kind_of(data)
    if kind == ZIP:
        parts = _parts_of_zip(data)
    elif kind == OLD_OFFICE:
        if ENCRYPTED_PACKAGE in data:
            raise Unreadable(Obstacle.ENCRYPTED)
        parts = Parts(hazards=_old_hazards(data), may_hold_nul=True)
    else:
        raise Unreadable(Obstacle.NOT_THIS_KIND, kind)
    values = _values(data, is_plain=parts.is_plain)
    if parts.may_hold_nul:
        values = {name: [_without_nul(row) for row in rows] for name, rows in values.items()}
    return Spreadsheet(values, parts.names, parts.uncomputed, parts.broken, parts.hazards)


def _values(data: bytes, *, is_plain: bool) -> dict[str, list[Row]]:
    """Values of every sheet; of a workbook that is not plain read in a process of its own."""
    try:
        values = _read_values(data) if is_plain else read_apart(lambda: _read_values(data))
    except GaveUp as error:
        raise Unreadable(Obstacle.TOO_LARGE) from error
    except Crashed as error:
        raise Unreadable(Obstacle.BROKEN) from error
    if isinstance(values, Obstacle):
        raise Unreadable(values)
    return values


def _without_nul(row: Row) -> Row:
    return [cell.replace("\0", "") if isinstance(cell, str) else cell for cell in row]


def _read_values(data: bytes) -> dict[str, list[Row]] | Obstacle:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            sheets = {}
            for name in book.sheet_names:
                sheet = book.get_sheet_by_name(name)
                if (sheet.total_height + 1) * (sheet.total_width + 1) > MOST_CELLS:
                    return Obstacle.TOO_LARGE
                sheets[name] = sheet.to_python(skip_empty_area=False)
            return sheets
    except PasswordError:
        return Obstacle.ENCRYPTED
    except CalamineError:
        return Obstacle.BROKEN


def _parts_of_zip(data: bytes) -> Parts:
    try:
        Archive(data, LIMITS)
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            _refuse_lies(data, opened)
            names = set(opened.namelist())
            if "xl/workbook.xml" in names:
                return read_xlsx_parts(opened)
            if "content.xml" in names and _is_ods(opened):
                return read_ods_parts(opened)
    except Refused as refused:
        raise Unreadable(refused.obstacle) from refused
    except TooManyCells as error:
        raise Unreadable(Obstacle.TOO_LARGE) from error
    except (Damaged, KeyError, *DAMAGE) as error:
        raise Unreadable(Obstacle.BROKEN) from error
    raise Unreadable(Obstacle.NOT_THIS_KIND, _kind_of_zip(names))


def _refuse_lies(data: bytes, opened: zipfile.ZipFile) -> None:
    """A part may unpack to more than its header says: zipfile stops there, calamine would not."""
    for info in opened.infolist():
        if info.compress_type != zipfile.ZIP_DEFLATED:
            continue
        name, extra = struct.unpack_from("<HH", data, info.header_offset + 26)
        start = info.header_offset + 30 + name + extra
        unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
        packed = data[start : start + info.compress_size]
        size = len(unpacking.decompress(packed, info.file_size + 1))
        if size != info.file_size or not unpacking.eof:
            raise Unreadable(Obstacle.BROKEN)


def _is_ods(opened: zipfile.ZipFile) -> bool:
    if "META-INF/manifest.xml" in opened.namelist():
        manifest = opened.read("META-INF/manifest.xml")
        if b"encryption-data" in manifest:
            raise Unreadable(Obstacle.ENCRYPTED)
        return ODS_TYPE in manifest
    return "mimetype" in opened.namelist() and opened.read("mimetype").startswith(ODS_TYPE)


def _kind_of_zip(names: set[str]) -> str:
    for part, words in (
        ("word/document.xml", "een Word-document"),
        ("ppt/presentation.xml", "een presentatie"),
        ("xl/workbook.bin", "een binaire Excel-werkmap (xlsb)"),
        ("content.xml", "een ander OpenDocument-bestand"),
    ):
        if part in names:
            return words
    return "een zip-bestand met andere bestanden"


def _old_hazards(data: bytes) -> frozenset[Hazard]:
    found = {OLD_MACROS: Hazard.MACROS, OLD_EMBEDDED: Hazard.EMBEDDED}
    return frozenset(hazard for name, hazard in found.items() if name in data)
