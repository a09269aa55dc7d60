"""Awards and payments of the demo. Amounts in euros."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import Any

from grants.models import Intervention, Payment, PlanLine
from grants.queries.payment_orders import to_order
from grants.services import awards, ordering, payments
from grants.services.application_deciding import award_application
from grants.services.plans import set_plan
from municipalities.models import Municipality
from pmg.casework.moves import Door

from .applications import application_of
from .figures import YEAR_SHARE, plan_of
from .settlements import NEVER_PAID
from .stage import Stage, at, iban_of, scene
from .telling import Scene

MOTIVATION = "Genoemd in artikel 2, tweede lid. Het plan past bij de activiteiten a, b en c."
FROM_BEFORE = "GM0899"
"""Granted and first paid in the old administration, and taken over from there."""
# How far the third advance has come for the last seven: steps done out of three.
UNDER_WAY = (2, 2, 2, 1, 1, 0, 0)


def award_scenes(stage: Stage) -> Iterator[Scene]:
    """May and June 2024: the awards, prepared by one person and granted by another."""
    for place, municipality in enumerate(stage.municipalities):
        if municipality.cbs_code == FROM_BEFORE:
            continue
        first = at(2024, 5, 21) + datetime.timedelta(days=place // 2, minutes=7 * place)
        yield scene(first, f"award-prepare-{municipality.cbs_code}", prepare, stage, municipality)
        granted = first + datetime.timedelta(days=14)
        yield scene(granted, f"award-grant-{municipality.cbs_code}", grant, stage, municipality)


def prepare(stage: Stage, municipality: Municipality, *, on: datetime.datetime) -> None:
    said: dict[str, Any] = {
        "reference": f"FICTIEF-PMG-2024-{municipality.digits}",
        "amounts": {year: year.maximum for year in stage.scheme.grant_years.all()},
        "commitment_number": f"F24{municipality.digits}",
        "creditor_number": f"C{municipality.digits}",
        "motivation": MOTIVATION,
        "by": stage.person("beleid"),
        "on": on,
        "door": Door.DEMO,
    }
    if application := application_of(stage, municipality):
        award = award_application(
            application=application, seen_revision=application.revision, **said
        )
    else:
        award = awards.prepare_award(
            scheme=stage.scheme,
            municipality=municipality,
            iban=iban_of(municipality),
            **said,
        )
    activities = {row.code: row for row in stage.scheme.activities.all()}
    sectors = {row.code: row for row in stage.scheme.sectors.all()}
    register = {row.name: row for row in Intervention.objects.all()}
    set_plan(
        award=award,
        lines=[
            PlanLine(
                accounting_year=stage.accounting_year(year),
                activity=activities[line.activity],
                sector=sectors[line.sector],
                intervention=register.get(line.intervention),
                amount=line.amount,
            )
            for year in YEAR_SHARE
            for line in plan_of(municipality.cbs_code, year)
        ],
        by=stage.person("beleid"),
    )


def grant(stage: Stage, municipality: Municipality, *, on: datetime.datetime) -> None:
    award = stage.award(municipality)
    awards.grant_award(
        award=award,
        by=stage.person("budgethouder"),
        on=on,
        seen_revision=award.revision,
        door=Door.DEMO,
    )


def payment_scenes(stage: Stage) -> Iterator[Scene]:
    """Each July an advance of the whole grant year; the third is still on its way for some."""
    for place, municipality in enumerate(stage.municipalities):
        for label, due in (
            ("2024/25", at(2024, 7, 15)),
            ("2025/26", at(2025, 7, 14)),
            ("2026/27", at(2026, 7, 13)),
        ):
            if label in NEVER_PAID.get(municipality.cbs_code, ()):
                continue
            if (label, municipality.cbs_code) == ("2024/25", FROM_BEFORE):
                continue
            steps, start = 3, due - datetime.timedelta(days=10)
            late_ones = place - (len(stage.municipalities) - len(UNDER_WAY))
            if label == "2026/27" and late_ones >= 0:
                steps, start = UNDER_WAY[late_ones], at(2026, 11, 16)
            yield from _steps(stage, municipality, label, start, due.date(), steps, place)
    for label, on in (
        ("2024/25", at(2024, 7, 9, 9)),
        ("2025/26", at(2025, 7, 8, 9)),
        ("2026/27", at(2026, 7, 7, 9)),
    ):
        yield scene(on, f"payment-order-{label}", order, stage)


def order(stage: Stage, *, on: datetime.datetime) -> None:
    """Everything that was approved by then leaves in one payment order."""
    waiting = to_order(Payment.objects.filter(award__scheme=stage.scheme))
    ordering.make_order(
        payments=[payment.pk for payment in waiting], by=stage.person("financien"), on=on
    )


def _steps(
    stage: Stage,
    municipality: Municipality,
    label: str,
    start: datetime.datetime,
    due_on: datetime.date,
    steps: int,
    place: int,
) -> Iterator[Scene]:
    first = start + datetime.timedelta(minutes=11 * place)
    key = f"payment-{label}-{municipality.cbs_code}"
    acts: tuple[tuple[int, Callable[..., Any], tuple[Any, ...]], ...] = (
        (0, prepare_payment, (due_on,)),
        (2, pay, (payments.approve_payment, "budgethouder")),
        (10, pay, (payments.confirm_payment, "financien")),
    )
    for number, (days, play, more) in enumerate(acts[:steps]):
        when = first + datetime.timedelta(days=days)
        yield scene(when, f"{key}-{number}", play, stage, municipality, label, *more)


def prepare_payment(
    stage: Stage,
    municipality: Municipality,
    label: str,
    due_on: datetime.date,
    *,
    on: datetime.datetime,
) -> None:
    grant_year = stage.grant_year(label)
    payments.prepare_payment(
        award=stage.award(municipality),
        grant_year=grant_year,
        amount=grant_year.maximum,
        due_on=due_on,
        by=stage.person("financien"),
        on=on,
        door=Door.DEMO,
    )


def pay(
    stage: Stage,
    municipality: Municipality,
    label: str,
    service: Callable[..., Any],
    who: str,
    *,
    on: datetime.datetime,
) -> None:
    """Approve or confirm the advance."""
    payment = Payment.objects.get(
        award__scheme=stage.scheme, municipality=municipality, grant_year__label=label
    )
    service(
        payment=payment,
        by=stage.person(who),
        on=on,
        seen_revision=payment.revision,
        door=Door.DEMO,
    )
