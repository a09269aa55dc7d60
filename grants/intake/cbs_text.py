"""Opens a CSV of any maker: semicolons, commas or tabs, UTF-8 or Windows letters."""

from __future__ import annotations

import csv
import io

MOST_ROWS = 100_000
MOST_CHARACTERS = 20 * 1024 * 1024


class NotText(Exception):
    """Bestand dat geen tekst is, or that has too much of it."""


def read_text_table(data: bytes) -> list[list[str]]:
    """Rows of a CSV. Raises NotText."""
    if not data.strip() or b"\0" in data or len(data) > MOST_CHARACTERS:
        raise NotText
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    head = text[:10_000]
    delimiter = max(";,\t", key=head.count)
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text), delimiter=delimiter):
            if len(rows) == MOST_ROWS:
                raise NotText
            rows.append(row)
    except csv.Error as error:
        raise NotText from error
    return rows
