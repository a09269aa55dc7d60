"""Outcomes of payments, weighed line by line without a database."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import replace
from decimal import Decimal

import pytest

from grants.checks.outcome_judging import Effect, Outcome, Standing, Verdict, judge_outcomes
from grants.enums import OutcomeKind, PaymentState

PAID, FAILED, RETURNED = OutcomeKind
TODAY = datetime.date(2026, 7, 20)
CELLS = {"reference": "A2", "amount": "B2", "on": "C2", "outcome": "D2", "reason": "E2"}
SENT = Standing(
    key=uuid.UUID(int=1),
    reference="PMG-2026-0513-01",
    commitment="V26-0513",
    amount=Decimal("500000.00"),
    state=PaymentState.APPROVED,
    is_ordered=True,
    approved_on=datetime.date(2026, 7, 1),
)
DONE = replace(SENT, state=PaymentState.PAID, paid_on=datetime.date(2026, 7, 10))


def line(kind: OutcomeKind = PAID, *, day: int = 10, **said: object) -> Outcome:
    told: dict[str, object] = {
        "row": 2,
        "reference": "PMG-2026-0513-01",
        "commitment": "",
        "amount": Decimal(500_000),
        "on": datetime.date(2026, 7, day),
        "kind": kind,
        "reason": "" if kind == PAID else "Rekening opgeheven",
        "cells": CELLS,
    }
    return Outcome(**told | said)  # type: ignore[arg-type]


def judged(*lines: Outcome, payments: tuple[Standing, ...] = (SENT,)) -> tuple[Verdict, ...]:
    return judge_outcomes(lines, payments, today=TODAY, name="uitkomsten.csv")


def refusal(one: Outcome, *payments: Standing) -> tuple[str, str]:
    (verdict,) = judged(one, payments=payments or (SENT,))
    assert verdict.effect == Effect.REFUSED
    assert verdict.finding is not None
    assert verdict.finding.remedy
    return verdict.finding.code.removeprefix("uitkomst-"), verdict.finding.cell


@pytest.mark.parametrize(
    ("one", "standing"),
    [
        (line(PAID), SENT),
        (line(FAILED), SENT),
        (line(RETURNED, day=12), DONE),
        # The bank may write what came back with a minus, and our reference in its own way.
        (line(RETURNED, day=12, amount=Decimal(-500_000)), DONE),
        (line(PAID, reference=" pmg 2026 0513 01"), SENT),
        (line(PAID, reference="", commitment="V26-0513"), SENT),
        (line(PAID, reference="V26-0513"), SENT),
    ],
)
def test_what_fits_books(one: Outcome, standing: Standing) -> None:
    (verdict,) = judged(one, payments=(standing,))
    assert (verdict.effect, verdict.payment) == (Effect.BOOKS, standing)


@pytest.mark.parametrize(
    ("one", "standing", "code", "cell"),
    [
        (line(reference="ANDERS-01"), SENT, "onbekend", "A2"),
        (line(reference=""), SENT, "onbekend", "A2"),
        (line(amount=Decimal("499999.99")), SENT, "bedrag", "B2"),
        (line(amount=Decimal(-500_000)), SENT, "bedrag", "B2"),
        (line(), replace(SENT, is_ordered=False), "niet-in-opdracht", "A2"),
        (line(), replace(SENT, state=PaymentState.PREPARED), "niet-in-opdracht", "A2"),
        (line(), replace(SENT, state=PaymentState.FAILED), "andere-uitkomst", "D2"),
        (line(day=11), DONE, "andere-uitkomst", "D2"),
        (line(FAILED), DONE, "andere-uitkomst", "D2"),
        (line(RETURNED), SENT, "andere-uitkomst", "D2"),
        (line(on=datetime.date(2026, 6, 30)), SENT, "dag", "C2"),
        (line(on=TODAY + datetime.timedelta(days=1)), SENT, "dag", "C2"),
        (line(RETURNED, day=9), DONE, "dag", "C2"),
        (line(FAILED, reason=""), SENT, "reden", "E2"),
        (line(RETURNED, day=12), replace(DONE, may_return=False), "vastgesteld", "D2"),
    ],
)
def test_what_does_not_fit_says_where(
    one: Outcome, standing: Standing, code: str, cell: str
) -> None:
    assert refusal(one, standing) == (code, cell)


def test_a_commitment_of_two_payments_names_neither() -> None:
    other = replace(SENT, key=uuid.UUID(int=2), reference="PMG-2026-0513-02")
    one = line(reference="", commitment="V26-0513")
    assert refusal(one, SENT, other)[0] == "onbekend"
    # Of two, only one waits for this outcome.
    (verdict,) = judged(one, payments=(SENT, replace(other, state=PaymentState.FAILED)))
    assert verdict.payment == SENT


def test_what_was_booked_before_is_done() -> None:
    back = replace(DONE, state=PaymentState.RETURNED, returned_on=datetime.date(2026, 7, 12))
    for one, standing in (
        (line(PAID), DONE),
        (line(PAID), back),
        (line(RETURNED, day=12), back),
        (line(FAILED), replace(SENT, state=PaymentState.FAILED)),
    ):
        (verdict,) = judged(one, payments=(standing,))
        assert verdict.effect == Effect.DONE


def test_one_file_may_tell_that_a_payment_was_made_and_came_back() -> None:
    # The newest first, as many systems write it.
    first, second = judged(line(RETURNED, day=12, row=2), line(PAID, row=3))
    assert [first.outcome.row, second.outcome.row] == [2, 3]
    assert first.effect == second.effect == Effect.BOOKS


def test_the_second_of_two_equal_lines_is_refused() -> None:
    first, second = judged(line(row=2), line(row=3))
    assert (first.effect, second.effect) == (Effect.BOOKS, Effect.REFUSED)
    assert second.finding is not None
    assert second.finding.code == "uitkomst-dubbel"
    assert "rij 2" in second.finding.message


def test_paid_and_failed_in_one_file_books_only_one_of_them() -> None:
    effects = sorted(one.effect for one in judged(line(PAID, row=2), line(FAILED, row=3)))
    assert effects == [Effect.BOOKS, Effect.REFUSED]
