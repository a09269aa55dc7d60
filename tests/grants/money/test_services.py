"""Awards and payments: by the right hands, within mandate and allocation, done once."""

from __future__ import annotations

import datetime
import uuid
from decimal import Decimal

import pytest

from grants.enums import EntryKind
from grants.models import Award, LedgerEntry, Payment
from grants.services.awards import grant_award, prepare_award, withdraw_award
from grants.services.ledger import book_justified
from grants.services.payments import (
    approve_payment,
    cancel_payment,
    confirm_payment,
    fail_payment,
    prepare_payment,
    return_payment,
)
from pmg.accounts.enums import Role
from pmg.accounts.models import Mandate, RoleAssignment, User
from pmg.casework.errors import FourEyes, MoveRefused, NotAllowed, StaleRevision
from pmg.casework.models import Event
from pmg.casework.moves import events_of
from tests.factories import (
    LONG_AGO,
    at,
    make_award,
    make_justification,
    make_scheme,
    make_user,
    municipality,
    submit,
)
from tests.grants.money.story import PAST, approved, ordered, paid, prepared, returned

IBAN = "NL91ABNA0417164300"


def prepare(by: User, amount: str = "500000", **changes: object) -> Award:
    scheme = make_scheme()
    given: dict[str, object] = {
        "scheme": scheme,
        "municipality": municipality(),
        "reference": "PMG-2024-0513",
        "iban": IBAN,
        "amounts": {year: Decimal(amount) for year in scheme.grant_years.all()},
        "by": by,
        "on": at(2024, 6, 3),
        "door": PAST,
    }
    return prepare_award(**given | changes)  # type: ignore[arg-type]


def grant(award: Award, by: User, **changes: object) -> Event:
    given: dict[str, object] = {
        "award": award,
        "by": by,
        "on": at(2024, 6, 10),
        "seen_revision": award.revision,
        "door": PAST,
    }
    return grant_award(**given | changes)  # type: ignore[arg-type]


@pytest.fixture
def award(db: None) -> Award:
    return make_award(make_scheme(), municipality())


@pytest.fixture
def officer(db: None) -> User:
    return make_user(Role.FINANCIAL_OFFICER)


@pytest.fixture
def holder(db: None) -> User:
    return make_user(Role.BUDGET_HOLDER)


# -- Awards -----------------------------------------------------------------------------------


def test_granting_books_a_commitment_per_grant_year(award: Award) -> None:
    rows = award.entries.values_list("kind", "grant_year__label", "amount", "budget_year")
    assert sorted(rows) == [
        (EntryKind.COMMITMENT, label, Decimal(500_000), 2024)
        for label in ("2024/25", "2025/26", "2026/27")
    ]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"amount": "500000.01"}, "per gemeente en jaar"),
        ({"amount": "-1"}, "niet lager zijn dan nul"),
        ({"amount": "0"}, "ten minste één uitkeringsjaar"),
        ({"amount": "1.001"}, "twee cijfers achter de komma"),
        ({"amounts": {}}, "Nul is ook een bedrag"),
        ({"iban": "NL91ABNA0417164301"}, "geen geldig rekeningnummer"),
    ],
)
def test_what_cannot_be_prepared(db: None, changes: dict[str, object], says: str) -> None:
    with pytest.raises(MoveRefused, match=says):
        prepare(make_user(Role.POLICY_OFFICER), **changes)  # type: ignore[arg-type]
    assert not Award.objects.exists()


def test_only_a_recipient_of_the_scheme(db: None) -> None:
    scheme = make_scheme()
    scheme.recipients.filter(municipality=municipality()).delete()
    with pytest.raises(MoveRefused, match="niet als ontvanger"):
        prepare(make_user(Role.POLICY_OFFICER))


