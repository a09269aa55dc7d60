"""CSV and JSON of the figures."""

from __future__ import annotations

import csv
import io
import json

from reporting.disclosure.publication import PublicYear
from reporting.opendata.records import DICTIONARY, records

LICENCE = "CC0-1.0"


def to_csv(year: PublicYear) -> bytes:
    """RFC 4180 with a byte order mark, so that spreadsheet programs read the accents."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(name for name, _ in DICTIONARY)
    writer.writerows(record.plain for record in records(year))
    return text.getvalue().encode("utf-8-sig")


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
