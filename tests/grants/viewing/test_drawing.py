"""Pages are drawn by us, under limits, and a page that cannot be drawn says why."""

from __future__ import annotations

import io
import random

import pytest
from PIL import Image

from grants.intake import pages as drawing
from grants.intake.pages import BROKEN, SHUT, TOO_MUCH, count_pages, draw_pages
from pmg.demo.documents import pdf

from . import files


def test_each_page_is_an_image_with_its_text_beside_it() -> None:
    data = files.pages(7)
    assert count_pages(data) == (7, "")
    drawn = draw_pages(data, first=6, last=10)
    assert [page.number for page in drawn] == [6, 7]
    assert drawn[0].text == "Dit is bladzijde 6 van 7."
    picture = Image.open(io.BytesIO(drawn[0].image))
    assert picture.format == "WEBP"
    assert picture.size == (drawn[0].width, drawn[0].height)
    assert picture.convert("L").getextrema()[0] < 100  # there are letters on it


def test_the_same_page_gives_the_same_image() -> None:
    data = files.pages(1)
    assert draw_pages(data, first=1, last=1) == draw_pages(data, first=1, last=1)


@pytest.mark.parametrize(("width", "height"), [(14_400, 14_400), (2, 14_400), (1, 1)])
def test_a_page_of_any_size_becomes_an_image_of_a_sane_size(width: int, height: int) -> None:
    (page,) = draw_pages(files.sized(width, height), first=1, last=1)
    assert page.obstacle == ""
    assert 0 < page.width * page.height <= drawing.MOST_DOTS * 1.1
    assert max(page.width, page.height) <= drawing.LONGEST_SIDE + 1


def test_a_password_is_told() -> None:
    assert count_pages(files.locked()) == (0, SHUT)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"%PDF-1.7\n%%EOF", b"PK\x03\x04"])
def test_what_is_no_pdf_is_told(data: bytes) -> None:
    assert count_pages(data) == (0, BROKEN)
    assert [page.obstacle for page in draw_pages(data, first=1, last=2)] == [BROKEN, BROKEN]


def test_a_page_that_takes_too_long_says_so_and_the_others_are_drawn() -> None:
    first, second, third = draw_pages(files.slow_second_page(), first=1, last=3, cpu_seconds=1)
    assert (first.obstacle, second.obstacle, third.obstacle) == ("", TOO_MUCH, "")
    assert third.text == "snel"


def test_damaged_pdfs_never_raise() -> None:
    good, dice = bytearray(files.pages(2)), random.Random(4)
    for _ in range(25):
        bad = bytearray(good)
        for _ in range(dice.randrange(1, 30)):
            bad[dice.randrange(len(bad))] = dice.randrange(256)
        many, obstacle = count_pages(bytes(bad))
        assert many or obstacle
        draw_pages(bytes(bad), first=1, last=2)


def test_text_has_no_characters_that_a_database_refuses() -> None:
    assert drawing._plain("a\x00b\r\nc\ufffed \ud800") == "ab\ncd"


def test_lines_stay_lines() -> None:
    (page,) = draw_pages(pdf(["Een regel", "Nog een regel"]), first=1, last=1)
    assert page.text.splitlines() == ["Een regel", "Nog een regel"]
