"""Verantwoorden in a real browser: without JavaScript, from two browsers at once, and refusals."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from grants.checks.subject import Statement
from grants.enums import EntryKind, JustificationState, UploadKind
from grants.forms.uploads import MOST_BYTES
from grants.models import Justification, Upload
from grants.queries.scheme_years import scheme_year_for
from grants.services.checking import run_check
from grants.services.uploads import upload as hand_in
from grants.workbook.form import make_form
from pmg.accounts.models import User
from pmg.casework.moves import events_of
from pmg.demo.deliveries import statement_of
from tests.harness.browser import axe
from tests.harness.site import Site
from tests.journey.conftest import Window

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def statement_file(case: Justification, statement: Statement) -> bytes:
    return make_form(scheme_year_for(case), filled=statement)


def choose(page: Page, data: bytes, name: str = "pmg_2025_0513.xlsx") -> None:
    """Uploads a statement."""
    page.get_by_label("Aanvullende opgave").set_input_files(
        {"name": name, "mimeType": XLSX, "buffer": data}
    )
    page.get_by_role("button", name="Opgave uploaden").click()


def refresh_until(page: Page, words: str) -> None:
    """Presses the link that stands on the page until the check is done and says `words`."""
    for _ in range(150):
        if page.get_by_text(words).count():
            return
        link = page.get_by_role("link", name="Vernieuw de pagina")
        if link.count():
            link.click()
            page.reload()
        page.wait_for_timeout(200)
    raise AssertionError(f"the check never said {words!r}")


def test_upload_findings_and_submission_without_javascript(
    window: Window, gouda: Justification, live_app: Site
) -> None:
    statement = statement_of(gouda)
    page = window("gouda-sisa", f"/verantwoording/{gouda.pk}/", javascript=False)
    choose(page, statement_file(gouda, replace(statement, spent=statement.spent + 1)))
    refresh_until(page, "1 bezwaar.")
    expect(page.get_by_text("Dat scheelt € 1.")).to_be_visible()
    choose(page, statement_file(gouda, statement))
    refresh_until(page, "Geen bezwaren.")

    page = window("gouda-tekenaar", f"/verantwoording/{gouda.pk}/indienen/", javascript=False)
    page.get_by_label("Ik verklaar namens gemeente Gouda").check()
    page.get_by_role("button", name="Indienen").click()
    expect(page.get_by_role("heading", name="Ontvangstbewijs")).to_be_visible()


def test_two_browsers_that_submit_at_once_submit_once(
    window: Window, gouda: Justification, live_app: Site
) -> None:
    row = hand_in(
        justification=gouda,
        kind=UploadKind.STATEMENT,
        name="pmg_2025_0513.xlsx",
        chunks=[statement_file(gouda, statement_of(gouda))],
        by=User.objects.get(username="gouda-sisa"),
        on=timezone.now(),
    )
    run_check(row.check_run.pk)
    pages = [window("gouda-tekenaar", f"/verantwoording/{gouda.pk}/indienen/") for _ in range(2)]
    for page in pages:
        page.get_by_label("Ik verklaar namens gemeente Gouda").check()
    for page in pages:
        # Neither waits for the other: the second goes while the first is on its way.
        page.evaluate("setTimeout(() => document.querySelector('main form').requestSubmit(), 50)")
    for page in pages:
        expect(page.get_by_role("heading", name="Ontvangstbewijs")).to_be_visible()
    told = [page.get_by_role("main").inner_text() for page in pages]
    assert sum("De verantwoording is ingediend." in text for text in told) == 1
    assert sum("al ingediend" in text for text in told) == 1
    gouda.refresh_from_db()
    assert gouda.state == JustificationState.SUBMITTED
    assert events_of(gouda).filter(name="submit").count() == 1
    booked = gouda.award.entries.filter(kind=EntryKind.JUSTIFIED, accounting_year__year=2025)
    assert booked.count() == 1


def test_an_upload_that_cannot_be_taken_is_told_plainly(
    window: Window, gouda: Justification, live_app: Site
) -> None:
    page = window("gouda-sisa", f"/verantwoording/{gouda.pk}/")
    page.get_by_role("button", name="Opgave uploaden").click()
    refused(page, "Kies eerst een bestand op uw computer.")
    choose(page, b"")
    refused(page, "Dit bestand is leeg (0 bytes).")
    choose(page, b"x" * (MOST_BYTES[UploadKind.STATEMENT] + 1))
    refused(page, "Dit bestand is te groot. Het mag hoogstens 10 MB zijn.")
    choose(page, b"x", name="lang" * 60 + ".xlsx")
    refused(page, "De bestandsnaam is te lang.")
    assert not Upload.objects.filter(justification=gouda).exists()

    # A file that is no workbook is taken: what is wrong with it is a finding.
    choose(page, b"%PDF-1.7 geen werkmap")
    expect(page.get_by_role("status").filter(has_text="is bewaard")).to_be_visible()
    expect(page.get_by_text("1 bezwaar.")).to_be_visible(timeout=15_000)


def refused(page: Page, words: str) -> None:
    """The error is in the summary, and beside its own field."""
    expect(page).to_have_title(re.compile("^Fout: "))
    expect(page.get_by_role("link", name=words)).to_be_visible()
    expect(page.locator(".utrecht-form-field--invalid")).to_contain_text(words)


PAGES = {
    "empty": ("gouda-sisa", "GM0513", ""),
    "findings": ("zutphen-sisa", "GM0301", ""),
    "asked": ("kerkrade-sisa", "GM0928", ""),
    "asked-signatory": ("kerkrade-tekenaar", "GM0928", ""),
    "submit": ("kerkrade-tekenaar", "GM0928", "indienen/"),
    "submit-not-yet": ("gouda-tekenaar", "GM0513", "indienen/"),
    "submitted": ("haarlem-sisa", "GM0392", ""),
    "receipt": ("haarlem-tekenaar", "GM0392", "ontvangstbewijs/"),
    "judged": ("zwolle-project", "GM0193", ""),
    "auditor": ("auditor", "GM0301", ""),
}


@pytest.mark.parametrize("width", [1280, 320])
def test_pages_are_accessible(window: Window, width: int) -> None:
    for name, (username, cbs_code, below) in PAGES.items():
        case = Justification.objects.get(
            municipality__cbs_code=cbs_code, accounting_year__year=2025
        )
        page = window(username, f"/verantwoording/{case.pk}/{below}", width=width)
        look(page, name, width)
        if name == "empty":
            page.get_by_role("button", name="Opgave uploaden").click()
            refused(page, "Kies eerst een bestand op uw computer.")
            look(page, "refused", width)
        if name == "submit":
            page.get_by_role("button", name="Indienen").click()
            expect(page.get_by_role("link", name="Vink eerst aan")).to_be_visible()
            look(page, "not-declared", width)
        page.context.close()


def look(page: Page, name: str, width: int) -> None:
    """No accessibility fault, and no scrolling sideways."""
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width, name