def test_one_award_until_it_is_withdrawn(db: None) -> None:
    officer = make_user(Role.POLICY_OFFICER)
    award = prepare(officer)
    with pytest.raises(MoveRefused, match="al een toekenning"):
        prepare(officer, reference="ANDERS")
    withdraw_award(
        award=award,
        by=officer,
        on=at(2024, 6, 4),
        seen_revision=award.revision,
        reason="Fout bedrag.",
        door=PAST,
    )
    with pytest.raises(MoveRefused, match="beschikkingsnummer is al gebruikt"):
        prepare(officer)
    assert prepare(officer, reference="ANDERS").state == "prepared"


def test_nobody_grants_what_they_prepared(db: None) -> None:
    both = make_user(Role.POLICY_OFFICER)
    RoleAssignment.objects.create(user=both, role=Role.BUDGET_HOLDER, starts_on=LONG_AGO)
    Mandate.objects.create(user=both, basis="Besluit", ceiling=9_000_000, starts_on=LONG_AGO)
    with pytest.raises(FourEyes):
        grant(prepare(both), both)
    assert not LedgerEntry.objects.exists()


@pytest.mark.parametrize(
    ("mandate", "says"),
    [
        ({"ceiling": 1_499_999}, "hoger dan uw mandaat"),
        ({"starts_on": datetime.date(2024, 6, 11)}, "geen mandaat"),
        ({"ends_on": datetime.date(2024, 6, 9)}, "geen mandaat"),
    ],
)
def test_a_mandate_has_a_ceiling_and_a_period(
    holder: User, mandate: dict[str, object], says: str
) -> None:
    Mandate.objects.filter(user=holder).update(**mandate)
    with pytest.raises(MoveRefused, match=says):
        grant(prepare(make_user(Role.POLICY_OFFICER)), holder)


def test_without_an_article_nothing_is_granted(holder: User) -> None:
    award = prepare(make_user(Role.POLICY_OFFICER))
    award.scheme.award_article = ""
    award.scheme.save()
    with pytest.raises(MoveRefused, match="noemt geen artikel"):
        grant(Award.objects.get(pk=award.pk), holder)


def test_the_commitment_ceiling_of_the_year_holds(holder: User) -> None:
    award = prepare(make_user(Role.POLICY_OFFICER))
    award.scheme.ceilings.filter(kind="commitment").update(amount=1_499_999)
    with pytest.raises(MoveRefused, match="verplichtingenplafond"):
        grant(award, holder)
    assert not LedgerEntry.objects.exists()


def test_the_same_key_acts_once(holder: User) -> None:
    officer, key = make_user(Role.POLICY_OFFICER), uuid.uuid4()
    award = prepare(officer, key=key)
    assert prepare(officer, key=key).pk == award.pk
    seen, key = award.revision, uuid.uuid4()
    first = grant(award, holder, seen_revision=seen, key=key)
    assert grant(award, holder, seen_revision=seen, key=key).pk == first.pk
    assert award.entries.count() == 3


# -- Payments ---------------------------------------------------------------------------------


def test_a_payment_is_booked_in_the_year_in_which_the_money_left(
    award: Award, officer: User, holder: User
) -> None:
    payment = ordered(approved(prepared(award, officer), holder), officer)
    confirm_payment(
        payment=payment,
        by=officer,
        on=at(2025, 1, 3),
        paid_on=datetime.date(2024, 12, 31),
        seen_revision=payment.revision,
        door=PAST,
    )
    row = award.entries.get(kind=EntryKind.PAYMENT)
    assert (row.amount, row.budget_year) == (Decimal("400000.00"), 2024)
    assert payment.state == "paid"


@pytest.mark.parametrize("day", [datetime.date(2024, 6, 20), datetime.date(2024, 7, 3)])
def test_money_leaves_between_approval_and_today(
    award: Award, officer: User, holder: User, day: datetime.date
) -> None:
    payment = ordered(approved(prepared(award, officer), holder), officer)
    with pytest.raises(MoveRefused, match="tussen de goedkeuring en vandaag"):
        confirm_payment(
            payment=payment,
            by=officer,
            on=at(2024, 7, 2),
            paid_on=day,
            seen_revision=payment.revision,
            door=PAST,
        )


