"""Voorwaarden voor verzending: the checklist that the page shows and the door asks.

A new condition is one function here and one line in `CONDITIONS`.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from reporting.enums import Paper, Part
from reporting.models import Rendition, ReportYear, Snapshot
from reporting.queries.parts import latest_version
from reporting.queries.sign_offs import sign_off_rows
from reporting.queries.texts import figures_now, open_points, text_rows
from reporting.quotes.named import quotes
from reporting.services.rendering import stored_rendition
from reporting.transitions import Condition


@dataclass(frozen=True)
class Ready:
    """What the conditions look at: the year, its newest version, and the files made of it."""

    case: ReportYear
    on: datetime.datetime
    snapshot: Snapshot | None
    rendition: Rendition | None


def ready_to_send(case: ReportYear, *, on: datetime.datetime) -> Ready:
    """The year as it would be sent now."""
    snapshot = latest_version(case)
    return Ready(case, on, snapshot, stored_rendition(snapshot) if snapshot else None)


def conditions_of(ready: Ready) -> tuple[Condition, ...]:
    """Every condition, met or not, in the order of the work."""
    return tuple(condition(ready) for condition in CONDITIONS)


def files_are_made(ready: Ready) -> Condition:
    """De bestanden zijn gemaakt van de cijfers en teksten van nu."""
    problems = () if ready.rendition else ("Maak eerst de PDF van deze versie.",)
    return Condition("files", "De bestanden zijn gemaakt", problems, "reporting:year")


def texts_stand(ready: Ready) -> Condition:
    """In geen tekst is een cijfer veranderd of onbekend."""
    known = quotes(figures_now(ready.case.scheme, ready.case.year, moment=ready.on))
    points = open_points(text_rows(ready.case.scheme_id, ready.case.year, known), Paper.REPORT)
    titles = [row.field.title for row in (*points.stale, *points.faulty)]
    problem = (
        f"In deze teksten is een cijfer veranderd of onbekend: {', '.join(titles)}. "
        "Pas ze aan of bevestig ze."
    )
    problems = (problem,) if titles else ()
    return Condition("texts", "De teksten kloppen met de cijfers", problems, "reporting:writing")


def sign_offs_stand(ready: Ready) -> Condition:
    """Elke verplichte paraaf staat, for the parts as they are now; and no part is without one."""
    rows = sign_off_rows(ready.case)
    unsigned = [part.label.lower() for part in Part if part not in {row.part for row in rows}]
    problems = [
        f"De paraaf van {row.party} voor {row.part.label.lower()} ontbreekt."
        for row in rows
        if not row.stands
    ]
    if unsigned:
        problems.append(f"Voor {', '.join(unsigned)} is geen partij ingesteld.")
    return Condition("sign_offs", "Alle parafen staan", tuple(problems), "reporting:sign_offs")


CONDITIONS: tuple[Callable[[Ready], Condition], ...] = (
    texts_stand,
    files_are_made,
)
