"""Two municipalities of the demo that ended early: one pays back too late, one gets the rest. Euros."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal

from grants.models import Payment, Recovery, Settlement
from grants.queries.ceilings import left_to_pay
from grants.services import ordering, payments
from grants.services.recoveries import dun, record_receipt
from grants.services.settlements import draw_up_settlement, settle
from municipalities.models import Municipality
from pmg.casework.moves import Door

from .stage import Stage, at, scene
from .telling import Scene

STOPPED, RAN_OUT = "GM0718", "GM0637"
NEVER_PAID = {STOPPED: ("2026/27",), RAN_OUT: ("2025/26", "2026/27")}
"""Advances that were not paid any more; both delivered nothing over 2026."""
LAST_DAY = datetime.date(2025, 12, 31)
FIRST_JUDGED = at(2026, 7, 20, 13)
"""When the judgement on the last year of the first was begun: before all others."""
WHY = {
    STOPPED: "Het college besloot in november 2025 om de aanpak vanaf 2026 uit eigen middelen te "
    "betalen. (FICTIEF)",
    RAN_OUT: "De gemeente stopte eind 2025 met de aanpak. Het voorschot over 2025/26 is daarom niet "
    "meer betaald. (FICTIEF)",
}
RECEIVED = Decimal(125_000)


def settlement_scenes(stage: Stage) -> Iterator[Scene]:
    """A recovery of August, paid in part and then dunned; a rest that was paid in November."""
    stopped, ran_out = (
        next(m for m in stage.municipalities if m.cbs_code == code) for code in (STOPPED, RAN_OUT)
    )
    yield scene(at(2026, 8, 24, 14), "settlement-draw-up", draw_up, stage, stopped)
    yield scene(at(2026, 8, 27, 11), "settlement-settle", decide, stage, stopped)
    yield scene(at(2026, 10, 6, 9), "recovery-receive", receive, stage, stopped)
    yield scene(at(2026, 10, 13, 9), "recovery-dun", remind, stage, stopped)
    yield scene(at(2026, 10, 19, 14), "rest-draw-up", draw_up, stage, ran_out)
    yield scene(at(2026, 10, 22, 11), "rest-settle", decide, stage, ran_out)
    yield scene(at(2026, 10, 26, 9), "rest-prepare", prepare_rest, stage, ran_out)
    yield scene(at(2026, 10, 28, 9), "rest-approve", approve_rest, stage, ran_out)
    yield scene(at(2026, 10, 29, 9), "rest-order", order_rest, stage, ran_out)
    yield scene(at(2026, 11, 3, 9), "rest-confirm", confirm_rest, stage, ran_out)


def draw_up(stage: Stage, municipality: Municipality, *, on: datetime.datetime) -> None:
    draw_up_settlement(
        award=stage.award(municipality),
        ends_on=LAST_DAY,
        end_reason=WHY[municipality.cbs_code],
        motivation="De besteding over 2024 en 2025 is geaccepteerd.",
        by=stage.person("financien"),
        on=on,
        door=Door.DEMO,
    )


def decide(stage: Stage, municipality: Municipality, *, on: datetime.datetime) -> None:
    settlement = Settlement.objects.get(award=stage.award(municipality))
    settle(
        settlement=settlement,
        by=stage.person("budgethouder"),
        on=on,
        seen_revision=settlement.revision,
        door=Door.DEMO,
    )


def receive(stage: Stage, municipality: Municipality, *, on: datetime.datetime) -> None:
    recovery = Recovery.objects.get(award=stage.award(municipality))
    record_receipt(
        recovery=recovery,
        amount=RECEIVED,
        received_on=on.date(),
        by=stage.person("financien"),
        on=on,
        seen_revision=recovery.revision,
        door=Door.DEMO,
    )


def remind(stage: Stage, municipality: Municipality, *, on: datetime.datetime) -> None:
    """The term is over and a part has not come in: the municipality is dunned."""
    recovery = Recovery.objects.get(award=stage.award(municipality))
    dun(
        recovery=recovery,
        by=stage.person("financien"),
        on=on,
        seen_revision=recovery.revision,
        door=Door.DEMO,
    )


def prepare_rest(stage: Stage, municipality: Municipality, *, on: datetime.datetime) -> None:
    award = stage.award(municipality)
    grant_year, amount = next(
        (year, left_to_pay(award)[year.pk])
        for year in stage.scheme.grant_years.all()
        if left_to_pay(award)[year.pk] > 0
    )
    payments.prepare_payment(
        award=award,
        grant_year=grant_year,
        amount=amount,
        due_on=on.date() + datetime.timedelta(days=7),
        by=stage.person("financien"),
        on=on,
        door=Door.DEMO,
    )


def approve_rest(stage: Stage, municipality: Municipality, *, on: datetime.datetime) -> None:
    payment = _rest(stage, municipality)
    payments.approve_payment(
        payment=payment,
        by=stage.person("budgethouder"),
        on=on,
        seen_revision=payment.revision,
        door=Door.DEMO,
    )


def order_rest(stage: Stage, municipality: Municipality, *, on: datetime.datetime) -> None:
    payment = _rest(stage, municipality)
    ordering.make_order(payments=[payment.pk], by=stage.person("financien"), on=on)


def confirm_rest(stage: Stage, municipality: Municipality, *, on: datetime.datetime) -> None:
    payment = _rest(stage, municipality)
    payments.confirm_payment(
        payment=payment,
        by=stage.person("financien"),
        on=on,
        seen_revision=payment.revision,
        door=Door.DEMO,
    )


def _rest(stage: Stage, municipality: Municipality) -> Payment:
    return Payment.objects.get(award=stage.award(municipality), settlement__isnull=False)