def test_what_is_on_its_way_is_taken(award: Award, officer: User, holder: User) -> None:
    prepared(award, officer, Decimal(300_000))
    with pytest.raises(MoveRefused, match="over is"):
        prepared(award, officer, Decimal("200000.01"))
    assert prepared(award, officer, Decimal(200_000)).reference == "PMG-2024-0513-02"


def test_what_failed_or_lapsed_can_be_prepared_again(
    award: Award, officer: User, holder: User
) -> None:
    whole = Decimal(500_000)
    first = approved(prepared(award, officer, whole), holder)
    told = {"by": officer, "on": at(2024, 7, 2), "reason": "Rekening opgeheven.", "door": PAST}
    fail_payment(payment=first, seen_revision=first.revision, **told)
    second = prepared(award, officer, whole)
    cancel_payment(payment=second, seen_revision=second.revision, **told)
    assert paid(approved(prepared(award, officer, whole), holder), officer).state == "paid"
    assert award.entries.filter(kind=EntryKind.PAYMENT).count() == 1


def test_what_came_back_is_booked_and_can_be_paid_again(
    award: Award, officer: User, holder: User
) -> None:
    whole = Decimal(500_000)
    award.scheme.ceilings.filter(kind="cash", budget_year=2024).update(amount=whole)
    first = returned(paid(approved(prepared(award, officer, whole), holder), officer), officer)
    assert first.state == "returned"
    rows = award.entries.exclude(kind=EntryKind.COMMITMENT).order_by("amount")
    assert list(rows.values_list("kind", "amount", "budget_year")) == [
        (EntryKind.RETURN, -whole, 2024),
        (EntryKind.PAYMENT, whole, 2024),
    ]
    # The same euros, under the same cash ceiling.
    assert paid(approved(prepared(award, officer, whole), holder), officer).state == "paid"


@pytest.mark.parametrize("day", [datetime.date(2024, 7, 1), datetime.date(2024, 7, 6)])
def test_money_comes_back_between_its_payment_and_today(
    award: Award, officer: User, holder: User, day: datetime.date
) -> None:
    payment = paid(approved(prepared(award, officer), holder), officer)
    with pytest.raises(MoveRefused, match="tussen de betaling en vandaag"):
        return_payment(
            payment=payment,
            by=officer,
            on=at(2024, 7, 5),
            returned_on=day,
            reason="Teruggestort.",
            seen_revision=payment.revision,
            door=PAST,
        )
    assert not award.entries.filter(kind=EntryKind.RETURN).exists()


def test_a_return_is_booked_once(award: Award, officer: User, holder: User) -> None:
    payment = paid(approved(prepared(award, officer), holder), officer)
    seen, key = payment.revision, uuid.uuid4()
    for _ in range(2):
        return_payment(
            payment=payment,
            by=officer,
            on=at(2024, 7, 5),
            reason="Teruggestort.",
            seen_revision=seen,
            key=key,
            door=PAST,
        )
    assert award.entries.filter(kind=EntryKind.RETURN).count() == 1


def test_nobody_approves_what_they_prepared(award: Award, officer: User) -> None:
    RoleAssignment.objects.create(user=officer, role=Role.BUDGET_HOLDER, starts_on=LONG_AGO)
    Mandate.objects.create(user=officer, basis="Besluit", ceiling=9_000_000, starts_on=LONG_AGO)
    officer = User.objects.get(pk=officer.pk)
    with pytest.raises(FourEyes):
        approved(prepared(award, officer), officer)


