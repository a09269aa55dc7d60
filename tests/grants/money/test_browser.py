"""Money in a real browser: from proposal to paid by two people, and down from a total to its rows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Browser, Page, expect

from grants.models import OutcomeFile, Payment, PaymentOrder
from grants.services.ordering import make_order_pdf
from grants.services.outcomes import read_outcome_file
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from tests.factories import make_user
from tests.grants.money.story import Story, tell
from tests.harness.browser import axe, login
from tests.harness.site import running_web

EXPECTED = "€\u00a0100.000"


@pytest.fixture
def story(clone_db: str) -> Story:
    return tell()


@pytest.fixture
def url(clone_db: str) -> Iterator[str]:
    with running_web(clone_db) as address:
        yield address


@contextmanager
def page_of(user: User, browser: Browser, url: str, *, width: int = 1280) -> Iterator[Page]:
    """A browser of somebody who is signed in, without JavaScript: everything works without."""
    context = browser.new_context(
        base_url=url,
        locale="nl-NL",
        viewport={"width": width, "height": 900},
        java_script_enabled=width == 1280,
    )
    context.base_url = url  # type: ignore[attr-defined]
    page = context.new_page()
    login(page, user)
    yield page
    context.close()


def test_from_proposal_to_paid(chromium: Browser, story: Story, url: str) -> None:
    with page_of(story.officer, chromium, url) as page:
        page.goto("/betalingen/")
        page.get_by_role("link", name="Betaling klaarzetten").click()
        page.get_by_role("link", name="Klaarzetten voor Gouda, 2024/25").click()
        expect(page.get_by_label("2024/25: nog")).to_be_checked()
        expect(page.get_by_label("Bedrag")).to_have_value("100.000")
        axe(page)
        page.get_by_role("button", name="Klaarzetten").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(f"{EXPECTED} aan gemeente Gouda")
        expect(page.get_by_text("een collega moet ‘goedkeuren’ doen")).to_be_visible()
        expect(page.get_by_role("button", name="Goedkeuren")).to_have_count(0)
        axe(page)
        address = page.url

    with page_of(story.holder, chromium, url, width=375) as page:
        page.goto(address)
        page.get_by_role("button", name="Goedkeuren").click()
        expect(page.get_by_role("status")).to_contain_text("Betaling goedgekeurd")

    with page_of(story.officer, chromium, url) as page:
        page.goto("/betaalopdrachten/")
        page.get_by_role("link", name="Betaalopdracht maken").first.click()
        axe(page)
        page.get_by_role("button", name="Opdracht maken").click()
        expect(page.get_by_role("status")).to_contain_text("is gemaakt")
        order = PaymentOrder.objects.latest("on")
        make_order_pdf(order.work.pk)
        page.get_by_role("link", name="Vernieuwen").click()
        axe(page)
        for kind, start in (("CSV", b"\xef\xbb\xbfBetaalopdracht"), ("PDF", b"%PDF-")):
            with page.expect_download() as waiting:
                page.get_by_role("link", name=f"Downloaden als {kind}").click()
            made = waiting.value.path()
            assert made.read_bytes().startswith(start)

        text = "".join(sheet.extract_text() for sheet in pypdf.PdfReader(made).pages)
        for words in (order.number, "Gouda", "€\u00a0100.000", "PMG-2024-0513-02"):
            assert words in text

        # Written the way banks and browsers write it, whatever the page shows.
        today = Payment.objects.get(reference="PMG-2024-0513-02").due_on
        page.reload()
        page.get_by_role("link", name="Uitkomsten inlezen").click()
        axe(page)
        page.get_by_role("button", name="Inlezen").click()
        expect(page.get_by_text("Kies het bestand met de uitkomsten.").first).to_be_visible()
        outcomes = (
            "Payment reference,Amount,Value date,Status,Reason\n"
            f'PMG-2024-0513-02,"100,000.00",{today:%d-%m-%Y},Paid,\n'
            f"PMG-2024-0513-99,1.00,{today:%d-%m-%Y},Paid,\n"
        )
        page.get_by_label("Bestand met uitkomsten").set_input_files(
            {"name": "bank.csv", "mimeType": "text/csv", "buffer": outcomes.encode()}
        )
        page.get_by_role("button", name="Inlezen").click()
        expect(page.get_by_text("Het bestand wordt gelezen.")).to_be_visible()
        read_outcome_file(OutcomeFile.objects.get().pk)
        page.get_by_role("link", name="Vernieuw de pagina").click()
        expect(page.get_by_text("Er is nog niets geboekt.")).to_be_visible()
        expect(page.get_by_text("Wij kennen geen betaling met kenmerk")).to_be_visible()
        axe(page)
        page.get_by_role("button", name="1 uitkomst boeken").click()
        expect(page.get_by_role("status")).to_contain_text("Eén uitkomst is geboekt")
        axe(page)
        page.get_by_role("link", name="PMG-2024-0513-02").click()
        expect(page.get_by_text("Als betaald vastleggen")).to_have_count(0)
        page.goto("/grootboek/pmg-2024/GM0513/")
        expect(page.get_by_role("link", name="€\u00a0500.000").first).to_be_visible()

        page.goto(address)
        # The bank sends it back.
        page.get_by_label("Teruggekomen op").fill(today.isoformat())
        page.get_by_label("Reden").fill("Rekening opgeheven.")
        page.get_by_role("button", name="Als teruggekomen vastleggen").click()
        expect(page.get_by_role("status")).to_contain_text("Betaling teruggekomen")


def test_from_a_total_to_its_rows_and_the_file(
    chromium: Browser, story: Story, url: str, tmp_path: Path
) -> None:
    auditor = make_user(Role.AUDITOR)
    with page_of(auditor, chromium, url) as page:
        page.goto("/grootboek/")
        axe(page)
        per_year = page.get_by_role("table", name="Bedragen per uitkeringsjaar")
        row = per_year.get_by_role("row").filter(has_text="2024/25")
        row.get_by_role("link", name="€\u00a0400.000").click()
        rows = page.get_by_role("table", name="Boekingen").get_by_role("row")
        expect(rows).to_have_count(2)
        expect(rows.last).to_contain_text("Betaald van Gouda")
        expect(page.get_by_label("Uitkeringsjaar")).to_have_value("2024/25")
        axe(page)
        with page.expect_download() as waiting:
            page.get_by_role("link", name="Exporteren (CSV)").click()
        waiting.value.save_as(tmp_path / "rows.csv")
        assert "400000,00" in (tmp_path / "rows.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("width", [1280, 375, 320])
def test_nothing_sticks_out(chromium: Browser, story: Story, url: str, width: int) -> None:
    with page_of(story.holder, chromium, url, width=width) as page:
        for address in (
            "/toekenningen/",
            f"/toekenningen/{story.award.pk}/",
            "/betalingen/",
            "/betalingen/voorstellen/",
            "/betaalopdrachten/",
            "/betalingen/uitkomsten/",
            "/btw-delen/",
            f"/betaalopdrachten/{PaymentOrder.objects.latest('on').pk}/",
            "/boekhouding/controle/",
            f"/betalingen/{story.payment.pk}/",
            "/grootboek/pmg-2024/",
            "/grootboek/pmg-2024/GM0513/",
            "/grootboek/pmg-2024/boekingen/",
        ):
            page.goto(address)
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, address
