"""Asks ClamAV whether a file holds a virus, in the words of clamd: INSTREAM over a socket.

Own sixty lines: the known clients are no longer kept up, and this is all we ask.
"""

from __future__ import annotations

import re
import socket
import struct
from collections.abc import Iterable
from urllib.parse import urlsplit

SECONDS_TO_CONNECT = 3
SECONDS_TO_ANSWER = 60
LONGEST_ANSWER = 4096
ANSWER = re.compile(r"stream: (?:(OK)|(.{1,200}) FOUND)\Z")


class CouldNotScan(Exception):
    """Niet gescand: the scanner is away, too slow, or says that it cannot. Says why, in Dutch."""


def find_virus(address: str, chunks: Iterable[bytes]) -> str:
    """What the scanner calls the virus in these bytes; empty when it found none.

    `address` is `unix:///run/clamd.sock` or `tcp://host:3310`. Raises CouldNotScan.
    """
    heard_all = True
    try:
        with _connected(address) as scanner:
            try:
                scanner.sendall(b"zINSTREAM\0")
                for chunk in chunks:
                    if chunk:
                        scanner.sendall(struct.pack("!I", len(chunk)) + chunk)
                scanner.sendall(struct.pack("!I", 0))
            except (BrokenPipeError, ConnectionResetError):
                heard_all = False  # what it thinks of what it did hear is in its answer
            answer = _answer(scanner)
    except TimeoutError as error:
        raise CouldNotScan("de virusscanner antwoordt niet op tijd") from error
    except OSError as error:
        raise CouldNotScan("de virusscanner is niet te bereiken") from error
    found = ANSWER.match(answer)
    if not found or (found[1] and not heard_all):
        why = "het bestand is te groot" if "size limit exceeded" in answer else "onbekend antwoord"
        raise CouldNotScan(f"de virusscanner kan dit bestand niet scannen: {why}")
    return found[2] or ""


def _connected(address: str) -> socket.socket:
    """Raises OSError, also for an address that is none."""
    where = urlsplit(address)
    if where.scheme == "unix":
        scanner = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        scanner.settimeout(SECONDS_TO_CONNECT)
        try:
            scanner.connect(where.path)
        except BaseException:
            scanner.close()
            raise
    elif where.scheme == "tcp" and where.hostname and where.port:
        scanner = socket.create_connection((where.hostname, where.port), SECONDS_TO_CONNECT)
    else:
        raise OSError(f"no address of a scanner: {address}")
    scanner.settimeout(SECONDS_TO_ANSWER)
    return scanner


def _answer(scanner: socket.socket) -> str:
    """Everything up to the zero that ends it."""
    said = b""
    while not said.endswith(b"\0") and len(said) < LONGEST_ANSWER:
        part = scanner.recv(LONGEST_ANSWER)
        if not part:
            break
        said += part
    return said.rstrip(b"\0\n").decode("utf-8", "replace")
