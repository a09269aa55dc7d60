"""Another account: nobody is paid on it before the municipality's signatory confirmed it."""

from __future__ import annotations

import uuid
from decimal import Decimal

import pytest
from django.urls import reverse

from grants.models import AccountChange, Award, Payment
from grants.queries.payment_orders import to_order
from grants.services.account_changes import ask_account_change, confirm_account, refuse_account
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.casework.errors import MoveRefused, NotAllowed
from tests.factories import at, make_award, make_scheme, make_user, municipality
from tests.grants.money.story import PAST, approved, prepared
from tests.grants.money.test_screens import press, signed_in

NEW_IBAN = "NL02ABNA0123456789"
SOME = Decimal(1000)


@pytest.fixture
def award(db: None) -> Award:
    return make_award(make_scheme(), municipality())


@pytest.fixture
def officer(db: None) -> User:
    return make_user(Role.FINANCIAL_OFFICER)


@pytest.fixture
def holder(db: None) -> User:
    return make_user(Role.BUDGET_HOLDER)


@pytest.fixture
def signatory(award: Award) -> User:
    return make_user(Role.SIGNATORY, award.municipality)


def asked(award: Award, by: User, iban: str = NEW_IBAN) -> AccountChange:
    return ask_account_change(
        award=award, iban=iban, reason="Andere bank.", by=by, on=at(2024, 6, 19), door=PAST
    )


def confirmed(change: AccountChange, by: User) -> None:
    confirm_account(
        account_change=change,
        by=by,
        on=at(2024, 6, 20),
        seen_revision=change.revision,
        door=PAST,
    )


def test_a_payment_on_a_new_account_waits_for_the_signatory(
    award: Award, officer: User, holder: User, signatory: User
) -> None:
    change = asked(award, officer)
    payment = prepared(award, officer, SOME)
    assert payment.iban == NEW_IBAN
    with pytest.raises(MoveRefused, match="niet bevestigd"):
        approved(payment, holder)
    confirmed(change, signatory)
    award.refresh_from_db()
    assert award.iban == NEW_IBAN
    assert approved(Payment.objects.get(), holder).state == "approved"


def test_the_old_account_is_not_paid_while_a_change_waits_nor_after(
    award: Award, officer: User, holder: User, signatory: User
) -> None:
    waiting, gone = prepared(award, officer, SOME), prepared(award, officer, SOME)
    approved(gone, holder)
    change = asked(award, make_user(Role.SISA_CONTACT, award.municipality))
    assert not to_order(Payment.objects.all()).exists()
    with pytest.raises(MoveRefused, match="niet bevestigd"):
        approved(waiting, holder)
    confirmed(change, signatory)
    assert not to_order(Payment.objects.all()).exists()
    with pytest.raises(MoveRefused, match="niet bevestigd"):
        approved(waiting, holder)


def test_a_refused_account_is_never_paid(
    award: Award, officer: User, holder: User, signatory: User
) -> None:
    change = asked(award, officer)
    payment = prepared(award, officer, SOME)
    refuse_account(
        account_change=change,
        by=signatory,
        on=at(2024, 6, 20),
        seen_revision=change.revision,
        reason="Die rekening kennen wij niet.",
        door=PAST,
    )
    with pytest.raises(MoveRefused, match="niet bevestigd"):
        approved(payment, holder)
    assert approved(prepared(award, officer, SOME), holder).state == "approved"


def test_only_the_own_signatory_confirms(award: Award, officer: User) -> None:
    change = asked(award, officer)
    strangers = [officer, make_user(Role.SISA_CONTACT, award.municipality)]
    for person in (*strangers, make_user(Role.SIGNATORY, municipality("GM0899"))):
        with pytest.raises(NotAllowed):
            confirmed(change, person)


@pytest.mark.parametrize(
    ("iban", "says"),
    [("NL91ABNA0417164301", "geen geldig"), ("NL91 ABNA 0417 1643 00", "dat wij al hebben")],
)
def test_what_cannot_be_asked(award: Award, officer: User, iban: str, says: str) -> None:
    with pytest.raises(MoveRefused, match=says):
        asked(award, officer, iban)


def test_one_change_waits_at_a_time(award: Award, officer: User) -> None:
    asked(award, officer)
    with pytest.raises(MoveRefused, match="wacht al een wijziging"):
        asked(award, officer, "NL39RABO0300065264")


def test_from_asking_to_confirming_on_the_screens(award: Award, signatory: User) -> None:
    contact = signed_in(make_user(Role.SISA_CONTACT, award.municipality))
    new = reverse("grants:account_change_new", args=[award.pk])
    assert new in contact.get(reverse("grants:award", args=[award.pk])).content.decode()
    typed = {"iban": "NL02ABNA012345678", "reason": "Andere bank.", "revision": 0}
    typed["key"] = uuid.uuid4()
    page = contact.post(new, typed).content.decode()
    assert "Dit rekeningnummer klopt niet" in page
    assert "NL02ABNA012345678" in page
    page = contact.post(new, typed | {"iban": NEW_IBAN}, follow=True).content.decode()
    assert "Wacht op de ondertekenaar" in page
    change = AccountChange.objects.get()
    page = press(signed_in(signatory), change, "grants:account_change", "confirm")
    assert "Rekeningnummer bevestigd" in page.content.decode()
    award.refresh_from_db()
    assert award.iban == NEW_IBAN
