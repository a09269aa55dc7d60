"""Opens a PDF far enough to say whether a colleague can read and search it."""

from __future__ import annotations

import io
import logging

import pypdf
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject

from grants.checks.package_content import Obstacle, PdfContent

from .kinds import PDF, kind_of

logging.getLogger("pypdf").setLevel(logging.CRITICAL)

FIRST_PAGES = 5
ENOUGH_TEXT = 40
END = b"%%EOF"
FAULTS = (
    PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError,
    NotImplementedError, RecursionError, OverflowError, ArithmeticError, OSError, MemoryError,
)  # fmt: skip
"""What pypdf raises over broken files: it reads structures nobody promised."""


def read_pdf(data: bytes, *, all_text: bool = False) -> PdfContent:
    """PDF lezen: text of the first pages, stopping when there is enough unless `all_text`."""
    if not data.startswith(b"%PDF-") and b"%PDF-" not in data[:1024]:
        return PdfContent(Obstacle.NOT_THIS_KIND, looks_like=kind_of(data))
    if END not in data.rstrip(b"\0 \r\n\t")[-2048:]:
        return PdfContent(Obstacle.TRUNCATED, looks_like=PDF)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            return PdfContent(Obstacle.ENCRYPTED, looks_like=PDF)
        if not len(reader.pages):
            return PdfContent(Obstacle.BROKEN, looks_like=PDF)
        return PdfContent(
            text=_text(reader, all_text=all_text),
            has_script=_has_script(reader),
            has_attachments=_has_attachments(reader),
        )
    except FAULTS:
        return PdfContent(Obstacle.BROKEN, looks_like=PDF)


def _text(reader: pypdf.PdfReader, *, all_text: bool) -> str:
    text = ""
    for page in reader.pages[:FIRST_PAGES]:
        text += page.extract_text() + "\n"
        if not all_text and len(text.strip()) >= ENOUGH_TEXT:
            break
    return text


def _dictionary(parent: DictionaryObject, key: str) -> DictionaryObject:
    value = parent.get(key)
    value = value.get_object() if value is not None else None
    return value if isinstance(value, DictionaryObject) else DictionaryObject()


def _has_script(reader: pypdf.PdfReader) -> bool:
    catalog = reader.root_object
    on_open = _dictionary(catalog, "/OpenAction")
    return (
        "/JavaScript" in _dictionary(catalog, "/Names")
        or "/JS" in on_open
        or "/AA" in catalog
        or any("/AA" in page for page in reader.pages[:FIRST_PAGES])
    )


def _has_attachments(reader: pypdf.PdfReader) -> bool:
    return "/EmbeddedFiles" in _dictionary(reader.root_object, "/Names")
