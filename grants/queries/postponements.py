"""Uitstel: what was asked and what was decided. It follows from the events of the case."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet

from grants.enums import JustificationState as State
from grants.models import Justification
from grants.transitions.justifications import JUSTIFICATION_MOVES
from pmg.accounts.models import User
from pmg.casework.models import Event
from pmg.casework.moves import events_of

from .visibility import justifications_visible_to

ASKED = "ask_postponement"
GRANTED = "postpone"
REFUSED = "refuse_postponement"
ACTS = (ASKED, GRANTED, REFUSED)
MOST_SHOWN = 12


@dataclass(frozen=True)
class Decision:
    """Een verzoek of besluit over uitstel, as both sides read it; it names no person."""

    name: str
    title: str
    on: datetime.datetime
    function: str
    reason: str
    until: datetime.date | None
    article: str

    @property
    def is_request(self) -> bool:
        return self.name == ASKED


def decisions_on(case: Justification) -> tuple[Decision, ...]:
    """Alles over uitstel in deze verantwoording, the newest first."""
    events = events_of(case).filter(name__in=ACTS).select_related("by").order_by("-seq")
    return tuple(_decision(event) for event in events)


def pending_request(case: Justification) -> Decision | None:
    """Het verzoek waarover nog niet is beslist; none once the case is submitted."""
    if case.state != State.OPEN or case.postponement_asked_on is None:
        return None
    return _decision(events_of(case).filter(name=ASKED).select_related("by").latest("seq"))


def requests_waiting(user: User) -> QuerySet[Justification]:
    """Verantwoordingen waarvoor uitstel is gevraagd, the oldest request first."""
    return (
        justifications_visible_to(user)
        .filter(state=State.OPEN, postponement_asked_on__isnull=False)
        .select_related("municipality", "accounting_year")
        .order_by("postponement_asked_on", "pk")[:MOST_SHOWN]
    )


def _decision(event: Event) -> Decision:
    until = event.data.get("due_on")
    return Decision(
        name=event.name,
        title=JUSTIFICATION_MOVES[event.name].event,
        on=event.on,
        function=event.by.function or ("gemeente" if event.name == ASKED else "ministerie"),
        reason=event.reason,
        until=datetime.date.fromisoformat(until) if until else None,
        article=event.data.get("article", ""),
    )
