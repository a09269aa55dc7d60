"""Statement forms that must fail: for each finding code the files that show it."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from grants.checks.form_mark import mark_of
from grants.checks.subject import Line, SchemeYear

from .packages import bomb, pdf_with_script, zipped
from .settled import settled
from .statements import LINES, STATEMENT, SUBJECT, changed, good, typed

Maker = Callable[[], bytes]

OPGAVE, BESTEDINGEN = "Opgave", "Bestedingen"
FIRST = 6
"""Row of the first line."""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def with_part(path: str, data: bytes = b"<x/>", of: bytes | None = None) -> bytes:
    """A form with one more part inside, or another in its place."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(of or good())) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            if info.filename != path:
                new.writestr(info, old.read(info))
        new.writestr(path, data, zipfile.ZIP_DEFLATED)
    return settled(out.getvalue())


def with_changed_part(path: str, old: bytes, new: bytes) -> bytes:
    """A form in whose XML something was replaced."""
    with zipfile.ZipFile(io.BytesIO(good())) as book:
        part = book.read(path)
    assert old in part
    return with_part(path, part.replace(old, new))


def as_xlsm() -> bytes:
    """The form saved with macros."""
    types = with_changed_part(
        "[Content_Types].xml",
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    return with_part("xl/vbaProject.bin", OLE + bytes(500), types)


def ods_of(*, manifest: bytes = b"", content: bytes = b"") -> bytes:
    """A small ods by hand."""
    sheets = content or b"<office:spreadsheet/>"
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": b"<office:document-content "
            b'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
            b'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0">'
            b"<office:body>" + sheets + b"</office:body></office:document-content>",
            "META-INF/manifest.xml": b"<manifest>application/vnd.oasis.opendocument.spreadsheet"
            + manifest
            + b"</manifest>",
        }
    )


ENTITY = b'<!DOCTYPE x [<!ENTITY a "b">]>'


def in_two_bytes(path: str = "xl/worksheets/sheet1.xml") -> bytes:
    """A form of which one part has two bytes for a letter, and no mark that says so."""
    with zipfile.ZipFile(io.BytesIO(good())) as book:
        return with_part(path, book.read(path).decode().encode("utf-16-le"))


def ods_in_two_bytes() -> bytes:
    """An ods that hides its entities in letters of two bytes."""
    content = f"{ENTITY.decode()}<office:document-content/>".encode("utf-16-be")
    return with_part("content.xml", content, ods_of())


def ods_wide() -> bytes:
    """An ods with one value repeated over everything there is."""
    return ods_of(
        content=b'<office:spreadsheet><table:table table:name="Opgave">'
        b'<table:table-row table:number-rows-repeated="1048576">'
        b'<table:table-cell office:value-type="float" office:value="1" '
        b'table:number-columns-repeated="16384"/>'
        b"</table:table-row></table:table></office:spreadsheet>"
    )


def renamed(sheet: str, name: str) -> bytes:
    def change(book: Any) -> None:
        book[sheet].title = name

    return changed(change)


def without_row(row: int) -> bytes:
    return changed(lambda book: book[OPGAVE].delete_rows(row))


def of(**facts: Any) -> bytes:
    """A good form for a subject that differs in these facts."""
    return good(replace(SUBJECT, **facts))


def lines(*changed_lines: Line, **fields: Any) -> bytes:
    return good(statement=replace(STATEMENT, lines=changed_lines, **fields))


def amount(value: Any) -> bytes:
    """The spending of the year typed in this way."""
    return typed(OPGAVE, "B11", value)


def line_cell(column: str, value: Any) -> bytes:
    return typed(BESTEDINGEN, f"{column}{FIRST}", value)


def negative(description: str) -> bytes:
    repaid = Line("c", "scholen", "", description, -1_000)
    spent = STATEMENT.spent - 1_000
    return lines(*LINES, repaid, spent=spent, cumulative=spent + 120_000)


def error_cell() -> bytes:
    def change(book: Any) -> None:
        book[BESTEDINGEN][f"E{FIRST}"] = "#REF!"
        book[BESTEDINGEN][f"E{FIRST}"].data_type = "e"

    return changed(change)


