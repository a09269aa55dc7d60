"""Het interventieregister: what is in it, who uses what since when, and how it came to be so."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Min, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Lower

from grants.enums import EvidenceLevel, ProgressState
from grants.models import (
    Intervention,
    InterventionProgress,
    InterventionProposal,
    StatementLine,
)
from pmg.accounts.models import User
from pmg.casework.models import Event

from .editions import Authors
from .visibility import justifications_visible_to, proposals_visible_to

TOLD = (ProgressState.SUBMITTED, ProgressState.ACCEPTED)
"""A report counts once it was submitted; one that is being mended counts again afterwards."""


@dataclass(frozen=True)
class Use:
    """Gebruik: a municipality that works with the intervention, since when and at what cost.

    `cost` is None where no statement names the intervention, or where the reader may not know it.
    """

    municipality: str
    since: datetime.date | None = None
    first_grant_year: datetime.date | None = None
    areas: tuple[str, ...] = ()
    cost: Decimal | None = None


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


def uses_of(intervention: Intervention, *, reader: User) -> list[Use]:
    """Welke gemeente gebruikt de interventie, since when, in which areas, at what cost; by name.

    A municipality reads the cost of its own.
    """
    rows = InterventionProgress.objects.filter(
        intervention=intervention, report__state__in=TOLD
    ).order_by("report__municipality__name")
    areas: dict[str, dict[str, None]] = {}
    for name, area in rows.values_list("report__municipality__name", "area"):
        areas.setdefault(name, {}).update({area: None} if area else {})
    found = rows.values("report__municipality__name").annotate(
        since=Min("started_on"), first=Min("report__grant_year__starts_on")
    )
    costs = _costs(intervention, reader)
    uses = {name: Use(municipality=name, cost=cost) for name, cost in costs.items()}
    for row in found:
        name = row["report__municipality__name"]
        uses[name] = Use(
            municipality=name,
            since=row["since"],
            first_grant_year=row["first"],
            areas=tuple(areas[name]),
            cost=costs.get(name),
        )
    return [uses[name] for name in sorted(uses)]


def _costs(intervention: Intervention, reader: User) -> dict[str, Decimal]:
    """What the statements say was spent on it, in whole euros, by municipality.

    A statement holds the name as it was then: also the names it had before are looked for.
    """
    names = {name.casefold() for name in _stored(intervention).values_list("name", flat=True)}
    lines = (
        StatementLine.objects.annotate(folded=Lower("intervention"))
        .filter(
            folded__in=names,
            version__in=justifications_visible_to(reader)
            .exclude(submitted=None)
            .values("submitted"),
        )
        .values("version__justification__municipality__name")
        .annotate(total=Sum("amount"))
    )
    return {row["version__justification__municipality__name"]: row["total"] for row in lines}


def cost_per_user(uses: list[Use]) -> Decimal | None:
    """Gemiddelde kosten per gemeente of those whose statement names it, in whole euros."""
    known = [use.cost for use in uses if use.cost is not None]
    return (sum(known, Decimal(0)) / len(known)).quantize(Decimal(1)) if known else None


def proposals(user: User) -> QuerySet[InterventionProposal]:
    """Voorstellen die `user` mag zien, each with the day it was made."""
    made = Event.objects.filter(
        case_kind=InterventionProposal.moves.kind, case_id=OuterRef("pk"), name="propose"
    )
    return (
        proposals_visible_to(user)
        .select_related("municipality")
        .annotate(proposed_on=Subquery(made.values("on")[:1]))
    )


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
    if isinstance(value, list):
        return ", ".join(value) or "leeg"
    if isinstance(value, datetime.date):
        return f"{value.day}-{value.month}-{value.year}"
    return "leeg" if value in (None, "") else str(value)
