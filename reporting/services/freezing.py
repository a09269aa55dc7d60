"""Verslagjaar bevriezen: one consistent snapshot of everything at one moment."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db import connection, transaction

from grants.models import Scheme
from pmg.accounts.models import User
from pmg.casework.moves import Door, move
from reporting.document.texts import EDITION
from reporting.models import ReportYear, Snapshot
from reporting.queries.gathering import gather
from reporting.services.lapsing import note_changed_part
from reporting.snapshot import sha256, to_bytes
from reporting.transitions import FreezeFacts


def freeze_year(
    *,
    scheme_id: UUID,
    year: int,
    by: User,
    on: datetime.datetime,
    reason: str = "",
    seen_revision: int = 0,
    key: UUID | None = None,
    door: Door | None = None,
) -> Snapshot:
    """Verslagjaar bevriezen, or bevries opnieuw with a reason: a next version beside the first.

    Must come before any query of its transaction, for it reads all in one instant (REPEATABLE
    READ); PostgreSQL itself refuses it later. Raises MoveRefused, or one of its kinds.
    """
    with transaction.atomic(savepoint=False):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        scheme = Scheme.objects.get(pk=scheme_id)
        case = ReportYear.objects.filter(scheme=scheme, year=year).first()
        move_name = "freeze" if case is None else "correct"
        case = case or ReportYear(scheme=scheme, year=year)
        last = case.snapshots.order_by("-version").first() if move_name == "correct" else None
        if last is not None and key is not None and last.event.key == key:
            return last
        version = last.version + 1 if last else 1
        frozen = gather(
            scheme, year, moment=on, edition=EDITION, version=version, reason=reason.strip()
        )
        content = to_bytes(frozen)
        event = move(
            case,
            move_name,
            by=by,
            on=on,
            seen_revision=seen_revision,
            reason=reason,
            facts=FreezeFacts(municipalities=len(frozen.municipalities)),
            data={"version": version, "sha256": sha256(content)},
            key=key,
            door=door,
        )
        note_changed_part(case)
        return Snapshot.objects.create(
            report_year=case,
            version=version,
            schema=frozen.schema,
            content=content,
            sha256=sha256(content),
            reason=reason.strip(),
            moment=on,
            event=event,
        )
