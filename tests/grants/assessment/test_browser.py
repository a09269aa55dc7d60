"""A judgement in a real browser: keyboard only, without JavaScript, wide and narrow."""

from __future__ import annotations

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
    for _ in range(80):
        page.keyboard.press("Tab")
        if name in page.evaluate(
            "(document.activeElement.labels?.[0] ?? document.activeElement).innerText"
        ):
            return
    raise AssertionError(f"the keyboard does not reach {name}")


def test_two_people_judge_with_the_keyboard_alone(
    chromium: Browser, url: str, case: Justification
) -> None:
    for role, steps in (
        (Role.ASSESSOR, ["take", "propose"]),
        (Role.BUDGET_HOLDER, ["judge"]),
    ):
        page = page_at(chromium, url)
        login(page, make_user(role))
        page.goto(f"/beoordelen/{case.pk}/")
        for step in steps:
            if step == "take":
                press_to(page, "In behandeling nemen")
                page.keyboard.press("Enter")
                expect(page.get_by_role("status")).to_contain_text("In beoordeling genomen")
            elif step == "propose":
                press_to(page, "Oordeel voorstellen")
                page.keyboard.press("Space")
                press_to(page, "Bedrag dat u accepteert")
                page.keyboard.type("280.000")
                press_to(page, "Motivering")
                page.keyboard.type("Gelijk aan het SiSa-cijfer.")
                press_to(page, "Vastleggen")
                page.keyboard.press("Enter")
                expect(page.get_by_role("status")).to_contain_text("Oordeel voorgesteld")
            else:
                press_to(page, "Oordeel vaststellen")
                page.keyboard.press("Space")
                press_to(page, "Vastleggen")
                page.keyboard.press("Enter")
                expect(page.locator("#oordeel")).to_contain_text("€ 280.000")
        page.context.close()
    case.refresh_from_db()
    assert case.state == State.JUDGED


def test_it_works_without_javascript(chromium: Browser, url: str, case: Justification) -> None:
    page = page_at(chromium, url, script=False)
    login(page, make_user(Role.ASSESSOR))
    page.goto("/beoordelen/")
    page.get_by_role("link", name="Gouda 2025").click()
    page.get_by_role("button", name="In behandeling nemen").click()
    page.get_by_label("Oordeel voorstellen").check()
    page.get_by_label("Bedrag dat u accepteert").fill("1.234,56")
    page.get_by_label("Motivering").fill("Een lang verhaal.")
    page.get_by_role("button", name="Vastleggen").click()
    expect(page.get_by_text("Controleer uw gegevens")).to_be_visible()
    expect(page.get_by_label("Motivering")).to_have_value("Een lang verhaal.")
    page.get_by_label("Bedrag dat u accepteert").fill("0")
    page.get_by_role("button", name="Vastleggen").click()
    expect(page.get_by_text("Oordeel voorgesteld.")).to_be_visible()
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
    page.get_by_role("button", name="Vastleggen").click()
    expect(page.get_by_text("Controleer uw gegevens")).to_be_visible()
    axe(page)
    page.context.close()
