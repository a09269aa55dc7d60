"""Volgende zaak: what an assessor takes up next, and how many judgements of a year are left."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, Q, Subquery

from grants.enums import JustificationState as State
from grants.models import AccountingYear, Justification
from grants.transitions.justifications import JUSTIFICATION_MOVES
from pmg.accounts.models import User
from pmg.casework.models import Event

from .visibility import justifications_visible_to

WITH_MINISTRY = (State.SUBMITTED, State.IN_ASSESSMENT, State.PROPOSED)


@dataclass(frozen=True)
class Left:
    """Nog te geven oordelen van een verantwoordingsjaar."""

    left: int
    total: int


def left_of(user: User, year: AccountingYear) -> Left:
    """How many judgements of the year are still to be given, of how many."""
    counted = (
        justifications_visible_to(user)
        .filter(accounting_year=year)
        .aggregate(total=Count("pk"), left=Count("pk", filter=~Q(state=State.JUDGED)))
    )
    return Left(counted["left"], counted["total"])


def next_case(user: User, after: Justification) -> Justification | None:
    """The case of the same year that waits longest after this one; then from the start again.

    What `user` proposed waits for a colleague, so it is left out.
    """
    proposed = Event.objects.filter(
        case_kind=JUSTIFICATION_MOVES.kind, case_id=OuterRef("pk"), name="propose"
    ).order_by("-seq")
    waiting = (
        justifications_visible_to(user)
        .filter(accounting_year=after.accounting_year_id, state__in=WITH_MINISTRY)
        .exclude(pk=after.pk)
        .annotate(proposed_by=Subquery(proposed.values("by")[:1]))
        .exclude(state=State.PROPOSED, proposed_by=user.pk)
        .select_related("municipality")
        .order_by("waiting_since", "id")
    )
    later = Q(waiting_since__gt=after.waiting_since) | Q(
        waiting_since=after.waiting_since, id__gt=after.pk
    )
    return (
        waiting.annotate(is_later=later)
        .order_by(F("is_later").desc(), "waiting_since", "id")
        .first()
    )
