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
STARTS = frozenset({"/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/GoToR"})
"""Actions that reach beyond the document; a link to a website is none."""
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
    actions = list(_actions(reader.root_object, pages))
    return PdfContent(
        text=_text(pages, all_text=all_text),
        has_script=_has_script(reader.root_object, actions),
        starts_something=any(action.get("/S") in STARTS for action in actions),
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


def _actions(
    catalog: DictionaryObject, pages: list[pypdf.PageObject]
) -> Iterator[DictionaryObject]:
    """What it does on opening, on a page, at a click or when a box is filled in."""
    notes = [note for page in pages for note in _annotations(page)]
    form = _list(_dictionary(catalog, "/AcroForm"), "/Fields")
    first = [_dictionary(catalog, "/OpenAction"), *(_dictionary(note, "/A") for note in notes)]
    for holder in (catalog, *pages, *notes, *form):
        extra = _dictionary(holder, "/AA")
        first.extend(_dictionary(extra, key) for key in extra)
    for action in first:
        yield action
        yield from _list(action, "/Next")
        yield _dictionary(action, "/Next")


def _has_script(catalog: DictionaryObject, actions: list[DictionaryObject]) -> bool:
    """JavaScript by name, or in what it does."""
    by_name = "/JavaScript" in _dictionary(catalog, "/Names")
    return by_name or any("/JS" in action for action in actions)


def _has_attachments(catalog: DictionaryObject, pages: list[pypdf.PageObject]) -> bool:
    return "/EmbeddedFiles" in _dictionary(catalog, "/Names") or any(
        note.get("/Subtype") == "/FileAttachment" for page in pages for note in _annotations(page)
    )


def _annotations(page: DictionaryObject) -> Iterator[DictionaryObject]:
    return _list(page, "/Annots")


def _list(parent: DictionaryObject, key: str) -> Iterator[DictionaryObject]:
    """The dictionaries in the list under a key; none when there is no list."""
    values = parent.get(key)
    values = values.get_object() if values is not None else None
    if isinstance(values, ArrayObject):
        for value in values:
            found = value.get_object()
            if isinstance(found, DictionaryObject):
                yield found


def _dictionary(parent: DictionaryObject, key: str) -> DictionaryObject:
    """The dictionary under a key, wherever it lies; an empty one when there is none."""
    value = parent.get(key)
    value = value.get_object() if value is not None else None
    return value if isinstance(value, DictionaryObject) else DictionaryObject()
