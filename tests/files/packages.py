"""SiSa packages: the one everybody can pass with, and one maker per thing that goes wrong."""

from __future__ import annotations

import functools
import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pypdf
from openpyxl import load_workbook
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

from grants.checks.subject import RequiredDocument, SchemeYear
from pmg.demo.documents import Contents, package, pdf
from tests.files.settled import WHEN, settled
from tests.files.statements import SUBJECT as STATEMENT_SUBJECT

SPENT = 285_000
CUMULATIVE = 405_000
CONTENTS = Contents(
    municipality="Gouda",
    digits="0513",
    year=2025,
    sisa_code="A99",
    spent=Decimal(SPENT),
    cumulative=Decimal(CUMULATIVE),
)
PDFS = ("Aanbiedingsbrief", "Jaarstukken", "Controleverklaring", "Verslag_van_Bevindingen")
ANNEX = "Bijlage_Verantwoordingsinformatie"
SUBJECT = replace(
    STATEMENT_SUBJECT,
    documents=(
        *(RequiredDocument(stem, ("pdf",)) for stem in PDFS),
        RequiredDocument(ANNEX, ("xlsx", "xls", "ods")),
    ),
)
NAME = "sisa_2025_060513.zip"
SHEET = "Verantwoordingsinformatie"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)
GIBIBYTE = 1024**3
SEED = 20_250_715
"""Files must not differ by the day."""

Files = dict[str, bytes]


def named(stem: str, extension: str = "", subject: SchemeYear = SUBJECT) -> str:
    """sisa_2025_060513_Jaarstukken.pdf."""
    ending = extension or ("xlsx" if stem == ANNEX else "pdf")
    return f"sisa_{subject.year}_06{subject.cbs_digits}_{stem}.{ending}"


# -- The zip ------------------------------------------------------------------------------------


