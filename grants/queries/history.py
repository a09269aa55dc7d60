"""Tijdlijn van een toekenning of betaling: what happened, and what still has to."""

from __future__ import annotations

from grants.reckoning.steps import Step
from pmg.accounts.models import User
from pmg.casework.models import Case, Event
from pmg.casework.moves import Door, events_of
from pmg.casework.table import Move

from .municipality import TOLD_TO_MUNICIPALITY

FOUR_EYES = "Een collega moet dit doen (vier ogen)."


def history(case: Case, *, user: User, coming: tuple[str, ...] = ()) -> list[Step]:
    """Gebeurtenissen, oldest first, and then the moves named in `coming` that are still open.

    A municipality reads what was decided, and by which function: what the ministry prepares and
    the names of its officials are its own.
    """
    events = list(events_of(case).select_related("by"))
    if not user.is_ministry:
        told = TOLD_TO_MUNICIPALITY[case.moves.kind]
        events = [event for event in events if event.name in told]
    done = {event.name for event in events}
    absent = _absent(events) if user.is_ministry else {}
    steps = [
        _done(
            case.moves[event.name],
            event,
            by_name=user.is_ministry,
            absent=absent.get(event.data.get("deputy_of", "")),
        )
        for event in events
    ]
    open_moves = [case.moves[name] for name in coming if name not in done]
    if any(case.state in move.sources for move in open_moves):
        steps += [
            Step(
                title=move.label,
                state="current" if case.state in move.sources else "upcoming",
                lines=(FOUR_EYES,) if move.four_eyes else (),
            )
            for move in open_moves
        ]
    return steps


def _absent(events: list[Event]) -> dict[str, User]:
    """In whose place a deputy decided; no query where none did."""
    keys = {event.data["deputy_of"] for event in events if "deputy_of" in event.data}
    return {str(user.pk): user for user in User.objects.filter(pk__in=keys)} if keys else {}


def _done(move: Move, event: Event, *, by_name: bool, absent: User | None) -> Step:
    name, function = event.by.get_full_name(), event.by.function
    who = ", ".join(part for part in (name, function) if part) if by_name else function
    origin = "Overgenomen uit de oude administratie" if event.door == Door.TAKE_OVER else ""
    instead = f"Als plaatsvervanger van {absent}" if absent else ""
    lines = [who or "ministerie", instead, origin, event.reason]
    return Step(
        title=move.event, state="done", on=event.on, lines=tuple(line for line in lines if line)
    )
