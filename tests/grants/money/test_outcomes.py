"""Outcomes from a file, to the ledger: nothing before it was agreed to, and never twice."""

from __future__ import annotations

import hashlib
import uuid
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Sum
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from grants.enums import EntryKind, PaymentState
from grants.models import BookedOutcome, LedgerEntry, OutcomeFile, Payment
from grants.queries.ledger_check import rules_of_the_ledger
from grants.queries.outcomes import preview
from grants.reckoning.ledger_check import differences
from grants.services.outcomes import (
    CHANGED,
    book_outcomes,
    hand_in_outcomes,
    note_reading_failure,
    read_again,
    read_outcome_file,
)
from grants.services.payments import fail_payment
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.casework.errors import MoveRefused, NotAllowed
from tests.factories import make_award, make_scheme, make_user, municipality
from tests.grants.money.story import approved, ordered, prepared
from tests.grants.money.test_screens import queries, signed_in

HEAD = "Betalingskenmerk;Bedrag;Datum;Uitkomst;Reden"


@pytest.fixture
def officer(db: None) -> User:
    return make_user(Role.FINANCIAL_OFFICER)


@pytest.fixture
def sent(officer: User) -> list[Payment]:
    """Three payments of three municipalities, each on its way to the bank."""
    scheme, holder = make_scheme(), make_user(Role.BUDGET_HOLDER)
    awards = [make_award(scheme, municipality(code)) for code in ("GM0513", "GM0899", "GM0928")]
    return [ordered(approved(prepared(award, officer), holder), officer) for award in awards]


def told(*rows: str) -> bytes:
    return "\r\n".join([HEAD, *rows]).encode()


def row(payment: Payment, outcome: str, day: str = "02-07-2024", reason: str = "") -> str:
    return f"{payment.reference};400.000,00;{day};{outcome};{reason}"


def read(data: bytes, officer: User) -> OutcomeFile:
    made, _ = hand_in_outcomes(name="uitkomsten.csv", chunks=[data], by=officer, on=timezone.now())
    found = read_outcome_file(made.pk)
    assert found is not None
    return found


def book(found: OutcomeFile, officer: User) -> int:
    seen = preview(found, today=timezone.localdate()).fingerprint
    return book_outcomes(outcome_file=found, seen=seen, by=officer, on=timezone.now())


def states(payments: list[Payment]) -> list[str]:
    return [Payment.objects.get(pk=one.pk).state for one in payments]


def paid() -> Decimal:
    kinds = (EntryKind.PAYMENT, EntryKind.RETURN)
    return LedgerEntry.objects.filter(kind__in=kinds).aggregate(total=Sum("amount"))["total"] or 0


def everything(sent: list[Payment]) -> bytes:
    """One paid, one failed, one paid that came back; and a line that is not ours."""
    return told(
        row(sent[2], "teruggekomen", "05-07-2024", "Rekening opgeheven"),
        row(sent[0], "betaald"),
        row(sent[1], "mislukt", reason="IBAN bestaat niet"),
        row(sent[2], "betaald"),
        "ANDERS-01;1,00;02-07-2024;betaald;",
    )


def test_nothing_is_booked_before_somebody_agrees(sent: list[Payment], officer: User) -> None:
    found = read(everything(sent), officer)
    seen = preview(found, today=timezone.localdate())
    assert (len(seen.books), len(seen.done), len(seen.refused)) == (4, 0, 1)
    assert states(sent) == [PaymentState.APPROVED] * 3
    assert paid() == 0


def test_each_outcome_goes_through_its_own_move(sent: list[Payment], officer: User) -> None:
    found = read(everything(sent), officer)
    assert book(found, officer) == 4
    assert states(sent) == [PaymentState.PAID, PaymentState.FAILED, PaymentState.RETURNED]
    assert paid() == Decimal(400_000)
    assert differences(rules_of_the_ledger()) == []
    booked = BookedOutcome.objects.order_by("line__row")
    assert [one.event.name for one in booked] == ["return", "confirm", "fail", "confirm"]
    assert {one.event.by for one in booked} == {officer}
    assert booked[2].event.reason == "IBAN bestaat niet"


def test_the_same_file_again_books_nothing(sent: list[Payment], officer: User) -> None:
    data = everything(sent)
    found = read(data, officer)
    book(found, officer)
    again, is_new = hand_in_outcomes(
        name="kopie.csv", chunks=[data], by=make_user(Role.FINANCIAL_OFFICER), on=timezone.now()
    )
    assert (again, is_new) == (found, False)
    assert read_outcome_file(again.pk) == found
    assert book(again, officer) == 0
    # Nor does another file that says the same.
    assert book(read(data + b"\r\n", officer), officer) == 0
    assert paid() == Decimal(400_000)
    assert found.lines.count() == 5