def good_files() -> Files:
    """The documents of a good package by their names."""
    with zipfile.ZipFile(io.BytesIO(good())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def good() -> bytes:
    """A package without a shortcoming."""
    return package(CONTENTS)


def zipped(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return settled(out.getvalue())


def plus(name: str, data: bytes = b"x") -> bytes:
    """A good package with one more file."""
    return zipped({**good_files(), name: data})


def without(stem: str) -> bytes:
    files = good_files()
    del files[named(stem)]
    return zipped(files)


def replaced(stem: str, data: bytes, name: str = "") -> bytes:
    """A good package with other bytes for a document, and perhaps another name."""
    files = good_files()
    del files[named(stem)]
    return zipped({**files, name or named(stem): data})


def renamed(stem: str, name: str) -> bytes:
    return replaced(stem, good_files()[named(stem)], name)


def all_renamed(change: Callable[[str], str]) -> bytes:
    return zipped({change(name): data for name, data in good_files().items()})


def damaged(stem: str) -> bytes:
    """A good package of which a few bytes of one document were lost on the way."""
    data = bytearray(good())
    at = data.index(named(stem).encode()) + len(named(stem)) + 20
    data[at : at + 8] = bytes(byte ^ 0xFF for byte in data[at : at + 8])
    return bytes(data)


def twice_the_same_name() -> bytes:
    """The same name two times in the list of files."""
    spare = "sisa_2025_060513_JaarstukkeN.pdf"
    data = plus(spare, good_files()[named("Jaarstukken")])
    return data.replace(spare.encode(), named("Jaarstukken").encode())


def with_path(path: str) -> bytes:
    """A good package with a file whose path is written as it is, tricks and all."""
    stand_in = "x" * len(path)
    return plus(stand_in).replace(stand_in.encode(), path.encode())


def with_symlink() -> bytes:
    out = io.BytesIO(good())
    with zipfile.ZipFile(out, "a") as archive:
        link = zipfile.ZipInfo("koppeling.pdf")
        link.create_system = 3
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return out.getvalue()


def packed_with(method: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in good_files().items():
            archive.writestr(name, data)
    return settled(out.getvalue())


def bomb(size: int = 2 * GIBIBYTE, *, claimed: int | None = None) -> bytes:
    """A zip of a few megabytes that unpacks to `size` zeros, whatever its header claims."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    mebibyte = bytes(1024**2)
    # After a full flush each block is the same: one need not squeeze gigabytes to have them.
    blocks = [squeeze.compress(mebibyte) + squeeze.flush(zlib.Z_FULL_FLUSH) for _ in range(2)]
    data = blocks[0] + blocks[1] * (size // len(mebibyte) - 1) + squeeze.flush()
    name = named("Jaarstukken").encode()
    sizes = struct.pack("<III", 0, len(data), min(size if claimed is None else claimed, 0xFFFFFFFF))
    local = b"PK\x03\x04" + struct.pack("<HHHHH", 20, 0, 8, 0, 33) + sizes
    local += struct.pack("<HH", len(name), 0) + name
    directory = b"PK\x01\x02" + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 33) + sizes
    directory += struct.pack("<HHHHHII", len(name), 0, 0, 0, 0, 0, 0) + name
    end = struct.pack("<HHHHIIH", 0, 0, 1, 1, len(directory), len(local) + len(data), 0)
    return local + data + directory + b"PK\x05\x06" + end


def many_files(number: int) -> bytes:
    return zipped({f"{place}.txt": b"" for place in range(number)})


def encrypted_zip(password: bytes = b"geheim") -> bytes:
    """A good package behind a password, in the way every zip program can undo."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        infos = []
        for name, data in good_files().items():
            checksum = zlib.crc32(data)
            secret = _encrypted(
                random.Random(SEED).randbytes(11) + bytes([checksum >> 24]) + data, password
            )
            archive.writestr(zipfile.ZipInfo(name, WHEN), secret)
            infos.append((archive.getinfo(name), checksum, len(data)))
        for info, checksum, size in infos:
            info.flag_bits |= 1
            info.CRC = checksum
            info.file_size = size
    data = bytearray(out.getvalue())
    for info, checksum, size in infos:
        at = info.header_offset
        struct.pack_into("<H", data, at + 6, 1)
        struct.pack_into("<I", data, at + 14, checksum)
        struct.pack_into("<I", data, at + 22, size)
    return bytes(data)


def _encrypted(data: bytes, password: bytes) -> bytes:
    keys = [0x12345678, 0x23456789, 0x34567890]

    def crc(old: int, byte: int) -> int:
        return zlib.crc32(bytes([byte]), old ^ 0xFFFFFFFF) ^ 0xFFFFFFFF

    def update(byte: int) -> None:
        keys[0] = crc(keys[0], byte)
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134_775_813 + 1) & 0xFFFFFFFF
        keys[2] = crc(keys[2], keys[1] >> 24)

    for byte in password:
        update(byte)
    secret = bytearray()
    for byte in data:
        mask = keys[2] | 2
        secret.append(byte ^ ((mask * (mask ^ 1)) >> 8 & 0xFF))
        update(byte)
    return bytes(secret)


# -- PDFs ---------------------------------------------------------------------------------------


def changed_pdf(
    change: Callable[[pypdf.PdfWriter], Any], lines: tuple[str, ...] = ("Tekst",)
) -> bytes:
    """A PDF after somebody did something to it."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(list(lines))))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def encrypted_pdf() -> bytes:
    def lock(writer: pypdf.PdfWriter) -> None:
        first = ByteStringObject(b"sixteen letters.")
        writer._ID = ArrayObject([first, first])
        writer.encrypt("geheim", algorithm="RC4-128")
        writer._ID = ArrayObject([first, first])  # it threw dice for the second

    return changed_pdf(lock)


def pdf_with_script() -> bytes:
    """A PDF that runs something when it is opened."""
    action = DictionaryObject(
        {
            NameObject("/S"): NameObject("/JavaScript"),
            NameObject("/JS"): TextStringObject("app.alert('hallo');"),
        }
    )
    return changed_pdf(lambda w: w.root_object.update({NameObject("/OpenAction"): action}))


def pdf_that_starts_something() -> bytes:
    """A PDF that starts a program when somebody clicks on its page."""
    action = DictionaryObject(
        {NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("cmd.exe")}
    )
    note = DictionaryObject({NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): action})
    return changed_pdf(lambda w: w.pages[0].__setitem__(NameObject("/Annots"), ArrayObject([note])))


def pdf_with_attachment() -> bytes:
    return changed_pdf(lambda writer: writer.add_attachment("cijfers.xlsx", b"PK"))


def scan() -> bytes:
    """A PDF of one page on which no text stands."""
    return pdf([])


@functools.cache
def heavy_pdf() -> bytes:
    """A small PDF of which one page unpacks to a quarter of a gigabyte."""
    squeezed = zlib.compress(zlib.compress(bytes(GIBIBYTE // 4), 9), 9)

    def fill(writer: pypdf.PdfWriter) -> None:
        stream = StreamObject()
        stream._data = squeezed
        stream[NameObject("/Filter")] = ArrayObject([NameObject("/FlateDecode")] * 2)
        writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)

    return changed_pdf(fill)


def long_pdf(pages: int) -> bytes:
    source = pypdf.PdfReader(io.BytesIO(pdf(["Jaarstukken 2025, een lange tekst over het jaar."])))
    writer = pypdf.PdfWriter()
    for _ in range(pages):
        writer.add_page(source.pages[0])
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


# -- The annex ----------------------------------------------------------------------------------


def good_annex() -> bytes:
    return good_files()[named(ANNEX)]


def changed_annex(change: Callable[[Any], Any]) -> bytes:
    """The annex after somebody changed it in a spreadsheet program."""
    book = load_workbook(io.BytesIO(good_annex()))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return settled(out.getvalue())


def heading_cell(book: Any, indicator: str) -> Any:
    """The cell with the heading of an indicator of ours."""
    for row in book[SHEET].iter_rows():
        for cell in row:
            if f"A99 / {indicator}" in str(cell.value):
                return cell
    raise LookupError(indicator)


def value_cell(book: Any, indicator: str) -> Any:
    """The cell in which the value of an indicator of ours stands."""
    return heading_cell(book, indicator).offset(row=1)


def annex_with(indicator: str, value: Any) -> bytes:
    """The annex with another value for an indicator of ours."""

    def change(book: Any) -> None:
        value_cell(book, indicator).value = value

    return changed_annex(change)


def annex_with_part(path: str, data: bytes = b"<x/>") -> bytes:
    """The annex with one more part in its file."""
    out = io.BytesIO(good_annex())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(path, data)
    return settled(out.getvalue())


def annex_with_password() -> bytes:
    """What Excel makes of a workbook with a password: an old container with a secret in it."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    return header + "EncryptedPackage".encode("utf-16-le") + random.Random(SEED).randbytes(4_000)


def annex_without_us() -> bytes:
    def change(book: Any) -> None:
        first = heading_cell(book, "01").row
        book[SHEET].delete_rows(first, 2)

    return changed_annex(change)


def annex_without_indicator(indicator: str) -> bytes:
    def change(book: Any) -> None:
        heading_cell(book, indicator).value = "Cumulatieve besteding"

    return changed_annex(change)


def annex_with_two_values(indicator: str) -> bytes:
    def change(book: Any) -> None:
        value_cell(book, indicator).offset(row=1).value = 99

    return changed_annex(change)


def annex_with_us_twice() -> bytes:
    def change(book: Any) -> None:
        sheet = book[SHEET]
        first = heading_cell(book, "01").row
        last = sheet.max_row
        for row in range(2):
            for column in range(1, 5):
                value = sheet.cell(first + row, column).value
                sheet.cell(last + 3 + row, column).value = value

    return changed_annex(change)


def annex_with_error(*cells: Any) -> bytes:
    """The annex with a row in the accountant's table."""

    def change(book: Any) -> None:
        book["Tabel fouten en onzekerheden"].append(list(cells))

    return changed_annex(change)


def annex_without_error_table() -> bytes:
    def change(book: Any) -> None:
        del book["Tabel fouten en onzekerheden"]

    return changed_annex(change)


def package_with(annex: bytes, extension: str = "xlsx") -> bytes:
    """A good package with this annex in it."""
    return replaced(ANNEX, annex, named(ANNEX, extension))
