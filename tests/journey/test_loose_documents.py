"""Losse documenten uploaden in a real browser: several at once, a line that falls away, one package."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from grants.models import Justification, PackagePart, Upload
from tests.harness.browser import axe
from tests.harness.site import Site
from tests.journey.conftest import Window

NAMES = ("sisa_2025_060513_Jaarstukken.pdf", "brief.pdf")


def choose(page: Page, *names: str, size: int = 1_000) -> None:
    page.get_by_label("SiSa-pakket").set_input_files(
        [
            {"name": name, "mimeType": "application/pdf", "buffer": name.encode() + b"x" * size}
            for name in names
        ]
    )


def send(page: Page) -> None:
    page.get_by_role("button", name="SiSa-pakket uploaden").click()


@pytest.mark.parametrize("javascript", [True, False])
def test_loose_documents_get_their_place_and_become_a_package(
    window: Window, gouda: Justification, live_app: Site, javascript: bool
) -> None:
    page = window("gouda-sisa", f"/verantwoording/{gouda.pk}/", javascript=javascript)
    choose(page, *NAMES)
    send(page)
    expect(page.get_by_text("Nog nodig: Aanbiedingsbrief, Controleverklaring")).to_be_visible()
    expect(page.get_by_text("nog niet op zijn plaats")).to_be_visible()
    if javascript:
        axe(page)
    page.get_by_label("Welk document is dit? (brief.pdf)").select_option("Aanbiedingsbrief")
    page.get_by_role("button", name=re.compile(r"Bewaar.*brief\.pdf")).click()
    expect(page.get_by_text("Nog nodig: Controleverklaring")).to_be_visible()
    page.get_by_role("button", name="Controleer als pakket").click()
    expect(page.get_by_role("link", name="sisa_2025_060513.zip")).to_be_visible()
    assert Upload.objects.get(justification=gouda).kind == "package"


def test_an_upload_that_falls_away_is_sent_again_without_choosing_again(
    window: Window, gouda: Justification, live_app: Site
) -> None:
    page = window("gouda-sisa", f"/verantwoording/{gouda.pk}/")
    choose(page, *NAMES, size=2_000_000)
    page.context.set_offline(True)
    send(page)
    expect(page.get_by_text("Het uploaden is onderbroken.")).to_be_visible()
    assert not PackagePart.objects.filter(justification=gouda).exists()
    page.context.set_offline(False)
    send(page)
    expect(page.get_by_text("Nog nodig:")).to_be_visible()
    assert PackagePart.objects.filter(justification=gouda).count() == len(NAMES)


def test_a_double_click_keeps_a_file_once(
    window: Window, gouda: Justification, live_app: Site
) -> None:
    page = window("gouda-sisa", f"/verantwoording/{gouda.pk}/")
    choose(page, NAMES[0])
    page.get_by_role("button", name="SiSa-pakket uploaden").dblclick()
    expect(page.get_by_text("Nog nodig:")).to_be_visible()
    assert PackagePart.objects.filter(justification=gouda).count() == 1
