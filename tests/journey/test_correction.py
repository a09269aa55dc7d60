"""A correction in the browser: asked, allowed, made and sent; and a receipt that anybody verifies."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from grants.models import Correction, Justification, Receipt
from grants.queries.scheme_years import scheme_year_for
from grants.workbook.form import make_form
from pmg.demo.corrections import corrected
from tests.harness.browser import violations

from .conftest import Window

WHY = "Een factuur stond bij de verkeerde interventie."


@pytest.fixture
def middelburg(live_app: object) -> Justification:
    """Judged over 2024, so that the judgement opens again."""
    return Justification.objects.select_related("municipality", "accounting_year__scheme").get(
        municipality__cbs_code="GM0687", accounting_year__year=2024
    )


def ask(page: Page, case: Justification) -> None:
    page.goto(f"/verantwoording/{case.pk}/")
    page.get_by_role("link", name="Correcties en versies").click()
    page.get_by_label("Wat moet er worden gecorrigeerd, en waarom?").fill(WHY)
    page.get_by_role("button", name="Correctie aanvragen").click()
    expect(page.get_by_text("De aanvraag is verstuurd.")).to_be_visible()


def upload(page: Page, case: Justification, folder: Path) -> None:
    page.reload()
    file = folder / "FICTIEF_pmg_2024_0687.xlsx"
    file.write_bytes(make_form(scheme_year_for(case), filled=corrected(case)))
    page.get_by_label("Aanvullende opgave").set_input_files(file)
    page.get_by_role("button", name="Opgave uploaden").click()
    heading = page.get_by_role("heading", name="Stap 2. Geef bij elk cijfer een reden")
    for _ in range(30):
        if heading.count():
            break
        page.wait_for_timeout(1_000)
        page.reload()
    expect(heading).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_judged_year_is_corrected(
    middelburg: Justification, window: Window, tmp_path: Path, javascript: bool
) -> None:
    page = window("middelburg-sisa", javascript=javascript)
    ask(page, middelburg)
    address = page.url
    ministry = window("beoordelaar", "/beoordelen/", javascript=javascript)
    ministry.get_by_role("link", name=re.compile("Correctie: Middelburg")).click()
    ministry.get_by_role("button", name="Correctie toestaan").click()
    expect(ministry.get_by_text("De gemeente werkt aan de correctie.")).to_be_visible()

    upload(page, middelburg, tmp_path)
    fields = page.get_by_label(re.compile("^Reden bij"))
    for place in range(fields.count()):
        fields.nth(place).fill(WHY)
    page.get_by_role("button", name="Redenen bewaren").click()
    expect(page.get_by_text("Uw redenen zijn bewaard.")).to_be_visible()

    signatory = window("middelburg-tekenaar", javascript=javascript)
    signatory.goto(address)
    expect(signatory.get_by_text("Het oordeel wordt opnieuw bekeken.")).to_be_visible()
    if javascript:
        assert violations(signatory) == []
    signatory.get_by_role("button", name="Correctie indienen").click()
    expect(signatory.get_by_role("heading", name="Ontvangstbewijs", exact=True)).to_be_visible()
    middelburg.refresh_from_db()
    assert middelburg.state == "submitted"
    assert Correction.objects.get(justification=middelburg).state == "sent"


def test_anybody_verifies_a_receipt(middelburg: Justification, window: Window) -> None:
    receipt = Receipt.objects.filter(justification=middelburg)[0]
    page = window("middelburg-sisa")
    page.get_by_role("button", name="Uitloggen").click()
    page.goto("/ontvangstbewijs/controleren/")
    page.get_by_label("Nummer").fill(receipt.reference)
    page.get_by_label("Controlecode").fill(receipt.code.lower())
    page.get_by_role("button", name="Controleren").click()
    expect(page.get_by_text("Dit ontvangstbewijs is echt.")).to_be_visible()
    assert violations(page) == []
