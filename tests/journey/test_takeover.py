"""From an empty ledger to one that agrees with the financial system, by two people on the screens."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from grants.enums import TakeOverKind
from grants.models import Award, Scheme
from grants.queries.ledger_check import rules_of_the_ledger
from grants.queries.takeovers import origin_of
from grants.reckoning.ledger_check import differences
from grants.workbook.safe_csv import safe_csv
from pmg.accounts.enums import Role
from tests.factories import make_scheme, make_user
from tests.grants.takeovers.workbooks import award_row, payment_row, pdf, workbook
from tests.harness.browser import violations
from tests.harness.site import Site, running_site

from .conftest import Window

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SECONDS = 1000
GOUDA, BERGEN_OP_ZOOM, ALMELO = PLACES = ("0513", "0748", "0141")


@pytest.fixture
def live_app(clone_db: str) -> Iterator[Site]:
    """A ministry on its first day: the scheme and its people, and nothing else."""
    make_scheme()
    make_user(Role.FINANCIAL_OFFICER, username="financien")
    make_user(Role.BUDGET_HOLDER, username="budgethouder")
    with running_site(clone_db) as running:
        yield running


def test_taken_over_agreed_and_reconciled(window: Window, live_app: Site) -> None:
    scheme = Scheme.objects.get()
    officer, holder = window("financien"), window("budgethouder", javascript=False)
    mended = workbook(scheme, TakeOverKind.AWARDS, *(award_row(one) for one in PLACES))
    faulty = workbook(
        scheme,
        TakeOverKind.AWARDS,
        award_row(GOUDA, decided_on="ooit"),
        *map(award_row, PLACES[1:]),
    )
    decisions = [_file(f"{one}.pdf", "application/pdf", pdf()) for one in PLACES]

    _hand_in(officer, "Toekenningen", faulty, decisions)
    finding = officer.get_by_role("listitem").filter(has_text="‘ooit’ is geen datum")
    expect(finding).to_contain_text("cel D4", timeout=15 * SECONDS)  # without touching the page
    expect(finding).to_contain_text("Zo lost u het op")
    expect(officer.get_by_role("button", name="Ter goedkeuring voorleggen")).to_have_count(0)
    assert violations(officer) == []

    _hand_in(officer, "Toekenningen", mended, decisions)
    _agree(officer, holder, rows=3)
    payments = workbook(scheme, TakeOverKind.PAYMENTS, *(payment_row(one) for one in PLACES))
    _hand_in(officer, "Betalingen", payments)
    _agree(officer, holder, rows=3)
    _read_award(officer, Award.objects.get(municipality__cbs_code=f"GM{GOUDA}"))
    assert differences(rules_of_the_ledger()) == []
    _reconcile(officer)


def _file(name: str, kind: str, data: bytes) -> Any:
    return {"name": name, "mimeType": kind, "buffer": data}


def _hand_in(page: Page, kind: str, data: bytes, decisions: list[Any] | None = None) -> None:
    page.goto("/")
    page.get_by_role("navigation").get_by_role("link", name="Beheer").click()
    page.get_by_role("link", name="Overname").first.click()
    page.get_by_label(kind, exact=True).check()
    page.get_by_label("Werkmap of zip").set_input_files(_file(f"{kind}.xlsx", XLSX, data))
    if decisions:
        page.get_by_label("PDF’s van de besluiten").set_input_files(decisions)
    page.get_by_role("button", name="Inlezen en overzicht bekijken").click()


def _agree(officer: Page, holder: Page, *, rows: int) -> None:
    """Proposed by one, approved by another from the own start page, carried out by the worker."""
    expect(officer.get_by_role("heading", name=f"Nieuw ({rows})")).to_be_visible(
        timeout=15 * SECONDS
    )
    officer.get_by_role("button", name="Ter goedkeuring voorleggen").click()
    expect(officer.get_by_role("button", name="Goedkeuren en overnemen")).to_have_count(0)
    holder.goto(officer.url)
    holder.get_by_role("button", name="Goedkeuren en overnemen").click()
    officer.reload()
    expect(officer.get_by_text("Deze overname is uitgevoerd.")).to_be_visible(timeout=15 * SECONDS)


def _read_award(page: Page, award: Award) -> None:
    """From the take-over to the award: its mark, its old decision, and its money in the ledger."""
    page.goto("/overname/")
    page.get_by_role("link", name="Toekenningen.xlsx").first.click()
    page.get_by_role("link", name=award.reference).first.click()
    expect(page.get_by_text("Overgenomen uit de oude administratie.")).to_be_visible()
    decision = page.get_by_role("link", name="Het oude besluit (PDF)").get_attribute("href")
    assert page.request.get(str(decision)).body().startswith(b"%PDF")
    origin = origin_of(award)
    assert origin is not None
    assert origin.document is not None
    page.get_by_role("link", name="Grootboek").click()
    total = page.locator("main")
    expect(total).to_contain_text("€ 1.500.000")
    expect(total).to_contain_text("€ 500.000")


def _reconcile(page: Page) -> None:
    """One payment agrees, one is a euro off, one is missing there and one is missing here."""
    day = "15-07-2024"
    export = safe_csv(
        ("Betalingskenmerk", "Bedrag", "Boekdatum"),
        [
            (f"BET-2024-{GOUDA}", Decimal(500_000), day),
            (f"BET-2024-{BERGEN_OP_ZOOM}", Decimal(499_999), day),
            ("ANDERS-01", Decimal("12.50"), day),
        ],
    )
    page.goto("/")
    page.get_by_role("link", name="Naar de aansluiting").click()
    page.get_by_label("Export (csv)").set_input_files(_file("export.csv", "text/csv", export))
    page.locator("main form").get_by_role("button").last.click()
    expect(page.get_by_text("3 betalingen sluiten niet aan; 1 wel.")).to_be_visible()
    for reference, words in (
        (f"BET-2024-{BERGEN_OP_ZOOM}", "−€ 1"),
        (f"BET-2024-{ALMELO}", "Ontbreekt in het financiële systeem"),
        ("ANDERS-01", "Ontbreekt hier"),
    ):
        expect(page.get_by_role("row").filter(has_text=reference)).to_contain_text(
            words, ignore_case=True
        )
    page.get_by_role("link", name="Toon ook wat aansluit (1)").click()
    expect(page.get_by_role("row").filter(has_text=f"BET-2024-{GOUDA}")).to_be_visible()
    assert violations(page) == []
