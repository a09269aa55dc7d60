"""From a settlement to money that is back: two people decide, the municipality reads and pays."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from grants.models import Award, Recovery
from grants.queries.recoveries import open_amount
from tests.harness.browser import violations
from tests.harness.site import Site

from .conftest import Window

TRIES = 20
"""Seconds in which the worker makes a letter."""


@pytest.fixture
def award(live_app: Site) -> Award:
    """Of Zwolle: three advances paid, 2024 and 2025 judged, nothing delivered over 2026."""
    return Award.objects.get(municipality__cbs_code="GM0193", scheme__code="pmg-2024")


def open_letter(page: Page, words: str) -> None:
    """The letter of this page, as the municipality reads it and as the PDF it was sent."""
    letter = page.locator("#brieven").get_by_role("link").first
    for _ in range(TRIES):
        if letter.count():
            break
        page.wait_for_timeout(1_000)
        page.reload()
    pdf = page.locator("#brieven").get_by_role("link", name=re.compile("PDF")).first
    answer = page.request.get(str(pdf.get_attribute("href")))
    assert answer.body().startswith(b"%PDF")
    letter.click()
    expect(page.get_by_text(words).first).to_be_visible()
    page.go_back()


def test_settled_demanded_read_paid_and_closed(window: Window, award: Award) -> None:
    officer = window("financien", f"/toekenningen/{award.pk}/vaststellen/")
    officer.get_by_label("Kies de laatste dag").fill("2025-12-31")
    officer.get_by_role("button", name="Opstellen").click()
    expect(
        officer.get_by_text("Schrijf op waarom de uitkering eerder stopt.").first
    ).to_be_visible()
    officer.get_by_label("Waarom stopt de uitkering eerder?").fill(
        "De gemeente gaat alleen verder."
    )
    officer.get_by_role("button", name="Opstellen").click()
    expect(officer.get_by_role("heading", name="Vaststelling gemeente Zwolle")).to_be_visible()
    assert violations(officer) == []

    settlement = officer.url
    holder = window("budgethouder", settlement, javascript=False)
    holder.get_by_role("button", name="Vaststellen").click()
    expect(holder.get_by_text("Uitkering vastgesteld.").first).to_be_visible()

    recovery = Recovery.objects.get(award=award)
    contact = window("zwolle-sisa", settlement, width=375)
    open_letter(contact, "Ik stel de uitkering vast op")
    contact.goto("/")
    contact.get_by_role("link", name="terugbetalen").click()
    expect(contact.get_by_text("Actie nodig:")).to_be_visible()
    expect(contact.get_by_text(recovery.reference).first).to_be_visible()
    open_letter(contact, "Zo betaalt u")
    assert violations(contact) == []

    there = f"/terugvorderingen/{recovery.pk}/"
    officer.goto(there)
    left = open_amount(recovery)
    today = timezone.localdate().isoformat()
    for amount, words in ((100_000, "Deel ontvangen"), (left - 100_000, "Helemaal ontvangen")):
        officer.get_by_label("Ontvangen bedrag").fill(f"{amount:.2f}".replace(".", ","))
        officer.get_by_label("Ontvangen op").fill(today)
        officer.get_by_role("button", name="Ontvangst vastleggen").click()
        expect(officer.get_by_text(f"{words}.").first).to_be_visible()
    expect(officer.get_by_role("button", name="Ontvangst vastleggen")).to_have_count(0)
    contact.goto("/")
    expect(contact.get_by_role("link", name="terugbetalen")).to_have_count(0)
    contact.goto(there)
    expect(contact.get_by_text("Helemaal ontvangen").first).to_be_visible()
    assert open_amount(recovery) == 0
