"""De beoordelaar: twenty judgements wait, and each is given without opening another page."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from grants.enums import JustificationState
from grants.models import Justification
from pmg.design.formatting import euro
from tests.harness.browser import axe
from tests.journey.conftest import Window

QUESTION = "Is de btw die de gemeente kan terugvorderen eraf?"
ANSWER = "Ja, alle bedragen zijn zonder btw."


def test_with_the_keyboard_alone(window: Window, gouda: Justification) -> None:
    """Diemen has answered a question; its judgement takes keys only, and leads on to the next."""
    case = Justification.objects.get(municipality__cbs_code="GM0384", accounting_year__year=2025)
    page = window("beoordelaar", "/beoordelen/?jaar=2025")
    press_to(page, "Diemen")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Gemeente Diemen")).to_be_visible()
    workbench = page.url

    press_to(page, "3. Regels")
    page.keyboard.press("Enter")
    press_to(page, "Akkoord")  # the first line: the focus went along with the link
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("group", name="Regel 1:").get_by_label("Deels")).to_be_checked()
    press_to(page, "Bedrag dat u accepteert")
    page.keyboard.type("20.000")
    press_to(page, "Standaardreden")
    page.keyboard.type("Terug te vorderen btw")
    press_to(page, "Alle regels akkoord")
    page.keyboard.press("Enter")
    lines = page.locator("#regels")
    expect(lines).to_contain_text("6 van 6 regels beoordeeld")
    assert page.url == workbench + "#regels"

    for item in page.locator("#controlelijst").get_by_role("checkbox").all():
        press_to(page, item.evaluate("box => box.labels[0].innerText"))
        page.keyboard.press("Space")
    press_to(page, "Motivering")
    page.keyboard.type("Een deel van regel 1 is btw.")
    press_to(page, "Oordeel voorstellen")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Oordeel voorgesteld.").first).to_be_visible()
    assert page.url == workbench + "#beoordelen"
    case.refresh_from_db()
    assert case.submitted
    first = case.submitted.lines.earliest("place")
    assert case.accepted == case.submitted.spent - first.amount + 20_000
    expect(page.locator("#beoordelen")).to_contain_text(re.compile(r"Nog \d+ van 20 oordelen"))

    press_to(page, "Volgende:")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Gemeente Diemen")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Gemeente")
    press_to(page, "Toegankelijkheid")  # the foot of the page: nothing on the way holds the focus


@pytest.mark.parametrize("key", ["3", "6", "9"])
def test_the_keys_of_the_page_lead_where_it_says(window: Window, key: str) -> None:
    case = Justification.objects.get(municipality__cbs_code="GM0384", accounting_year__year=2025)
    page = window("beoordelaar", f"/beoordelen/{case.pk}/")
    press_access_key(page, key)
    if key == "9":
        expect(page.get_by_role("heading", name="Gemeente Diemen")).to_have_count(0)
    else:
        expect(page).to_have_url(re.compile({"3": "#regels$", "6": "#beoordelen$"}[key]))
    # A bare digit belongs to the screen reader.
    there = page.url
    page.keyboard.press("5")
    assert page.url == there


def test_without_javascript_and_without_the_municipality(
    window: Window, gouda: Justification
) -> None:
    """Gouda delivers nothing here; the figure of the CBS is enough, and questions go all the same."""
    page = window("beoordelaar", f"/beoordelen/{gouda.pk}/", javascript=False)
    workbench = page.url
    figures = page.locator("#cijfers")
    figures.get_by_label("Besteding in het jaar").fill("180.000")
    figures.get_by_label("Cumulatieve besteding").fill("310.000")
    figures.get_by_role("button", name="Cijfer vastleggen").click()
    expect(figures).to_contain_text(euro(180_000))

    page.get_by_label("Reden", exact=True).fill("De gemeente levert alleen aan het CBS.")
    page.get_by_role("button", name="Beoordelen zonder opgave").click()
    page.get_by_label("Uw vraag", exact=True).fill(QUESTION)
    page.get_by_role("button", name="Vraag stellen").click()
    expect(page.locator("#vragen")).to_contain_text(QUESTION)

    page.get_by_role("button", name="Alle regels akkoord").click()
    expect(page.locator("#regels")).to_contain_text(euro(180_000))
    for item in page.locator("#controlelijst").get_by_role("checkbox").all():
        item.check()
    page.get_by_label("Motivering").fill("Op het SiSa-cijfer.")
    page.get_by_role("button", name="Oordeel voorstellen").click()
    expect(page.get_by_text("De gemeente heeft 1 vraag nog niet beantwoord.")).to_be_visible()

    town = window("gouda-project", javascript=False)
    town.get_by_role("link", name="1 vraag te beantwoorden").click()
    town.get_by_label("Uw antwoord").fill(ANSWER)
    town.get_by_role("button", name="Antwoord versturen").click()
    expect(town.get_by_text("Uw antwoord is verstuurd aan het ministerie.")).to_be_visible()
    expect(town.locator("#vragen")).to_contain_text(ANSWER)
    expect(town.locator("#vragen")).not_to_contain_text("Verzonnen")  # no names of officials

    page.goto(workbench)
    expect(page.locator("#vragen")).to_contain_text(ANSWER)
    expect(page.get_by_label("Motivering")).to_have_value("Op het SiSa-cijfer.")
    page.get_by_role("button", name="Oordeel voorstellen").click()
    expect(page.locator("#beoordelen")).to_contain_text("vier ogen")

    other = window("beoordelaar2", workbench, javascript=False)
    other.get_by_role("button", name="Oordeel vaststellen").click()
    expect(other.locator("#oordeel")).to_contain_text(euro(180_000))
    gouda.refresh_from_db()
    assert (gouda.state, gouda.accepted) == (JustificationState.JUDGED, 180_000)


@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_where_questions_are(window: Window, width: int) -> None:
    case = Justification.objects.get(municipality__cbs_code="GM0405", accounting_year__year=2025)
    for username, path in (
        ("beoordelaar", f"/beoordelen/{case.pk}/"),
        ("hoorn-sisa", "/"),
        ("hoorn-sisa", f"/verantwoording/{case.pk}/"),
        ("hoorn-sisa", f"/verantwoording/{case.pk}/vragen/{case.questions.get().pk}/"),
    ):
        page = window(username, path, width=width)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def press_to(page: Page, name: str) -> None:
    """Tab until the focus is on what is called so."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if name in page.evaluate(
            "(document.activeElement.labels?.[0] ?? document.activeElement).innerText"
        ):
            return
    raise AssertionError(f"the keyboard does not reach {name}")


def press_access_key(page: Page, key: str) -> None:
    """Alt with a digit, as a keyboard sends it: Playwright's own leaves out what the key says."""
    session = page.context.new_cdp_session(page)
    stroke = {"key": key, "code": f"Digit{key}", "windowsVirtualKeyCode": ord(key)}
    told = {"text": key, "unmodifiedText": key}
    session.send("Input.dispatchKeyEvent", {"type": "keyDown", "modifiers": 1, **stroke, **told})
    session.send("Input.dispatchKeyEvent", {"type": "keyUp", "modifiers": 1, **stroke})
