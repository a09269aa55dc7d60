"""SiSa packages that must fail: for each finding code the files that show it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable

from pmg.demo.documents import pdf

from . import packages as p

LETTER = "Aanbiedingsbrief"
REPORT = "Jaarstukken"


def letter(*lines: str) -> bytes:
    return p.replaced(LETTER, pdf(["Aanbiedingsbrief SiSa 2025, gemeente Gouda", *lines]))


SIGNED = "Ondertekend namens het college van burgemeester en wethouders."
ADOPTED = "De raad heeft de jaarstukken vastgesteld op 1 juli 2026."
DECLARED = "Wij verklaren dat de gegevens juist en volledig zijn."

Case = tuple[str, Callable[[], bytes]]

THE_ZIP: list[Case] = [
    ("pakket-geen-zip", lambda: b"Dit is tekst."),
    ("pakket-geen-zip", lambda: b""),
    ("pakket-geen-zip", lambda: pdf(["Jaarstukken"])),
    ("pakket-geen-zip", p.good_annex),
    ("pakket-beschadigd", lambda: p.good()[:-400]),
    ("pakket-beschadigd", lambda: p.good()[: len(p.good()) // 2]),
    ("pakket-versleuteld", p.encrypted_zip),
    ("pakket-te-groot", p.bomb),
    ("pakket-te-veel-bestanden", lambda: p.many_files(501)),
    ("pakket-onveilige-naam", lambda: p.with_path("../../etc/cron.d/x")),
    ("pakket-onveilige-naam", lambda: p.with_path("/etc/passwd")),
    ("pakket-onveilige-naam", lambda: p.with_path("C:/Windows/x.pdf")),
    ("pakket-onveilige-naam", lambda: p.with_path("map\\..\\..\\x.pdf")),
    ("pakket-onveilige-naam", p.with_symlink),
    ("pakket-inpakwijze", lambda: p.packed_with(zipfile.ZIP_LZMA)),
    ("pakket-inpakwijze", lambda: p.packed_with(zipfile.ZIP_BZIP2)),
]

THE_DOCUMENTS: list[Case] = [
    ("pakket-zip-in-zip", lambda: p.zipped({p.NAME: p.good()})),
    ("pakket-zip-in-zip", lambda: p.plus("meer.zip", p.good())),
    ("pakket-map", lambda: p.all_renamed(lambda name: f"{'brieven/' * (LETTER in name)}{name}")),
    ("document-ontbreekt", lambda: p.without(REPORT)),
    ("document-ontbreekt", lambda: p.without(p.ANNEX)),
    ("document-te-veel", lambda: p.plus("vakantiefoto.jpg")),
    ("document-dubbel", lambda: p.plus(p.named(REPORT).upper(), p.pdf(["Jaarstukken"]))),
    ("document-dubbel", lambda: p.plus(f"kopie/{p.named(REPORT)}", p.pdf(["Jaarstukken"]))),
    ("document-dubbel", p.twice_the_same_name),
    ("document-dubbel", lambda: p.plus(p.named(p.ANNEX, "ods"), p.good_annex())),
    ("document-jaar", lambda: p.renamed(REPORT, p.named(REPORT).replace("2025", "2024"))),
    ("document-jaar", lambda: p.all_renamed(lambda name: name.replace("2025", "2024"))),
    ("document-gemeente", lambda: p.renamed(REPORT, p.named(REPORT).replace("0513", "0344"))),
    ("document-naam", lambda: p.renamed(REPORT, "Jaarstukken Gouda definitief.pdf")),
    ("document-naam", lambda: p.renamed(REPORT, "sisa_2025_060513_Jaarstukken (1).pdf")),
    ("document-naam", lambda: p.renamed(REPORT, "sisa_2025_060513_Jaarstukken_v2.pdf")),
    ("document-bestandstype", lambda: p.renamed(REPORT, p.named(REPORT, "docx"))),
    ("document-beschadigd", lambda: p.damaged(REPORT)),
    ("document-leeg", lambda: p.replaced(REPORT, b"")),
    ("document-leeg", lambda: p.replaced(p.ANNEX, b"")),
]

THE_PDFS: list[Case] = [
    ("pdf-geen-pdf", lambda: p.replaced(REPORT, p.PNG)),
    ("pdf-geen-pdf", lambda: p.replaced(REPORT, b"zomaar wat")),
    ("pdf-versleuteld", lambda: p.replaced(REPORT, p.encrypted_pdf())),
    ("pdf-afgebroken", lambda: p.replaced(REPORT, p.long_pdf(20)[:-500])),
    ("pdf-onleesbaar", lambda: p.replaced(REPORT, b"%PDF-1.7\n" + bytes(900) + b"\n%%EOF")),
    ("pdf-te-zwaar", lambda: p.replaced(REPORT, p.heavy_pdf())),
    ("pdf-zonder-tekst", lambda: p.replaced(REPORT, p.scan())),
    ("pdf-script", lambda: p.replaced(REPORT, p.pdf_with_script())),
    ("pdf-programma", lambda: p.replaced(REPORT, p.pdf_that_starts_something())),
    ("pdf-bijlagen", lambda: p.replaced(REPORT, p.pdf_with_attachment())),
    ("brief-ondertekening", lambda: letter(ADOPTED, DECLARED)),
    ("brief-vaststelling", lambda: letter(SIGNED, DECLARED)),
    ("brief-verklaring", lambda: letter(SIGNED, ADOPTED)),
]

THE_ANNEX: list[Case] = [
    ("bijlage-geen-werkmap", lambda: p.package_with(pdf(["Bijlage"]))),
    ("bijlage-versleuteld", lambda: p.package_with(p.annex_with_password())),
    ("bijlage-onleesbaar", lambda: p.package_with(p.good_annex()[:-3000])),
    (
        "bijlage-te-groot",
        lambda: p.package_with(p.annex_with_part("xl/media/a.bin", bytes(60_000_000))),
    ),
    ("bijlage-macro", lambda: p.package_with(p.annex_with_part("xl/vbaProject.bin"))),
    (
        "bijlage-koppeling",
        lambda: p.package_with(p.annex_with_part("xl/externalLinks/externalLink1.xml")),
    ),
    (
        "bijlage-koppeling",
        lambda: p.package_with(p.annex_with_part("xl/connections.xml")),
    ),
    ("bijlage-ingesloten", lambda: p.package_with(p.annex_with_part("xl/embeddings/a.docx"))),
    ("code-ontbreekt", lambda: p.package_with(p.annex_without_us())),
    ("code-dubbel", lambda: p.package_with(p.annex_with_us_twice())),
    ("indicator-ontbreekt", lambda: p.package_with(p.annex_without_indicator("02"))),
    ("indicator-meer-waarden", lambda: p.package_with(p.annex_with_two_values("01"))),
    ("indicator-leeg", lambda: p.package_with(p.annex_with("01", None))),
    ("indicator-leeg", lambda: p.package_with(p.annex_with("02", "  "))),
    ("indicator-leeg", lambda: p.package_with(p.annex_with("03", None))),
    ("indicator-formule", lambda: p.package_with(p.annex_with("01", "=SUM(B2:B3)"))),
    ("indicator-onleesbaar", lambda: p.package_with(p.annex_with("01", "ongeveer drie ton"))),
    ("indicator-onleesbaar", lambda: p.package_with(p.annex_with("01", "1,234.56"))),
    ("indicator-onleesbaar", lambda: p.package_with(p.annex_with("01", "1.234,56"))),
    ("indicator-onleesbaar", lambda: p.package_with(p.annex_with("01", 1234.56))),
    ("indicator-onleesbaar", lambda: p.package_with(p.annex_with("01", "1e9"))),
    ("indicator-onleesbaar", lambda: p.package_with(p.annex_with("01", 1e15))),
    ("indicator-onleesbaar", lambda: p.package_with(p.annex_with("03", "misschien"))),
    ("foutentabel-ontbreekt", lambda: p.package_with(p.annex_without_error_table())),
    (
        "foutentabel-noemt-ons",
        lambda: p.package_with(p.annex_with_error("A99", "PmG", "Geen prestatiebewijs", 12_000)),
    ),
]

CASES = THE_ZIP + THE_DOCUMENTS + THE_PDFS + THE_ANNEX
