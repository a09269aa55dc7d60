"""Bestanden uit elkaar nemen: text, properties and attachments of what we made ourselves.

These are our own files, so nothing here defends against hostile ones; what cannot be read raises.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import PurePath

import pypdf

from reporting.privacy.search import Part

MARKUP = re.compile(r"<[^>]*>")
PROPERTIES = ("docProps/", "meta.xml")


def parts_of(name: str, content: bytes) -> Iterator[Part]:
    """Every place in a file where words can stand, its name among them.

    Raises ValueError for a kind of file that this does not know: that one was not searched.
    """
    yield Part("bestandsnaam", name)
    kind = PurePath(name).suffix.lower()
    if kind == ".pdf":
        yield from _of_pdf(content)
    elif kind in {".xlsx", ".ods", ".zip"}:
        yield from _of_zip(content)
    elif kind in {".csv", ".json", ".txt", ".html", ".xml", ".svg"}:
        yield Part("tekst", _words(content, is_markup=kind in {".html", ".xml", ".svg"}))
    else:
        raise ValueError(f"A file like {name} cannot be searched.")


def _of_pdf(content: bytes) -> Iterator[Part]:
    reader = pypdf.PdfReader(io.BytesIO(content))
    for number, page in enumerate(reader.pages, 1):
        yield Part(f"bladzijde {number}", page.extract_text())
    properties = " ".join(str(value) for value in (reader.metadata or {}).values())
    packet = reader.root_object.get("/Metadata")
    if packet is not None:
        properties += " " + _words(packet.get_object().get_data(), is_markup=True)
    yield Part("eigenschappen", properties)
    for attached in reader.attachment_list:
        for part in parts_of(attached.name, attached.content):
            yield Part(f"bijlage {attached.name}, {part.place}", part.text)


def _of_zip(content: bytes) -> Iterator[Part]:
    """A workbook: its sheets hold numbers and share their words; each lies in a file of its own.

    Every cell on a line of its own: numbers beside each other are not one number.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        for name in sorted(opened.namelist()):
            if name.endswith((".xml", ".rels")):
                place = "eigenschappen" if name.startswith(PROPERTIES) else f"onderdeel {name}"
                yield Part(place, _words(opened.read(name), is_markup=True, between="\n"))


def _words(content: bytes, *, is_markup: bool, between: str = " ") -> str:
    text = content.decode("utf-8-sig")
    return html.unescape(MARKUP.sub(between, text)) if is_markup else text
