"""Payment orders: what was approved leaves once, in files that never change."""

from __future__ import annotations

import csv
import hashlib
import io
import uuid
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from grants.models import Award, Payment, PaymentOrder, PaymentOrderLine
from grants.services.files import read_file
from grants.services.ordering import make_order, make_order_pdf, order_csv, order_pdf
from grants.services.payments import confirm_payment
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.casework.errors import MoveRefused, NotAllowed
from tests.factories import at, make_award, make_scheme, make_user, municipality
from tests.grants.money.story import PAST, approved, ordered, prepared
from tests.grants.money.test_screens import queries, signed_in

ON = at(2024, 6, 22)


@pytest.fixture
def officer(db: None) -> User:
    return make_user(Role.FINANCIAL_OFFICER)


@pytest.fixture
def holder(db: None) -> User:
    return make_user(Role.BUDGET_HOLDER)


@pytest.fixture
def award(db: None) -> Award:
    award = make_award(make_scheme(), municipality())
    award.creditor_number, award.commitment_number = "=C0513", "V24-0513"
    award.save()
    return award


@pytest.fixture
def payment(award: Award, officer: User, holder: User) -> Payment:
    return approved(prepared(award, officer, Decimal("123456.78")), holder)


@pytest.fixture
def order(payment: Payment, officer: User) -> PaymentOrder:
    return make_order(payments=[payment.pk], by=officer, on=ON)


def test_an_order_says_all_that_the_financial_system_asks(order: PaymentOrder) -> None:
    (row,) = csv.DictReader(io.StringIO(order_csv(order).decode("utf-8-sig")), delimiter=";")
    assert row == {
        "Betaalopdracht": "BO-PMG-2024-2024-001",
        "Regel": "1",
        "Betalingskenmerk": "PMG-2024-0513-01",
        "Gemeente": "Gouda",
        "CBS-code": "GM0513",
        # What begins like a formula is text.
        "Crediteurnummer": "'=C0513",
        "IBAN": "NL91ABNA0417164300",
        "Bedrag": "123456,78",
        "Te betalen op": "2024-07-01",
        "Begrotingsjaar": "2024",
        "Begrotingsartikel": order.scheme.budget_article,
        "Verplichtingnummer": "V24-0513",
        "Uitkeringsjaar": "2024/25",
        "Beschikkingsnummer": "PMG-2024-0513",
        "Status": "",
    }
    assert (order.total, order.payments_count) == (Decimal("123456.78"), 1)


def test_its_files_stay_the_same_whatever_changes_later(
    order: PaymentOrder, payment: Payment
) -> None:
    pdf = make_order_pdf(order.work.pk)
    assert pdf is not None
    assert make_order_pdf(order.work.pk) == pdf
    Award.objects.update(creditor_number="X", iban="NL02ABNA0123456789")
    for row, again in ((order.files.get(kind="csv"), order_csv), (pdf, order_pdf)):
        stored = read_file(row.file)
        assert hashlib.sha256(stored).hexdigest() == row.file_id
        fresh = PaymentOrder.objects.get(pk=order.pk)
        assert again(fresh) == stored


def test_a_payment_leaves_once(order: PaymentOrder, payment: Payment, officer: User) -> None:
    with pytest.raises(MoveRefused, match="iemand was u voor"):
        make_order(payments=[payment.pk], by=officer, on=ON)
    assert PaymentOrderLine.objects.count() == 1


def test_the_same_key_makes_one_order(payment: Payment, officer: User) -> None:
    key = uuid.uuid4()
    first = make_order(payments=[payment.pk], by=officer, on=ON, key=key)
    assert make_order(payments=[payment.pk], by=officer, on=ON, key=key) == first


def test_only_what_was_approved_leaves(award: Award, officer: User) -> None:
    waiting = prepared(award, officer)
    with pytest.raises(MoveRefused, match="kan niet meer in de opdracht"):
        make_order(payments=[waiting.pk], by=officer, on=ON)
    with pytest.raises(MoveRefused, match="Kies ten minste één"):
        make_order(payments=[], by=officer, on=ON)


def test_one_budget_year_in_an_order(payment: Payment, officer: User, holder: User) -> None:
    other = approved(prepared(payment.award, officer, Decimal(5), "2025/26"), holder)
    Payment.objects.filter(pk=other.pk).update(budget_year=2025)
    with pytest.raises(MoveRefused, match="één begrotingsjaar"):
        make_order(payments=[payment.pk, other.pk], by=officer, on=ON)
    ordered(payment, officer)
    number = make_order(payments=[other.pk], by=officer, on=ON).number
    assert number == "BO-PMG-2024-2025-001"


def test_only_the_financial_officer_makes_one(payment: Payment, holder: User) -> None:
    with pytest.raises(NotAllowed):
        make_order(payments=[payment.pk], by=holder, on=ON)


def test_nothing_is_paid_that_did_not_leave(payment: Payment, officer: User) -> None:
    with pytest.raises(MoveRefused, match="nog niet in een betaalopdracht"):
        confirm_payment(
            payment=payment,
            by=officer,
            on=at(2024, 7, 2),
            seen_revision=payment.revision,
            door=PAST,
        )


# -- Screens ----------------------------------------------------------------------------------


def form_of(client: Client, payments: list[Payment]) -> dict[str, object]:
    return {
        "group": "pmg-2024-2024",
        "pmg-2024-2024-payments": [str(payment.pk) for payment in payments],
        "revision": 0,
        "key": uuid.uuid4(),
    }


def test_from_approved_to_a_file_on_the_screens(payment: Payment, officer: User) -> None:
    client = signed_in(officer)
    new = reverse("grants:payment_order_new")
    assert "1 betaling, samen €\u00a0123.456,78" in client.get(new).content.decode()
    nothing = client.post(new, form_of(client, [])).content.decode()
    assert "Kies ten minste één betaling" in nothing
    typed = form_of(client, [payment])
    page = client.post(new, typed, follow=True).content.decode()
    assert "Betaalopdracht BO-PMG-2024-2024-001 is gemaakt" in page
    assert "De PDF wordt gemaakt" in page
    # The second click of a double click.
    client.post(new, typed)
    order = PaymentOrder.objects.get()
    make_order_pdf(order.work.pk)
    assert (
        "Downloaden als PDF"
        in client.get(reverse("grants:payment_order", args=[order.pk])).content.decode()
    )
    for kind, start in (("csv", b"\xef\xbb\xbfBetaalopdracht;"), ("pdf", b"%PDF-")):
        answer = client.get(reverse("grants:payment_order_file", args=[order.pk, kind]))
        content = answer.getvalue()
        assert content.startswith(start)
        assert f'filename="BO-PMG-2024-2024-001.{kind}"' in answer["Content-Disposition"]


def test_queries_do_not_grow_with_the_rows(order: PaymentOrder, officer: User) -> None:
    holder, client = make_user(Role.BUDGET_HOLDER), signed_in(officer)
    pages = [
        reverse("grants:payment_orders"),
        reverse("grants:payment_order_new"),
        reverse("grants:payment_order", args=[order.pk]),
    ]

    def approve(code: str) -> Payment:
        other = make_award(order.scheme, municipality(code))
        return approved(prepared(other, officer), holder)

    approve("GM0899")
    [queries(client, page) for page in pages]
    at_one = [queries(client, page) for page in pages]
    for code in ("GM0141", "GM0748"):
        ordered(approve(code), officer)
    for code in ("GM0400", "GM0984"):
        approve(code)
    assert [queries(client, page) for page in pages] == at_one
    assert max(at_one) <= 12
