"""Wat op iemand wacht: to approve, to pay, to prepare, to deliver."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    DecimalField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    Window,
)
from django.db.models.functions import Coalesce, RowNumber

from grants.enums import (
    AccountChangeState,
    AwardState,
    JustificationState,
    PaymentState,
    RecoveryState,
    SettlementState,
)
from grants.models import (
    AccountChange,
    Allocation,
    Award,
    ExemptedFinding,
    Justification,
    Payment,
    Settlement,
)
from pmg.accounts.models import User

from .account_changes import account_changes_visible_to
from .ceilings import ON_ITS_WAY
from .payment_orders import MOST, OrderToMake, grouped
from .questions import open_question_count
from .settlements import settled_awards
from .visibility import (
    awards_visible_to,
    justifications_visible_to,
    payments_visible_to,
    progress_reports_visible_to,
    settlements_visible_to,
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


def payments_to_approve(user: User) -> QuerySet[Payment]:
    """Klaargezette betalingen; `account_waits` for those whose account is not confirmed yet."""
    return (
        payments_visible_to(user)
        .filter(state=PaymentState.PREPARED)
        .select_related("municipality", "grant_year")
        .annotate(account_waits=Exists(_account_changes()))
        .order_by("due_on", "municipality__name")[:LIMIT]
    )


def _account_changes() -> QuerySet[AccountChange]:
    """Changes of the account of a payment's award that wait for the municipality."""
    return AccountChange.objects.filter(award=OuterRef("award"), state=AccountChangeState.REQUESTED)


@dataclass(frozen=True)
class PaymentTasks:
    """Betalingen waaraan de financieel medewerker iets heeft te doen, or that wait for another.

    `held` were approved for an account that does not count, or not yet.
    """

    came_back: list[Payment]
    proposed: list[Payment]
    prepared: list[Payment]
    to_order: list[OrderToMake]
    held: list[Payment]


def payment_tasks(user: User) -> PaymentTasks:
    """Wat er met betalingen te doen is, of each state the first; one query."""
    again = Payment.objects.filter(
        award=OuterRef("award"),
        grant_year=OuterRef("grant_year"),
        state__in=ON_ITS_WAY,
        reference__gt=OuterRef("reference"),
    )
    arrived_not = Q(state__in=(PaymentState.RETURNED, PaymentState.FAILED)) & ~Exists(again)
    waits = Q(
        state__in=(PaymentState.PROPOSED, PaymentState.PREPARED, PaymentState.APPROVED),
        order_line=None,
    )
    rows = list(
        payments_visible_to(user)
        .filter(waits | arrived_not)
        .select_related("municipality", "grant_year", "award__scheme")
        .annotate(
            place=Window(
                RowNumber(), partition_by="state", order_by=["due_on", "municipality__name", "pk"]
            ),
            account_waits=Exists(_account_changes()),
        )
        .filter(Q(place__lte=LIMIT) | Q(state=PaymentState.APPROVED, place__lte=MOST))
        .order_by("award__scheme__code", "budget_year", "due_on", "reference")
    )

    def those(*states: PaymentState) -> list[Payment]:
        return [row for row in rows if row.state in states]

    approved = those(PaymentState.APPROVED)
    held = [row for row in approved if row.account_waits or row.iban != row.award.iban]  # type: ignore[attr-defined]
    return PaymentTasks(
        came_back=those(PaymentState.RETURNED, PaymentState.FAILED),
        proposed=those(PaymentState.PROPOSED),
        prepared=those(PaymentState.PREPARED),
        to_order=list(grouped(row for row in approved if row not in held)),
        held=held,
    )


def accounts_to_confirm(user: User) -> QuerySet[AccountChange]:
    """Rekeningwijzigingen die op de ondertekenaar van de gemeente wachten."""
    return (
        account_changes_visible_to(user)
        .filter(state=AccountChangeState.REQUESTED)
        .order_by("municipality__name")[:LIMIT]
    )


def settlements_to_finish(user: User) -> QuerySet[Settlement]:
    """Vaststellingen waarvan nog `open` euros te betalen zijn, or whose recovery is not in yet."""
    taken = (
        Payment.objects.filter(settlement=OuterRef("pk"), state__in=ON_ITS_WAY)
        .order_by()
        .values("settlement")
        .annotate(total=Sum("amount"))
        .values("total")
    )
    # What was demanded runs on, also where a later settlement took the place of its own.
    demanded = Q(recovery__state=RecoveryState.DEMANDED)
    return (
        settlements_visible_to(user)
        .annotate(
            open=F("to_pay")
            - Coalesce(Subquery(taken, output_field=EUROS), Value(0), output_field=EUROS)
        )
        .filter(Q(state=SettlementState.SETTLED, open__gt=0) | demanded)
        .select_related("municipality", "recovery")
        .order_by("municipality__name")[:LIMIT]
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


def own_progress_reports(user: User) -> QuerySet[Any]:
    """Voortgangsrapportages van de eigen gemeente, the newest first; `open_questions` to answer."""
    return (
        progress_reports_visible_to(user)
        .annotate(open_questions=open_question_count(about="progress"))
        .select_related("municipality", "grant_year")
        .order_by("-grant_year__starts_on", "municipality__name")[:LIMIT]
    )
