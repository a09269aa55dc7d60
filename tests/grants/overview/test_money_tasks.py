"""What waits for the financial officer and the budget holder, on their start pages."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from grants.models import Award, Payment
from grants.queries.waiting import payment_tasks
from grants.services.account_changes import ask_account_change
from grants.services.payments import fail_payment, prepare_payment
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from tests.factories import make_award, make_scheme, make_user, municipality
from tests.grants.money.story import approved, ordered, paid, prepared, returned
from tests.grants.money.test_screens import signed_in

IBAN = "NL02ABNA0123456789"


@pytest.fixture
def officer(db: None) -> User:
    return make_user(Role.FINANCIAL_OFFICER)


@pytest.fixture
def holder(db: None) -> User:
    return make_user(Role.BUDGET_HOLDER)


def fill(awards: list[Award], officer: User, holder: User) -> None:
    """Of each award one payment that came back, one that is sent, and one that waits."""
    for award in awards:
        returned(paid(approved(prepared(award, officer), holder), officer), officer)
        ordered(approved(prepared(award, officer, label="2025/26"), holder), officer)
        prepared(award, officer, Decimal(1000), label="2026/27")
        ask_account_change(
            award=award,
            iban=IBAN,
            reason="Nieuwe bank.",
            by=make_user(Role.SISA_CONTACT, award.municipality),
            on=timezone.now(),
        )


def test_everything_that_waits_is_told_and_queries_do_not_grow(officer: User, holder: User) -> None:
    scheme = make_scheme()
    counts: list[list[int]] = []
    for codes in (["GM0513"], ["GM0141", "GM0748"]):
        fill([make_award(scheme, municipality(code)) for code in codes], officer, holder)
        counts.append([])
        for user in (officer, holder):
            client = signed_in(user)
            with CaptureQueriesContext(connection) as asked:
                text = client.get("/").content.decode()
            counts[-1].append(len(asked))
            for code in codes:
                assert municipality(code).name in text
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 12, counts
    page = signed_in(officer).get("/").content.decode()
    for words in (
        "Mislukt of teruggekomen",
        "Wacht op een uitkomst",
        reverse("grants:outcome_files"),
        "Wacht op de ondertekenaar van de gemeente",
        "Wacht op de budgethouder",
    ):
        assert words in page
    assert "rekening wacht op de ondertekenaar" in signed_in(holder).get("/").content.decode()


def test_what_was_prepared_again_no_longer_came_back(officer: User, holder: User) -> None:
    award = make_award(make_scheme(), municipality())
    failed = ordered(approved(prepared(award, officer), holder), officer)
    fail_payment(
        payment=failed,
        by=officer,
        on=timezone.now(),
        seen_revision=failed.revision,
        reason="Verkeerd rekeningnummer.",
    )
    assert payment_tasks(officer).came_back == [failed]
    again = prepare_payment(
        award=award,
        grant_year=failed.grant_year,
        amount=failed.amount,
        due_on=datetime.date(2026, 7, 1),
        by=officer,
        on=timezone.now(),
    )
    tasks = payment_tasks(officer)
    assert (tasks.came_back, tasks.prepared) == ([], [again])
    assert Payment.objects.count() == 2


def test_what_can_go_is_told_apart_from_what_waits_for_its_account(
    officer: User, holder: User
) -> None:
    scheme = make_scheme()
    ready, waits = (make_award(scheme, municipality(code)) for code in ("GM0513", "GM0141"))
    first, second = (approved(prepared(award, officer), holder) for award in (ready, waits))
    ask_account_change(
        award=waits,
        iban=IBAN,
        reason="Nieuwe bank.",
        by=make_user(Role.SISA_CONTACT, waits.municipality),
        on=timezone.now(),
    )
    tasks = payment_tasks(officer)
    assert [order.payments for order in tasks.to_order] == [[first]]
    assert tasks.held == [second]
