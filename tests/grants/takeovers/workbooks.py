"""Workbooks of the old administration, made from our own model, with real PDFs and zips."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

import pypdf

from grants.enums import TakeOverKind
from grants.models import Scheme
from grants.queries.takeovers import subject_of
from grants.workbook.takeover import make_model
from tests.factories import at

NOW = at(2026, 11, 20)
IBAN = "NL91ABNA0417164300"
Row = dict[str, Any]


def award_row(digits: str = "0513", **more: Any) -> Row:
    return {
        "municipality": digits,
        "reference": f"OUD-2024-{digits}",
        "decided_on": datetime.date(2024, 6, 10),
        "amount 2024/25": 500_000,
        "amount 2025/26": 500_000,
        "amount 2026/27": 500_000,
        "iban": IBAN,
        "creditor_number": f"C{digits}",
        "commitment_number": f"V{digits}",
        "document": f"{digits}.pdf",
        **more,
    }


def payment_row(digits: str = "0513", label: str = "2024/25", **more: Any) -> Row:
    year = int(label[:4])
    return {
        "reference": f"BET-{year}-{digits}",
        "award": f"OUD-2024-{digits}",
        "grant_year": label,
        "amount": 500_000,
        "paid_on": datetime.date(year, 7, 15),
        **more,
    }


def sisa_row(digits: str = "0513", year: int = 2024, **more: Any) -> Row:
    return {
        "municipality": digits,
        "year": str(year),
        "spent": 210_000,
        "cumulative": 210_000,
        "is_final": "Nee",
        "plausible_on": datetime.date(year + 1, 7, 22),
        **more,
    }


def judged(**more: Any) -> Row:
    return {"accepted": 200_000, "judged_on": datetime.date(2025, 11, 20), **more}


def workbook(scheme: Scheme, kind: TakeOverKind, *rows: Row, **parts: Sequence[Row]) -> bytes:
    """A filled-in model; `parts` are the rows of its further sheets by name."""
    subject = subject_of(scheme, kind, on=NOW)
    main = {
        TakeOverKind.AWARDS: "Toekenningen",
        TakeOverKind.PAYMENTS: "Betalingen",
        TakeOverKind.SISA: "SiSa",
        TakeOverKind.PROGRESS: "Rapportages",
    }[kind]
    return make_model(subject, {main: rows, **parts})


def pdf() -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(595, 842)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def zipped(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()
