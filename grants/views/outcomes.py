"""Uitkomsten van betalingen: the files, what each would do, and booking it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from grants.enums import CheckState
from grants.forms.outcomes import BookForm, OutcomeFileForm
from grants.forms.seen import INCOMPLETE, Seen
from grants.models import OutcomeFile
from grants.queries.outcomes import outcome_files, preview
from grants.services.files import open_file
from grants.services.outcomes import BOOKERS, book_outcomes, hand_in_outcomes, read_again
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest
from pmg.casework.errors import MoveRefused
from pmg.paging import page_by

from .payment_orders import READERS

CRUMBS = [("Betalingen", "grants:payment_list"), ("Uitkomsten", "grants:outcome_files")]


@open_to(*READERS)
def outcome_file_list(request: SignedInRequest) -> HttpResponse:
    """Uitkomstbestanden, the newest first, and the form for the next one."""
    may_book = request.user.has_role(*BOOKERS)
    sent = request.method == "POST" and may_book
    form = OutcomeFileForm(request.POST if sent else None, request.FILES if sent else None)
    if sent and (made := _handed_in(request, form)):
        return redirect("grants:outcome_file", pk=made.pk)
    return render(
        request,
        "grants/outcomes/list.html",
        {
            "form": form if may_book else None,
            "page": page_by(
                outcome_files(),
                "-on",
                "-id",
                after=request.GET.get("na", ""),
                before=request.GET.get("voor", ""),
            ),
            "key": uuid.uuid4(),
            "crumbs": _crumbs(1),
        },
    )


def _handed_in(request: SignedInRequest, form: OutcomeFileForm) -> OutcomeFile | None:
    if not Seen(request.POST).is_valid():
        messages.error(request, INCOMPLETE)
        return None
    if not form.is_valid():
        return None
    file = form.cleaned_data["file"]
    try:
        made, is_new = hand_in_outcomes(
            name=file.name, chunks=file.chunks(), by=request.user, on=timezone.now()
        )
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
        return None
    if is_new:
        messages.success(request, f"‘{file.name}’ is bewaard. Er is nog niets geboekt.")
    else:
        messages.info(request, "Dit bestand was al ingelezen. U ziet hoe het er nu voor staat.")
    return made


@open_to(*READERS)
def outcome_file(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Eén uitkomstbestand: findings, what it would book, and the button that books it."""
    now = timezone.now()
    found = _file(pk)
    if request.method == "POST":
        _booked(request, found)
        return redirect("grants:outcome_file", pk=pk)
    is_read = found.work.state == CheckState.DONE
    seen = preview(found, today=timezone.localdate(now)) if is_read else None
    refused = [one.finding for one in seen.refused] if seen else []
    may_book = request.user.has_role(*BOOKERS)
    return render(
        request,
        "grants/outcomes/file.html",
        {
            "file": found,
            "seen": seen,
            "findings": [*found.findings.all(), *refused],
            "form": BookForm(initial={"seen": seen.fingerprint})
            if seen and seen.books and may_book
            else None,
            "may_book": may_book,
            "key": uuid.uuid4(),
            "crumbs": _crumbs(2),
        },
    )


def _booked(request: SignedInRequest, found: OutcomeFile) -> None:
    """Books what the page showed, and says what happened."""
    form = BookForm(request.POST)
    if not (Seen(request.POST).is_valid() and form.is_valid()):
        messages.error(request, INCOMPLETE)
        return
    try:
        number = book_outcomes(
            outcome_file=found,
            seen=form.cleaned_data["seen"],
            by=request.user,
            on=timezone.now(),
        )
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
        return
    words = {0: "Alles uit dit bestand was al geboekt.", 1: "Eén uitkomst is geboekt."}
    messages.success(request, words.get(number, f"{number} uitkomsten zijn geboekt."))


@open_to(*READERS)
@require_GET
def outcome_reading(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The part of the page that follows the worker; once it is done the page is drawn anew."""
    found = _file(pk)
    answer = render(
        request,
        "grants/outcomes/_reading.html",
        {"file": found, "may_book": request.user.has_role(*BOOKERS)},
    )
    if found.work.state != CheckState.ASKED:
        answer["HX-Refresh"] = "true"
    return answer


@open_to(*BOOKERS)
@require_POST
def outcome_again(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Opnieuw lezen after a fault of ours."""
    read_again(_file(pk), by=request.user)
    return redirect("grants:outcome_file", pk=pk)


@open_to(*READERS)
@require_GET
def outcome_original(request: SignedInRequest, pk: uuid.UUID) -> FileResponse:
    """Het bestand zoals het kwam, always as a download."""
    found = _file(pk)
    response = FileResponse(
        open_file(found.file),
        as_attachment=True,
        filename=found.name,
        content_type="application/octet-stream",
    )
    response["Content-Security-Policy"] = "sandbox"
    return response


def _file(pk: uuid.UUID) -> OutcomeFile:
    return get_object_or_404(outcome_files(), pk=pk)


def _crumbs(depth: int) -> list[tuple[str, str]]:
    return [(title, reverse(name)) for title, name in CRUMBS[:depth]]
