"""Btw-deel: rows of its own, under the same maximum and ceilings, by two people."""

from __future__ import annotations

import datetime
import uuid
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from grants.enums import CeilingKind, EntryKind
from grants.models import Award, LedgerEntry, VatShare
from grants.queries.ceilings import cash_left, commitment_left
from grants.queries.ledger import books_of_award, books_of_scheme
from grants.queries.ledger_check import rules_of_the_ledger
from grants.queries.reconciliations import paid_until
from grants.queries.scheme import ceiling_rows
from grants.reckoning.ledger_check import differences
from grants.services.changes import prepare_change
from grants.services.vat_shares import (
    approve_vat_share,
    cancel_vat_share,
    deposit_vat_share,
    prepare_vat_share,
    release_vat_share,
)
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.casework.errors import FourEyes, MoveRefused
from tests.factories import at, make_award, make_scheme, make_user, municipality
from tests.grants.money.story import PAST
from tests.grants.money.test_screens import queries, signed_in

VAT = Decimal("80000.50")


@pytest.fixture
def award(db: None) -> Award:
    """400,000 a year, where the regulation allows 500,000."""
    return make_award(make_scheme(), municipality(), amount=400_000)


@pytest.fixture
def officer(db: None) -> User:
    return make_user(Role.FINANCIAL_OFFICER)


@pytest.fixture
def holder(db: None) -> User:
    return make_user(Role.BUDGET_HOLDER)


def prepared(award: Award, officer: User, amount: Decimal = VAT) -> VatShare:
    return prepare_vat_share(
        award=award,
        grant_year=award.scheme.grant_years.get(label="2024/25"),
        amount=amount,
        explanation="Opgave van de gemeente van 1 juni 2024.",
        by=officer,
        on=at(2024, 6, 20),
        door=PAST,
    )


def approved(share: VatShare, holder: User) -> VatShare:
    approve_vat_share(
        vat_share=share, by=holder, on=at(2024, 6, 21), seen_revision=share.revision, door=PAST
    )
    return share


def deposited(share: VatShare, officer: User) -> VatShare:
    deposit_vat_share(
        vat_share=share,
        deposited_on=datetime.date(2024, 6, 25),
        by=officer,
        on=at(2024, 6, 26),
        seen_revision=share.revision,
        door=PAST,
    )
    return share


def rows() -> list[tuple[str, Decimal]]:
    kinds = (EntryKind.VAT, EntryKind.VAT_PAID)
    return list(
        LedgerEntry.objects.filter(kind__in=kinds).order_by("pk").values_list("kind", "amount")
    )


def test_it_has_rows_of_its_own_beside_what_the_municipality_gets(
    award: Award, officer: User, holder: User
) -> None:
    before = books_of_award(award)
    share = prepared(award, officer)
    assert rows() == []
    deposited(approved(share, holder), officer)
    assert sorted(rows()) == [("vat", VAT), ("vat_paid", VAT)]
    for books in (books_of_award(award), books_of_scheme(holder, award.scheme)):
        assert (books.vat, books.vat_paid) == (VAT, VAT)
        assert (books.committed, books.paid) == (before.committed, before.paid)
        assert [(line.vat, line.vat_paid) for line in books.budget_years if line.year == 2024] == [
            (VAT, VAT)
        ]
    whole = books_of_scheme(holder, award.scheme)
    assert whole.free == whole.budget - whole.committed - VAT
    assert differences(rules_of_the_ledger()) == []
    assert [(one.reference, one.amount) for one in paid_until(award.scheme, datetime.date.max)] == [
        (share.reference, VAT)
    ]


def test_both_ceilings_feel_it(award: Award, officer: User, holder: User) -> None:
    scheme = award.scheme
    left = commitment_left(scheme, 2024), cash_left(scheme, 2024)
    share = approved(prepared(award, officer), holder)
    # Approved but not deposited: committed, and already gone from the cash.
    assert (commitment_left(scheme, 2024), cash_left(scheme, 2024)) == (
        left[0] - VAT,
        left[1] - VAT,
    )
    deposited(share, officer)
    assert cash_left(scheme, 2024) == left[1] - VAT
    used = {
        row.ceiling.kind: row.used
        for row in ceiling_rows(scheme)
        if row.ceiling.budget_year == 2024
    }
    assert used == {CeilingKind.COMMITMENT: 1_200_000 + VAT, CeilingKind.CASH: VAT}


def test_award_and_share_stay_below_the_maximum(award: Award, officer: User) -> None:
    with pytest.raises(MoveRefused, match="samen hoger"):
        prepared(award, officer, Decimal("100000.01"))
    prepared(award, officer, Decimal(60_000))
    with pytest.raises(MoveRefused, match="samen hoger"):
        prepared(award, officer, Decimal("40000.01"))
    assert prepared(award, officer, Decimal(40_000)).reference == "PMG-2024-0513-BTW-02"


