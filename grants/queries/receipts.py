"""Ontvangstbewijzen: what stands on one, and whether somebody's paper is ours."""

from __future__ import annotations

import datetime
import secrets
from dataclasses import dataclass

from grants.enums import PreparedKind
from grants.models import (
    ApplicationVersion,
    Attachment,
    Justification,
    PreparedFile,
    Receipt,
    StatementVersion,
    Upload,
)
from grants.reckoning.deadlines import day_in_amsterdam
from grants.transitions.applications import APPLICATION_MOVES
from grants.transitions.justifications import JUSTIFICATION_MOVES
from municipalities.models import Municipality
from pmg.casework.moves import Door

ON_PAPER = "de gemeente, op papier of per mail; ingevoerd door het ministerie"


@dataclass(frozen=True)
class ReceiptSheet:
    """Ontvangstbewijs zoals het op papier en scherm staat: what, when, by which function."""

    receipt: Receipt
    title: str
    municipality: Municipality
    year: int
    award: str
    scheme: str
    on: datetime.datetime
    function: str
    due_on: datetime.date
    in_time: bool
    version: StatementVersion | None
    files: tuple[Upload, ...]
    is_fictional: bool


def receipts_of(case: Justification) -> list[Receipt]:
    """Alle ontvangstbewijzen van een verantwoording, the newest first."""
    return list(case.receipts.select_related("event__by").order_by("-pk"))


def receipt_sheet(receipt: Receipt) -> ReceiptSheet:
    """What stands on the receipt; it names no person."""
    case, event = receipt.justification, receipt.event
    assert case, "it is a receipt of a justification"
    assert case.municipality, "a constraint says so"
    ids = [row["upload"] for row in event.data["files"]]
    due_on = datetime.date.fromisoformat(event.data["was_due_on"])
    return ReceiptSheet(
        receipt=receipt,
        title=JUSTIFICATION_MOVES[event.name].event,
        municipality=case.municipality,
        year=case.accounting_year.year,
        award=case.award.reference,
        scheme=case.accounting_year.scheme.name,
        on=event.on,
        function=ON_PAPER if event.door == Door.PAPER else event.by.function or "ondertekenaar",
        due_on=due_on,
        in_time=day_in_amsterdam(event.on) <= due_on,
        version=case.versions.filter(number=event.data["version"]).first(),
        files=tuple(case.uploads.filter(pk__in=ids).select_related("file").order_by("-kind")),
        is_fictional=case.accounting_year.scheme.is_fictional,
    )


@dataclass(frozen=True)
class ApplicationSheet:
    """Ontvangstbewijs van een aanvraag: what, when, by which function."""

    receipt: Receipt
    title: str
    municipality: Municipality
    scheme: str
    on: datetime.datetime
    function: str
    version: ApplicationVersion
    files: tuple[Attachment, ...]
    is_fictional: bool


def application_sheet(receipt: Receipt) -> ApplicationSheet:
    """What stands on the receipt of an application; it names no person."""
    case, event = receipt.application, receipt.event
    assert case, "it is a receipt of an application"
    assert case.municipality, "a constraint says so"
    version = case.versions.get(number=event.data["version"])
    return ApplicationSheet(
        receipt=receipt,
        title=APPLICATION_MOVES[event.name].event,
        municipality=case.municipality,
        scheme=case.scheme.name,
        on=event.on,
        function=event.by.function or "ondertekenaar",
        version=version,
        files=tuple(version.attachments.select_related("file").order_by("on", "name")),
        is_fictional=case.scheme.is_fictional,
    )


def prepared_receipt(receipt: Receipt) -> PreparedFile | None:
    """De PDF van een ontvangstbewijs, as far as somebody asked for it."""
    return receipt.prepared.filter(kind=PreparedKind.RECEIPT).select_related("file").first()


def is_genuine(reference: str, code: str) -> bool:
    """Of wij dit ontvangstbewijs gaven; says nothing else about it.

    Both are copied from paper: capitals, spaces and dashes are forgiven.
    """
    receipt = Receipt.objects.filter(reference=_bare(reference, keep="-")).first()
    known = receipt.code if receipt else ""
    return bool(receipt) and secrets.compare_digest(_bare(known), _bare(code))


def is_our_file(sha256: str) -> bool:
    """Of een bestand met dit controlegetal een ontvangstbewijs is dat wij maakten."""
    return PreparedFile.objects.filter(kind=PreparedKind.RECEIPT, file=sha256.lower()).exists()


def _bare(text: str, keep: str = "") -> str:
    """Letters and digits in capitals, and what is to be kept; no others can be in ours."""
    return "".join(
        sign for sign in text.upper() if sign.isascii() and (sign.isalnum() or sign in keep)
    )
