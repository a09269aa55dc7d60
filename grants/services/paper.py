"""Op papier ontvangen: an assessor puts in what a municipality sent by post or mail."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils import timezone

from grants.checks.statement_typed import TypedStatement
from grants.enums import UploadKind
from grants.models import Check, Justification, StoredFile, Upload
from grants.queries.deliveries import newest_uploads
from grants.transitions.justifications import JUSTIFICATION_MOVES, SubmitFacts
from pmg.accounts.models import User
from pmg.casework.errors import MoveRefused
from pmg.casework.hints import hint
from pmg.casework.models import Event
from pmg.casework.moves import Door, check_person, check_source, contribute, events_of, move

from .files import store_file
from .ledger import book_justified
from .receipts import make_receipt
from .statement_trials import deliver_typed
from .submitting import refuse_unless_looked_at
from .uploads import CHECK_UPLOAD, MOMENTS_AGO

MOVE = "receive_on_paper"
NOON = datetime.time(12)
Scan = tuple[str, Iterable[bytes]]
"""Name and content of a file."""


@transaction.atomic
def take_form(
    *,
    justification: Justification,
    name: str,
    chunks: Iterable[bytes],
    by: User,
    on: datetime.datetime,
) -> Upload:
    """Formulier van papier of mail: kept, and checked by the worker as any other.

    The same file by the same person within a minute is one. Raises NotAllowed, MoveRefused.
    """
    locked = _locked(justification, by=by)
    upload, is_new = _keep(locked, UploadKind.STATEMENT, name, store_file(chunks), by=by, on=on)
    if is_new:
        hint(CHECK_UPLOAD, str(Check.objects.create(upload=upload).pk))
    return upload


@transaction.atomic
def type_figures(
    *, justification: Justification, typed: TypedStatement, by: User, on: datetime.datetime
) -> Upload:
    """Cijfers overtypen of a statement on paper; kept as the form filled in with them.

    Raises NotAllowed, MoveRefused.
    """
    locked = _locked(justification, by=by)
    return deliver_typed(locked, typed, by=by, on=on, on_paper=True)


@transaction.atomic
def receive_on_paper(
    *,
    justification: Justification,
    received_on: datetime.date,
    reason: str,
    scans: Sequence[Scan],
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
) -> Event:
    """Ontvangst op papier vastleggen: from here on the case goes as any other.

    It counts from the day of receipt, also for being in time. What counts is the newest statement
    that was put in from paper; what the municipality may have uploaded itself stays out of it.
    Whoever recorded it does not approve the judgement (vier ogen). The same `key` again gives the
    event of the first time. Raises MoveRefused without a statement, with errors in it, without a
    scan, and for a day in the future or before what happened last.
    """
    locked = Justification.objects.select_for_update(of=("self",)).get(pk=justification.pk)
    if key and (done := events_of(locked).filter(key=key, name=MOVE).first()):
        return done
    if not scans:
        raise MoveRefused("Voeg een scan toe van wat u ontving: de brief, of de mail.")
    newest = newest_uploads(locked, on_paper=True)
    refuse_unless_looked_at(newest)
    statement = newest.statement
    version = statement.versions.first() if statement else None
    event_on = _moment(locked, received_on, now=on)
    kept = [
        _keep(locked, UploadKind.PAPER, name, store_file(chunks), by=by, on=on)[0]
        for name, chunks in scans
    ]
    event = move(
        locked,
        MOVE,
        by=by,
        on=event_on,
        seen_revision=seen_revision,
        reason=reason,
        key=key,
        door=Door.PAPER,
        facts=SubmitFacts(has_statement=statement is not None, errors=newest.statement_errors),
        fields={"submitted": version, "package": None, "submitted_on": event_on},
        data={
            "version": version.number if version else None,
            "was_due_on": locked.due_on.isoformat(),
            "files": [
                {"upload": str(u.pk), "kind": u.kind, "sha256": u.file_id, "size": u.file.size}
                for u in (statement, *kept)
                if u
            ],
        },
    )
    make_receipt(case=locked, event=event)
    if version:
        book_justified(justification=locked, amount=version.spent, event=event)
    return event


def _moment(
    case: Justification, day: datetime.date, *, now: datetime.datetime
) -> datetime.datetime:
    """When it counts: that day at noon, but not before what happened earlier that day."""
    moment = timezone.make_aware(datetime.datetime.combine(day, NOON))
    last = events_of(case).last()
    if last and timezone.localdate(last.on) == day:
        moment = max(moment, last.on)
    return now if timezone.localdate(now) == day else moment


def _keep(
    locked: Justification,
    kind: UploadKind,
    name: str,
    stored: StoredFile,
    *,
    by: User,
    on: datetime.datetime,
) -> tuple[Upload, bool]:
    """The upload, and whether it is new: the same file a moment ago is a double click."""
    same = {"kind": kind, "file": stored, "name": name, "by": by, "on_paper": True}
    if twin := locked.uploads.filter(on__gte=on - MOMENTS_AGO, withdrawal=None, **same).first():
        return twin, False
    contribute(locked, by=by)
    return Upload.objects.create(justification=locked, on=on, **same), True


def _locked(justification: Justification, *, by: User) -> Justification:
    """The case, held, for somebody who may put a statement in from paper now."""
    locked = Justification.objects.select_for_update(of=("self",)).get(pk=justification.pk)
    row = JUSTIFICATION_MOVES[MOVE]
    check_source(locked, row, is_new=False)
    check_person(locked, row, by=by)
    return locked
