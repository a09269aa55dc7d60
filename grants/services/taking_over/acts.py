"""One row of an approved take-over as its act needs it: who approved, when, with which document."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from grants.checks.takeover_content import Values
from grants.models import Scheme, TakeOver, TakeOverDocument, TakeOverRow
from pmg.accounts.models import User
from pmg.casework.models import Case, Event
from pmg.casework.moves import events_of

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOON = datetime.time(12)


@dataclass(frozen=True)
class Act:
    """Overnemen van één regel: `by` is the machine, `now` the moment of carrying out."""

    take_over: TakeOver
    row: TakeOverRow
    by: User
    now: datetime.datetime
    document: TakeOverDocument | None = None

    @property
    def scheme(self) -> Scheme:
        return self.take_over.scheme

    @property
    def values(self) -> Values:
        values: Values = self.row.values
        return values

    def origin(self) -> dict[str, str]:
        """What the event of the case says of where it came from."""
        return {"take_over": str(self.take_over.pk), "row": str(self.row.place)}

    def moment_of(self, day: str, case: Case | None = None) -> datetime.datetime:
        """Noon on a day of the old administration.

        The present, where the case has lived on here since: what happened later stays in order.
        """
        then = datetime.datetime.combine(datetime.date.fromisoformat(day), NOON, AMSTERDAM)
        last = events_of(case).last() if case is not None and not case._state.adding else None
        if then > self.now or (last and last.on > then):
            return self.now
        return then


@dataclass(frozen=True)
class Made:
    """Wat er van een regel werd: the case, and the event with which it came here."""

    case: Case
    event: Event
