"""A judgement in a real browser: keyboard only, without JavaScript, wide and narrow."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from grants.enums import JustificationState as State
from grants.models import Justification
from pmg.accounts.enums import Role
from tests.factories import (
    LINES,
    make_award,
    make_figure,
    make_justification,
    make_scheme,
    make_user,
    municipality,
    submit,
)
from tests.harness.browser import axe, login
from tests.harness.site import running_web

WIDTHS = {"wide": 1280, "narrow": 320}
LAST_YEAR = (("a", "gemeente", 40_100), ("b", "gemeente", 58_000), ("c", "jongerenwerk", 71_250))


@pytest.fixture
def url(clone_db: str) -> Iterator[str]:
    with running_web(clone_db) as address:
        yield address


@pytest.fixture
def case(clone_db: str) -> Justification:
    """Gouda over 2025: a jump, a difference with SiSa, and somebody else who is late."""
    scheme = make_scheme()
    award = make_award(scheme, municipality(), plan={2025: LINES})
    submit(make_justification(award, 2024), lines=LAST_YEAR)
    opened = make_justification(award)
    submit(opened, cumulative=454_350)
    make_figure(opened, 280_000)
    make_justification(make_award(scheme, municipality("GM0748")))
    return opened


def page_at(browser: Browser, url: str, *, width: int = 1280, script: bool = True) -> Page:
    context = browser.new_context(
        base_url=url,
        locale="nl-NL",
        viewport={"width": width, "height": 900},
        java_script_enabled=script,
    )
    context.base_url = url  # type: ignore[attr-defined]
    return context.new_page()


def press_to(page: Page, name: str) -> None:
    """Tab until the focus is on what is called so."""
    for _ in range(160):
        page.keyboard.press("Tab")
        if name in page.evaluate(
            "(document.activeElement.labels?.[0] ?? document.activeElement).innerText"
        ):
            return
    raise AssertionError(f"the keyboard does not reach {name}")


def tick_everything(page: Page) -> None:
    """Every item of the checklist, with the keyboard."""
    boxes = page.locator("#controlelijst input[type=checkbox]")
    for box in boxes.all():
        box.focus()
        page.keyboard.press("Space")
    expect(page.locator("#controlelijst input:checked")).to_have_count(boxes.count())


def test_two_people_judge_with_the_keyboard_alone(
    chromium: Browser, url: str, case: Justification
) -> None:
    page = page_at(chromium, url)
    login(page, make_user(Role.ASSESSOR))
    page.goto(f"/beoordelen/{case.pk}/")
    press_to(page, "In behandeling nemen")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("In beoordeling genomen")
    press_to(page, "Akkoord")
    page.keyboard.press("ArrowLeft")  # round to the last of the three
    expect(page.get_by_role("group", name="Regel 1:").get_by_label("Niet")).to_be_checked()
    press_to(page, "Standaardreden")
    page.keyboard.type("Lager in SiSa")
    expect(page.locator("[data-accepted]").first).to_have_text("€ 0")
    press_to(page, "Alle regels akkoord")
    page.keyboard.press("Enter")
    expect(page.locator("#regels")).to_contain_text("4 van 4 regels beoordeeld")
    expect(page.locator("[data-accepted]").first).to_have_text("€ 263.650")
    tick_everything(page)
    press_to(page, "Motivering")
    page.keyboard.type("Een regel is lager in SiSa.")
    press_to(page, "Oordeel voorstellen")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Oordeel voorgesteld.").first).to_be_visible()
    page.context.close()

    page = page_at(chromium, url)
    login(page, make_user(Role.BUDGET_HOLDER))
    page.goto(f"/beoordelen/{case.pk}/")
    press_to(page, "Oordeel vaststellen")
    page.keyboard.press("Enter")
    expect(page.locator("#oordeel")).to_contain_text("€ 263.650")
    page.context.close()
    case.refresh_from_db()
    assert case.state == State.JUDGED


def test_the_sum_follows_while_one_chooses(
    chromium: Browser, url: str, case: Justification
) -> None:
    page = page_at(chromium, url)
    login(page, make_user(Role.ASSESSOR))
    page.goto(f"/beoordelen/{case.pk}/")
    page.get_by_role("button", name="In behandeling nemen").click()
    first, second = (page.get_by_role("group", name=f"Regel {n}:") for n in (1, 2))
    total = page.locator("[data-accepted]").first
    expect(first.get_by_label("Standaardreden")).to_be_hidden()
    first.get_by_label("Akkoord", exact=True).check()
    expect(total).to_have_text("€ 21.350")
    second.get_by_label("Deels akkoord").check()
    expect(second.get_by_label("Standaardreden")).to_be_visible()
    second.get_by_label("Bedrag dat u accepteert").fill("50.000")
    expect(total).to_have_text("€ 71.350")
    second.get_by_role("link", name="Vraag stellen").click()
    expect(page.get_by_label("Waar gaat uw vraag over?")).to_have_value(re.compile(r"r\d+"))
    expect(page.get_by_label("Uw vraag", exact=True)).to_be_focused()
    page.context.close()


def test_it_works_without_javascript(chromium: Browser, url: str, case: Justification) -> None:
    page = page_at(chromium, url, script=False)
    login(page, make_user(Role.ASSESSOR))
    page.goto("/beoordelen/")
    page.get_by_role("link", name="Gouda 2025").click()
    page.get_by_role("button", name="In behandeling nemen").click()
    line = page.get_by_role("group", name="Regel 1:")
    line.get_by_label("Deels akkoord").check()
    line.get_by_label("Bedrag dat u accepteert").fill("1.234,56")
    line.get_by_label("Eigen reden").fill("Een lang verhaal.")
    page.get_by_role("button", name="Alle regels akkoord").click()
    expect(page.get_by_text("Controleer uw gegevens")).to_be_visible()
    expect(line.get_by_label("Eigen reden")).to_have_value("Een lang verhaal.")
    line.get_by_label("Bedrag dat u accepteert").fill("1.234")
    line.get_by_label("Bedrag dat u accepteert").press("Enter")  # saves
    expect(page.locator("#regels")).to_contain_text("1 van 4 regels beoordeeld")
    page.get_by_role("button", name="Alle overige regels akkoord").click()
    expect(page.locator("#regels")).to_contain_text("€ 264.884")
    for box in page.locator("#controlelijst input[type=checkbox]").all():
        box.check()
    page.get_by_label("Motivering").fill("Deels toegelicht.")
    page.get_by_role("button", name="Oordeel voorstellen").click()
    expect(page.get_by_text("Oordeel voorgesteld.").first).to_be_visible()
    page.context.close()


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_axe_finds_nothing_and_nothing_sticks_out(
    chromium: Browser, url: str, case: Justification, width: int
) -> None:
    page = page_at(chromium, url, width=width)
    login(page, make_user(Role.ASSESSOR))
    late = Justification.objects.get(municipality=municipality("GM0748"))
    for address in (
        "/beoordelen/",
        f"/beoordelen/{case.pk}/",
        f"/beoordelen/{late.pk}/",
        f"/beoordelen/{late.pk}/uitstel/",
        f"/beoordelen/{case.pk}/sisa-cijfer/",
    ):
        page.goto(address)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    page.goto(f"/beoordelen/{case.pk}/")
    page.get_by_role("button", name="In behandeling nemen").click()
    for number, outcome in enumerate(("Akkoord", "Deels akkoord", "Niet akkoord"), start=1):
        line = page.get_by_role("group", name=f"Regel {number}:")
        line.get_by_label(outcome, exact=True).check()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="Oordeel voorstellen").click()
    expect(page.get_by_text("Controleer uw gegevens")).to_be_visible()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()
