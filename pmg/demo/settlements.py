"""The municipality of the demo that ended early, and pays back what it did not spend. Euros."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal

from grants.models import Recovery, Settlement
from grants.services.recoveries import record_receipt
from grants.services.settlements import draw_up_settlement, settle
from municipalities.models import Municipality
from pmg.casework.moves import Door

from .stage import Stage, at, scene
from .telling import Scene

STOPPED = "GM0718"
"""Got no advance for the third year, and delivered nothing over 2026."""
LAST_DAY = datetime.date(2025, 12, 31)
WHY = (
    "Het college besloot in november 2025 om de aanpak vanaf 2026 uit eigen middelen te betalen. "
    "(FICTIEF)"
)
RECEIVED = Decimal(125_000)


def settlement_scenes(stage: Stage) -> Iterator[Scene]:
    """October and November 2026: drawn up, settled, and a first part received."""
    stopped = next(m for m in stage.municipalities if m.cbs_code == STOPPED)
    yield scene(at(2026, 10, 19, 14), "settlement-draw-up", draw_up, stage, stopped)
    yield scene(at(2026, 10, 22, 11), "settlement-settle", decide, stage, stopped)
    yield scene(at(2026, 11, 12, 9), "recovery-receive", receive, stage, stopped)


def draw_up(stage: Stage, municipality: Municipality, *, on: datetime.datetime) -> None:
    draw_up_settlement(
        award=stage.award(municipality),
        ends_on=LAST_DAY,
        end_reason=WHY,
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
