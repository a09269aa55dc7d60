"""A deputy approves what the absent budget holder could have approved, and no more."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from grants.models import Award, Payment
from grants.queries.mandates import mandate_on
from grants.services.payments import approve_payment
from pmg.accounts.enums import Role
from pmg.accounts.models import Mandate, RoleAssignment, User
from pmg.casework.errors import FourEyes, MoveRefused
from pmg.casework.models import Event
from tests.factories import LONG_AGO, at, make_award, make_scheme, make_user, municipality
from tests.grants.money.story import PAST, prepared
from tests.grants.money.test_screens import signed_in

FIRST, LAST = datetime.date(2024, 6, 15), datetime.date(2024, 6, 30)


@pytest.fixture
def award(db: None) -> Award:
    return make_award(make_scheme(), municipality())


@pytest.fixture
def absent(db: None) -> User:
    return make_user(Role.BUDGET_HOLDER, first_name="Alex", last_name="Afwezig")


@pytest.fixture
def deputy(absent: User) -> User:
    """A budget holder without a mandate of their own, who stands in for two weeks."""
    user = make_user(Role.BUDGET_HOLDER)
    user.mandates.all().delete()
    Mandate.objects.create(
        user=user,
        basis="Mandaatbesluit 2024, artikel 6",
        ceiling=450_000,
        starts_on=FIRST,
        ends_on=LAST,
        deputy_of=absent,
    )
    return user


def approve(payment: Payment, by: User, day: int = 21) -> Event:
    return approve_payment(
        payment=payment, by=by, on=at(2024, 6, day), seen_revision=payment.revision, door=PAST
    )


@pytest.fixture
def payment(award: Award) -> Payment:
    return prepared(award, make_user(Role.FINANCIAL_OFFICER))


def test_a_deputy_approves_and_the_record_says_for_whom(
    payment: Payment, deputy: User, absent: User
) -> None:
    event = approve(payment, deputy)
    assert event.data["mandate"] == deputy.mandates.get().pk
    auditor = signed_in(make_user(Role.AUDITOR))
    page = auditor.get(reverse("grants:payment", args=[payment.pk])).content.decode()
    assert "Als plaatsvervanger van Alex Afwezig" in page


@pytest.mark.parametrize(
    ("own", "says"),
    [
        # The own mandate was lowered or ended after the deputy got theirs.
        ({"ceiling": 399_999}, "hoger dan uw mandaat"),
        ({"ends_on": datetime.date(2024, 6, 20)}, "geen mandaat"),
        ({"starts_on": datetime.date(2024, 6, 22)}, "geen mandaat"),
    ],
)
def test_never_more_than_the_absent_one_may(
    payment: Payment, deputy: User, absent: User, own: dict[str, object], says: str
) -> None:
    absent.mandates.update(**own)
    with pytest.raises(MoveRefused, match=says):
        approve(payment, deputy)


def test_never_more_than_the_own_ceiling_as_a_deputy(award: Award, deputy: User) -> None:
    payment = prepared(award, make_user(Role.FINANCIAL_OFFICER), Decimal("450000.01"))
    with pytest.raises(MoveRefused, match="hoger dan uw mandaat"):
        approve(payment, deputy)


def test_only_in_the_period_of_standing_in(payment: Payment, deputy: User) -> None:
    deputy.mandates.update(starts_on=datetime.date(2024, 6, 22))
    with pytest.raises(MoveRefused, match="geen mandaat"):
        approve(payment, deputy)
    deputy.mandates.update(ends_on=datetime.date(2024, 6, 24))
    with pytest.raises(MoveRefused, match="geen mandaat"):
        approve(payment, deputy, day=25)
    assert approve(payment, deputy, day=24)


def test_never_what_they_prepared_themselves(award: Award, deputy: User) -> None:
    RoleAssignment.objects.create(user=deputy, role=Role.FINANCIAL_OFFICER, starts_on=LONG_AGO)
    payment = prepared(award, deputy)
    with pytest.raises(FourEyes):
        approve(payment, deputy)


def test_who_has_both_uses_what_goes_furthest(deputy: User, absent: User) -> None:
    day = datetime.date(2024, 6, 21)
    own = Mandate.objects.create(
        user=deputy, basis="Eigen", ceiling=100_000, starts_on=LONG_AGO, ends_on=None
    )
    powers = mandate_on(deputy, day)
    assert powers is not None
    assert (powers.ceiling, powers.deputy_of) == (Decimal(450_000), absent)
    Mandate.objects.filter(pk=own.pk).update(ceiling=450_000)
    powers = mandate_on(deputy, day)
    assert powers is not None
    assert powers.deputy_of is None


def test_the_page_says_in_whose_place(payment: Payment, deputy: User, absent: User) -> None:
    today = timezone.localdate()
    Mandate.objects.create(
        user=deputy,
        basis="Nu",
        ceiling=450_000,
        starts_on=today,
        ends_on=today,
        deputy_of=absent,
    )
    page = signed_in(deputy).get(reverse("grants:payment", args=[payment.pk])).content.decode()
    assert "Als plaatsvervanger van" in page
    assert "Alex Afwezig" in page