SHOULD_FAIL: dict[str, tuple[Maker, ...]] = {
    "opgave-geen-spreadsheet": (
        lambda: pdf_with_script(),
        lambda: b"activiteit;sector;bedrag\na;gemeente;100\n",
        lambda: zipped({"brief.txt": b"hallo"}),
        lambda: zipped({"word/document.xml": b"<x/>"}),
        lambda: zipped({"pmg_2025_0513.xlsx": good()}),
    ),
    "opgave-leeg-bestand": (lambda: b"",),
    "opgave-beschadigd": (
        lambda: good()[: len(good()) // 2],
        lambda: good()[:-30],
        lambda: OLE + bytes(2_000),
        lambda: with_part("xl/workbook.xml", b"<workbook"),
        lambda: with_part("xl/workbook.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><workbook/>'),
        lambda: bomb(claimed=1_000),
        in_two_bytes,
        ods_in_two_bytes,
    ),
    "opgave-versleuteld": (
        lambda: OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600),
        lambda: ods_of(manifest=b"<manifest:encryption-data/>"),
    ),
    "opgave-te-groot": (
        bomb,
        lambda: with_part("xl/media/plaat.png", bytes(70 * 1024 * 1024)),
        lambda: typed(BESTEDINGEN, "XFD1048576", 1),
        lambda: typed(BESTEDINGEN, "CA90000", 1),
        ods_wide,
    ),
    "opgave-macros": (as_xlsm, lambda: with_part("xl/macrosheets/sheet1.xml")),
    "opgave-externe-koppeling": (lambda: with_part("xl/externalLinks/externalLink1.xml"),),
    "opgave-dde": (
        lambda: with_part("xl/externalLinks/externalLink1.xml", b"<externalLink><ddeLink/>"),
        lambda: typed(OPGAVE, "C40", "=cmd|'/c calc'!A0"),
    ),
    "opgave-ingesloten-bestand": (lambda: with_part("xl/embeddings/oleObject1.bin"),),
    "opgave-geen-kenmerk": (
        lambda: typed(OPGAVE, "B20", None),
        lambda: typed(OPGAVE, "B20", "weet ik niet meer"),
    ),
    "opgave-andere-regeling": (lambda: of(scheme="pmg-2026"),),
    "opgave-ander-jaar": (lambda: of(year=2024), lambda: of(year=2026)),
    "opgave-andere-gemeente": (lambda: of(cbs_digits="0141", municipality="Almelo"),),
    "opgave-andere-versie": (lambda: of(form_version=2),),
    "opgave-kenmerk-gewijzigd": (
        lambda: typed(OPGAVE, "B20", str(replace(mark_of(SUBJECT), digest="0" * 16))),
        lambda: typed(
            OPGAVE, "B20", str(mark_of(replace(SUBJECT, year=2024))).replace("2024 0", "2025 0")
        ),
    ),
    "opgave-blad-ontbreekt": (
        lambda: renamed(OPGAVE, "Blad1"),
        lambda: renamed(BESTEDINGEN, "Uitgaven"),
        lambda: changed(lambda book: book.remove(book[BESTEDINGEN])),
    ),
    "opgave-regel-ontbreekt": (
        lambda: without_row(5),
        lambda: without_row(11),
        lambda: without_row(14),
        lambda: typed(OPGAVE, "A12", "Alles bij elkaar"),
    ),
    "opgave-kolom-ontbreekt": (
        lambda: typed(BESTEDINGEN, "B5", "waar"),
        lambda: changed(lambda book: book[BESTEDINGEN].delete_rows(5)),
    ),
    "opgave-vak-leeg": tuple(
        lambda cell=cell: typed(OPGAVE, cell, None)  # type: ignore[misc]
        for cell in ("B11", "B12", "B13")
    ),
    "opgave-formule-zonder-uitkomst": (
        lambda: amount("=285000"),
        lambda: typed(OPGAVE, "B12", "=B8+B11"),
        lambda: line_cell("E", "=21350"),
        lambda: with_changed_part(
            "xl/worksheets/sheet1.xml",
            b'<v>285000</v></c></row><row r="12"',
            b'<f>5</f><v>0</v></c></row><row r="12"',
        ),
    ),
    "opgave-bedrag-onleesbaar": (
        lambda: amount("ongeveer 285.000"),
        lambda: amount("1,234.56"),
        lambda: amount("1e9"),
        lambda: amount(datetime.date(2025, 1, 1)),
        lambda: amount(True),
        lambda: line_cell("E", "1,234.56"),
        error_cell,
    ),
    "opgave-bedrag-met-centen": (
        lambda: amount("285.000,50"),
        lambda: amount(285_000.5),
        lambda: line_cell("E", "1.234,56"),
    ),
    "opgave-ja-of-nee": (
        lambda: typed(OPGAVE, "B13", "misschien"),
        lambda: typed(OPGAVE, "B13", False),
    ),
    "opgave-te-vroeg-eind": (lambda: typed(OPGAVE, "B13", "Ja"),),
    "opgave-activiteit-leeg": (lambda: line_cell("A", None),),
    "opgave-sector-leeg": (lambda: line_cell("B", "  "),),
    "opgave-bedrag-leeg": (lambda: line_cell("E", None),),
    "opgave-onbekende-activiteit": (
        lambda: line_cell("A", "d. Iets anders"),
        lambda: typed(BESTEDINGEN, "A300", "Totaal"),
    ),
    "opgave-onbekende-sector": (lambda: line_cell("B", "Voetbal"),),
    "opgave-naam-te-lang": (lambda: line_cell("C", "x" * 201),),
    "opgave-negatief-zonder-uitleg": (lambda: negative(""),),
    "opgave-negatieve-regel": (lambda: negative("Terugbetaald door partner"),),
    "opgave-interventie-niet-gepland": (lambda: line_cell("C", "Nieuw plan"),),
    "opgave-leeftijd-buiten-regeling": (lambda: line_cell("C", "peuters voorop"),),
    "opgave-sisa-verschil": (
        lambda: lines(
            *LINES, Line("a", "gemeente", "", "Drukwerk", 1), spent=285_001, cumulative=405_001
        ),
    ),
    "opgave-telt-niet-op": (
        lambda: amount(285_001),
        lambda: lines(*LINES[1:]),
        lambda: lines(),
    ),
    "opgave-cumulatief": (lambda: typed(OPGAVE, "B12", 405_001),),
    "opgave-boven-toekenning": (
        lambda: typed(OPGAVE, "B12", 1_500_001),
        lambda: typed(OPGAVE, "B12", 1e9),
    ),
    "opgave-sprong": (
        lambda: lines(Line("a", "gemeente", "", "", 900_000), spent=900_000, cumulative=1_020_000),
        lambda: lines(Line("a", "gemeente", "", "", 9_000), spent=9_000, cumulative=129_000),
    ),
}

FIRST_YEAR: SchemeYear = replace(
    SUBJECT,
    year=2024,
    accepted_before=Decimal(0),
    spent_last_year=None,
    months=6,
    months_last_year=0,
)

SHOULD_PASS: dict[str, tuple[SchemeYear, Maker]] = {
    "as it should be": (SUBJECT, good),
    "nothing spent": (
        replace(SUBJECT, spent_last_year=None, sisa_spent=None),
        lambda: lines(spent=0, cumulative=120_000),
    ),
    "without an award": (
        replace(SUBJECT, awarded=None, accepted_before=None, spent_last_year=None),
        good,
    ),
    "the first year": (
        FIRST_YEAR,
        lambda: good(FIRST_YEAR, replace(STATEMENT, cumulative=STATEMENT.spent)),
    ),
    "the last year": (
        replace(SUBJECT, is_last=True),
        lambda: good(statement=replace(STATEMENT, is_final=True)),
    ),
    "amounts as text": (SUBJECT, lambda: amount("€ 285.000")),
    "amounts with two zeros": (SUBJECT, lambda: amount("285.000,00")),
    "codes instead of words": (SUBJECT, lambda: line_cell("A", "A")),
    "a formula with its result": (
        SUBJECT,
        lambda: with_changed_part(
            "xl/worksheets/sheet1.xml",
            b'<v>285000</v></c></row><row r="12"',
            b'<f>284999+1</f><v>285000</v></c></row><row r="12"',
        ),
    ),
    "a sheet of their own": (SUBJECT, lambda: changed(lambda book: book.create_sheet("Kladblok"))),
    "notes beside the lines": (SUBJECT, lambda: typed(BESTEDINGEN, "H9", "navragen")),
    "lines below the room": (
        SUBJECT,
        lambda: changed(
            lambda book: [
                book[BESTEDINGEN].cell(400, column, value)
                for column, value in enumerate(("a", "gemeente", None, "Nul", 0), start=1)
            ]
        ),
    ),
    "a sum with the noise of floats": (SUBJECT, lambda: amount(285_000.00000000006)),
    "a column before the words": (
        SUBJECT,
        lambda: changed(lambda book: book[OPGAVE].insert_cols(1)),
    ),
    "a column before the lines": (
        SUBJECT,
        lambda: changed(lambda book: book[BESTEDINGEN].insert_cols(1)),
    ),
    "rows above the words": (
        SUBJECT,
        lambda: changed(lambda book: book[OPGAVE].insert_rows(4, 2)),
    ),
    "without the sheet that explains": (
        SUBJECT,
        lambda: changed(lambda book: book.remove(book["Zo vult u dit in"])),
    ),
    "empty rows between": (
        SUBJECT,
        lambda: changed(lambda book: book[BESTEDINGEN].insert_rows(7, 3)),
    ),
}