def test_a_raise_of_the_award_leaves_the_share_its_room(award: Award, officer: User) -> None:
    prepared(award, officer, Decimal(60_000))
    said = {
        "award": award,
        "motivation": "Meer activiteiten.",
        "by": make_user(Role.POLICY_OFFICER),
        "on": at(2024, 6, 22),
        "door": PAST,
    }
    years = list(award.scheme.grant_years.all())
    rest = dict.fromkeys(years[1:], Decimal(500_000))
    with pytest.raises(MoveRefused, match="hoger dan de regeling"):
        prepare_change(amounts=rest | {years[0]: Decimal("440000.01")}, **said)  # type: ignore[arg-type]
    assert prepare_change(amounts=rest | {years[0]: Decimal(440_000)}, **said)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "amount", "says"),
    [
        (CeilingKind.COMMITMENT, 1_280_000, "verplichtingenplafond"),
        (CeilingKind.CASH, 80_000, "kasplafond"),
    ],
)
def test_a_ceiling_refuses_it(
    award: Award, officer: User, holder: User, kind: CeilingKind, amount: int, says: str
) -> None:
    share = prepared(award, officer)
    award.scheme.ceilings.filter(kind=kind, budget_year=2024).update(amount=amount)
    with pytest.raises(MoveRefused, match=says):
        approved(share, holder)
    assert rows() == []


def test_two_people_a_mandate_and_an_article(award: Award, officer: User, holder: User) -> None:
    share = prepared(award, officer)
    officer.role_assignments.create(role=Role.BUDGET_HOLDER, starts_on=datetime.date(2020, 1, 1))
    with pytest.raises(FourEyes):
        approved(share, User.objects.get(pk=officer.pk))
    holder.mandates.update(ceiling=80_000)
    with pytest.raises(MoveRefused, match="hoger dan uw mandaat"):
        approved(share, holder)
    holder.mandates.update(ceiling=81_000)
    award.scheme.payment_article = ""
    award.scheme.save()
    with pytest.raises(MoveRefused, match="noemt geen artikel"):
        approved(share, holder)


def test_what_is_released_is_booked_back(award: Award, officer: User, holder: User) -> None:
    share = approved(prepared(award, officer), holder)
    act = {"by": holder, "on": at(2024, 6, 27), "reason": "Geen btw.", "door": PAST}
    release_vat_share(vat_share=share, seen_revision=share.revision, **act)  # type: ignore[arg-type]
    assert sum(amount for _, amount in rows()) == 0
    assert differences(rules_of_the_ledger()) == []
    other = prepared(award, officer)
    cancel_vat_share(vat_share=other, seen_revision=other.revision, **act)  # type: ignore[arg-type]
    assert len(rows()) == 2


def test_a_difference_is_seen(award: Award, officer: User, holder: User) -> None:
    share = deposited(approved(prepared(award, officer), holder), officer)
    VatShare.objects.filter(pk=share.pk).update(amount=VAT - 1)
    assert [line.partition(":")[0] for line in differences(rules_of_the_ledger())] == [
        "Btw-deel verplicht",
        "Btw-deel gestort",
    ]


def test_from_the_page_of_the_award_to_the_ledger(
    award: Award, officer: User, holder: User
) -> None:
    award.scheme.ceilings.create(
        kind=CeilingKind.COMMITMENT, budget_year=timezone.localdate().year, amount=100_000
    )
    client = signed_in(officer)
    form = reverse("grants:vat_share_prepare", args=[award.pk])
    assert form in client.get(reverse("grants:award", args=[award.pk])).content.decode()
    year = award.scheme.grant_years.get(label="2024/25")
    typed = {"grant_year": year.pk, "amount": "80.000,50", "explanation": "Opgave."}
    hidden = {"revision": 0, "key": uuid.uuid4()}
    wrong = client.post(form, typed | hidden | {"amount": "veel"}).content.decode()
    assert 'value="veel"' in wrong
    for _ in range(2):
        client.post(form, typed | hidden)
    share = VatShare.objects.get()
    page = reverse("grants:vat_share", args=[share.pk])
    assert share.reference in signed_in(holder).get("/").content.decode()
    for who, move, more in (
        (holder, "approve", {}),
        (officer, "deposit", {"deposit-deposited_on": timezone.localdate().isoformat()}),
    ):
        share.refresh_from_db()
        said = {"move": move, "revision": share.revision, "key": uuid.uuid4()} | more
        signed_in(who).post(page, said)
    assert len(rows()) == 2
    for address in ("scheme_ledger", "ledger_entries", "vat_shares"):
        args = [] if address == "vat_shares" else ["pmg-2024"]
        assert "80.000,50" in client.get(reverse(f"grants:{address}", args=args)).content.decode()
    export = client.get(reverse("grants:ledger_export", args=["pmg-2024", "csv"]))
    assert "btw-deel gestort" in export.content.decode("utf-8-sig")
    own = signed_in(make_user(Role.SISA_CONTACT, award.municipality))
    assert own.get(page).status_code == 200
    assert "Opgave." not in own.get(page).content.decode()
    stranger = signed_in(make_user(Role.SISA_CONTACT, municipality("GM0899")))
    assert stranger.get(page).status_code == 404


def test_pages_take_the_same_queries_whatever_there_is(
    award: Award, officer: User, holder: User
) -> None:
    client = signed_in(officer)
    addresses = [
        reverse("grants:vat_shares"),
        reverse("grants:vat_share_prepare", args=[award.pk]),
        reverse("grants:scheme_ledger", args=["pmg-2024"]),
    ]
    approved(prepared(award, officer, Decimal(1000)), holder)
    few = [queries(client, address) for address in addresses]
    for amount in (2000, 3000):
        prepared(award, officer, Decimal(amount))
    assert [queries(client, address) for address in addresses] == few
    assert few[0] <= 12
