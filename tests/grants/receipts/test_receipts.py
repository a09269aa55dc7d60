"""Ontvangstbewijs: given with each delivery, as PDF, and recognised by whoever holds one."""

from __future__ import annotations

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from grants.enums import PreparedKind
from grants.models import Receipt
from grants.queries.receipts import is_genuine, receipt_sheet
from grants.services.checking import run_check
from grants.services.files import read_file
from grants.services.preparing import make_prepared, prepare
from grants.services.submitting import submit
from pmg.casework.moves import Door
from tests.factories import at
from tests.grants.justifications.conftest import Gouda
from tests.grants.justifications.test_uploads import hand_in

pytestmark = pytest.mark.django_db
ADDRESS = "/ontvangstbewijs/controleren/"


@pytest.fixture
def receipt(gouda: Gouda) -> Receipt:
    run_check(hand_in(gouda, gouda.form(), on=at(2026, 7, 1)).check_run.pk)
    gouda.case.refresh_from_db()
    submit(
        justification=gouda.case,
        by=gouda.signatory,
        on=at(2026, 7, 2),
        seen_revision=gouda.case.revision,
        door=Door.DEMO,
    )
    return Receipt.objects.get()


@pytest.fixture
def visitor(settings) -> Client:  # type: ignore[no-untyped-def]
    """Somebody who never signed in, and who asks no more than is allowed."""
    settings.ACCOUNT_RATE_LIMITS = {"receipt_verify": "1000/m/ip"}
    return Client()


def pdf(receipt: Receipt) -> bytes:
    row = make_prepared(prepare(PreparedKind.RECEIPT, receipt=receipt).pk)
    assert row
    assert row.file
    return read_file(row.file)


def answer(visitor: Client, **typed: object) -> str:
    return visitor.post(ADDRESS, typed).content.decode()


def test_it_says_what_when_and_by_which_function(receipt: Receipt) -> None:
    sheet = receipt_sheet(receipt)
    assert receipt.reference == "PMG-2024-2025-0513-1"
    assert (sheet.function, sheet.in_time) == ("hoofd financiën", True)
    assert sheet.due_on == datetime.date(2026, 7, 15)
    assert [upload.kind for upload in sheet.files] == ["statement"]


def test_the_pdf_is_accessible_and_made_once(receipt: Receipt) -> None:
    data = pdf(receipt)
    assert b"pdfuaid" in data
    assert pdf(receipt) == data


def test_the_page_says_genuine_and_nothing_else(receipt: Receipt, visitor: Client) -> None:
    told = answer(visitor, reference=receipt.reference, code=receipt.code)
    assert "Dit ontvangstbewijs is echt." in told
    for secret in ("Gouda", "226.035", "2 juli 2026"):
        assert secret not in told


def test_copied_by_hand_it_is_still_known(receipt: Receipt) -> None:
    assert is_genuine(f" {receipt.reference.lower()} ", receipt.code.replace("-", " ").lower())


@pytest.mark.parametrize("wrong", ["", "AAAA-BBBB-CCCC", "’; DROP TABLE", "x" * 500])
def test_another_code_is_unknown(receipt: Receipt, visitor: Client, wrong: str) -> None:
    assert "is echt" not in answer(visitor, reference=receipt.reference, code=wrong)
    assert not is_genuine(receipt.reference, wrong)
    assert not is_genuine("PMG-2024-2025-0513-2", receipt.code)


def test_the_file_itself_is_known_and_a_changed_one_is_not(
    receipt: Receipt, visitor: Client
) -> None:
    data = pdf(receipt)
    told = answer(visitor, file=SimpleUploadedFile("bewijs.pdf", data))
    assert "Dit ontvangstbewijs is echt." in told
    told = answer(visitor, file=SimpleUploadedFile("bewijs.pdf", data + b" "))
    assert "kennen wij niet" in told


def test_nothing_filled_in_asks_for_something(visitor: Client, db: None) -> None:
    assert "Vul het nummer en de controlecode in" in answer(visitor)


def test_whoever_tries_on_and_on_must_wait(receipt: Receipt, settings) -> None:  # type: ignore[no-untyped-def]
    settings.ACCOUNT_RATE_LIMITS = {"receipt_verify": "2/h/ip"}
    visitor = Client(REMOTE_ADDR="203.0.113.7")
    statuses = [
        visitor.post(ADDRESS, {"reference": receipt.reference, "code": str(n)}).status_code
        for n in range(3)
    ]
    assert statuses == [200, 200, 429]


def test_every_time_has_its_own(gouda: Gouda, receipt: Receipt) -> None:
    client = Client()
    client.force_login(gouda.sisa)
    page = client.get(reverse("grants:receipt", args=[gouda.case.pk, receipt.reference]))
    assert receipt.code in page.content.decode()
    assert client.get(reverse("grants:receipt", args=[gouda.case.pk, "X-1"])).status_code == 404
