"""In documenten kijken: what the viewer beside the workbench shows, as far as it was drawn."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from grants.checks.package_names import START
from grants.enums import CheckState, UploadKind
from grants.models import DocumentPage, Justification, Upload, ViewedDocument, Viewing
from pmg.accounts.models import User

from .visibility import justifications_visible_to

ZOOMS = (100, 150, 200)
DRAWN_AT_ONCE = 5
"""Pages that are drawn together: the next ones are there before one has read the first."""


@dataclass(frozen=True)
class Chosen:
    """Wat iemand wil zien; whatever is missing or not there falls back on the first."""

    upload: uuid.UUID | None = None
    document: int = 0
    page: int = 1
    zoom: int = ZOOMS[0]


@dataclass(frozen=True)
class Entry:
    """Document in de lijst: without what every name in a package begins with."""

    document: ViewedDocument

    @property
    def label(self) -> str:
        """`Verslag van Bevindingen (pdf)` for sisa_2025_060513_Verslag_van_Bevindingen.pdf."""
        own = START.sub("", self.document.name, count=1)
        stem, _, extension = own.rpartition(".")
        if own == self.document.name or not stem:
            return self.document.name
        return f"{stem.replace('_', ' ')} ({extension.lower()})"


@dataclass(frozen=True)
class ShownGrid:
    """Tabel uit een werkmap: each value with the heading above it."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[tuple[str, str], ...], ...]
    note: str


@dataclass(frozen=True)
class Viewer:
    """Kijkvenster: the uploads, the documents in the chosen one, and the page that is open.

    `is_asked` is False as long as nobody asked the worker; `is_waiting` while it is at work.
    """

    case: Justification
    uploads: tuple[Upload, ...]
    upload: Upload | None
    documents: tuple[ViewedDocument, ...]
    document: ViewedDocument | None
    number: int
    page: DocumentPage | None
    zoom: int
    is_asked: bool
    has_failed: bool

    @property
    def is_waiting(self) -> bool:
        """Of de worker nog bezig is met wat hier hoort te staan."""
        return self.is_asked and not self.has_failed and not self.is_there

    @property
    def is_there(self) -> bool:
        """Of te zien is wat gevraagd is."""
        if self.document is None:
            return False
        return self.page is not None or not self.document.pages

    @property
    def previous(self) -> int | None:
        """De bladzijde ervoor."""
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        """De bladzijde erna."""
        if self.document is None or self.number >= self.document.pages:
            return None
        return self.number + 1

    @property
    def entries(self) -> tuple[Entry, ...]:
        """De documenten, each under a short name."""
        return tuple(Entry(document) for document in self.documents)

    @property
    def grids(self) -> tuple[ShownGrid, ...]:
        """De tabellen van een werkmap."""
        return tuple(_grid(table) for table in self.document.tables) if self.document else ()

    @property
    def zooms(self) -> tuple[int, ...]:
        """Vergrotingen in procenten."""
        return ZOOMS


def viewer(case: Justification, chosen: Chosen) -> Viewer:
    """What the viewer shows now: at most four queries, whatever was delivered. Asks nothing."""
    uploads = tuple(case.uploads.select_related("file").order_by("-on", "-pk"))
    upload = _chosen_upload(uploads, chosen.upload)
    documents = tuple(upload.documents.all()) if upload else ()
    document = _chosen_document(documents, chosen.document)
    number = max(1, min(chosen.page, document.pages)) if document and document.pages else 1
    orders = list(Viewing.objects.filter(upload=upload, place__in=_places(document)))
    return Viewer(
        case=case,
        uploads=uploads,
        upload=upload,
        documents=documents,
        document=document,
        number=number,
        page=_page(document, number),
        zoom=chosen.zoom if chosen.zoom in ZOOMS else ZOOMS[0],
        is_asked=any(_covers(order, document, number) for order in orders),
        has_failed=any(
            _covers(order, document, number) and order.state == CheckState.FAILED
            for order in orders
        ),
    )


def pages_visible_to(user: User) -> QuerySet[DocumentPage]:
    """Bladzijden die `user` mag zien: those of cases that user may see."""
    return DocumentPage.objects.select_related("image").filter(
        document__upload__justification__in=justifications_visible_to(user)
    )


def _chosen_upload(uploads: tuple[Upload, ...], wanted: uuid.UUID | None) -> Upload | None:
    """The one that was asked for, else the newest package, else the newest of all."""
    for upload in uploads:
        if upload.pk == wanted:
            return upload
    packages = (upload for upload in uploads if upload.kind == UploadKind.PACKAGE)
    return next(packages, uploads[0] if uploads else None)


def _chosen_document(documents: tuple[ViewedDocument, ...], place: int) -> ViewedDocument | None:
    for document in documents:
        if document.place == place:
            return document
    return documents[0] if documents else None


def _grid(table: dict[str, Any]) -> ShownGrid:
    headings = tuple(table["headings"])
    rows = tuple(tuple(zip(headings, row, strict=True)) for row in table["rows"])
    return ShownGrid(table["title"], headings, rows, table["note"])


def _places(document: ViewedDocument | None) -> set[int]:
    return {document.place} if document else {0}


def _covers(order: Viewing, document: ViewedDocument | None, number: int) -> bool:
    """Whether the order is about what should stand here."""
    if document is None:
        return order.place == 0
    following = order.first + DRAWN_AT_ONCE
    return order.place == document.place and order.first <= number < following


def _page(document: ViewedDocument | None, number: int) -> DocumentPage | None:
    if document is None or not document.pages:
        return None
    return document.page_rows.select_related("image").filter(number=number).first()
