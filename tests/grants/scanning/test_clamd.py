"""Our words to clamd, spoken to a real one."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest

from grants.intake import clamd
from grants.intake.clamd import CouldNotScan, find_virus
from tests.files import packages
from tests.grants.scanning.clamav import EICAR, LARGEST, NAME, ClamAV


def test_a_good_package_is_clean_by_either_road(clamav: ClamAV) -> None:
    assert find_virus(clamav.unix, [packages.good()]) == ""
    assert find_virus(clamav.tcp, [packages.good()]) == ""


@pytest.mark.parametrize(
    "data", [EICAR, packages.plus("virus.txt", EICAR)], ids=["bare", "in a zip"]
)
def test_a_virus_has_its_name(clamav: ClamAV, data: bytes) -> None:
    pieces = [data[at : at + 7] for at in range(0, len(data), 7)]
    assert find_virus(clamav.unix, [b"", *pieces]) == NAME


def test_a_file_too_large_for_the_scanner_was_not_scanned(clamav: ClamAV) -> None:
    with pytest.raises(CouldNotScan, match="te groot"):
        find_virus(clamav.unix, [bytes(65_536)] * (LARGEST // 65_536 + 400))


@pytest.mark.parametrize(
    "address", ["unix:///nergens/clamd.sock", "tcp://127.0.0.1:1", "http://iets", "", "tcp://:x"]
)
def test_where_no_scanner_is(address: str) -> None:
    with pytest.raises(CouldNotScan, match="niet te bereiken"):
        find_virus(address, [b"x"])


@pytest.fixture
def impostor() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


def address_of(server: socket.socket) -> str:
    return f"tcp://127.0.0.1:{server.getsockname()[1]}"


def test_a_scanner_that_hangs_is_left(
    impostor: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clamd, "SECONDS_TO_ANSWER", 0.2)
    with pytest.raises(CouldNotScan, match="niet op tijd"):
        find_virus(address_of(impostor), [b"x"])


@pytest.mark.parametrize("says", [b"", b"stream: ", b"stream: OK but\0", b"\xff" * 9000])
def test_half_an_answer_is_no_clean_bill(impostor: socket.socket, says: bytes) -> None:
    def answer() -> None:
        scanner, _ = impostor.accept()
        with scanner:
            scanner.recv(65_536)
            scanner.sendall(says)

    thread = threading.Thread(target=answer)
    thread.start()
    with pytest.raises(CouldNotScan):
        find_virus(address_of(impostor), [b"x"])
    thread.join()


def test_clean_said_of_half_a_file_is_no_clean_bill(impostor: socket.socket) -> None:
    def answer() -> None:
        scanner, _ = impostor.accept()
        with scanner:
            scanner.recv(64)
            scanner.sendall(b"stream: OK\0")
            scanner.shutdown(socket.SHUT_RD)
            time.sleep(0.3)

    def file() -> Iterator[bytes]:
        for _ in range(20):
            yield b"x" * 1_000_000
            time.sleep(0.05)

    thread = threading.Thread(target=answer)
    thread.start()
    with pytest.raises(CouldNotScan):
        find_virus(address_of(impostor), file())
    thread.join()
