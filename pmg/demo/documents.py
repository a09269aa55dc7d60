"""Documents of a fictional SiSa package: small real PDFs, and a workbook with dozens of SPUKs."""

from __future__ import annotations

import datetime
import io
import zipfile
from dataclasses import dataclass
from decimal import Decimal

import pydyf
import xlsxwriter

MADE_ON = datetime.datetime(2024, 1, 1)
ZIP_DATE = (2024, 1, 1, 0, 0, 0)
OTHER_CODES = tuple(f"{letter}{number}" for letter in "ABCDEG" for number in range(1, 6))


@dataclass(frozen=True)
class Contents:
    """What a package says about us; whole euros."""

    municipality: str
    digits: str
    year: int
    sisa_code: str
    spent: Decimal
    cumulative: Decimal
    is_final: bool = False

    @property
    def stem(self) -> str:
        return f"sisa_{self.year}_06{self.digits}"


def package(contents: Contents) -> bytes:
    """A complete package as a zip; the same contents give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, lines in _texts(contents).items():
            _add(archive, f"{contents.stem}_{name}.pdf", pdf(["FICTIEF", *lines]))
        _add(
            archive,
            f"{contents.stem}_Bijlage_Verantwoordingsinformatie.xlsx",
            workbook(contents),
        )
    return buffer.getvalue()


def pdf(lines: list[str]) -> bytes:
    """A one-page PDF with a text layer."""
    document = pydyf.PDF()
    font = pydyf.Dictionary(
        {
            "Type": "/Font",
            "Subtype": "/Type1",
            "BaseFont": "/Helvetica",
            "Encoding": "/WinAnsiEncoding",
        }
    )
    document.add_object(font)
    stream = pydyf.Stream()
    for place, line in enumerate(lines):
        stream.begin_text()
        stream.set_font_size("F1", 12)
        stream.set_text_matrix(1, 0, 0, 1, 60, 780 - 20 * place)
        stream.show_text_string(line)
        stream.end_text()
    document.add_object(stream)
    document.add_page(
        pydyf.Dictionary(
            {
                "Type": "/Page",
                "Parent": document.pages.reference,
                "MediaBox": pydyf.Array([0, 0, 595, 842]),
                "Contents": stream.reference,
                "Resources": pydyf.Dictionary({"Font": pydyf.Dictionary({"F1": font.reference})}),
            }
        )
    )
    out = io.BytesIO()
    document.write(out, version=b"1.7")
    return out.getvalue()


def workbook(contents: Contents) -> bytes:
    """The annex with thirty other SPUKs and ours among them, and the table of errors."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"title": "FICTIEF", "created": MADE_ON})
        bold = book.add_format({"bold": True, "text_wrap": True})
        sheet = book.add_worksheet("Verantwoordingsinformatie")
        sheet.write(0, 0, f"SiSa-bijlage {contents.year}, {contents.municipality} (FICTIEF)", bold)
        codes = sorted({*OTHER_CODES, contents.sisa_code})
        row = 2
        for code in codes:
            ours = code == contents.sisa_code
            name = "Preventie met Gezag" if ours else f"Andere uitkering {code} (fictief)"
            sheet.write(row, 0, f"JenV {code} {name}" if ours else f"{code} {name}", bold)
            headings = (
                ("Besteding in jaar T", "R"),
                ("Cumulatieve besteding", "R"),
                ("Eindverantwoording (Ja/Nee)", "n.v.t."),
            )
            for column, (title, control) in enumerate(headings, start=1):
                sheet.write(
                    row,
                    column,
                    f"{title}\nAard controle {control}\nIndicatornummer: {code} / 0{column}",
                    bold,
                )
            if ours:
                sheet.write_number(row + 1, 1, int(contents.spent))
                sheet.write_number(row + 1, 2, int(contents.cumulative))
                sheet.write_string(row + 1, 3, "Ja" if contents.is_final else "Nee")
            else:
                sheet.write_number(row + 1, 1, 1000 * len(code) + row)
                sheet.write_number(row + 1, 2, 2000 * len(code) + row)
                sheet.write_string(row + 1, 3, "Nee")
            row += 3
        errors = book.add_worksheet("Tabel fouten en onzekerheden")
        for column, title in enumerate(("Code", "Uitkering", "Fout of onzekerheid", "Bedrag")):
            errors.write(0, column, title, bold)
        errors.write(1, 0, "n.v.t.")
    return buffer.getvalue()


def _texts(contents: Contents) -> dict[str, list[str]]:
    year = contents.year
    return {
        "Aanbiedingsbrief": [
            f"Aanbiedingsbrief SiSa {year}, gemeente {contents.municipality}",
            f"De jaarstukken zijn vastgesteld door de gemeenteraad op 1 juli {year + 1}.",
            "Hierbij verklaren wij dat de verantwoordingsinformatie volledig en juist is.",
            "Ondertekend namens het college van burgemeester en wethouders,",
            "de secretaris (fictief), de burgemeester (fictief)",
        ],
        "Jaarstukken": [f"Jaarstukken {year} van de gemeente {contents.municipality}"],
        "Controleverklaring": [
            "Controleverklaring van de onafhankelijke accountant",
            f"Wij hebben de jaarrekening {year} gecontroleerd.",
        ],
        "Verslag_van_Bevindingen": [f"Verslag van bevindingen {year}", "Geen bijzonderheden."],
    }


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    """Add a file with a fixed date: the archive's bytes depend on its contents alone."""
    info = zipfile.ZipInfo(name, ZIP_DATE)
    info.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(info, data)
