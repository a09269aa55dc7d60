"""From an empty ledger to one that agrees with the financial system: page by page, as posted."""

from __future__ import annotations

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from grants.enums import TakeOverKind
from grants.enums import TakeOverState as State
from grants.models import Reconciliation, Scheme
from grants.queries.ledger_check import rules_of_the_ledger
from grants.reckoning.ledger_check import differences
from pmg.accounts.models import User
from tests.grants.takeovers.test_pages import press, signed_in, upload, worked
from tests.grants.takeovers.workbooks import award_row, payment_row, pdf, workbook, zipped

pytestmark = pytest.mark.django_db
PLACES = ("0513", "0748", "0141")


def test_take_over_to_reconciled(scheme: Scheme, officer: User, holder: User) -> None:
    at_desk, at_approval = signed_in(officer), signed_in(holder)
    awards = workbook(scheme, TakeOverKind.AWARDS, *(award_row(one) for one in PLACES))
    bundle = zipped({"oud.xlsx": awards} | {f"{one}.pdf": pdf() for one in PLACES})
    payments = workbook(scheme, TakeOverKind.PAYMENTS, *(payment_row(one) for one in PLACES))
    for kind, data in (("awards", bundle), ("payments", payments)):
        take_over = upload(at_desk, scheme, data, kind=kind)
        press(at_desk, take_over, "propose")
        press(at_approval, take_over, "approve")
        worked(take_over)
        assert take_over.state == State.DONE, kind
    rows = "".join(f"BET-2024-{one};500.000,00;15-07-2024\r\n" for one in PLACES)
    answer = at_desk.post(
        reverse("grants:reconciliations"),
        {
            "scheme": scheme.pk,
            "until": "2026-10-31",
            "file": SimpleUploadedFile(
                "export.csv", f"Betalingskenmerk;Bedrag;Boekdatum\r\n{rows}".encode()
            ),
            "revision": 0,
            "key": uuid.uuid4(),
        },
        follow=True,
    )
    assert "Alles sluit aan." in answer.content.decode()
    assert Reconciliation.objects.get().differences == 0
    assert differences(rules_of_the_ledger()) == []
