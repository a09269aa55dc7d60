"""Uploaden: what a municipality hands in is kept first and checked right after."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db import transaction

from grants.enums import CorrectionState, JustificationState, UploadKind
from grants.models import Check, Justification, StoredFile, Upload
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.casework.errors import MoveRefused, NotAllowed
from pmg.casework.hints import hint
from pmg.casework.moves import contribute

from .files import store_file

CHECK_UPLOAD = "grants.check_upload"
MOMENTS_AGO = datetime.timedelta(minutes=1)
"""The same file again within this time is a double click."""
MAY_UPLOAD = (Role.SISA_CONTACT, Role.PROJECT_LEADER)


@transaction.atomic
def upload(
    *,
    justification: Justification,
    kind: UploadKind,
    name: str,
    chunks: Iterable[bytes],
    by: User,
    on: datetime.datetime,
) -> Upload:
    """Bestand aannemen: keep the file, ask for its pre-check, remember whose hand it was.

    Every upload stays, whatever the check says of it. The same file by the same person within the
    same minute (a double click) is one upload. Raises MoveRefused when the case is not open.
    """
    locked = locked_for_upload(justification, by=by)
    return deliver_stored(locked, kind, store_file(chunks), name, by=by, on=on)


def deliver_stored(
    locked: Justification,
    kind: UploadKind,
    stored: StoredFile,
    name: str,
    *,
    by: User,
    on: datetime.datetime,
) -> Upload:
    """A stored file becomes an upload and waits for its check; call it with the case held."""
    twin = locked.uploads.filter(
        kind=kind, file=stored, name=name, by=by, on__gte=on - MOMENTS_AGO, withdrawal=None
    ).first()
    if twin:
        return twin
    row = Upload.objects.create(
        justification=locked, kind=kind, file=stored, name=name, by=by, on=on
    )
    check = Check.objects.create(upload=row)
    contribute(locked, by=by)
    hint(CHECK_UPLOAD, str(check.pk))
    return row


def locked_for_upload(justification: Justification, *, by: User) -> Justification:
    """The case, held, for somebody who may deliver something for it now.

    Raises NotAllowed, and MoveRefused when it is not with the municipality.
    """
    locked = Justification.objects.select_for_update(of=("self",)).get(pk=justification.pk)
    if not may_upload(locked, by=by):
        raise NotAllowed("U kunt voor deze gemeente geen bestanden uploaden.")
    if not takes_files(locked):
        raise MoveRefused(
            "De verantwoording is al ingediend. Een nieuw bestand kan pas als het ministerie om "
            "een aanvulling vraagt of een correctie toestaat."
        )
    return locked


def may_upload(justification: Justification, *, by: User) -> bool:
    """Whether the person prepares deliveries for this municipality."""
    return by.has_role(*MAY_UPLOAD, municipality_id=justification.municipality_id)


def delivers(justification: Justification, *, by: User) -> bool:
    """Whether the person may deliver something for this case now."""
    return may_upload(justification, by=by) and takes_files(justification)


def takes_files(justification: Justification) -> bool:
    """Whether the case lies with the municipality, so that it may deliver something.

    Also where the ministry allowed a correction of what was submitted.
    """
    return (
        justification.state in (JustificationState.OPEN, JustificationState.RETURNED)
        or justification.corrections.filter(state=CorrectionState.CONSENTED).exists()
    )
