"""CSV and JSON of the figures."""

from __future__ import annotations

import csv
import io
import json
import re

from reporting.disclosure.publication import PublicYear
from reporting.opendata.records import DICTIONARY, records

LICENCE = "CC0-1.0"
FORMULA = re.compile(r"[=+\-@\t\r](?!\d+(?:\.\d+)?\Z)")
"""How text begins that a spreadsheet program would calculate; a negative number is none."""


def to_csv(year: PublicYear) -> bytes:
    """RFC 4180 with a byte order mark, so that spreadsheet programs read the accents."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(name for name, _ in DICTIONARY)
    writer.writerows([_as_text(cell) for cell in record.plain] for record in records(year))
    return text.getvalue().encode("utf-8-sig")


def _as_text(cell: object) -> object:
    """A text that looks like a formula with an apostrophe in front, as spreadsheets do."""
    return f"'{cell}" if isinstance(cell, str) and FORMULA.match(cell) else cell


def to_json(year: PublicYear) -> bytes:
    """The figures with what they mean and where they come from."""
    names = [name for name, _ in DICTIONARY]
    content = {
        "titel": f"Preventie met Gezag, verslagjaar {year.reporting_year}",
        "fictief": year.fictional,
        "licentie": LICENCE,
        "versie": year.version,
        "bevroren_op": year.moment.isoformat(),
        "sha256_vastlegging": year.sha256,
        "velden": dict(DICTIONARY),
        "cijfers": [dict(zip(names, record.plain, strict=True)) for record in records(year)],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"
