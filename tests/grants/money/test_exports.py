"""The ledger as a spreadsheet: every cent in it, and nothing that runs."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import openpyxl
import pytest
from django.urls import reverse

from grants.models import LedgerEntry
from grants.views import ledger
from grants.views.exports import AMOUNT, HEADINGS
from pmg.accounts.enums import Role
from tests.factories import make_user
from tests.grants.money.story import Story, tell
from tests.grants.money.test_screens import signed_in

EVIL = '=HYPERLINK("http://example.org")'


@pytest.fixture
def story(db: None) -> Story:
    return tell()


def download(form: str, **query: str) -> tuple[bytes, str]:
    client = signed_in(make_user(Role.AUDITOR))
    answer = client.get(reverse("grants:ledger_export", args=["pmg-2024", form]), query)
    return answer.content, answer.headers["Content-Disposition"]


def csv_rows(**query: str) -> list[list[str]]:
    text = download("csv", **query)[0].decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def test_csv_holds_every_row_and_every_cent(story: Story) -> None:
    LedgerEntry.objects.create(
        award=story.award,
        kind="return",
        amount=Decimal("-0.01"),
        grant_year=story.first_year,
        budget_year=2024,
        event_id=LedgerEntry.objects.filter(kind="payment").values("event"),
    )
    heading, *rows = csv_rows()
    assert tuple(heading) == HEADINGS
    total = sum(Decimal(row[AMOUNT].replace(",", ".")) for row in rows)
    assert total == sum(LedgerEntry.objects.values_list("amount", flat=True))
    assert "-0,01" in {row[AMOUNT] for row in rows}


def test_xlsx_holds_numbers_as_numbers(story: Story) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(download("xlsx")[0])).active
    assert sheet is not None
    heading, *rows = sheet.iter_rows(values_only=True)
    assert heading == HEADINGS
    assert len(rows) == LedgerEntry.objects.count()
    amounts = [Decimal(str(row[AMOUNT])) for row in rows]
    assert sum(amounts) == sum(LedgerEntry.objects.values_list("amount", flat=True))


def test_the_filter_of_the_screen_holds_for_the_file(story: Story) -> None:
    rows = csv_rows(soort="paid", uitkeringsjaar="2024/25", gemeente="GM0513")[1:]
    assert [row[AMOUNT] for row in rows] == ["400000,00"]
    assert csv_rows(soort="paid", uitkeringsjaar="2026/27")[1:] == []


def test_nothing_in_the_file_runs_as_a_formula(story: Story) -> None:
    story.award.commitment_number = EVIL[:20]
    story.award.creditor_number = "@SUM(A1:A9)"
    story.award.save()
    row = csv_rows()[1]
    assert row[3] == f"'{EVIL[:20]}"
    assert row[4] == "'@SUM(A1:A9)"
    sheet = openpyxl.load_workbook(io.BytesIO(download("xlsx")[0])).active
    assert sheet is not None
    assert sheet["D2"].value == EVIL[:20]
    assert sheet["D2"].data_type == "s"


def test_fiction_says_so(story: Story) -> None:
    assert "FICTIEF" not in download("csv")[1]
    story.scheme.is_fictional = True
    story.scheme.save()
    assert download("csv")[1] == 'attachment; filename="FICTIEF-boekingen-pmg-2024.csv"'
    assert {row[-1] for row in csv_rows()[1:]} == {"FICTIEF"}


def test_what_is_too_much_for_a_request_is_said(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger, "LARGEST", 2)
    client = signed_in(make_user(Role.AUDITOR))
    address = reverse("grants:ledger_export", args=["pmg-2024", "csv"])
    page = client.get(address, follow=True)
    assert "Kies eerst een soort of een gemeente" in page.content.decode()
