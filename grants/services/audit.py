"""Auditdossier maken: asked as a row, made by the worker, streamed to the store of files."""

from __future__ import annotations

import datetime
import uuid

from django.core.files.temp import NamedTemporaryFile
from django.db import transaction

from grants.enums import CheckState, ScanState
from grants.models import AuditZip, Justification, StoredFile
from grants.queries.audit import Dossier, dossier_of
from grants.queries.scans import state_of
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.casework.errors import NotAllowed
from pmg.casework.hints import hint

from .audit_zip import write_zip
from .files import store_file
from .scanning import scan_file

MAKE_ZIP = "grants.make_audit_zip"
READERS = (Role.AUDITOR, Role.ASSESSOR, Role.POLICY_OFFICER)
MOST_ATTEMPTS = 3
CHUNK = 1024 * 1024


@transaction.atomic
def ask_for_zip(*, justification: Justification, by: User, on: datetime.datetime) -> AuditZip:
    """Auditdossier vragen. Who asks while one is being made gets that same one.

    Raises NotAllowed for somebody who may not read it.
    """
    if not by.has_role(*READERS):
        raise NotAllowed("Uw rol laat deze stap niet toe.")
    Justification.objects.select_for_update(of=("self",)).get(pk=justification.pk)
    under_way = AuditZip.objects.filter(justification=justification, state=CheckState.ASKED).first()
    if under_way:
        return under_way
    row = AuditZip.objects.create(justification=justification, asked_by=by, asked_on=on)
    hint(MAKE_ZIP, str(row.pk))
    return row


def make_zip(zip_id: uuid.UUID) -> AuditZip | None:
    """Auditdossier maken. Doing it again gives the first one; None while another worker is at it.

    The case is locked while its rows are read: nobody moves it half-way.
    """
    with transaction.atomic():
        row = (
            AuditZip.objects.select_for_update(of=("self",), skip_locked=True)
            .filter(pk=zip_id)
            .first()
        )
        if row is None or row.state == CheckState.DONE:
            return row
        case = (
            Justification.objects.select_for_update(of=("self",))
            .select_related("municipality", "award__scheme", "accounting_year__scheme", "submitted")
            .get(pk=row.justification_id)
        )
        dossier = dossier_of(case)
        row.unscanned = _without_answer(dossier)
        with NamedTemporaryFile() as spool:
            write_zip(dossier, spool)
            spool.seek(0)
            row.file = store_file(iter(lambda: spool.read(CHUNK), b""))
        row.state = CheckState.DONE
        row.save(update_fields=["file", "state", "unscanned"])
    return row


def _without_answer(dossier: Dossier) -> int:
    """How many files the scanner has not looked at, after trying once more.

    A scanner that gives no answer is not asked about the rest: the case waits meanwhile.
    """
    files = StoredFile.objects.filter(pk__in={file.stored.pk for file in dossier.files})
    waiting = [
        stored
        for stored in files.select_related("scan").order_by("pk")
        if state_of(stored) == ScanState.ASKED
    ]
    for done, stored in enumerate(waiting):
        if scan_file(stored).state == ScanState.ASKED:
            return len(waiting) - done
    return 0


@transaction.atomic
def note_failure(zip_id: uuid.UUID) -> None:
    """Fout van ons vastleggen: after the third attempt the page says so."""
    row = AuditZip.objects.select_for_update(of=("self",)).get(pk=zip_id)
    if row.state != CheckState.ASKED:
        return
    row.attempts += 1
    if row.attempts >= MOST_ATTEMPTS:
        row.state = CheckState.FAILED
    row.save(update_fields=["attempts", "state"])
