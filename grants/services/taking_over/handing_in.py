"""Overname aanbieden: a workbook with its PDFs is taken in; nothing counts yet."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Sequence

from django.db import transaction

from grants.enums import TakeOverKind
from grants.enums import TakeOverState as State
from grants.models import Scheme, TakeOver, TakeOverDocument
from grants.services.files import store_file
from pmg.accounts.models import User
from pmg.casework.hints import hint
from pmg.casework.moves import Door, move

READ_TAKE_OVER = "grants.read_take_over"
MOMENTS_AGO = datetime.timedelta(minutes=1)

Named = tuple[str, Iterable[bytes]]
"""A file as it was uploaded: its name and its bytes in parts."""


@transaction.atomic
def hand_in(
    *,
    scheme: Scheme,
    kind: TakeOverKind,
    workbook: Named,
    documents: Sequence[Named] = (),
    by: User,
    on: datetime.datetime,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> TakeOver:
    """Bestand aannemen: a workbook with PDFs beside it, or a zip of both. Nothing counts yet.

    The same `key` again gives the take-over of the first time; so does the same file by the same
    person within a minute. Raises MoveRefused for somebody who may not do this.
    """
    name, chunks = workbook
    stored = store_file(chunks)
    # Two who hand in at once wait for each other, so that a double click is seen.
    Scheme.objects.select_for_update().get(pk=scheme.pk)
    if key and (made := TakeOver.objects.filter(pk=key).first()):
        return made
    twin = TakeOver.objects.filter(
        scheme=scheme, kind=kind, file=stored, name=name, by=by, on__gte=on - MOMENTS_AGO
    ).exclude(state__in=(State.DISCARDED, State.DONE, State.NOTHING_NEW))
    if not documents and (found := twin.first()):
        return found
    take_over = TakeOver(
        pk=key or uuid.uuid4(), scheme=scheme, kind=kind, file=stored, name=name, by=by, on=on
    )
    move(
        take_over,
        "hand_in",
        by=by,
        on=on,
        seen_revision=0,
        data={"sha256": stored.pk, "kind": kind, "scheme": scheme.code},
        key=key,
        door=door,
    )
    for document, parts in documents:
        TakeOverDocument.objects.get_or_create(
            take_over=take_over, name=document, defaults={"file": store_file(parts)}
        )
    hint(READ_TAKE_OVER, str(take_over.pk))
    return take_over
