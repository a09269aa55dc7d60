"""What a file really is, by its first bytes: names and browsers may say anything."""

from __future__ import annotations

PDF = "een pdf-bestand"
ZIP = "een zip-bestand"
OLD_OFFICE = "een oud Office-bestand, of een Office-bestand met een wachtwoord"

MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", PDF),
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLD_OFFICE),
    (b"\x89PNG\r\n\x1a\n", "een afbeelding (png)"),
    (b"\xff\xd8\xff", "een afbeelding (jpg)"),
    (b"GIF8", "een afbeelding (gif)"),
    (b"II*\x00", "een afbeelding (tif)"),
    (b"MM\x00*", "een afbeelding (tif)"),
    (b"Rar!", "een rar-bestand"),
    (b"7z\xbc\xaf\x27\x1c", "een 7z-bestand"),
    (b"\x1f\x8b", "een gz-bestand"),
    (b"MZ", "een programma"),
    (b"{\\rtf", "een rtf-bestand"),
    (b"<!DOCTYPE html", "een webpagina"),
    (b"<html", "een webpagina"),
    (b"<?xml", "een xml-bestand"),
)


def kind_of(data: bytes) -> str:
    """What the file is, in Dutch with its article; empty where we do not know."""
    return next((words for magic, words in MAGIC if data.startswith(magic)), "")
