"""A zip is counted while it unpacks; what it says of itself is not believed."""

from __future__ import annotations

import tracemalloc

import pytest

from grants.checks.package_content import Obstacle
from grants.intake.archive import Archive, Limits, Refused
from tests.files import packages as p

MEBIBYTE = 1024**2


def refusal(data: bytes, limits: Limits | None = None) -> Refused:
    with pytest.raises(Refused) as caught:
        Archive(data, limits or Limits())
    return caught.value


def test_two_gigabytes_are_refused_in_little_memory() -> None:
    data = p.bomb()
    assert len(data) < 4 * MEBIBYTE
    tracemalloc.start()
    try:
        assert refusal(data).obstacle == Obstacle.TOO_LARGE
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 2 * len(data)


@pytest.mark.parametrize("claimed", [0, 10])
def test_more_than_a_file_claims_is_not_unpacked(claimed: int) -> None:
    (entry,) = Archive(p.bomb(256 * MEBIBYTE, claimed=claimed)).entries
    assert entry.size <= claimed


def test_a_claim_that_is_too_large_is_not_believed_either() -> None:
    data = p.zipped({"a.txt": b"a"})
    size = data.rindex(b"PK\x01\x02") + 24
    lying = data[:size] + (2**31).to_bytes(4, "little") + data[size + 4 :]
    (entry,) = Archive(lying).entries
    assert entry.size == 1


def test_many_small_files_together_may_be_too_large() -> None:
    files = {f"{number}.txt": bytes(MEBIBYTE) for number in range(6)}
    assert Archive(p.zipped(files), Limits(unpacked=6 * MEBIBYTE)).entries
    refused = refusal(p.zipped(files), Limits(unpacked=5 * MEBIBYTE))
    assert (refused.obstacle, refused.detail) == (Obstacle.TOO_LARGE, "5.txt")


def test_what_systems_add_counts_too() -> None:
    data = p.plus("__MACOSX/x", bytes(6 * MEBIBYTE))
    assert refusal(data, Limits(unpacked=5 * MEBIBYTE)).obstacle == Obstacle.TOO_LARGE


def test_a_list_of_files_without_end_is_not_read() -> None:
    header = b"PK\x01\x02" + bytes(42)
    assert refusal(b"PK\x03\x04" + header * 1_000_000).obstacle == Obstacle.TOO_MANY


def test_a_damaged_file_leaves_the_others_readable() -> None:
    data = bytearray(p.zipped({"a.txt": b"a" * 100, "b.txt": b"b" * 100}))
    at = data.index(b"a.txt") + len("a.txt")
    data[at] ^= 0xFF
    archive = Archive(bytes(data))
    first, second = archive.entries
    assert first.is_damaged
    assert archive.read(second) == b"b" * 100


def test_an_empty_zip_has_no_files() -> None:
    assert Archive(p.zipped({})).entries == ()


def test_zips_in_zips_are_seen_by_their_bytes() -> None:
    archive = Archive(p.zipped({"foto.jpg": p.good(), "tekst.txt": b"PK"}))
    assert [entry.is_zip for entry in archive.entries] == [True, False]


def test_a_zip_larger_than_any_upload_is_not_opened() -> None:
    assert refusal(p.good(), Limits(packed=1000)).obstacle == Obstacle.TOO_LARGE
