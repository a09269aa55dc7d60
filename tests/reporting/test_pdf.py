"""The PDF, judged by three validators and our own eyes for what they miss."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import outloud
import page as page_validation
import pypdf
import pytest

from pmg.pdf.engine import RenderingFault, render_pdf
from pmg.pdf.metadata import Metadata
from reporting.publisher import FOLDERS, Output, make_outputs
from reporting.snapshot import Missing, to_bytes
from tests.reporting import verapdf
from tests.reporting.years import NAMES, make_year

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("flavour", ["PDFUA_1", "PDFA_3_A"])
def test_verapdf_has_nothing_against_the_report(pdf_path: Path, flavour: str) -> None:
    assert verapdf.failures(pdf_path, flavour) == []


@pytest.mark.parametrize("flavour", ["PDFUA_1", "PDFA_2_A"])
def test_verapdf_has_nothing_against_the_archive_copy(archive_path: Path, flavour: str) -> None:
    assert verapdf.failures(archive_path, flavour) == []


def test_verapdf_sees_a_missing_title(pdf_path: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(pdf_path.read_bytes().replace(b"<dc:title>", b"<dc:titel>"))
    assert verapdf.failures(broken, "PDFUA_1")


@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_3A"])
def test_the_fast_validator_agrees(outputs: Mapping[str, Output], profile: str) -> None:
    report = page_validation.validate_pdf_bytes(
        outputs["pdf"].content, profile=getattr(page_validation.ValidationProfile, profile)
    )
    assert [(fault.rule_id, fault.message) for fault in report.failures] == []


def test_the_tags_make_sense_when_read_aloud(pdf_path: Path) -> None:
    # TBL-010 takes small tables with a header row and header column for broken ones; PAG-001 takes
    # the last row of a municipality's page for a running foot.
    found = outloud.check(str(pdf_path), skip=["TBL-010", "PAG-001"])
    assert found.error is None
    assert [(finding.rule, finding.message) for finding in found.findings] == []


def elements(path: Path) -> list[tuple[str, Any]]:
    """Role and dictionary of all elements of the tag tree, in order of reading."""
    found: list[tuple[str, Any]] = []

    def walk(node: Any) -> None:
        node = node.get_object()
        if "/S" in node:
            found.append((node["/S"][1:], node))
            for kid in node.get("/K", []):
                walk(kid)

    walk(pypdf.PdfReader(path).trailer["/Root"]["/StructTreeRoot"]["/K"][0])
    return found


def test_a_table_over_two_pages_is_one_table(pdf_path: Path) -> None:
    tables = [node for role, node in elements(pdf_path) if role == "Table"]
    sizes = [
        sum(
            len(part.get_object()["/K"])
            for part in table["/K"]
            if part.get_object()["/S"] == "/TBody"
        )
        for table in tables
    ]
    assert 21 in sizes  # twenty municipalities and their total
    heads = [
        [part for part in table["/K"] if part.get_object()["/S"] == "/THead"] for table in tables
    ]
    assert all(len(head) == 1 for head in heads)


def test_every_header_cell_says_what_it_heads(pdf_path: Path) -> None:
    scopes = {node["/A"]["/Scope"] for role, node in elements(pdf_path) if role == "TH"}
    assert scopes == {"/Row", "/Column"}


def test_pictures_have_a_sentence_and_a_place_on_the_page(pdf_path: Path) -> None:
    figures = [node for role, node in elements(pdf_path) if role == "Figure"]
    assert len(figures) > 20
    for figure in figures:
        left, bottom, right, top = figure["/A"]["/BBox"]
        assert str(figure["/Alt"]).endswith(".")
        assert 0 <= left < right <= 596
        assert 0 <= bottom < top <= 842


def test_contents_lead_to_real_pages(pdf_path: Path) -> None:
    reader = pypdf.PdfReader(pdf_path)
    text = next(page.extract_text() for page in reader.pages if "Inhoud" in page.extract_text())
    numbers = [int(found) for found in re.findall(r"(?<![\d.])(\d{1,3})(?=\n|$)", text)]
    assert len([role for role, _ in elements(pdf_path) if role == "TOCI"]) == len(NAMES) + 12
    assert 0 not in numbers
    assert max(numbers) <= len(reader.pages)


def test_only_our_own_fonts_are_used(pdf_path: Path) -> None:
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in pypdf.PdfReader(pdf_path).pages
        for font in page["/Resources"]["/Font"].get_object().values()
    }
    assert fonts
    assert all("Fira-Sans" in font or "FiraSans" in font for font in fonts), fonts


def test_made_up_figures_are_marked_on_every_page_and_in_every_name(
    pdf_path: Path, outputs: Mapping[str, Output]
) -> None:
    reader = pypdf.PdfReader(pdf_path)
    assert all("FICTIEF" in page.extract_text() for page in reader.pages)
    assert "FICTIEF" in (reader.metadata or {})["/Title"]
    assert all("FICTIEF" in output.name for output in outputs.values())
    assert outputs["csv"].content.decode("utf-8-sig").splitlines()[1].endswith(",ja")


def test_each_municipality_has_one_page(pdf_path: Path) -> None:
    reader = pypdf.PdfReader(pdf_path)
    outline: list[Any] = []
    for item in reader.outline:
        outline += item if isinstance(item, list) else [item]
    pages = {
        item.title: reader.get_destination_page_number(item)
        for item in outline
        if not isinstance(item, list)
    }
    own = sorted(pages[name] for name, _ in NAMES.values())
    assert own == list(range(own[0], own[0] + len(NAMES)))


def test_the_open_data_inside_is_the_open_data_beside_it(
    pdf_path: Path, outputs: Mapping[str, Output]
) -> None:
    inside = pypdf.PdfReader(pdf_path).attachments
    for kind in ("csv", "json", "xlsx"):
        assert inside[outputs[kind].name] == [outputs[kind].content]


def test_another_process_elsewhere_makes_the_same_bytes(
    outputs: Mapping[str, Output], tmp_path: Path
) -> None:
    script = (
        "import django; django.setup()\n"
        "from reporting.publisher import make_outputs\n"
        "from reporting.snapshot import to_bytes\n"
        "from tests.reporting.years import TEXTS, make_year\n"
        "made = make_outputs(to_bytes(make_year(1)), texts=TEXTS)\n"
        "for output in made: print(output.kind, output.sha256)\n"
    )
    elsewhere = {
        **os.environ,
        "TZ": "Asia/Tokyo",
        "LANG": "tr_TR.UTF-8",
        "PYTHONHASHSEED": "77",
        "HOME": str(tmp_path),
        "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "pmg.settings.test",
    }
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env=elsewhere,
        capture_output=True,
        text=True,
        check=True,
    )
    found = dict(line.split() for line in done.stdout.splitlines())
    assert found == {kind: outputs[kind].sha256 for kind in found}
    assert set(found) == {"pdf", "html", "csv", "json", "xlsx"}


def test_a_year_of_which_nothing_is_in_still_makes_a_sound_report(tmp_path: Path) -> None:
    year = make_year(1)
    gap = (Missing("Aanvullende opgave over 2025", "Er is geen verantwoording geopend"),)
    nothing = {"accounting_years": (), "spending": (), "progress": None, "missing": gap}
    empty = replace(
        year,
        municipalities=tuple(
            replace(own, grant_years=(), **nothing)  # type: ignore[arg-type]
            for own in year.municipalities[:3]
        ),
    )
    pdf, *_ = make_outputs(to_bytes(empty))
    path = tmp_path / pdf.name
    path.write_bytes(pdf.content)
    assert verapdf.failures(path, "PDFUA_1") == []
    assert outloud.check(str(path), skip=["TBL-010", "PAG-001"]).findings == []
    text = "".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    assert "Over 2025 is nog niets verantwoord." in text
    assert "ging naar" not in text


@pytest.mark.parametrize(
    "address",
    ["https://example.org/x.css", "file:///etc/passwd", "asset:///../../manage.py"],
)
def test_the_report_reads_nothing_but_its_own_assets(address: str) -> None:
    metadata = Metadata("Titel", "Ministerie", "Onderwerp", (), make_year(1).moment)
    html = f'<html lang="nl"><title>T</title><link rel="stylesheet" href="{address}"><p>x'
    with pytest.raises(RenderingFault, match="may not read"):
        render_pdf(html, metadata=metadata, folders=FOLDERS)


def test_a_warning_is_a_fault() -> None:
    metadata = Metadata("Titel", "Ministerie", "Onderwerp", (), make_year(1).moment)
    html = '<html lang="nl"><title>T</title><style>p { colour: red }</style><p>x'
    with pytest.raises(RenderingFault, match="colour"):
        render_pdf(html, metadata=metadata, folders=FOLDERS)
