"""Regelingen met wat er aan overname en aansluiting te doen is: one query for a start page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from grants.enums import MatchKind, TakeOverState
from grants.models import (
    DifferenceExplanation,
    Reconciliation,
    ReconciliationLine,
    Scheme,
    TakeOver,
)


def schemes_at_work() -> list[Scheme]:
    """Regelingen, de nieuwste eerst, each with counts of what waits.

    `to_approve` and `to_go_on_with` count take-overs; `reconciled_until` and `last_run` are of the
    newest reconciliation, with its `differences`, of which nobody explained the `unexplained`.
    """
    runs = Reconciliation.objects.filter(scheme=OuterRef("pk")).order_by("-on", "-recorded_at")
    said = DifferenceExplanation.objects.filter(
        line__run__scheme=OuterRef("run__scheme"), line__identity=OuterRef("identity")
    )
    differences = ReconciliationLine.objects.filter(run=OuterRef("last_run")).exclude(
        kind=MatchKind.MATCHED
    )
    return list(
        Scheme.objects.order_by("-starts_on", "code").annotate(
            to_approve=_take_overs((TakeOverState.PROPOSED,)),
            to_go_on_with=_take_overs((TakeOverState.READ, TakeOverState.FAILED)),
            last_run=Subquery(runs.values("pk")[:1]),
            reconciled_until=Subquery(runs.values("until")[:1]),
            differences=_count(differences, "run"),
            unexplained=_count(differences.filter(~Exists(said)), "run"),
        )
    )


def _take_overs(states: Iterable[TakeOverState]) -> Coalesce:
    return _count(TakeOver.objects.filter(scheme=OuterRef("pk"), state__in=states), "scheme")


def _count(rows: QuerySet[Any], per: str) -> Coalesce:
    counted = rows.order_by().values(per).annotate(total=Count("pk")).values("total")
    return Coalesce(Subquery(counted), 0)
