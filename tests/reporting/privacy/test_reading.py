"""Every place of a real file is searched: pages, properties, cells, names and attachments."""

from __future__ import annotations

import io
from collections.abc import Mapping

import pypdf
import pytest
import xlsxwriter

from reporting.privacy.reading import parts_of
from reporting.privacy.search import HitKind, Person, search
from reporting.publisher import Output

NOOR = Person("Noor", "Verzinsel")


def places(name: str, content: bytes) -> set[str]:
    found = search(parts_of(name, content), [NOOR], year=2025)
    return {hit.place for hit in found if hit.kind is HitKind.KNOWN_NAME}


def workbook() -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as made:
        made.set_properties({"author": "Noor Verzinsel"})
        made.add_worksheet("Cijfers").write("A1", "gemaakt door mw. Verzinsel")
    return target.getvalue()


def test_a_workbook_is_searched_in_cells_and_properties() -> None:
    assert places("f.xlsx", workbook()) == {"eigenschappen", "onderdeel xl/sharedStrings.xml"}


def test_a_pdf_is_searched_in_pages_properties_and_attachments(
    outputs: Mapping[str, Output],
) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(outputs["pdf"].content))
    writer.add_metadata({"/Author": "Noor Verzinsel"})
    writer.add_attachment("noot.txt", b"van Noor Verzinsel")
    writer.add_attachment("tabel.xlsx", workbook())
    target = io.BytesIO()
    writer.write(target)
    assert places("r.pdf", target.getvalue()) == {
        "eigenschappen",
        "bijlage noot.txt, tekst",
        "bijlage tabel.xlsx, eigenschappen",
        "bijlage tabel.xlsx, onderdeel xl/sharedStrings.xml",
    }


def test_the_name_of_a_file_is_read_and_an_unknown_kind_is_refused() -> None:
    assert places("Noor Verzinsel.csv", b"a;b") == {"bestandsnaam"}
    with pytest.raises(ValueError, match=r"x\.docx"):
        list(parts_of("x.docx", b""))


def test_the_report_names_nobody(outputs: Mapping[str, Output]) -> None:
    for output in outputs.values():
        if output.kind != "note_in":
            assert search(parts_of(output.name, output.content), [NOOR], year=2025) == ()
