"""What lies in an upload, and of a workbook only our own rows."""

from __future__ import annotations

import io

import pytest
import xlsxwriter

from grants.checks.package_content import Obstacle
from grants.intake.inside import NOT_SHOWN, NOTHING, OBSTACLES, document_in, look_inside
from grants.intake.pages import SHUT
from pmg.demo.documents import pdf
from tests.files.statements import SUBJECT, good

from . import files

NAME = "sisa_2025_060513.zip"


def test_a_package_is_its_documents_in_their_order() -> None:
    data = files.full_package()
    found = look_inside(data, NAME, SUBJECT)
    assert [document.name.removeprefix("sisa_2025_060513_") for document in found] == [
        "Aanbiedingsbrief.pdf",
        "Jaarstukken.pdf",
        "Controleverklaring.pdf",
        "Verslag_van_Bevindingen.pdf",
        "Bijlage_Verantwoordingsinformatie.xlsx",
    ]
    assert [document.pages for document in found] == [1, 1, 1, 1, 0]
    assert document_in(data, 2).startswith(b"%PDF-")


def test_of_the_annex_only_our_block_is_shown() -> None:
    annex = look_inside(files.full_package(), NAME, SUBJECT)[-1]
    ours, errors = annex.grids
    assert [(row[0], row[-1]) for row in ours.rows] == [
        ("A99/01", "€\u00a0285.000"),
        ("A99/02", "€\u00a0410.000"),
        ("A99/03", "Nee"),
    ]
    assert errors.rows == ()
    assert errors.note == "De tabel van fouten en onzekerheden noemt A99 niet."


def test_a_statement_is_its_fields_and_lines() -> None:
    (document,) = look_inside(good(), "pmg_2025_0513.xlsx", SUBJECT)
    fields, lines = document.grids
    assert fields.title == "Opgave"
    assert all(cell for _, cell, _ in fields.rows)
    assert len(lines.rows) > 0
    assert all("€" in row[-1] for row in lines.rows)


def test_a_formula_shows_its_value_and_never_itself() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("Bijlage")
        sheet.write(0, 0, "Indicatornummer: A99 / 01")
        sheet.write_formula(1, 0, '=HYPERLINK("http://kwaad.example","klik")', value="klik")
    (document,) = look_inside(out.getvalue(), "bijlage.xlsx", SUBJECT)
    shown = str(document.grids)
    assert "klik" in shown
    assert "HYPERLINK" not in shown
    assert "kwaad" not in shown


@pytest.mark.parametrize(
    ("data", "name", "why"),
    [
        (files.locked(), "brief.pdf", SHUT),
        (b"<html><script>alert(1)</script>", "brief.html", NOT_SHOWN),
        (b"\x89PNG\r\n\x1a\n", "scan.png", NOT_SHOWN),
        (b"PK\x03\x04 half", "pakket.zip", OBSTACLES[Obstacle.BROKEN]),
        (files.zipped(), "leeg.zip", NOTHING),
        (b"PK", "bijlage.xlsx", OBSTACLES[Obstacle.NOT_THIS_KIND]),
    ],
)
def test_what_cannot_be_shown_says_why(data: bytes, name: str, why: str) -> None:
    (document,) = look_inside(data, name, SUBJECT)
    assert document.obstacle == why
    assert not document.pages
    assert not document.grids


def test_one_bad_document_does_not_hide_the_others() -> None:
    data = files.zipped(goed_pdf=pdf(["goed"]), slot_pdf=files.locked(), pagina_html=b"<html>")
    found = look_inside(data, "pakket.zip", SUBJECT)
    assert [(document.pages, document.obstacle) for document in found] == [
        (1, ""),
        (0, SHUT),
        (0, NOT_SHOWN),
    ]
