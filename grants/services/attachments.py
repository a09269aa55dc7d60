"""Bijlagen bij een aanvraag: kept, scanned, and never lost."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db import transaction

from grants.models import Application, Attachment
from pmg.accounts.models import User
from pmg.casework.moves import contribute

from .applications import locked_for_writing
from .files import store_file

MOMENTS_AGO = datetime.timedelta(minutes=1)
"""The same file again within this time is a double click."""


@transaction.atomic
def attach(
    *,
    application: Application,
    name: str,
    chunks: Iterable[bytes],
    by: User,
    on: datetime.datetime,
) -> Attachment:
    """Bijlage toevoegen: the file is kept and goes to the virus scanner.

    The same file by the same person within the same minute is one attachment. Raises NotAllowed,
    and MoveRefused when the application is not a draft.
    """
    locked = locked_for_writing(application, by=by)
    stored = store_file(chunks)
    twin = locked.attachments.filter(
        file=stored, name=name, by=by, is_removed=False, on__gte=on - MOMENTS_AGO
    ).first()
    if twin:
        return twin
    contribute(locked, by=by)
    return Attachment.objects.create(application=locked, file=stored, name=name, by=by, on=on)


@transaction.atomic
def keep_attachment(*, attachment: Attachment, keep: bool, by: User) -> None:
    """Bijlage weghalen, or put it back: the file itself stays. Raises NotAllowed, MoveRefused."""
    locked = locked_for_writing(attachment.application, by=by)
    changed = Attachment.objects.filter(pk=attachment.pk, is_removed=keep).update(
        is_removed=not keep
    )
    if changed:
        contribute(locked, by=by)