def test_what_changed_meanwhile_books_nothing_at_all(sent: list[Payment], officer: User) -> None:
    found = read(told(row(sent[0], "betaald"), row(sent[1], "betaald")), officer)
    seen = preview(found, today=timezone.localdate()).fingerprint
    fail_payment(
        payment=sent[1],
        by=officer,
        on=timezone.now(),
        seen_revision=sent[1].revision,
        reason="Met de hand.",
    )
    with pytest.raises(MoveRefused, match=CHANGED[:30]):
        book_outcomes(outcome_file=found, seen=seen, by=officer, on=timezone.now())
    assert states(sent)[0] == PaymentState.APPROVED
    assert book(found, officer) == 1


def test_only_a_financial_officer(sent: list[Payment], officer: User) -> None:
    found = read(told(row(sent[0], "betaald")), officer)
    for role in (Role.BUDGET_HOLDER, Role.AUDITOR, Role.POLICY_OFFICER):
        other = make_user(role)
        with pytest.raises(NotAllowed):
            book(found, other)
        with pytest.raises(NotAllowed):
            hand_in_outcomes(name="x.csv", chunks=[b"x"], by=other, on=timezone.now())


def test_a_fault_of_ours_is_told_and_tried_again(sent: list[Payment], officer: User) -> None:
    made, _ = hand_in_outcomes(
        name="u.csv", chunks=[told(row(sent[0], "betaald"))], by=officer, on=timezone.now()
    )
    for _ in range(3):
        note_reading_failure(made.pk)
    page = signed_in(officer).get(reverse("grants:outcome_file", args=[made.pk]))
    assert "door een fout van ons" in page.content.decode()
    read_again(made, by=officer)
    assert read_outcome_file(made.pk) == made
    assert made.lines.count() == 1


# -- On the screen ----------------------------------------------------------------------------


def upload(client: Client, data: bytes, name: str = "uitkomsten.csv") -> HttpResponse:
    return client.post(
        reverse("grants:outcome_files"),
        {"file": SimpleUploadedFile(name, data), "revision": 0, "key": uuid.uuid4()},
    )


def test_from_upload_to_order_and_back(sent: list[Payment], officer: User) -> None:
    client, data = signed_in(officer), everything(sent)
    answer = upload(client, data)
    found = OutcomeFile.objects.get()
    assert answer.headers["Location"] == reverse("grants:outcome_file", args=[found.pk])
    assert "wordt gelezen" in client.get(answer.headers["Location"]).content.decode()
    read_outcome_file(found.pk)

    page = client.get(answer.headers["Location"])
    text = page.content.decode()
    assert "Er is nog niets geboekt." in text
    assert "ANDERS-01" in text
    assert hashlib.sha256(data).hexdigest() in text
    posted = {"seen": page.context["seen"].fingerprint, "revision": 0, "key": uuid.uuid4()}
    for words in ("4 uitkomsten zijn geboekt", "Alles uit dit bestand was al geboekt"):
        answer = client.post(reverse("grants:outcome_file", args=[found.pk]), posted, follow=True)
        assert words in answer.content.decode()

    order = reverse("grants:payment_order", args=[sent[0].order_line.order_id])
    for place in (order, reverse("grants:payment", args=[sent[0].pk])):
        assert reverse("grants:outcome_file", args=[found.pk]) in client.get(place).content.decode()
    listed = client.get(reverse("grants:outcome_files")).content.decode()
    assert "uitkomsten.csv" in listed
    original = client.get(reverse("grants:outcome_original", args=[found.pk]))
    assert b"".join(original.streaming_content) == data  # type: ignore[attr-defined]


def test_a_budget_holder_reads_and_does_not_book(sent: list[Payment], officer: User) -> None:
    found = read(told(row(sent[0], "betaald")), officer)
    client = signed_in(make_user(Role.BUDGET_HOLDER))
    page = client.get(reverse("grants:outcome_file", args=[found.pk]))
    assert "boeken</button>" not in page.content.decode()
    seen = page.context["seen"].fingerprint
    answer = client.post(
        reverse("grants:outcome_file", args=[found.pk]),
        {"seen": seen, "revision": 0, "key": uuid.uuid4()},
        follow=True,
    )
    assert "Alleen een financieel medewerker" in answer.content.decode()
    assert states(sent)[0] == PaymentState.APPROVED


def test_pages_take_the_same_queries_whatever_is_in_the_file(
    sent: list[Payment], officer: User
) -> None:
    client = signed_in(officer)
    one = read(told(row(sent[0], "betaald")), officer)
    few = queries(client, reverse("grants:outcome_file", args=[one.pk]))
    listed = queries(client, reverse("grants:outcome_files"))
    three = read(told(*(row(payment, "betaald") for payment in sent)), officer)
    read(told(row(sent[1], "mislukt", reason="x")), officer)
    assert queries(client, reverse("grants:outcome_file", args=[three.pk])) == few <= 12
    assert queries(client, reverse("grants:outcome_files")) == listed <= 12
