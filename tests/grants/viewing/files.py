"""Real PDFs and packages to look into."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal

import pypdf
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
)

from pmg.demo.documents import Contents, package, pdf

CONTENTS = Contents("Gouda", "0513", 2025, "A99", Decimal(285_000), Decimal(410_000))


def pages(count: int) -> bytes:
    """A PDF of so many pages, each saying which one it is."""
    writer = pypdf.PdfWriter()
    for number in range(1, count + 1):
        writer.append(io.BytesIO(pdf([f"Dit is bladzijde {number} van {count}."])))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def sized(width: float, height: float) -> bytes:
    """A PDF with one empty page of this size in points."""
    writer = pypdf.PdfWriter()
    writer.add_blank_page(width, height)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def slow_second_page() -> bytes:
    """Three pages, the second of which draws a form that draws ten forms, ten deep."""
    writer = pypdf.PdfWriter()
    for _ in range(3):
        writer.append(io.BytesIO(pdf(["snel"])))
    inner = None
    for _ in range(10):
        form = StreamObject()
        form.set_data(b"/F Do " * 10 if inner is not None else b"0 0 500 700 re f " * 50)
        form.update(
            {
                NameObject("/Type"): NameObject("/XObject"),
                NameObject("/Subtype"): NameObject("/Form"),
                NameObject("/BBox"): ArrayObject([NumberObject(n) for n in (0, 0, 595, 842)]),
            }
        )
        if inner is not None:
            form[NameObject("/Resources")] = _forms(inner)
        inner = writer._add_object(form)
    page = writer.pages[1]
    page[NameObject("/Resources")] = _forms(inner)
    content = StreamObject()
    content.set_data(b"/F Do")
    page[NameObject("/Contents")] = writer._add_object(content)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _forms(inner: PdfObject) -> DictionaryObject:
    named = DictionaryObject({NameObject("/F"): inner})
    return DictionaryObject({NameObject("/XObject"): named})


def locked() -> bytes:
    """A PDF that asks for a password."""
    writer = pypdf.PdfWriter()
    writer.append(io.BytesIO(pdf(["geheim"])))
    writer.encrypt("wachtwoord", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def zipped(**files: bytes) -> bytes:
    """A zip of these files; an underscore before the extension stands for its dot."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            stem, _, extension = name.rpartition("_")
            archive.writestr(f"{stem}.{extension}", data)
    return out.getvalue()


def full_package() -> bytes:
    """What a municipality delivers: four PDFs and the annex."""
    return package(CONTENTS)
