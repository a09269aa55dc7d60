"""Het interventieregister: what is in it, who uses what since when, and how it came to be so."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, Q, QuerySet

from grants.enums import EvidenceLevel, ProgressState
from grants.models import Intervention, InterventionProgress
from pmg.accounts.models import User

from .editions import Authors

TOLD = (ProgressState.SUBMITTED, ProgressState.ACCEPTED)
"""A report counts once it was submitted; one that is being mended counts again afterwards."""


@dataclass(frozen=True)
class Use:
    """Gebruik: a municipality that reported on the intervention, and since when."""

    municipality: str
    since: datetime.date | None
    first_grant_year: datetime.date
    areas: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """Wijziging in het register: the field, what it was and what it became."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Edition:
    """Stand van een interventie after somebody saved it."""

    on: datetime.datetime
    who: str
    is_first: bool
    changes: tuple[Change, ...]


def interventions(*, search: str = "", level: str = "") -> QuerySet[Any]:
    """Interventies by name, each with the number of municipalities that use it."""
    found = Intervention.objects.annotate(
        municipalities=Count(
            "progress__report__municipality",
            distinct=True,
            filter=Q(progress__report__state__in=TOLD),
        )
    )
    for word in search.split():
        found = found.filter(
            Q(name__icontains=word) | Q(description__icontains=word) | Q(owner__icontains=word)
        )
    if level in EvidenceLevel.values:
        found = found.filter(evidence_level=level)
    return found.order_by("name")


def uses_of(intervention: Intervention) -> list[Use]:
    """Welke gemeente gebruikt de interventie, since when, in which areas; by name."""
    rows = InterventionProgress.objects.filter(
        intervention=intervention, report__state__in=TOLD
    ).order_by("report__municipality__name")
    areas: dict[str, dict[str, None]] = {}
    for name, area in rows.values_list("report__municipality__name", "area"):
        areas.setdefault(name, {}).update({area: None} if area else {})
    found = rows.values("report__municipality__name").annotate(
        since=Min("started_on"), first=Min("report__grant_year__starts_on")
    )
    return [
        Use(
            municipality=row["report__municipality__name"],
            since=row["since"],
            first_grant_year=row["first"],
            areas=tuple(areas[row["report__municipality__name"]]),
        )
        for row in found
    ]


def editions_of(intervention: Intervention, *, reader: User) -> list[Edition]:
    """De geschiedenis, the newest first. Names of officials are for the ministry only."""
    events = list(_stored(intervention).select_related("pgh_context"))
    authors = Authors(events)
    editions = []
    for place, event in enumerate(events):
        person = authors.of(event)
        by_name = reader.is_ministry or (person and person.is_system)
        editions.append(
            Edition(
                on=event.pgh_created_at,
                who=(str(person) if by_name else person.function or "ministerie")
                if person
                else "het systeem",
                is_first=place == 0,
                changes=() if place == 0 else _changes(events[place - 1], event),
            )
        )
    return editions[::-1]


def edition_number(intervention: Intervention) -> int:
    """The number of the last edition, by which an old page is recognised."""
    last = _stored(intervention).last()
    return last.pgh_id if last else 0


def _stored(intervention: Intervention) -> Any:
    """Each edition as the trigger of the database kept it, the oldest first."""
    return intervention.events.order_by("pgh_id")  # type: ignore[attr-defined]


def _changes(before: Any, after: Any) -> tuple[Change, ...]:
    fields = [f for f in Intervention._meta.concrete_fields if not f.primary_key]
    return tuple(
        Change(str(f.verbose_name), _shown(before, f.name), _shown(after, f.name))
        for f in fields
        if getattr(before, f.name) != getattr(after, f.name)
    )


def _shown(event: Any, name: str) -> str:
    value = getattr(event, name)
    if name == "evidence_level":
        return str(EvidenceLevel(value).label)
    if isinstance(value, datetime.date):
        return f"{value.day}-{value.month}-{value.year}"
    return "leeg" if value in (None, "") else str(value)
