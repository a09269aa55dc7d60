"""Inhoud van klaargezette bestanden: a receipt, the findings, the own workbook with marks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import PurePath

from grants.enums import PreparedKind
from grants.intake.apart import read_apart
from grants.models import PreparedFile, Receipt, Upload
from grants.queries.findings import findings_of, trial_of
from grants.queries.receipts import application_sheet, receipt_sheet
from grants.workbook.marked import marked_copy
from pmg.pdf.paper import make_paper

from .files import read_file

FICTIONAL = "FICTIEF"


@dataclass(frozen=True)
class Made:
    """A file as it will be served."""

    name: str
    data: bytes


def of(row: PreparedFile) -> Made:
    """What the row asks for. Raises RenderingFault for a paper, GaveUp or Crashed for a workbook."""
    if row.receipt:
        return receipt_paper(row.receipt)
    assert row.check_run, "a constraint says so"
    upload = row.check_run.upload
    if row.kind == PreparedKind.MARKED:
        return marked_workbook(upload)
    return findings_paper(upload)


def receipt_paper(receipt: Receipt) -> Made:
    """Ontvangstbewijs als PDF, with the code that proves it; dated by the act itself."""
    of_application = receipt.application is not None
    sheet = application_sheet(receipt) if of_application else receipt_sheet(receipt)
    room = "applications" if of_application else "justifications"
    return Made(
        f"{_mark(sheet.is_fictional)}Ontvangstbewijs_{receipt.reference}.pdf",
        make_paper(
            f"grants/{room}/receipt_paper.html",
            {"sheet": sheet},
            title=f"Ontvangstbewijs {receipt.reference}",
            moment=sheet.on,
            mark=FICTIONAL if sheet.is_fictional else "",
        ),
    )


def findings_paper(upload: Upload) -> Made:
    """Bevindingen als PDF, grouped by document as on the page; dated by the upload."""
    case = upload.justification
    scheme = case.accounting_year.scheme
    name = PurePath(upload.name).stem
    return Made(
        f"{_mark(scheme.is_fictional)}Bevindingen_{name.removeprefix('FICTIEF_')}.pdf"[-200:],
        make_paper(
            "grants/findings/paper.html",
            {"trial": trial_of(upload), "case": case, "upload": upload},
            title=f"Bevindingen bij {name}",
            moment=upload.on,
            mark=FICTIONAL if scheme.is_fictional else "",
            stylesheets=("findings.css",),
        ),
    )


def marked_workbook(upload: Upload) -> Made:
    """Hun eigen werkboek met aantekeningen; a stranger's file, so it is opened apart."""
    data = read_file(upload.file)
    findings = [row.as_finding() for row in findings_of(upload)]
    name = PurePath(upload.name)
    return Made(
        f"{name.stem}_met_aantekeningen.xlsx", read_apart(partial(marked_copy, data, findings))
    )


def _mark(is_fictional: bool) -> str:
    return f"{FICTIONAL}_" if is_fictional else ""
