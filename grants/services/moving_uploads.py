"""Uploads verplaatsen: a file was put in the wrong place, or does not belong here at all."""

from __future__ import annotations

import datetime
import uuid

from django.db import transaction

from grants.checks.recognising import AWAY, PART
from grants.enums import UploadKind
from grants.models import Justification, Upload, Withdrawal
from pmg.accounts.models import User
from pmg.casework.errors import MoveRefused, StaleRevision
from pmg.casework.moves import contribute, events_of

from .package_parts import take_part
from .uploads import deliver_stored, locked_for_upload


@transaction.atomic
def move_upload(
    *,
    upload: Upload,
    to: str,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID,
) -> None:
    """Bestand verplaatsen: it no longer counts as this, and is delivered as what it is.

    `to` is a kind of upload, PART for a document of the package, or AWAY for what does not belong
    here; the file stays in any case. The same `key` again changes nothing more. Raises
    StaleRevision where a colleague was first, and MoveRefused for what was ever submitted.
    """
    locked = locked_for_upload(upload.justification, by=by)
    earlier = Withdrawal.objects.filter(upload=upload).first()
    if earlier and earlier.key == key:
        return
    if earlier or locked.revision != seen_revision:
        raise StaleRevision
    if to == upload.kind:
        return
    if was_submitted(locked, upload):
        raise MoveRefused("Dit bestand is ingediend. Wat is ingediend, blijft staan.")
    Withdrawal.objects.create(upload=upload, by=by, on=on, key=key)
    contribute(locked, by=by)
    if to == PART:
        take_part(justification=locked, name=upload.name, slot="", stored=upload.file, by=by, on=on)
    elif to != AWAY:
        deliver_stored(locked, UploadKind(to), upload.file, upload.name, by=by, on=on)


def was_submitted(justification: Justification, upload: Upload) -> bool:
    """Of dit bestand ooit is ingediend, also with a version that a correction replaced."""
    return (
        events_of(justification).filter(data__files__contains=[{"upload": str(upload.pk)}]).exists()
    )