def test_a_deputy_approves_within_the_deputy_s_own_mandate(
    award: Award, officer: User, holder: User
) -> None:
    deputy = make_user(Role.BUDGET_HOLDER)
    Mandate.objects.filter(user=deputy).update(
        deputy_of=holder, ceiling=Decimal("399999.99"), ends_on=datetime.date(2024, 6, 30)
    )
    with pytest.raises(MoveRefused, match="hoger dan uw mandaat"):
        approved(prepared(award, officer), deputy)
    payment = prepared(award, officer, Decimal(1))
    assert approved(payment, deputy).state == "approved"
    approval = events_of(payment).get(name="approve")
    assert approval.data["mandate"] == Mandate.objects.get(user=deputy).pk


def test_approval_looks_at_what_others_took_of_the_ceiling(
    award: Award, officer: User, holder: User
) -> None:
    other = make_award(award.scheme, municipality("GM0899"))
    waiting = prepared(award, officer, Decimal(500_000))
    approved(prepared(other, officer, Decimal(500_000)), holder)
    award.scheme.ceilings.filter(kind="cash", budget_year=2024).update(amount=999_999)
    with pytest.raises(MoveRefused, match="kasplafond"):
        approved(waiting, holder)


def test_only_a_granted_award_pays(officer: User) -> None:
    with pytest.raises(MoveRefused, match="als de uitkering is toegekend"):
        prepared(prepare(make_user(Role.POLICY_OFFICER)), officer)


@pytest.mark.parametrize("amount", ["0", "-1", "0.001"])
def test_what_is_not_an_amount_is_not_paid(award: Award, officer: User, amount: str) -> None:
    with pytest.raises(MoveRefused):
        prepared(award, officer, Decimal(amount))
    assert not Payment.objects.exists()


def test_an_officer_does_not_approve(award: Award, officer: User) -> None:
    payment = prepared(award, officer)
    with pytest.raises(NotAllowed):
        approved(payment, make_user(Role.FINANCIAL_OFFICER))


def test_an_old_page_approves_nothing(award: Award, officer: User, holder: User) -> None:
    payment = prepared(award, officer)
    with pytest.raises(StaleRevision):
        approve_payment(payment=payment, by=holder, on=at(2024, 6, 21), seen_revision=0, door=PAST)


def test_a_double_click_pays_once(award: Award, officer: User, holder: User) -> None:
    keys = [uuid.uuid4() for _ in range(3)]
    for _ in range(2):
        payment = prepare_payment(
            award=award,
            grant_year=award.scheme.grant_years.get(label="2024/25"),
            amount=Decimal(400_000),
            due_on=datetime.date(2024, 7, 1),
            by=officer,
            on=at(2024, 6, 20),
            key=keys[0],
            door=PAST,
        )
    for _ in range(2):
        approve_payment(
            payment=payment, by=holder, on=at(2024, 6, 21), seen_revision=1, key=keys[1], door=PAST
        )
    ordered(payment, officer)
    for _ in range(2):
        confirm_payment(
            payment=payment, by=officer, on=at(2024, 7, 2), seen_revision=2, key=keys[2], door=PAST
        )
    assert Payment.objects.count() == 1
    assert award.entries.filter(kind=EntryKind.PAYMENT).count() == 1


# -- What a municipality spent ----------------------------------------------------------------


def test_a_correction_books_the_difference(award: Award) -> None:
    case = make_justification(award, 2024)
    submit(case)
    event = events_of(case).last()
    book_justified(justification=case, amount=Decimal(200_000), event=event)
    rows = list(award.entries.filter(kind=EntryKind.JUSTIFIED).order_by("-amount"))
    assert [row.amount for row in rows] == [Decimal(285_000), Decimal(-85_000)]
    assert book_justified(justification=case, amount=Decimal(200_000), event=event) is None


def test_zero_is_an_amount(award: Award) -> None:
    case = make_justification(award, 2024)
    submit(case, lines=[])
    assert award.entries.get(kind=EntryKind.JUSTIFIED).amount == 0


def test_cents_are_not_justified(award: Award) -> None:
    case = make_justification(award, 2024)
    submit(case)
    with pytest.raises(ValueError, match="whole euros"):
        book_justified(justification=case, amount=Decimal("0.50"), event=events_of(case).last())
