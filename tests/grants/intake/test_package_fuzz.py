"""Whatever happens to a good package on its way, the pre-check answers; it never raises."""

from __future__ import annotations

import random
import time
import zipfile
from collections.abc import Callable

import pytest
from django.conf import settings

from grants.checks.findings import Outcome
from grants.checks.package import judge_package
from grants.intake.package import owners_named, read_package
from tests.files import packages as p

SECONDS = 10
Mutation = Callable[[random.Random, bytes], bytes]


def flip(dice: random.Random, data: bytes) -> bytes:
    """A few bytes become others."""
    spoiled = bytearray(data)
    for _ in range(dice.choice((1, 3, 30))):
        spoiled[dice.randrange(len(spoiled))] = dice.randrange(256)
    return bytes(spoiled)


def cut(dice: random.Random, data: bytes) -> bytes:
    """A piece is lost: the end, or something in between."""
    start, end = sorted(dice.choices(range(len(data)), k=2))
    return data[:start] + dice.choice((b"", data[end:]))


def repeat(dice: random.Random, data: bytes) -> bytes:
    """A piece is there twice."""
    start, end = sorted(dice.choices(range(len(data)), k=2))
    return data[:end] + data[start:]


def stuff(dice: random.Random, data: bytes) -> bytes:
    """Something is put in between."""
    at = dice.randrange(len(data))
    return (
        data[:at]
        + dice.choice((b"\0" * 50, b"PK\x03\x04", b"%%EOF", b"<!DOCTYPE x>", b"\xff"))
        + data[at:]
    )


BYTEWISE: tuple[Mutation, ...] = (flip, cut, repeat, stuff)


def inside(dice: random.Random) -> bytes:
    """A package whose zip is whole, with one document spoiled."""
    files = p.good_files()
    name = dice.choice(sorted(files))
    files[name] = dice.choice(BYTEWISE)(dice, files[name])
    return p.zipped(files)


def inside_the_annex(dice: random.Random) -> bytes:
    """A package whose annex is a whole zip, with one of its parts spoiled."""
    out = p.io.BytesIO()
    with (
        zipfile.ZipFile(p.io.BytesIO(p.good_annex())) as source,
        zipfile.ZipFile(out, "w") as target,
    ):
        names = source.namelist()
        spoiled = dice.choice(names)
        for name in names:
            data = source.read(name)
            target.writestr(name, dice.choice(BYTEWISE)(dice, data) if name == spoiled else data)
    return p.package_with(out.getvalue())


def shuffled(dice: random.Random) -> bytes:
    """Documents that swapped names, were left out or came twice."""
    files = p.good_files()
    names, contents = list(files), list(files.values())
    dice.shuffle(contents)
    pairs = list(zip(names, contents, strict=True))
    chosen = dice.choices(pairs, k=dice.randrange(8))
    return p.zipped({f"{'map/' * dice.randrange(2)}{name}": data for name, data in chosen})


def outside(dice: random.Random) -> bytes:
    """The zip itself spoiled."""
    return dice.choice(BYTEWISE)(dice, p.good())


STRUCTURES = (outside, inside, inside_the_annex, shuffled)


def check(data: bytes) -> Outcome:
    owners_named(data, "pakket.zip")
    return judge_package(read_package(data, p.NAME, p.SUBJECT), p.SUBJECT)


@pytest.mark.random
@pytest.mark.parametrize("spoil", STRUCTURES)
def test_a_spoiled_package_is_answered(spoil: Callable[[random.Random], bytes]) -> None:
    for seed in range(settings.RANDOM_CASES):
        data = spoil(random.Random(f"{spoil.__name__}-{seed}"))
        start = time.process_time()
        outcome = check(data)
        assert time.process_time() - start < SECONDS, seed
        for finding in outcome.findings:
            assert finding.message, seed
            assert finding.remedy, seed
        if not outcome.readable:
            assert not outcome.ok, seed
