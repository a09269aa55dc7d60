"""Gouda stopped after 2024: one advance paid, one year judged, less accepted than was paid."""

from __future__ import annotations

import datetime
from decimal import Decimal

from grants.models import Recovery, Settlement
from grants.services.recoveries import record_receipt
from grants.services.settlements import draw_up_settlement, settle
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from tests.factories import at, make_user
from tests.grants.money.story import PAST, Story, tell

ENDED = datetime.date(2024, 12, 31)
RECOVERED = Decimal("150000.00")
"""Paid 400,000, accepted 250,000."""


def drawn_up(story: Story, by: User | None = None) -> Settlement:
    """The settlement of an award that ended early, drawn up in October 2025."""
    return draw_up_settlement(
        award=story.award,
        ends_on=ENDED,
        end_reason="De gemeente gaat zonder uitkering verder.",
        by=by or story.officer,
        on=at(2025, 10, 1),
        door=PAST,
    )


def settled(story: Story, settlement: Settlement | None = None) -> Settlement:
    """The same, settled five days later by a budget holder."""
    settlement = settlement or drawn_up(story)
    settle(
        settlement=settlement,
        by=story.holder,
        on=at(2025, 10, 6),
        seen_revision=settlement.revision,
        door=PAST,
    )
    return settlement


def demanded() -> tuple[Story, Recovery]:
    """The story with the recovery of what was paid too much."""
    story = tell()
    return story, settled(story).recovery


def received(
    recovery: Recovery, amount: str, *, by: User | None = None, month: int = 11
) -> Recovery:
    """A receipt on the third of a month of 2025."""
    record_receipt(
        recovery=recovery,
        amount=Decimal(amount),
        received_on=datetime.date(2025, month, 3),
        by=by or make_user(Role.FINANCIAL_OFFICER),
        on=at(2025, month, 4),
        seen_revision=recovery.revision,
        door=PAST,
    )
    return recovery
