"""A short history of money: one award, one advance paid, one year judged."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal

from grants.models import Award, AwardChange, GrantYear, Justification, Payment, Scheme
from grants.services.assessment import judge, propose, take
from grants.services.changes import decide_change, prepare_change
from grants.services.ordering import make_order
from grants.services.payments import (
    approve_payment,
    confirm_payment,
    prepare_payment,
    return_payment,
)
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.casework.moves import Door
from tests.factories import (
    at,
    make_award,
    make_figure,
    make_justification,
    make_scheme,
    make_user,
    municipality,
    submit,
    weigh,
)

PAID = Decimal("400000.00")
ACCEPTED = Decimal(250_000)
PAST = Door.DEMO


@dataclass
class Story:
    """The rows of the history, to look at or to go on from."""

    scheme: Scheme
    award: Award
    officer: User
    holder: User
    payment: Payment
    justification: Justification

    @property
    def first_year(self) -> GrantYear:
        return self.scheme.grant_years.get(label="2024/25")


def prepared(
    award: Award, officer: User, amount: Decimal = PAID, label: str = "2024/25"
) -> Payment:
    """A payment out of a grant year, prepared before that year begins."""
    return prepare_payment(
        award=award,
        grant_year=award.scheme.grant_years.get(label=label),
        amount=amount,
        due_on=datetime.date(2024, 7, 1),
        by=officer,
        on=at(2024, 6, 20),
        door=PAST,
    )


def approved(payment: Payment, holder: User) -> Payment:
    """The payment, approved the day after."""
    approve_payment(
        payment=payment, by=holder, on=at(2024, 6, 21), seen_revision=payment.revision, door=PAST
    )
    return payment


def ordered(payment: Payment, officer: User) -> Payment:
    """The payment, alone in a payment order."""
    make_order(payments=[payment.pk], by=officer, on=at(2024, 6, 22))
    return payment


def paid(payment: Payment, officer: User) -> Payment:
    """The payment, ordered and then confirmed on the second of July."""
    ordered(payment, officer)
    confirm_payment(
        payment=payment, by=officer, on=at(2024, 7, 2), seen_revision=payment.revision, door=PAST
    )
    return payment


def returned(payment: Payment, officer: User) -> Payment:
    """The payment, sent back by the bank on the fifth of July."""
    return_payment(
        payment=payment,
        by=officer,
        on=at(2024, 7, 5),
        seen_revision=payment.revision,
        reason="Rekening opgeheven.",
        door=PAST,
    )
    return payment


def judged(award: Award) -> Justification:
    """2024 justified, and judged by two assessors."""
    case = make_justification(award, 2024)
    submit(case)
    make_figure(case)
    first, second = make_user(Role.ASSESSOR), make_user(Role.ASSESSOR)
    take(justification=case, by=first, on=at(2025, 9, 1), seen_revision=case.revision, door=PAST)
    weigh(case, int(ACCEPTED), by=first)
    propose(
        justification=case,
        motivation="Volgens de opgave.",
        by=first,
        on=at(2025, 9, 2),
        seen_revision=case.revision,
        door=PAST,
    )
    judge(justification=case, by=second, on=at(2025, 9, 3), seen_revision=case.revision, door=PAST)
    return case


def tell() -> Story:
    """The whole history, through the real services."""
    scheme = make_scheme()
    award = make_award(scheme, municipality())
    officer, holder = make_user(Role.FINANCIAL_OFFICER), make_user(Role.BUDGET_HOLDER)
    payment = paid(approved(prepared(award, officer), holder), officer)
    return Story(scheme, award, officer, holder, payment, judged(award))


def lower(story: Story) -> AwardChange:
    """The last year halved by a change that another than its maker decided on."""
    last = story.scheme.grant_years.get(label="2026/27")
    amounts = {row.grant_year: row.amount for row in story.award.allocations.all()}
    change = prepare_change(
        award=story.award,
        amounts=amounts | {last: Decimal(250_000)},
        motivation="De gemeente doet minder activiteiten.",
        by=make_user(Role.POLICY_OFFICER),
        on=at(2025, 10, 1),
        door=PAST,
    )
    decide_change(
        change=change, by=story.holder, on=at(2025, 10, 8), seen_revision=change.revision, door=PAST
    )
    return change
