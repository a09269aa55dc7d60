"""Stappen van een verantwoording: where the case stands, and what is still to come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from grants.enums import JustificationState as State

StepState = Literal["done", "current", "upcoming"]

# Each step with the states in which it is the one being worked on.
ORDER: tuple[tuple[str, frozenset[str]], ...] = (
    ("Formulier beschikbaar", frozenset()),
    ("Opgave indienen", frozenset({State.OPEN, State.RETURNED})),
    ("In behandeling nemen", frozenset({State.SUBMITTED})),
    ("Beoordelen", frozenset({State.IN_ASSESSMENT})),
    ("Tweede beoordelaar", frozenset({State.PROPOSED})),
    ("Oordeel", frozenset({State.JUDGED})),
)
# The moves that end a step.
ENDED_BY = (
    ("open",),
    ("submit", "receive_on_paper"),
    ("take", "take_without_statement"),
    ("propose",),
    ("judge",),
    ("judge",),
)


@dataclass(frozen=True)
class Step:
    """Stap, as the timeline draws it."""

    title: str
    state: StepState
    on: datetime | date | None = None
    lines: tuple[str, ...] = ()


def steps(
    state: str, *, done: Mapping[str, datetime], notes: Mapping[str, Sequence[str]]
) -> tuple[Step, ...]:
    """The six steps of a case in `state`; `done` holds when each move was last made.

    `notes` are lines below the step with that title, as long as it is not done.
    """
    current = next(i for i, (_, states) in enumerate(ORDER) if state in states)
    judged = state == State.JUDGED

    def at(place: int) -> StepState:
        if place < current or judged:
            return "done"
        return "current" if place == current else "upcoming"

    return tuple(
        Step(
            title=title,
            state=at(place),
            on=_last(done, ENDED_BY[place]) if at(place) == "done" else None,
            lines=() if at(place) == "done" else tuple(notes.get(title, ())),
        )
        for place, (title, _) in enumerate(ORDER)
    )


def _last(done: Mapping[str, datetime], names: Sequence[str]) -> datetime | None:
    return max((done[name] for name in names if name in done), default=None)
