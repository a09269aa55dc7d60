"""The statement of outstanding advances: right at each 31 December, and never changed later."""

from __future__ import annotations

import csv
import datetime
import io
import subprocess
from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from grants.models import Letter, Scheme
from grants.queries.advances import OutstandingAdvances, outstanding_advances
from grants.reckoning.advances import balances, total
from grants.services.letter_making import make_letter
from grants.services.recoveries import record_receipt, write_off
from grants.views.advance_files import as_csv, as_pdf, as_xlsx
from pmg.accounts.enums import Role
from tests.factories import at, make_award, make_user, municipality
from tests.grants.money.story import PAST, approved, judged, paid, prepared
from tests.grants.settlements.story import demanded, received, settled

pytestmark = pytest.mark.django_db


def figures(found: OutstandingAdvances) -> tuple[Decimal, ...]:
    one = found.total
    return (one.opening, one.paid, one.settled, one.returned, one.written_off, one.closing)


def test_a_balance_is_what_it_was_plus_what_moved() -> None:
    found = balances(
        [
            ("a", 2024, "payment", True, Decimal(100)),
            ("a", 2024, "settled", False, Decimal(70)),
            ("a", 2024, "return", False, Decimal(-20)),
            ("a", 2024, "written_off", False, Decimal(4)),
            ("b", 2025, "payment", False, Decimal("0.01")),
            ("b", 2024, "payment", True, Decimal(0)),
        ]
    )
    assert [(one.owner, one.closing) for one in found] == [("a", 6), ("b", Decimal("0.01"))]
    assert total(found).closing == Decimal("6.01")


def test_each_year_begins_where_the_one_before_ended() -> None:
    story, recovery = demanded()
    received(recovery, "40000", by=story.officer)
    write_off(
        recovery=recovery,
        reason="Niet te verhalen.",
        by=story.holder,
        on=at(2026, 2, 2),
        seen_revision=recovery.revision,
        door=PAST,
    )
    of = {year: outstanding_advances(story.scheme, year) for year in (2024, 2025, 2026)}
    assert figures(of[2024]) == (0, 400_000, 0, 0, 0, 400_000)
    assert figures(of[2025]) == (400_000, 0, 250_000, 40_000, 0, 110_000)
    assert figures(of[2026]) == (110_000, 0, 0, 0, 110_000, 0)
    assert [one.origin for one in of[2025].origins] == [2024]
    for earlier, later in ((2024, 2025), (2025, 2026)):
        assert of[later].total.opening == of[earlier].total.closing


def test_what_happens_later_changes_no_earlier_statement() -> None:
    story, recovery = demanded()
    received(recovery, "1000", by=story.officer)
    before = outstanding_advances(story.scheme, 2025)
    files = as_csv(before), as_xlsx(before), as_pdf(before)
    assert figures(before)[-1] == Decimal(149_000)
    # In the year after, the rest comes in.
    record_receipt(
        recovery=recovery,
        amount=Decimal(149_000),
        received_on=datetime.date(2026, 3, 1),
        by=story.officer,
        on=at(2026, 3, 2),
        seen_revision=recovery.revision,
        door=PAST,
    )
    after = outstanding_advances(story.scheme, 2025)
    assert after == before
    assert (as_csv(after), as_xlsx(after), as_pdf(after)) == files
    assert figures(outstanding_advances(story.scheme, 2026))[-1] == 0


def test_the_rest_paid_after_a_settlement_is_no_advance() -> None:
    story, _ = demanded()
    other = make_award(story.scheme, municipality("GM0899"))
    paid(approved(prepared(other, story.officer, Decimal(100_000)), story.holder), story.officer)
    judged(other)
    settlement = settled(replace(story, award=other))
    paid(approved(prepared(other, story.officer, settlement.to_pay), story.holder), story.officer)
    lines = outstanding_advances(story.scheme, 2025).lines
    assert [line.award for line in lines if line.award == other] == [other]
    (line,) = [line for line in lines if line.award == other]
    assert (line.balance.opening, line.balance.settled, line.balance.closing) == (
        100_000,
        100_000,
        0,
    )


def test_what_was_settled_names_letter_date_and_sha256() -> None:
    story, _ = demanded()
    letter = Letter.objects.get(act="settled")
    paper = make_letter(letter.work.pk)
    (one,) = outstanding_advances(story.scheme, 2025).settled
    assert (one.settled, one.origin) == (Decimal(250_000), 2024)
    assert (one.letter, one.dated_on, one.sha256) == (
        letter.reference,
        datetime.date(2025, 10, 6),
        paper.file_id,
    )
    assert outstanding_advances(story.scheme, 2024).settled == []


class TestFiles:
    def test_xlsx_and_csv_hold_the_figures_of_the_page(self) -> None:
        story, _ = demanded()
        found = outstanding_advances(story.scheme, 2025)
        book = load_workbook(io.BytesIO(as_xlsx(found)))
        assert book.sheetnames == ["Jaar van ontstaan", "Per gemeente", "Afgerekend"]
        last = [cell.value for cell in list(book["Jaar van ontstaan"])[-1]]
        assert last == ["Totaal", 400_000, 0, 250_000, 0, 0, 150_000]
        assert book["Afgerekend"]["I4"].value == "2025-10-06"
        rows = list(csv.reader(io.StringIO(as_csv(found).decode("utf-8-sig")), delimiter=";"))
        assert rows[1][0] == "Gouda"
        assert rows[1][-2] == "150000,00"
        assert as_xlsx(found) == as_xlsx(found)

    def test_the_pdf_is_accessible_and_the_same_on_repeat(self, tmp_path: object) -> None:
        story, _ = demanded()
        Scheme.objects.update(is_fictional=True)
        story.scheme.refresh_from_db()
        found = outstanding_advances(story.scheme, 2025)
        content = as_pdf(found)
        assert content == as_pdf(found)
        path = tmp_path / "opgave.pdf"
        path.write_bytes(content)
        text = subprocess.run(
            ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
        ).stdout
        assert "FICTIEF" in text
        assert "150.000" in text
        info = subprocess.run(
            ["pdfinfo", str(path)], capture_output=True, text=True, check=True
        ).stdout
        assert "Tagged:          yes" in info


class TestOnScreen:
    def test_page_and_files_show_the_same(self) -> None:
        story, _ = demanded()
        client = Client()
        client.force_login(story.officer)
        first = client.get(reverse("grants:advances", args=[story.scheme.code]))
        assert first.status_code == 302
        address = reverse("grants:advances_on", args=[story.scheme.code, 2025])
        page = client.get(address).content.decode().replace("\xa0", " ")
        assert "€ 150.000" in page
        assert "PMG-2024-0513/" in page
        for form in ("csv", "xlsx", "pdf"):
            file = reverse("grants:advances_file", args=[story.scheme.code, "2025", form])
            assert file in page
            assert client.get(file).status_code == 200

    @pytest.mark.parametrize("year", ["2023", "2199"])
    def test_a_year_outside_the_scheme_is_not_there(self, year: str) -> None:
        story, _ = demanded()
        client = Client()
        client.force_login(make_user(Role.AUDITOR))
        address = reverse("grants:advances_on", args=[story.scheme.code, year])
        assert client.get(address).status_code == 404
