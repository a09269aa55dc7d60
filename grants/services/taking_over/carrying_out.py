"""Overname uitvoeren: by the worker, in one transaction, exactly what two people saw."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable

from django.db import transaction

from grants.enums import TakeOverKind
from grants.enums import TakeOverState as State
from grants.models import TakenOver, TakeOver
from grants.queries.takeovers import preview
from grants.transitions.takeovers import SOMETHING_TO_DO
from pmg.accounts.models import User
from pmg.casework.errors import MoveRefused
from pmg.casework.moves import Door, events_of, move

from .acts import Act, Made
from .agreeing import facts_of
from .money import take_over_award, take_over_payment
from .reading import held
from .years import take_over_progress, take_over_sisa

ACTS: dict[str, Callable[[Act], Made]] = {
    TakeOverKind.AWARDS: take_over_award,
    TakeOverKind.PAYMENTS: take_over_payment,
    TakeOverKind.SISA: take_over_sisa,
    TakeOverKind.PROGRESS: take_over_progress,
}


@transaction.atomic
def carry_out(
    *, take_over_id: uuid.UUID, by: User, on: datetime.datetime, door: Door | None = None
) -> TakeOver | None:
    """Goedgekeurde overname uitvoeren: all rows or none. Doing it again changes nothing.

    Where a row is refused nothing is taken over, and the case says why. Returns None for one that
    somebody else is carrying out at this moment.
    """
    take_over = held(take_over_id)
    if take_over is None or take_over.state != State.APPROVED:
        return take_over
    try:
        with transaction.atomic():
            made = _take_over_all(take_over, by=by, on=on)
    except MoveRefused as refusal:
        move(
            take_over,
            "stop",
            by=by,
            on=on,
            seen_revision=take_over.revision,
            reason=str(refusal),
            door=door,
        )
        return take_over
    move(
        take_over,
        "carry_out",
        by=by,
        on=on,
        seen_revision=take_over.revision,
        data={"made": made},
        door=door,
    )
    return take_over


def _take_over_all(take_over: TakeOver, *, by: User, on: datetime.datetime) -> int:
    approval = events_of(take_over).filter(name="approve").last()
    assert approval is not None, "only what was approved is carried out"
    now = preview(take_over, on=on)
    facts = facts_of(take_over, now, seen=approval.data["seen"])
    for guard in SOMETHING_TO_DO:
        if refusal := guard(facts):
            raise MoveRefused(refusal)
    documents = {document.name.casefold(): document for document in take_over.documents.all()}
    for row in (one.row for one in now.new):
        document = documents.get(str(row.values.get("document", "")).casefold())
        try:
            made = ACTS[take_over.kind](Act(take_over, row, by, on, document))
        except MoveRefused as refusal:
            raise MoveRefused(f"{row.sheet}, rij {row.row}: {refusal}") from refusal
        TakenOver.objects.create(
            row=row,
            case_kind=made.case.moves.kind,
            case_id=made.case.pk,
            event=made.event,
            document=document,
        )
    return len(now.new)
