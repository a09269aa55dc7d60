"""Workbooks of any maker: what is in them is found, what is hidden in them cannot hurt."""

from __future__ import annotations

import io
import zipfile

import pytest
import xlwt
from hypothesis import given
from hypothesis import strategies as st

from grants.checks.package_content import Obstacle
from grants.checks.statement_content import Hazard
from grants.intake.sheet_parts import CellPlace
from grants.intake.spreadsheet import Unreadable, read_spreadsheet
from grants.intake.statement import read_statement
from grants.services.prechecks import check_statement
from tests.files.faulty_statements import ods_of, typed, with_changed_part, with_part
from tests.files.statements import SUBJECT, good

SHEET = "xl/worksheets/sheet1.xml"
GOOD = good()


def ods_cell(attributes: str, text: str = "") -> bytes:
    return ods_of(
        content=(
            '<office:spreadsheet><table:table table:name="Opgave"><table:table-row>'
            f"<table:table-cell {attributes}>{text}</table:table-cell></table:table-row>"
            "</table:table></office:spreadsheet>"
        ).encode()
    )


def xls(text: str = "hallo") -> bytes:
    book = xlwt.Workbook()
    book.add_sheet("Opgave").write(0, 0, text)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "hazard"),
    [
        (ods_cell('table:formula="of:=DDE(&quot;a&quot;)"'), Hazard.DDE),
        (ods_cell("table:formula=\"of:='file:///c:/x.ods'#$A.B1\""), Hazard.EXTERNAL_LINKS),
        (
            ods_of(content=b"<office:spreadsheet><table:table-source/></office:spreadsheet>"),
            Hazard.EXTERNAL_LINKS,
        ),
        (xls() + "_VBA_PROJECT_CUR".encode("utf-16-le"), Hazard.MACROS),
        (with_part("xl/activeX/activeX1.bin", of=GOOD), Hazard.EMBEDDED),
    ],
)
def test_dangers_are_seen(data: bytes, hazard: Hazard) -> None:
    assert read_spreadsheet(data).hazards == {hazard}


def test_an_ods_formula_without_a_result_is_seen() -> None:
    assert read_spreadsheet(ods_cell('table:formula="of:=1+1"')).uncomputed == {
        CellPlace("Opgave", 0, 0)
    }
    computed = ods_cell('table:formula="of:=1+1" office:value-type="float" office:value="2"')
    assert read_spreadsheet(computed).uncomputed == frozenset()


def test_a_formula_that_gives_an_empty_text_has_a_result() -> None:
    data = with_changed_part(
        SHEET,
        b'<v>285000</v></c></row><row r="12"',
        b'</c><c r="C11" t="str"><f>""</f><v></v></c></row><row r="12"',
    )
    assert CellPlace("Opgave", 10, 2) not in read_spreadsheet(data).uncomputed


@pytest.mark.parametrize(
    "data",
    [
        xls("Zie\0het"),
        typed("Opgave", "A1", "Zie_x0000_het"),
        with_changed_part("xl/sharedStrings.xml", b"Aanvullende opgave", b"Zie_x0000_het"),
    ],
)
def test_no_text_holds_what_a_database_refuses(data: bytes) -> None:
    assert read_spreadsheet(data).sheets["Opgave"][0][0].startswith("Ziehet")


@pytest.mark.parametrize(
    "far",
    [
        b'<c r="XFD1048576"><v>1</v></c>',
        b"<c r='XFD1048576'><v>1</v></c>",
        b'<c\nr="XFD1048576"><v>1</v></c>',
        b'<c r="&#88;FD1048576"><v>1</v></c>',
        b'<c  r = "XFD1048576"><v>1</v></c>',
        b"<c r= 'XFD1048576'><v>1</v></c>",
        b'</row><row r="1048576"><c r="Z1048576"><v>1</v></c>',
        b'</row><row r="1048576"><c><v>1</v></c>',
    ],
)
def test_a_cell_at_the_end_of_the_world_takes_no_room(far: bytes) -> None:
    data = with_changed_part(SHEET, b"</sheetData>", b'<row r="3">' + far + b"</row></sheetData>")
    try:
        sheets = read_spreadsheet(data).sheets
    except Unreadable as refused:
        assert refused.obstacle in (Obstacle.TOO_LARGE, Obstacle.BROKEN)  # noqa: PT017
    else:
        assert len(sheets["Opgave"]) < 100  # the reader passed over it


def test_a_part_that_unpacks_to_more_than_it_says_is_refused() -> None:
    data = bytearray(good())
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        size = book.getinfo(SHEET).file_size.to_bytes(4, "little")
    lie = (5).to_bytes(4, "little")
    assert size in data
    with pytest.raises(Unreadable):
        read_spreadsheet(bytes(data).replace(size, lie))


@pytest.mark.parametrize("encoding", [b"rId3", b"utf-7", b"hex", b"utf-16", b"UTF-\xc3\xa98"])
def test_a_part_in_an_encoding_that_nobody_reads_is_broken(encoding: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as book:
        xml = book.read("xl/_rels/workbook.xml.rels")
    start, end = xml.index(b'encoding="') + 10, xml.index(b'"', xml.index(b'encoding="') + 10)
    data = with_part("xl/_rels/workbook.xml.rels", xml[:start] + encoding + xml[end:], GOOD)
    with pytest.raises(Unreadable) as refused:
        read_spreadsheet(data)
    assert refused.value.obstacle == Obstacle.BROKEN


@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=40), st.booleans())
def test_a_form_damaged_anywhere_gets_an_answer(where: int, junk: bytes, cut: bool) -> None:
    data = GOOD[:where] + junk + (b"" if cut else GOOD[where + len(junk) :])
    outcome = check_statement(data, "pmg_2025_0513.xlsx", SUBJECT)
    assert outcome.readable or outcome.findings


@given(
    st.binary(max_size=200),
    st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]),
)
def test_any_bytes_get_an_answer(junk: bytes, start: bytes) -> None:
    assert read_statement(start + junk).obstacle is not None


PARTS = [name for name in zipfile.ZipFile(io.BytesIO(GOOD)).namelist() if name.endswith(".xml")]


@given(st.sampled_from(PARTS), st.integers(0, 10_000), st.binary(min_size=1, max_size=12))
def test_a_form_with_any_part_damaged_gets_an_answer(part: str, where: int, junk: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as book:
        xml = book.read(part)
    at = where % len(xml)
    data = with_part(part, xml[:at] + junk + xml[at + len(junk) :], GOOD)
    outcome = check_statement(data, "pmg_2025_0513.xlsx", SUBJECT)
    assert outcome.readable or outcome.findings


@pytest.mark.parametrize("form", [GOOD, ods_of()], ids=["xlsx", "ods"])
def test_a_part_that_zip_cannot_unpack_is_a_broken_file_and_no_fault_of_ours(form: bytes) -> None:
    """Bit 5 in its header says that a part is a patch of another file; nobody makes such zips."""
    data = bytearray(form)
    with zipfile.ZipFile(io.BytesIO(form)) as book:
        for part in book.infolist():
            data[part.header_offset + 6] |= 0x20
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 8] |= 0x20
        at += 4
    with pytest.raises(Unreadable) as refused:
        read_spreadsheet(bytes(data))
    assert refused.value.obstacle is Obstacle.BROKEN
