"""Wat op iemand wacht: to approve, to pay, to prepare, to deliver."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import DecimalField, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from grants.enums import (
    AwardState,
    JustificationState,
    PaymentState,
)
from grants.models import (
    Allocation,
    Award,
    ExemptedFinding,
    Justification,
    Payment,
    ProgressReport,
)
from pmg.accounts.models import User

from .ceilings import ON_ITS_WAY
from .questions import open_question_count
from .settlements import settled_awards
from .visibility import (
    awards_visible_to,
    justifications_visible_to,
    payments_visible_to,
    progress_reports_visible_to,
)

LIMIT = 25
EUROS = DecimalField(max_digits=14, decimal_places=2)


def awards_to_grant(user: User) -> QuerySet[Award]:
    """Voorbereide toekenningen, each with its `total` in euros."""
    return (
        awards_visible_to(user)
        .filter(state=AwardState.PREPARED)
        .select_related("municipality", "scheme")
        .annotate(total=Sum("allocations__amount"))
        .order_by("municipality__name")[:LIMIT]
    )


def payments_in(user: User, state: PaymentState) -> QuerySet[Payment]:
    """Betalingen in `state`, the first to be paid first."""
    return (
        payments_visible_to(user)
        .filter(state=state)
        .select_related("municipality", "grant_year")
        .order_by("due_on", "municipality__name")[:LIMIT]
    )


def judgements_to_settle(user: User) -> QuerySet[Justification]:
    """Voorgestelde oordelen die een tweede persoon moet vaststellen; `exempted` under exemption."""
    return (
        justifications_visible_to(user)
        .filter(state=JustificationState.PROPOSED)
        .select_related("municipality", "accounting_year")
        .annotate(
            exempted=Exists(
                ExemptedFinding.objects.filter(
                    Q(finding__verdict__check_run__upload=OuterRef("submitted__upload"))
                    | Q(finding__verdict__check_run__upload=OuterRef("package"))
                )
            )
        )
        .order_by("accounting_year__judge_by", "municipality__name")[:LIMIT]
    )


def advances_to_prepare(user: User, *, today: datetime.date) -> QuerySet[Any]:
    """Toegekende uitkeringsjaren that began and of which money is left; `left` in euros."""
    on_its_way = (
        Payment.objects.filter(
            award=OuterRef("award"), grant_year=OuterRef("grant_year"), state__in=ON_ITS_WAY
        )
        .order_by()
        .values("award")
        .annotate(total=Sum("amount"))
        .values("total")
    )
    return (
        Allocation.objects.filter(
            award__in=awards_visible_to(user).filter(state=AwardState.GRANTED),
            grant_year__starts_on__lte=today,
        )
        .exclude(award__in=settled_awards())
        .annotate(
            left=F("amount")
            - Coalesce(Subquery(on_its_way, output_field=EUROS), Value(0), output_field=EUROS)
        )
        .filter(left__gt=0)
        .select_related("award__municipality", "grant_year")
        .order_by("grant_year__starts_on", "award__municipality__name")[:LIMIT]
    )


def own_justifications(user: User) -> QuerySet[Any]:
    """Verantwoordingen van de eigen gemeente, the newest year first; `open_questions` to answer."""
    return (
        justifications_visible_to(user)
        .annotate(open_questions=open_question_count())
        .select_related("municipality", "accounting_year", "award__scheme")
        .order_by("-accounting_year__year", "municipality__name")[:LIMIT]
    )


def own_progress_reports(user: User) -> QuerySet[ProgressReport]:
    """Voortgangsrapportages van de eigen gemeente, the newest first."""
    return (
        progress_reports_visible_to(user)
        .select_related("municipality", "grant_year")
        .order_by("-grant_year__starts_on", "municipality__name")[:LIMIT]
    )
