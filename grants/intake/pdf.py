"""Opens a PDF far enough to say whether a colleague can read and search it."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pypdf
from pypdf.errors import DependencyError, LimitReachedError
from pypdf.generic import ArrayObject, DictionaryObject

from grants.checks.package_content import Obstacle, PdfContent

from .apart import Crashed, GaveUp, read_apart
from .kinds import PDF, kind_of

# It warns of each thing it repairs; a finding says what matters.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)

FIRST_PAGES = 5
ENOUGH_TEXT = 40
LONGEST_TEXT = 100_000
START = b"%PDF-"
START_WITHIN = 1024
END = b"%%EOF"
END_WITHIN = 2048


def read_pdf(data: bytes, *, all_text: bool = False) -> PdfContent:
    """PDF lezen: text of the first pages, stopping when there is enough unless `all_text`.

    Read in a process of its own: a PDF can keep a reader busy for ever.
    """
    if START not in data[:START_WITHIN]:
        return PdfContent(Obstacle.NOT_THIS_KIND, looks_like=kind_of(data))
    if END not in data.rstrip(b"\0 \r\n\t")[-END_WITHIN:]:
        return PdfContent(Obstacle.TRUNCATED, looks_like=PDF)
    try:
        return read_apart(lambda: _read(data, all_text=all_text))
    except GaveUp:
        return PdfContent(Obstacle.TOO_LARGE, looks_like=PDF)
    except Crashed:
        return PdfContent(Obstacle.BROKEN, looks_like=PDF)


def _read(data: bytes, *, all_text: bool) -> PdfContent:
    try:
        return _content(data, all_text=all_text)
    except MemoryError:
        raise
    except (RecursionError, LimitReachedError):
        return PdfContent(Obstacle.TOO_LARGE, looks_like=PDF)
    except Exception:  # noqa: BLE001 - a broken structure makes pypdf raise anything there is
        return PdfContent(Obstacle.BROKEN, looks_like=PDF)


def _content(data: bytes, *, all_text: bool) -> PdfContent:
    reader = pypdf.PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not _opens_for_everybody(reader):
        return PdfContent(Obstacle.ENCRYPTED, looks_like=PDF)
    pages = [page for _, page in zip(range(FIRST_PAGES), reader.pages, strict=False)]
    if not pages:
        return PdfContent(Obstacle.BROKEN, looks_like=PDF)
    return PdfContent(
        text=_text(pages, all_text=all_text),
        has_script=_has_script(reader.root_object, pages),
        has_attachments=_has_attachments(reader.root_object, pages),
    )


def _opens_for_everybody(reader: pypdf.PdfReader) -> bool:
    """Whether one may read it without a password, though perhaps not print or change it."""
    try:
        return bool(reader.decrypt(""))
    except (DependencyError, NotImplementedError):
        return False


def _text(pages: list[pypdf.PageObject], *, all_text: bool) -> str:
    text = ""
    for page in pages:
        text += page.extract_text() + "\n"
        if not all_text and len(text.strip()) >= ENOUGH_TEXT:
            break
    return text[:LONGEST_TEXT]


def _has_script(catalog: DictionaryObject, pages: list[pypdf.PageObject]) -> bool:
    """JavaScript that runs on opening, by name, on a page or at a click."""
    actions = [_dictionary(catalog, "/OpenAction")]
    actions += [_dictionary(note, "/A") for page in pages for note in _annotations(page)]
    holders = [catalog, *pages, *(note for page in pages for note in _annotations(page))]
    actions += [
        _dictionary(extra, key)
        for extra in (_dictionary(holder, "/AA") for holder in holders)
        for key in extra
    ]
    by_name = "/JavaScript" in _dictionary(catalog, "/Names")
    return by_name or any("/JS" in action for action in actions)


def _has_attachments(catalog: DictionaryObject, pages: list[pypdf.PageObject]) -> bool:
    return "/EmbeddedFiles" in _dictionary(catalog, "/Names") or any(
        note.get("/Subtype") == "/FileAttachment" for page in pages for note in _annotations(page)
    )


def _annotations(page: DictionaryObject) -> Iterator[DictionaryObject]:
    notes = page.get("/Annots")
    notes = notes.get_object() if notes is not None else None
    if isinstance(notes, ArrayObject):
        for note in notes:
            found = note.get_object()
            if isinstance(found, DictionaryObject):
                yield found


def _dictionary(parent: DictionaryObject, key: str) -> DictionaryObject:
    """The dictionary under a key, wherever it lies; an empty one when there is none."""
    value = parent.get(key)
    value = value.get_object() if value is not None else None
    return value if isinstance(value, DictionaryObject) else DictionaryObject()
