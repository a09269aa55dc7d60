"""The last weeks of payments in the demo: one of everything that can happen. Amounts in euros."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.utils import timezone

from grants.models import OutcomeFile, Payment, PaymentPlan
from grants.queries.outcomes import preview
from grants.services.account_changes import ask_account_change
from grants.services.outcomes import book_outcomes, hand_in_outcomes, read_outcome_file
from grants.services.payments import fail_payment
from grants.services.proposing import propose_payment
from grants.workbook.safe_csv import safe_csv
from municipalities.models import Municipality
from pmg.accounts.services.machines import machine
from pmg.casework.moves import Door

from .money import UNDER_WAY, order
from .stage import Stage, at, iban_of, scene
from .telling import Scene

LABEL = "2026/27"
HEADINGS = ("Betalingskenmerk", "Bedrag", "Datum", "Uitkomst", "Reden")
NOT_OURS = ("FICTIEF-ANDERS-02", "12.500,00", "19-11-2026", "betaald", "")


def paying_scenes(stage: Stage) -> Iterator[Scene]:
    """November 2026: an order, its outcomes, what came back, another account and a proposal."""
    came_back, failed, _, _, changes, proposed, _ = stage.municipalities[-len(UNDER_WAY) :]
    paid = (came_back, "betaald", "19-11-2026", "")
    returned = (came_back, "teruggekomen", "20-11-2026", "Rekening opgeheven (FICTIEF)")
    yield scene(at(2026, 11, 18, 15), "account-asked", ask_account, stage, changes)
    yield scene(at(2026, 11, 19, 9), "payment-order-november", order, stage)
    yield scene(at(2026, 11, 19, 16), "outcomes-paid", tell_outcomes, stage, paid)
    yield scene(at(2026, 11, 20, 9), "payment-failed", fail, stage, failed)
    yield scene(at(2026, 11, 20, 11), "outcomes-returned", tell_outcomes, stage, returned)
    yield scene(at(2026, 11, 20, 12), "payment-proposed", propose, stage, proposed)


def ask_account(stage: Stage, municipality: Municipality, *, on: datetime.datetime) -> None:
    """It waits for the municipality's signatory; its payment cannot be approved until then."""
    ask_account_change(
        award=stage.award(municipality),
        iban=iban_of(municipality, account=50),
        reason="De gemeente heeft een andere bank. (FICTIEF)",
        by=stage.colleague(municipality, "sisa"),
        on=on,
        door=Door.DEMO,
    )


def tell_outcomes(
    stage: Stage, told: tuple[Municipality, str, str, str], *, on: datetime.datetime
) -> None:
    """A file of the bank, booked; one line in it belongs to somebody else."""
    municipality, outcome, day, reason = told
    payment = _payment(stage, municipality)
    rows = ((payment.reference, payment.amount, day, outcome, reason), NOT_OURS)
    officer = stage.person("financien")
    made, _ = hand_in_outcomes(
        name=f"FICTIEF_uitkomsten_{on:%Y-%m-%d}.csv",
        chunks=[safe_csv(HEADINGS, rows)],
        by=officer,
        on=on,
    )
    read_outcome_file(made.pk)
    _book(made, stage, on=on)


def _book(made: OutcomeFile, stage: Stage, *, on: datetime.datetime) -> None:
    seen = preview(made, today=timezone.localdate(on)).fingerprint
    book_outcomes(outcome_file=made, seen=seen, by=stage.person("financien"), on=on, door=Door.DEMO)


def fail(stage: Stage, municipality: Municipality, *, on: datetime.datetime) -> None:
    """By hand: the bank called."""
    payment = _payment(stage, municipality)
    fail_payment(
        payment=payment,
        by=stage.person("financien"),
        on=on,
        seen_revision=payment.revision,
        reason="De bank belde: dit rekeningnummer bestaat niet meer. (FICTIEF)",
        door=Door.DEMO,
    )


def propose(stage: Stage, municipality: Municipality, *, on: datetime.datetime) -> None:
    """What the clock does each hour in a running application, for one municipality."""
    propose_payment(
        award=stage.award(municipality),
        instalment=PaymentPlan.objects.get(grant_year=stage.grant_year(LABEL)),
        by=machine(),
        on=on,
        door=Door.DEMO,
    )


def _payment(stage: Stage, municipality: Municipality) -> Payment:
    return Payment.objects.get(
        award__scheme=stage.scheme, municipality=municipality, grant_year__label=LABEL
    )
