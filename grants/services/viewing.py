"""In documenten kijken: what somebody wants to see is asked as a row and drawn by the worker."""

from __future__ import annotations

import datetime
from dataclasses import asdict

from django.db import transaction
from django.db.models.functions import Now

from grants.enums import CheckState, DocumentKind, ScanState
from grants.intake.archive import Refused
from grants.intake.inside import OBSTACLES, Inside, document_in, look_inside
from grants.intake.pages import DrawnPage, draw_pages
from grants.models import DocumentPage, Upload, ViewedDocument, Viewing
from grants.queries.scans import just_tried
from grants.queries.scheme_years import scheme_year_for
from grants.queries.viewing import DRAWN_AT_ONCE, Viewer
from pmg.casework.hints import hint

from .files import read_file, store_file
from .scanning import scan_file

DRAW = "grants.draw_pages"
MOST_ATTEMPTS = 3


def ask_for_documents(upload: Upload) -> Viewing:
    """Vragen welke documenten er in een upload zitten. Asking twice gives the first order.

    What failed by a fault of ours is tried again.
    """
    return _ask(upload, place=0, first=0)


def ask_for_pages(document: ViewedDocument, *, page: int) -> Viewing | None:
    """Bladzijden vragen, with those around `page`; None for one that is not there.

    Near the end of what was drawn the next ones are asked for as well.
    """
    if not 1 <= page <= document.pages:
        return None
    first = (page - 1) // DRAWN_AT_ONCE * DRAWN_AT_ONCE + 1
    order = _ask(document.upload, place=document.place, first=first)
    following = first + DRAWN_AT_ONCE
    if page + 2 >= following and following <= document.pages:
        _ask(document.upload, place=document.place, first=following)
    return order


def ask_for_what_is_missing(shown: Viewer) -> None:
    """Vragen wat het kijkvenster nog niet kan tonen, and the pages that come next."""
    if shown.document is not None:
        ask_for_pages(shown.document, page=shown.number)
    elif shown.upload is not None:
        ask_for_documents(shown.upload)


@transaction.atomic
def _ask(upload: Upload, *, place: int, first: int) -> Viewing:
    order, is_new = Viewing.objects.get_or_create(upload=upload, place=place, first=first)
    failed = Viewing.objects.filter(pk=order.pk, state=CheckState.FAILED)
    again = failed.update(state=CheckState.ASKED, attempts=0, asked_at=Now())
    if is_new or again:
        hint(DRAW, str(order.pk))
    return order


def run_viewing(viewing_id: int) -> None:
    """Opdracht uitvoeren: look into the upload, or draw pages. Doing it again changes nothing.

    A file that could not be scanned for viruses is not opened, and tried again.
    """
    with transaction.atomic():
        order = (
            Viewing.objects.select_for_update(of=("self",), skip_locked=True)
            .select_related("upload__file", "upload__justification__accounting_year__scheme")
            .filter(pk=viewing_id)
            .first()
        )
        if order is None or order.state == CheckState.DONE:
            return
        if scan_file(order.upload.file).state == ScanState.ASKED:
            return
        if order.place == 0:
            _list_documents(order.upload)
        else:
            _draw(order)
        order.state = CheckState.DONE
        order.save(update_fields=["state"])


def note_viewing_failure(viewing_id: int) -> None:
    """Fout van ons vastleggen: after the third attempt the page says so."""
    with transaction.atomic():
        order = Viewing.objects.select_for_update().get(pk=viewing_id)
        if order.state != CheckState.ASKED:
            return
        order.attempts += 1
        if order.attempts >= MOST_ATTEMPTS:
            order.state = CheckState.FAILED
        order.save(update_fields=["attempts", "state"])


def viewings_waiting(*, before: datetime.datetime) -> list[int]:
    """Opdrachten die liggen, the oldest first; what the scanner gave no answer on rests."""
    waiting = Viewing.objects.filter(state=CheckState.ASKED, asked_at__lt=before).exclude(
        upload__file__scan__in=just_tried(now=before)
    )
    return list(waiting.order_by("asked_at").values_list("pk", flat=True)[:50])


def _list_documents(upload: Upload) -> None:
    subject = scheme_year_for(upload.justification)
    found = look_inside(read_file(upload.file), upload.name, subject)
    ViewedDocument.objects.bulk_create(
        ViewedDocument(
            upload=upload,
            place=document.place,
            name=document.name,
            kind=_kind(document),
            pages=document.pages,
            tables=[asdict(grid) for grid in document.grids],
            obstacle=document.obstacle,
        )
        for document in found
    )
    # Somebody who asks what there is wants to see the first page of it.
    first = next((document for document in upload.documents.all() if document.pages), None)
    if first is not None:
        ask_for_pages(first, page=1)


def _kind(document: Inside) -> DocumentKind:
    if document.pages:
        return DocumentKind.PAGES
    return DocumentKind.TABLES if document.grids else DocumentKind.SHUT


def _draw(order: Viewing) -> None:
    document = order.upload.documents.get(place=order.place)
    last = min(order.first + DRAWN_AT_ONCE - 1, document.pages)
    DocumentPage.objects.bulk_create(
        DocumentPage(
            document=document,
            number=page.number,
            image=store_file([page.image]) if page.image else None,
            width=page.width,
            height=page.height,
            text=page.text,
            obstacle=page.obstacle,
        )
        for page in _pages(order, last)
    )


def _pages(order: Viewing, last: int) -> tuple[DrawnPage, ...]:
    try:
        data = document_in(read_file(order.upload.file), order.place)
    except Refused as refused:
        why = OBSTACLES[refused.obstacle]
        return tuple(DrawnPage(n, obstacle=why) for n in range(order.first, last + 1))
    return draw_pages(data, first=order.first, last=last)
