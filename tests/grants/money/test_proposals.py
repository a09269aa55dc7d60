"""The payment plan: one proposal for each award and instalment, and no cent lost."""

from __future__ import annotations

import datetime
import itertools
import uuid
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.models import Award, Payment, PaymentPlan
from grants.money import split
from grants.services.payments import cancel_payment, prepare_proposed
from grants.services.proposing import propose_due_payments
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.accounts.services.machines import machine
from pmg.casework.errors import NotAllowed
from tests.factories import at, make_award, make_scheme, make_user, municipality
from tests.grants.money.story import PAST, approved, paid, prepared
from tests.grants.money.test_screens import press, signed_in

SHARES = (Decimal("33.33"), Decimal("33.33"), Decimal("33.34"))
DAYS = [datetime.date(2024, 7, 1), datetime.date(2024, 10, 1), datetime.date(2025, 1, 1)]


@given(
    amount=st.decimals("0", "9999999.99", places=2),
    cuts=st.lists(st.integers(1, 9999), max_size=11, unique=True),
)
def test_no_cent_is_lost_in_a_split(amount: Decimal, cuts: list[int]) -> None:
    edges = [0, *sorted(cuts), 10_000]
    shares = [Decimal(b - a) / 100 for a, b in itertools.pairwise(edges)]
    parts = split(amount, shares)
    assert sum(parts) == amount
    assert len(parts) == len(shares)
    for part, share in zip(parts, shares, strict=True):
        assert part == part.quantize(Decimal("0.01"))
        assert abs(part - amount * share / 100) <= Decimal("0.01")


@pytest.fixture
def award(db: None) -> Award:
    scheme = make_scheme()
    PaymentPlan.objects.filter(grant_year__scheme=scheme).delete()
    year = scheme.grant_years.get(label="2024/25")
    for day, share in zip(DAYS, SHARES, strict=True):
        PaymentPlan.objects.create(grant_year=year, due_on=day, share=share)
    award = make_award(scheme, municipality())
    award.allocations.filter(grant_year=year).update(amount=Decimal("100000.01"))
    return award


def propose(on: datetime.datetime) -> int:
    return propose_due_payments(by=machine(), on=on, door=PAST)


def test_on_its_day_an_instalment_is_proposed_once(award: Award) -> None:
    assert propose(at(2024, 6, 30)) == 0
    assert propose(at(2024, 7, 1)) == 1
    assert propose(at(2024, 7, 1)) == 0
    proposal = Payment.objects.get()
    assert (proposal.state, proposal.amount, proposal.due_on, proposal.iban) == (
        "proposed",
        Decimal("33330.00"),
        DAYS[0],
        award.iban,
    )
    assert propose(at(2025, 1, 2)) == 2
    assert sum(p.amount for p in Payment.objects.all()) == Decimal("100000.01")


def test_only_granted_awards(award: Award) -> None:
    Award.objects.update(state="prepared")
    assert propose(at(2024, 7, 1)) == 0


def test_what_was_paid_by_hand_is_not_proposed_again(award: Award) -> None:
    officer, holder = make_user(Role.FINANCIAL_OFFICER), make_user(Role.BUDGET_HOLDER)
    paid(approved(prepared(award, officer, Decimal(40_000)), holder), officer)
    assert propose(at(2024, 10, 1)) == 1
    assert Payment.objects.get(state="proposed").amount == Decimal("26660.01")


def test_a_proposal_that_was_refused_does_not_come_back(award: Award) -> None:
    propose(at(2024, 7, 1))
    proposal = Payment.objects.get()
    cancel_payment(
        payment=proposal,
        by=make_user(Role.FINANCIAL_OFFICER),
        on=at(2024, 7, 2),
        seen_revision=proposal.revision,
        reason="De gemeente vraagt later.",
        door=PAST,
    )
    assert propose(at(2024, 7, 3)) == 0


def test_the_officer_takes_it_and_the_holder_approves_it(award: Award) -> None:
    propose(at(2024, 7, 1))
    proposal = Payment.objects.get()
    officer = make_user(Role.FINANCIAL_OFFICER)
    given: dict[str, object] = {
        "payment": proposal,
        "on": at(2025, 1, 2),
        "seen_revision": proposal.revision,
        "door": PAST,
    }
    with pytest.raises(NotAllowed):
        prepare_proposed(**given, by=make_user(Role.BUDGET_HOLDER))  # type: ignore[arg-type]
    prepare_proposed(**given, by=officer, key=uuid.uuid4())  # type: ignore[arg-type]
    assert (proposal.state, proposal.budget_year) == ("prepared", 2025)


def test_a_machine_proposes_and_no_person(award: Award) -> None:
    person: User = make_user(Role.FINANCIAL_OFFICER)
    assert propose_due_payments(by=person, on=at(2024, 7, 1), door=PAST) == 0
    assert not Payment.objects.exists()


def test_from_the_proposal_to_prepared_on_the_screens(award: Award) -> None:
    propose(at(2024, 7, 1))
    proposal = Payment.objects.get()
    client = signed_in(make_user(Role.FINANCIAL_OFFICER))
    for page in ("/", "/betalingen/voorstellen/"):
        assert proposal.reference in client.get(page).content.decode()
    page = press(client, proposal, "grants:payment", "prepare").content.decode()
    assert "Betaling klaargezet. Dit staat nu op de tijdlijn." in page
