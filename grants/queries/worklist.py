"""Werkvoorraad van de beoordelaar: which justifications wait, how many are left, who is late."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from grants.enums import JustificationState as State
from grants.models import AccountingYear, SisaFigure
from pmg.accounts.models import User

from .questions import open_question_count
from .visibility import justifications_visible_to, of_municipality

TO_DO = "te-doen"
EVERYTHING = "alles"


@dataclass(frozen=True)
class YearCount:
    """Stand van een verantwoordingsjaar: judgements given of those to give, and until when."""

    scheme: str
    year: int
    judge_by: datetime.date
    total: int
    judged: int
    late: int = 0

    @property
    def left(self) -> int:
        """Nog te geven oordelen."""
        return self.total - self.judged


def most_urgent(counts: list[YearCount], *, limit: int) -> list[YearCount]:
    """De jaren met de eerste uiterste datum; where all is judged, the newest year only."""
    unfinished = sorted((count for count in counts if count.left), key=lambda count: count.judge_by)
    return unfinished[:limit] or counts[:1]


def worklist(
    user: User, *, year: int | None = None, state: str = TO_DO, municipality: str = ""
) -> QuerySet[Any]:
    """Verantwoordingen that `user` may see, with the SiSa figure that counts and the open questions.

    `state` is one of the states, TO_DO (all but judged) or EVERYTHING; `municipality` as
    `of_municipality` takes it.
    Order it by `waiting_since` for the oldest first.
    """
    figures = SisaFigure.objects.filter(justification=OuterRef("pk")).order_by(
        "-recorded_at", "-pk"
    )
    cases = justifications_visible_to(user).select_related(
        "municipality", "accounting_year", "submitted"
    )
    if year:
        cases = cases.filter(accounting_year__year=year)
    if municipality:
        cases = cases.filter(of_municipality(municipality))
    if state == TO_DO:
        cases = cases.exclude(state=State.JUDGED)
    elif state in State.values:
        cases = cases.filter(state=state)
    listed: QuerySet[Any] = cases.annotate(
        figure_spent=Subquery(figures.values("spent")[:1]), open_questions=open_question_count()
    )
    return listed


def year_counts(user: User, *, today: datetime.date) -> list[YearCount]:
    """Per verantwoordingsjaar: how many were judged and how many are late, the newest year first."""
    is_late = Q(state=State.OPEN, due_on__lt=today)
    # Counted before the names come in: to group so many rows by a text costs most of the page.
    counted = {
        row["accounting_year"]: row
        for row in justifications_visible_to(user)
        .order_by()
        .values("accounting_year")
        .annotate(
            total=Count("pk"),
            judged=Count("pk", filter=Q(state=State.JUDGED)),
            late=Count("pk", filter=is_late),
        )
    }
    return [
        YearCount(
            scheme=year.scheme.name,
            year=year.year,
            judge_by=year.judge_by,
            total=counted[year.pk]["total"],
            judged=counted[year.pk]["judged"],
            late=counted[year.pk]["late"],
        )
        for year in AccountingYear.objects.filter(pk__in=counted)
        .select_related("scheme")
        .order_by("-year", "scheme__name")
    ]


def late(user: User, *, today: datetime.date) -> QuerySet[Any]:
    """Wie te laat is: justifications still to be submitted after their own date, longest first."""
    return (
        justifications_visible_to(user)
        .filter(state=State.OPEN, due_on__lt=today)
        .select_related("municipality", "accounting_year")
        .order_by("due_on", "pk")
    )
