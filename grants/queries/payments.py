"""Betalingen, and proposals for what is due; euros."""

from __future__ import annotations

import datetime
from decimal import Decimal

from django.db.models import Count, DecimalField, F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from grants.enums import AwardState, PaymentState
from grants.models import Allocation, Payment
from pmg.accounts.models import User

from .ceilings import ON_ITS_WAY
from .settlements import settled_awards
from .visibility import of_municipality, payments_visible_to


def payment_rows(user: User, *, state: str = "", municipality: str = "") -> QuerySet[Payment]:
    """Betalingen that `user` may see; those that wait for somebody where no state is asked."""
    payments = payments_visible_to(user).select_related("municipality", "grant_year", "award")
    if state in PaymentState.values:
        payments = payments.filter(state=state)
    if municipality:
        payments = payments.filter(of_municipality(municipality))
    return payments


def proposals(*, today: datetime.date) -> QuerySet[Allocation]:
    """Betaalvoorstellen: what granted awards still hold of grant years that have begun, as `left`."""
    taken = (
        Payment.objects.filter(
            award=OuterRef("award"), grant_year=OuterRef("grant_year"), state__in=ON_ITS_WAY
        )
        .order_by()
        .values("award")
        .annotate(total=Sum("amount"))
        .values("total")
    )
    money = DecimalField(max_digits=14, decimal_places=2)
    return (
        Allocation.objects.filter(award__state=AwardState.GRANTED, grant_year__starts_on__lte=today)
        .exclude(award__in=settled_awards())
        .annotate(
            left=F("amount") - Coalesce(Subquery(taken, output_field=money), Decimal(0)),
        )
        .filter(left__gt=0)
        .select_related("award__municipality", "award__scheme", "grant_year")
        .order_by("grant_year__starts_on", "award__municipality__name")
    )


def proposed_payments(user: User) -> QuerySet[Payment]:
    """Wat het betaalplan voorstelt en nog niet is klaargezet, the oldest first."""
    return (
        payments_visible_to(user)
        .filter(state=PaymentState.PROPOSED)
        .select_related("municipality", "grant_year")
        .order_by("due_on", "reference")
    )


def count_per_state(user: User) -> dict[str, int]:
    """Hoeveel betalingen in each state, of those that `user` may see."""
    rows = payments_visible_to(user).order_by().values_list("state").annotate(number=Count("pk"))
    return dict.fromkeys(PaymentState.values, 0) | dict(rows)
