"""Gouda stopped after 2024: one advance paid, one year judged, less accepted than was paid."""

from __future__ import annotations

import datetime
from decimal import Decimal

from grants.enums import FigureSource
from grants.models import (
    Justification,
    Recovery,
    Settlement,
    SisaFigure,
    StatementLine,
    StatementVersion,
)
from grants.services.assessment import judge, propose, take
from grants.services.ledger import book_justified
from grants.services.recoveries import record_receipt
from grants.services.settlements import draw_up_settlement, settle
from grants.transitions.justifications import CorrectFacts
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.casework.moves import move
from tests.factories import at, make_user, weigh
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


def corrected(case: Justification, spent: Decimal, *, on: datetime.datetime) -> None:
    """The municipality's correction, to which the ministry consented: one line of this amount."""
    signatory = make_user(Role.SIGNATORY, case.municipality)
    version = StatementVersion.objects.create(
        justification=case,
        number=case.versions.count() + 1,
        spent=spent,
        cumulative=spent,
        is_final=False,
        explanation="Gecorrigeerd.",
        by=signatory,
        on=on,
    )
    StatementLine.objects.create(
        version=version,
        place=1,
        activity="a",
        sector="gemeente",
        intervention="Alleen jij bepaalt wie je bent",
        amount=spent,
    )
    event = move(
        case,
        "correct",
        by=signatory,
        on=on,
        seen_revision=case.revision,
        facts=CorrectFacts(has_consent=True, errors=0, changes=1, reasons=1),
        fields={"submitted": version, "submitted_on": on},
        door=PAST,
    )
    book_justified(justification=case, amount=version.spent, event=event)
    SisaFigure.objects.create(
        justification=case,
        source=FigureSource.CBS,
        spent=spent,
        cumulative=spent,
        is_final=False,
        on=on,
    )


def judged_again(
    case: Justification,
    *,
    on: datetime.datetime,
    accepted: int | None = None,
    by: tuple[User, User] | None = None,
) -> None:
    """A second judgement, on what the correction says; all of it where no amount is given."""
    first, second = by or (make_user(Role.ASSESSOR), make_user(Role.ASSESSOR))
    act = {"justification": case, "on": on, "door": PAST}
    take(by=first, seen_revision=case.revision, **act)
    weigh(case, accepted, by=first, on=on)
    propose(motivation="Opnieuw bekeken.", by=first, seen_revision=case.revision, **act)
    judge(by=second, seen_revision=case.revision, **act)


def accepted_now(story: Story, amount: int, *, month: int = 1) -> None:
    """A correction in 2026 after which this amount is accepted."""
    case = story.justification
    corrected(case, Decimal(amount), on=at(2026, month, 12))
    judged_again(case, on=at(2026, month, 20))


def revised(story: Story, *, month: int = 2, by: User | None = None) -> Settlement:
    """The settlement that replaces the one that stood: drawn up by one, settled by another."""
    revision = draw_up_settlement(
        award=story.award,
        motivation="De gemeente corrigeerde haar verantwoording.",
        by=by or story.officer,
        on=at(2026, month, 2),
        door=PAST,
    )
    settle(
        settlement=revision,
        by=story.holder,
        on=at(2026, month, 5),
        seen_revision=revision.revision,
        door=PAST,
    )
    return revision
