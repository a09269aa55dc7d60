"""De opgave op het scherm in a real browser: together, through a lost session, up to the receipt."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from grants.models import Justification
from grants.queries.statement_drafts import draft_of
from pmg.accounts.models import User
from tests.harness.browser import axe, login
from tests.harness.site import Site
from tests.journey.conftest import Window

SAVED = "Concept opgeslagen om"


def open_draft(window: Window, case: Justification, who: str, **how: object) -> Page:
    return window(who, f"/verantwoording/{case.pk}/invullen/", **how)


def line(page: Page, number: int) -> Locator:
    return page.get_by_role("group", name=f"Regel {number}", exact=True)


def add_line(page: Page, number: int) -> Locator:
    page.get_by_role("button", name="Regel toevoegen").click()
    expect(line(page, number)).to_be_visible()
    return line(page, number)


def fill_in(row: Locator, activity: str, sector: str, amount: str, what: str = "") -> None:
    row.get_by_label("Activiteit").select_option(activity)
    row.get_by_label("Sector").select_option(sector)
    row.get_by_label("Bedrag").fill(amount)
    row.get_by_label("Omschrijving").fill(what)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).last.click()


@pytest.mark.parametrize("javascript", [True, False])
def test_from_an_empty_screen_to_the_receipt(
    window: Window, gouda: Justification, live_app: Site, javascript: bool
) -> None:
    """The SiSa contact fills in and tries out; the signatory signs and gets a receipt."""
    page = window("gouda-sisa", f"/verantwoording/{gouda.pk}/", javascript=javascript)
    page.get_by_role("link", name="Invullen op het scherm").click()
    fill_in(add_line(page, 1), "a", "gemeente", "21.350", "Analyse van twee wijken")
    fill_in(add_line(page, 2), "c", "jongerenwerk", "€ 140.410", "Buurtcoach in de avond")
    page.get_by_label("Besteding in 2025").fill("161.761")
    page.get_by_label("Cumulatieve besteding").fill("161761")
    page.get_by_label("Is dit de eindverantwoording?").select_option("Nee")
    if javascript:
        expect(page.locator("#totalen")).to_contain_text("€ 161.760")
        expect(page.locator("#opgeslagen")).to_contain_text(SAVED)
    press(page, "Controleren (proef)")

    # One euro too many: the summary leads to the field, and the trial does not count.
    page.get_by_role("link", name="Dat scheelt € 1").click()
    page.get_by_label("Besteding in 2025").fill("161.760")
    page.get_by_label("Cumulatieve besteding").fill("161.760")
    press(page, "Controleren (proef)")
    expect(page.get_by_text("Geen bezwaren.")).to_be_visible()
    gouda.refresh_from_db()
    assert gouda.state == "open"

    page = window("gouda-tekenaar", f"/verantwoording/{gouda.pk}/indienen/", javascript=javascript)
    expect(page.get_by_text("€ 161.760").first).to_be_visible()
    for box in page.get_by_role("textbox").all():  # a word with each point that asks for one
        box.fill("Dit is het eerste jaar waarin wij op het scherm verantwoorden.")
    page.get_by_label("Ik verklaar namens gemeente Gouda").check()
    press(page, "Indienen")
    expect(page.get_by_role("heading", name="Ontvangstbewijs")).to_be_visible()
    gouda.refresh_from_db()
    assert (gouda.state, gouda.submitted.spent) == ("submitted", 161_760)


def test_two_colleagues_at_once(window: Window, gouda: Justification, live_app: Site) -> None:
    anna = open_draft(window, gouda, "gouda-sisa")
    add_line(anna, 1)
    add_line(anna, 2)
    bram = open_draft(window, gouda, "gouda-project")

    # Each in a line of their own: both are kept.
    line(anna, 1).get_by_label("Bedrag").type("1.000")
    expect(anna.locator("#opgeslagen")).to_contain_text(SAVED)
    line(bram, 2).get_by_label("Omschrijving").type("Van Bram")
    expect(bram.locator("#opgeslagen")).to_contain_text(SAVED)

    # In the same line the second one sees both texts, and decides.
    line(bram, 1).get_by_label("Bedrag").type("2.000")
    expect(bram.locator("#opgeslagen")).to_contain_text("nog niet opgeslagen")
    press(bram, "Opslaan")
    conflict = bram.get_by_role("table", name="Beide teksten")
    expect(conflict).to_contain_text("1.000")
    expect(conflict).to_contain_text("2.000")
    axe(bram)
    assert [row.amount for row in draft_of(gouda).typed.lines] == ["1.000", ""]
    line(bram, 1).get_by_label("Bedrag").fill("3.000")
    press(bram, "Opslaan")
    expect(bram.get_by_text("Opgeslagen.")).to_be_visible()
    typed = draft_of(gouda).typed.lines
    assert [(row.amount, row.description) for row in typed] == [("3.000", ""), ("", "Van Bram")]


def test_what_was_typed_comes_back_after_a_lost_session(
    window: Window, gouda: Justification, live_app: Site
) -> None:
    page = open_draft(window, gouda, "gouda-sisa")
    row = add_line(page, 1)
    page.context.clear_cookies()
    row.get_by_label("Omschrijving").fill("Getypt zonder sessie")
    expect(page.locator("#opgeslagen")).to_contain_text("Nog niet opgeslagen")
    assert draft_of(gouda).typed.lines[0].description == ""

    # Signed in again, in the same tab: the text is in its field, and is saved.
    login(page, User.objects.get(username="gouda-sisa"))
    page.reload()
    expect(page.get_by_text("Wij zetten terug wat u typte.")).to_be_visible()
    expect(line(page, 1).get_by_label("Omschrijving")).to_have_value("Getypt zonder sessie")
    expect(page.locator("#opgeslagen")).to_contain_text(SAVED)
    assert draft_of(gouda).typed.lines[0].description == "Getypt zonder sessie"
    page.reload()
    expect(page.get_by_text("Wij zetten terug wat u typte.")).to_be_hidden()


def test_without_a_line_to_the_server_nothing_is_lost(
    window: Window, gouda: Justification, live_app: Site
) -> None:
    page = open_draft(window, gouda, "gouda-sisa")
    page.context.set_offline(True)
    page.get_by_label("Besteding in 2025").fill("1.234")
    expect(page.locator("#opgeslagen")).to_contain_text("geen verbinding")
    page.context.set_offline(False)
    page.reload()
    expect(page.get_by_label("Besteding in 2025")).to_have_value("1.234")
    expect(page.locator("#opgeslagen")).to_contain_text(SAVED)
    assert draft_of(gouda).typed.spent == "1.234"


@pytest.mark.parametrize("width", [1280, 320])
def test_the_screen_is_accessible(window: Window, width: int) -> None:
    zutphen = Justification.objects.get(municipality__cbs_code="GM0301", accounting_year__year=2025)
    page = open_draft(window, zutphen, "zutphen-sisa", width=width)
    for path in ("", "?proef=1"):
        page.goto(f"/verantwoording/{zutphen.pk}/invullen/{path}")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    upload = zutphen.uploads.get(kind="statement")
    page.goto(f"/verantwoording/{zutphen.pk}/invullen/overnemen/{upload.pk}/")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
