"""Voorwaarden voor verzending: the checklist that the page shows and the door asks.

A new condition is one function here and one line in `CONDITIONS`.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from grants.reckoning.deadlines import day_in_amsterdam
from reporting.enums import Paper, Part
from reporting.models import Rendition, ReportYear, Snapshot
from reporting.queries import fact_checks
from reporting.queries.fact_checks import changed_since_check, check_rows
from reporting.queries.parts import latest_version
from reporting.queries.privacy import blocking
from reporting.queries.sign_offs import sign_off_rows
from reporting.queries.texts import OpenPoints, TextRow, figures_now, open_points, text_rows
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
    problems = () if ready.rendition else ("Maak eerst de PDF van deze cijfers en teksten.",)
    return Condition("files", "De bestanden zijn gemaakt", problems, "reporting:year")


def texts_stand(ready: Ready) -> Condition:
    """Rapport, brief en nota zijn compleet, and no figure in their texts changed or is unknown."""
    known = quotes(figures_now(ready.case.scheme, ready.case.year, moment=ready.on))
    rows = text_rows(ready.case.scheme_id, ready.case.year, known)
    problems = [
        f"{paper.label}: {what} {', '.join(row.field.title for row in found)}."
        for paper in Paper
        for what, found in _what_is_wrong(open_points(rows, paper))
        if found
    ]
    label = "De teksten van rapport, brief en nota kloppen"
    return Condition("texts", label, tuple(problems), "reporting:writing")


def _what_is_wrong(points: OpenPoints) -> tuple[tuple[str, list[TextRow]], ...]:
    return (
        ("een cijfer is veranderd in", points.stale),
        ("een verwijzing is onbekend in", points.faulty),
        ("nog in te vullen is", points.lacking),
    )


def no_person_is_named(ready: Ready) -> Condition:
    """Er staat niets open van de zoektocht naar persoonsgegevens; not searched is not met."""
    hits = blocking(ready.rendition) if ready.rendition else None
    problems: tuple[str, ...] = ()
    if hits is None:
        problems = ("De bestanden van nu zijn nog niet doorzocht.",)
    elif hits:
        found = f"{len(hits)} vondsten zijn" if len(hits) > 1 else "1 vondst is"
        problems = (f"{found} nog niet aangepast of vrijgegeven.",)
    label = "Er staan geen persoonsgegevens in"
    return Condition("persons", label, problems, "reporting:people_found")


def municipalities_checked(ready: Ready) -> Condition:
    """De feitenchecks zijn gesloten, and were about the figures that go out."""
    today = day_in_amsterdam(ready.on)
    problems = fact_checks.open_points(check_rows(ready.case, today=today), today=today)
    if changed := changed_since_check(ready.case):
        problems += (f"De cijfers zijn na de feitencheck veranderd: {', '.join(changed)}.",)
    label = "Gemeenten hebben hun eigen bladzijde gecontroleerd"
    return Condition("facts", label, problems, "reporting:fact_checks")


def sign_offs_stand(ready: Ready) -> Condition:
    """Elke verplichte paraaf staat, for the parts as they are now; and no part is without one."""
    rows = sign_off_rows(ready.case)
    missing = {
        part: [row.party.name for row in rows if row.part == part and not row.stands]
        for part in Part
    }
    unsigned = [part.label for part in Part if part not in {row.part for row in rows}]
    problems = [
        f"{part.label}: de paraaf ontbreekt van {', '.join(parties)}."
        for part, parties in missing.items()
        if parties
    ]
    if unsigned:
        problems.append(f"Nog geen partij ingesteld voor: {', '.join(unsigned)}.")
    return Condition("sign_offs", "Alle parafen staan", tuple(problems), "reporting:sign_offs")


CONDITIONS: tuple[Callable[[Ready], Condition], ...] = (
    texts_stand,
    files_are_made,
    no_person_is_named,
    municipalities_checked,
    sign_offs_stand,
)
