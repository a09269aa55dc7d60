"""PDFs, good and bad."""

from __future__ import annotations

from typing import Any

import pytest
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from grants.checks.package_content import Obstacle
from grants.intake.pdf import read_pdf
from pmg.demo.documents import pdf
from tests.files import packages as p


def test_the_text_of_a_letter() -> None:
    read = read_pdf(pdf(["Gemeente Gouda", "Ondertekend"]), all_text=True)
    assert read.obstacle is None
    assert "Gouda" in read.text
    assert "Ondertekend" in read.text


@pytest.mark.parametrize(
    ("data", "obstacle"),
    [
        (p.PNG, Obstacle.NOT_THIS_KIND),
        (p.encrypted_pdf(), Obstacle.ENCRYPTED),
        (p.long_pdf(30)[:-600], Obstacle.TRUNCATED),
        (p.long_pdf(30)[:600], Obstacle.TRUNCATED),
        (b"%PDF-1.4\n%%EOF", Obstacle.BROKEN),
        (b"%PDF-1.4\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF", Obstacle.BROKEN),
    ],
)
def test_what_cannot_be_opened(data: bytes, obstacle: Obstacle) -> None:
    assert read_pdf(data).obstacle == obstacle


def test_what_a_mail_program_puts_around_a_pdf_is_no_fault() -> None:
    data = b"\xef\xbb\xbf\r\n" + pdf(["Jaarstukken"]) + b"\r\n" + bytes(500)
    assert read_pdf(data).obstacle is None


def test_a_scan_has_no_text() -> None:
    assert not read_pdf(p.scan()).has_text


def test_only_the_first_pages_are_read() -> None:
    read = read_pdf(p.long_pdf(400), all_text=True)
    assert read.text.count("Jaarstukken") == 5


def _at_a_click(writer: Any) -> None:
    action = {
        NameObject("/S"): NameObject("/JavaScript"),
        NameObject("/JS"): TextStringObject("app.alert(1)"),
    }
    link = {
        NameObject("/Subtype"): NameObject("/Link"),
        NameObject("/A"): DictionaryObject(action),
    }
    writer.pages[0][NameObject("/Annots")] = ArrayObject([DictionaryObject(link)])


def test_scripts_and_attachments() -> None:
    assert read_pdf(p.pdf_with_script()).has_script
    assert read_pdf(p.changed_pdf(_at_a_click)).has_script
    assert read_pdf(p.pdf_with_attachment()).has_attachments
    plain = read_pdf(pdf(["Jaarstukken"]))
    assert (plain.has_script, plain.has_attachments) == (False, False)


def test_a_password_to_change_it_does_not_keep_us_from_reading() -> None:
    data = p.changed_pdf(lambda w: w.encrypt("", "eigenaar", algorithm="RC4-128"), ("Jaarstukken",))
    read = read_pdf(data)
    assert read.obstacle is None
    assert "Jaarstukken" in read.text


def _pages_in_a_circle(writer: Any) -> None:
    pages = writer.root_object["/Pages"].get_object()
    pages[NameObject("/Kids")] = ArrayObject([writer.root_object.raw_get("/Pages")] * 3)


def test_pages_that_never_end() -> None:
    assert read_pdf(p.changed_pdf(_pages_in_a_circle)).obstacle in (
        Obstacle.BROKEN,
        Obstacle.TOO_LARGE,
    )


def test_a_page_that_unpacks_without_end() -> None:
    assert len(p.heavy_pdf()) < 100_000
    assert read_pdf(p.heavy_pdf()).obstacle == Obstacle.TOO_LARGE
