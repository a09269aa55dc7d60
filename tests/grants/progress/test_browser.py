"""Two colleagues in one report, and every page in a real browser at 1280 and 320 pixels."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from grants.models import ProgressReport
from grants.queries.progress import typed_in
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from tests.factories import make_user
from tests.harness.browser import axe, login
from tests.harness.site import running_web

from .reports import deliver_report, make_intervention, make_leader, make_report, make_signatory

Open = Callable[..., Page]


@pytest.fixture
def report(clone_db: str) -> ProgressReport:
    return make_report()


@pytest.fixture
def open_as(clone_db: str, chromium: Browser) -> Iterator[Open]:
    """Opens a page of the running application as somebody, in a window of his own."""
    contexts = []
    with running_web(clone_db) as url:

        def open_page(user: User, path: str, *, width: int = 1280, javascript: bool = True) -> Page:
            context = chromium.new_context(
                base_url=url,
                locale="nl-NL",
                viewport={"width": width, "height": 900},
                java_script_enabled=javascript,
            )
            context.base_url = url  # type: ignore[attr-defined]
            contexts.append(context)
            page = context.new_page()
            login(page, user)
            page.goto(path)
            return page

        yield open_page
        for context in contexts:
            context.close()


def fill_in(report: ProgressReport) -> str:
    return f"/voortgang/{report.pk}/invullen/"


def test_two_colleagues_share_one_report(report: ProgressReport, open_as: Open) -> None:
    anna = open_as(make_leader(report), fill_in(report))
    bram = open_as(make_leader(report), fill_in(report))

    # What one types is kept by itself, and does not hinder the other in another section.
    anna.get_by_label("Wat hebt u geleerd?").type("Begin op school.")
    expect(anna.locator("#opgeslagen")).to_contain_text("Concept opgeslagen")
    bram.get_by_label("Wat gaat u komend uitkeringsjaar doen?").type("Ook in West.")
    bram.get_by_role("button", name="Opslaan", exact=True).last.click()
    expect(bram.get_by_text("Opgeslagen.")).to_be_visible()
    expect(bram.get_by_label("Wat hebt u geleerd?")).to_have_value("Begin op school.")

    # In the same section the second one sees both texts, and decides.
    anna.get_by_label("Wat gaat u komend uitkeringsjaar doen?").type("Alleen Oost.")
    expect(anna.locator("#opgeslagen")).to_contain_text("nog niet opgeslagen")
    anna.get_by_role("button", name="Opslaan", exact=True).last.click()
    expect(anna.get_by_role("heading", name="Voortgangsrapportage 2024/25")).to_be_visible()
    conflict = anna.get_by_role("table", name="Beide teksten")
    expect(conflict).to_contain_text("Ook in West.")
    expect(conflict).to_contain_text("Alleen Oost.")
    axe(anna)
    anna.get_by_label("Wat gaat u komend uitkeringsjaar doen?").fill("Oost en West.")
    anna.get_by_role("button", name="Opslaan", exact=True).last.click()
    expect(anna.get_by_text("Opgeslagen.")).to_be_visible()
    assert {s: raw["text"] for s, raw in typed_in(report).items()} == {
        "lessons": "Begin op school.",
        "outlook": "Oost en West.",
    }


def test_report_is_filled_in_and_submitted_without_javascript(
    report: ProgressReport, open_as: Open
) -> None:
    make_intervention()
    page = open_as(make_leader(report), fill_in(report), javascript=False)
    page.get_by_label("Stand van de probleemanalyse").select_option("finished")
    page.get_by_label("Wat wijst de analyse uit?").fill("Twee wijken.")
    page.get_by_role("button", name="Voeg een interventie toe").click()
    row = page.get_by_role("group", name="Rij 1")
    row.get_by_label("Interventie uit het register").select_option(
        label="Alleen jij bepaalt wie je bent"
    )
    row.get_by_label("Activiteit").select_option("c")
    bands = ("8 tot en met 11", "12 tot en met 17", "18 tot en met 22", "23 tot en met 27")
    for band, count in zip(bands, ("0", "34", "minder dan 5", "7"), strict=True):
        row.get_by_label(band).fill(count)
        page.locator("#youths").get_by_label(band).fill(count)
    page.get_by_label("Stand van de borging").select_option("planned")
    page.get_by_label("Hoe gaat de aanpak door").fill("De raad beslist in mei.")
    page.get_by_label("Waar liep u tegenaan?").fill("Een wachtlijst.")
    page.get_by_label("Wat gaat u komend uitkeringsjaar doen?").fill("Ook in West.")
    page.get_by_role("button", name="Opslaan en controleren").click()

    # One thing is missing: the page leads to its field.
    page.get_by_role("link", name="Geleerde lessen: toelichting").click()
    page.get_by_label("Wat hebt u geleerd?").fill("Begin op school.")
    page.get_by_role("button", name="Opslaan en controleren").click()
    expect(page.get_by_text("De ondertekenaar van uw gemeente dient haar in.")).to_be_visible()
    page = open_as(make_signatory(report), f"/voortgang/{report.pk}/", javascript=False)
    page.get_by_role("link", name="Controleren en indienen").click()
    page.get_by_role("button", name="Indienen", exact=True).click()
    expect(page.get_by_text("De voortgangsrapportage is ingediend.")).to_be_visible()
    expect(page.get_by_text("Controlegetal (SHA-256)")).to_be_visible()


def test_question_sent_back_resubmitted_and_accepted(report: ProgressReport, open_as: Open) -> None:
    leader, signatory = deliver_report(report), make_signatory(report)
    case = f"/voortgang/{report.pk}/"
    officer = open_as(make_user(Role.POLICY_OFFICER), case)
    officer.get_by_label("Uw vraag").fill("Hoe telde u jongeren die twee keer meededen?")
    officer.get_by_role("button", name="Vraag versturen").click()
    expect(officer.get_by_text("Wacht op antwoord")).to_be_visible()
    axe(officer)
    officer.get_by_role("button", name="Akkoord").click()
    expect(officer.get_by_text("nog niet elke vraag beantwoord")).to_be_visible()

    theirs = open_as(leader, case, width=375)
    theirs.get_by_role("link", name="Beantwoorden").click()
    axe(theirs)
    theirs.get_by_label("Uw antwoord").fill("Als unieke jongere één keer.")
    theirs.get_by_role("button", name="Antwoord versturen").click()
    expect(theirs.get_by_text("Uw antwoord is verstuurd")).to_be_visible()

    officer.goto(case)
    expect(officer.locator("#vragen")).to_contain_text("Als unieke jongere één keer.")
    officer.get_by_label("Wat moet de gemeente aanvullen?").fill("Zet dit ook in de lessen.")
    officer.get_by_role("button", name="Aanvulling vragen").click()
    expect(officer.get_by_text("De gemeente is om een aanvulling gevraagd.")).to_be_visible()

    theirs.goto(fill_in(report))
    theirs.get_by_label("Wat hebt u geleerd?").fill("Tel jongeren één keer, ook over twee scholen.")
    theirs.get_by_role("button", name="Opslaan en controleren").click()
    signs = open_as(signatory, f"{case}indienen/", width=375)
    expect(signs.get_by_text("Tel jongeren één keer, ook over twee scholen.").first).to_be_visible()
    axe(signs)
    signs.get_by_role("button", name="Indienen", exact=True).click()
    expect(signs.get_by_text("De voortgangsrapportage is ingediend.")).to_be_visible()

    officer.goto(case)
    officer.get_by_role("button", name="Akkoord").click()
    expect(officer.get_by_text("De rapportage is akkoord.")).to_be_visible()
    assert report.versions.count() == 2


@pytest.mark.parametrize("width", [1280, 320])
def test_pages_are_accessible(report: ProgressReport, open_as: Open, width: int) -> None:
    leader, officer = make_leader(report), make_user(Role.POLICY_OFFICER)
    page = open_as(leader, fill_in(report), width=width)
    with page.expect_navigation():
        page.get_by_role("button", name="Voeg een interventie toe").click()
    axe(page)
    page.goto(f"{fill_in(report)}?controle=1")
    axe(page)
    page.goto(f"/voortgang/{report.pk}/indienen/")
    axe(page)
    deliver_report(report, by=leader)
    page = open_as(officer, "/voortgang/", width=width)
    axe(page)
    for path in (
        f"/voortgang/{report.pk}/",
        "/interventies/",
        f"/interventies/{make_intervention().pk}/",
        f"/interventies/{make_intervention().pk}/wijzigen/",
        "/interventies/nieuw/",
    ):
        page.goto(path)
        axe(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{path} scrolls sideways: {wide}"
