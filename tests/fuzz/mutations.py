"""Spoils good files: bytes, members of a zip, elements of XML, objects of a PDF."""

from __future__ import annotations

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable

Mutation = Callable[[random.Random, bytes], bytes]
TAG = re.compile(rb"<[^<>]+>")
VALUE = re.compile(rb"(?<=>)[^<>]+(?=<)|(?<==\")[^\"<>]*(?=\")")
PDF_WORD = re.compile(rb"/\w+|\b\d+ \d+ R\b|\b\d+\b")
WORDS = (
    b"", b"0", b"-1", b"99999999999999999999", b"1e308", b"NaN", b"A1048576", b"XFD1", b"#REF!",
    b"&#0;", b"&x;", b"_x0000_", b"\xff\xfe", b"=cmd|' /C calc'!A0", b"Z" * 40_000, b"../../x",
    "\N{RIGHT-TO-LEFT OVERRIDE}".encode(), b"<!DOCTYPE x>",
)  # fmt: skip


def flip(dice: random.Random, data: bytes) -> bytes:
    """A few bytes become others."""
    spoiled = bytearray(data or b"x")
    for _ in range(dice.choice((1, 3, 30))):
        spoiled[dice.randrange(len(spoiled))] = dice.randrange(256)
    return bytes(spoiled)


def cut(dice: random.Random, data: bytes) -> bytes:
    """A piece is lost: the end, or something in between."""
    start, end = sorted(dice.randrange(len(data) + 1) for _ in range(2))
    return data[:start] + dice.choice((b"", data[end:]))


def repeat(dice: random.Random, data: bytes) -> bytes:
    """A piece is there twice."""
    start, end = sorted(dice.randrange(len(data) + 1) for _ in range(2))
    return data[:end] + data[start:]


BYTEWISE: tuple[Mutation, ...] = (flip, cut, repeat)


def replaced(pattern: re.Pattern[bytes], words: tuple[bytes, ...] = WORDS) -> Mutation:
    """One thing that fits the pattern becomes one of these words, or another one like it."""

    def mutate(dice: random.Random, data: bytes) -> bytes:
        found = list(pattern.finditer(data))
        if not found:
            return flip(dice, data)
        here = dice.choice(found)
        other = dice.choice((dice.choice(words), dice.choice(found)[0]))
        return data[: here.start()] + other + data[here.end() :]

    return mutate


XML: tuple[Mutation, ...] = (*BYTEWISE, replaced(VALUE), replaced(VALUE), replaced(TAG))
PDF: tuple[Mutation, ...] = (*BYTEWISE, replaced(PDF_WORD), replaced(PDF_WORD))


def by_kind(name: str) -> tuple[Mutation, ...]:
    """What is done to a member of a zip, by what it is."""
    ending = name.rpartition(".")[2].casefold()
    if ending in ("xml", "rels"):
        return XML
    return PDF if ending == "pdf" else (*BYTEWISE, members)


def members(dice: random.Random, data: bytes) -> bytes:
    """A zip whose members are spoiled, gone, there twice or called something else."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = [(info.filename, archive.read(info)) for info in archive.infolist()]
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
        return flip(dice, data)
    for _ in range(dice.choice((1, 1, 3))):
        at = dice.randrange(len(files))
        name, content = files[at]
        act = dice.randrange(8)
        if act == 0 and len(files) > 1:
            del files[at]
        elif act == 1:
            files.append((name.upper(), content))
        elif act == 2:
            files[at] = (dice.choice((f"x/{name}", dice.choice(files)[0])), content)
        else:
            files[at] = (name, dice.choice(by_kind(name))(dice, content))
    out = io.BytesIO()
    seen: set[str] = set()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            if name not in seen:
                archive.writestr(name, content)
            seen.add(name)
    return out.getvalue()
