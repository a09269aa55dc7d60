"""The one door through which a case changes its state."""

from __future__ import annotations

import datetime
import enum
import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from pmg.accounts.enums import Role
from pmg.accounts.models import User

from .errors import FourEyes, MoveRefused, NotAllowed, StaleRevision
from .models import Case, Contribution, Event
from .table import NEW, STAY, Move

JUST_NOW = datetime.timedelta(minutes=5)
CLOCK_TOLERANCE = datetime.timedelta(seconds=5)


class Door(enum.StrEnum):
    """The named import doors: the only ways in for an act that counts from a past date."""

    TAKE_OVER = "takeover"
    DEMO = "demo"
    PAPER = "paper"


Listener = Callable[[Case, Event], object]
_listeners: list[Listener] = []


def after_each_move(listener: Listener) -> None:
    """Called with the case and its event, within the transaction of the move.

    So that those whom it concerns are told of every move, whichever service made it.
    """
    _listeners.append(listener)


@transaction.atomic
def move(
    case: Case,
    name: str,
    *,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    reason: str = "",
    fields: Mapping[str, Any] | None = None,
    data: Mapping[str, Any] | None = None,
    facts: Any = None,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Stap in een zaak: do one move of the case's table and write its event.

    The case is locked before any other row. An unsaved case is created by a move from NEW.
    `fields` are set together with the state; `data` goes into the event; `facts` is what the
    guards read. Repeating a done move with the same `key` returns its first event.

    Raises MoveRefused, or one of its kinds: StaleRevision, NotAllowed, FourEyes.
    """
    row = case.moves[name]
    is_new = case._state.adding
    last = None
    if not is_new:
        locked = type(case)._default_manager.select_for_update(of=("self",)).get(pk=case.pk)
        done = events_of(case).filter(key=key, name=name).first() if key else None
        if done:
            case.refresh_from_db()
            return done
        if locked.revision != seen_revision:
            raise StaleRevision
        case.state, case.revision = locked.state, locked.revision
        last = events_of(case).last()
    check_source(case, row, is_new=is_new)
    check_person(case, row, by=by)
    if row.needs_reason and not reason.strip():
        raise MoveRefused("Schrijf op waarom u dit doet. Zonder reden kan deze stap niet.")
    check_moment(on, last=last, door=door)
    for guard in row.guards:
        if refusal := guard(facts):
            raise MoveRefused(refusal)
    for field, value in (fields or {}).items():
        setattr(case, field, value)
    if row.target != STAY:
        case.state = row.target
    case.revision += 1
    if is_new:
        case.save(force_insert=True)
    else:
        case.save(update_fields=["state", "revision", *(fields or {})])
    event = Event.objects.create(
        case_kind=case.moves.kind,
        case_id=case.pk,
        seq=last.seq + 1 if last else 1,
        name=name,
        target=case.state,
        municipality_id=case.municipality_id,
        by=by,
        on=on,
        reason=reason.strip(),
        door=door or "",
        key=key,
        data=dict(data or {}),
    )
    for listener in _listeners:
        listener(case, event)
    return event


@transaction.atomic
def edit(case: Case, *, by: User, seen_revision: int, fields: Mapping[str, Any]) -> None:
    """Zaak bewerken: change fields of a draft, without a move; remembers whose hand it was.

    Raises StaleRevision, and MoveRefused when the case is not in a draft state.
    """
    locked = type(case)._default_manager.select_for_update(of=("self",)).get(pk=case.pk)
    if locked.revision != seen_revision:
        raise StaleRevision
    if locked.state not in case.moves.drafts:
        raise MoveRefused("Deze zaak kan nu niet worden gewijzigd.")
    for field, value in fields.items():
        setattr(case, field, value)
    case.state, case.revision = locked.state, locked.revision + 1
    case.save(update_fields=[*fields, "revision"])
    contribute(case, by=by)


def contribute(case: Case, *, by: User) -> None:
    """Bijdrage vastleggen: note that somebody worked on the case, for the four-eyes rule.

    One row per person since the case last entered its draft; two at once are harmless.
    """
    if not contributions(case, events_since_draft(case)).filter(by=by).exists():
        Contribution.objects.create(case_kind=case.moves.kind, case_id=case.pk, by=by)


def events_of(case: Case) -> QuerySet[Event]:
    """The case's events in the order in which they happened."""
    return Event.objects.filter(case_kind=case.moves.kind, case_id=case.pk).order_by("seq")


def allowed_moves(case: Case, *, by: User) -> tuple[Move, ...]:
    """The buttons to draw: moves that leave the case's state and that this person may do."""
    return tuple(row for row in case.moves.leaving(case.state) if may(case, row, by=by))


def may(case: Case, row: Move, *, by: User) -> bool:
    """Whether the person may do this move; guards aside, since they speak of the case."""
    try:
        check_person(case, row, by=by)
    except NotAllowed:
        return False
    return True


def check_source(case: Case, row: Move, *, is_new: bool) -> None:
    """Raises MoveRefused when the move does not leave from the case's state."""
    state = NEW if is_new else case.state
    if state not in row.sources:
        raise MoveRefused(
            f"‘{row.label}’ kan nu niet: de status is intussen veranderd. "
            "Bekijk de nieuwe stand van de zaak."
        )


def check_person(case: Case, row: Move, *, by: User) -> None:
    """Raises NotAllowed without the role, FourEyes for somebody who worked on the case."""
    if by.is_system:
        if Role.SYSTEM not in row.roles:
            raise NotAllowed("Dit kan alleen een mens doen.")
        return
    own = case.municipality_id if row.own_municipality else None
    if not by.is_active or not by.has_role(*row.roles, municipality_id=own):
        raise NotAllowed("Uw rol laat deze stap niet toe.")
    if row.four_eyes and by.pk in hands_since_draft(case, row.four_eyes):
        raise FourEyes


def hands_since_draft(case: Case, names: tuple[str, ...]) -> frozenset[Any]:
    """Who made one of the named moves, or edited a field, since the case last entered its draft."""
    since = events_since_draft(case)
    makers = {event.by_id for event in since if event.name in names}
    if not since:
        return frozenset(makers)
    return frozenset(makers | set(contributions(case, since).values_list("by_id", flat=True)))


def events_since_draft(case: Case) -> list[Event]:
    """What happened since the case last entered its draft, that event included."""
    events = list(events_of(case))
    drafts = case.moves.drafts
    start, before = 0, NEW
    for place, event in enumerate(events):
        if event.target in drafts and before not in drafts:
            start = place
        before = event.target
    return events[start:]


def contributions(case: Case, since: list[Event]) -> QuerySet[Contribution]:
    """Who edited the case from the first of these events on."""
    edits = Contribution.objects.filter(case_kind=case.moves.kind, case_id=case.pk)
    return edits.filter(recorded_at__gte=since[0].recorded_at) if since else edits


def check_moment(on: datetime.datetime, *, last: Event | None, door: Door | None) -> None:
    """Raises MoveRefused for a moment in the future, before the last event, or unduly past."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        now: datetime.datetime = cursor.fetchone()[0]
    if on > now + CLOCK_TOLERANCE:
        raise MoveRefused("De datum ligt in de toekomst.")
    if last and on < last.on:
        raise MoveRefused("De datum ligt vóór de vorige gebeurtenis in deze zaak.")
    if on < now - JUST_NOW and door is None:
        raise MoveRefused(
            "De datum ligt in het verleden. Dat kan alleen bij overname of op papier."
        )
