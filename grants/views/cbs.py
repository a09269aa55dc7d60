"""Leveringen van het CBS: hand in, look at the differences, take over."""

from __future__ import annotations

import uuid

from django import forms
from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from grants.enums import CbsDeliveryState as State
from grants.forms.awards import ReasonForm
from grants.forms.cbs import CbsDeliveryForm, ConfirmForm
from grants.models import AccountingYear, CbsDelivery
from grants.queries.cbs import Preview, changed_after_judgement, deliveries, preview, progress_of
from grants.queries.history import history
from grants.queries.scans import why_not_served
from grants.reckoning.deadlines import day_in_amsterdam
from grants.services import cbs, cbs_reading
from grants.services.files import open_file
from grants.transitions.cbs import RECORDERS
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest
from pmg.casework.errors import MoveRefused
from pmg.paging import page_by

from .acting import Act, offers, perform
from .assessment import READERS

CRUMB = ("Leveringen van het CBS", "grants:cbs_deliveries")
ACTS = {
    "confirm": Act(cbs.confirm, ConfirmForm),
    "discard": Act(cbs.discard, ReasonForm),
    "read_again": Act(cbs_reading.read_again),
}
SHOWN_CHANGED = 10


@open_to(*READERS)
def cbs_deliveries(request: SignedInRequest) -> HttpResponse:
    """Leveringen, the newest first, and the form to hand in the next."""
    may_hand_in = request.user.has_role(*RECORDERS)
    form = None
    if may_hand_in:
        sent = request.method == "POST"
        form = CbsDeliveryForm(
            request.POST if sent else None,
            request.FILES if sent else None,
            initial={"year": _present_year()},
        )
        if sent and form.is_valid():
            file = form.cleaned_data["file"]
            try:
                delivery = cbs.hand_in(
                    accounting_year=form.cleaned_data["year"],
                    name=file.name,
                    chunks=file.chunks(),
                    by=request.user,
                    on=timezone.now(),
                )
            except MoveRefused as refusal:
                messages.error(request, str(refusal))
            else:
                messages.success(request, f"‘{file.name}’ is bewaard en wordt gelezen.")
                return redirect("grants:cbs_delivery", pk=delivery.pk)
    changed = changed_after_judgement(request.user)
    return render(
        request,
        "grants/cbs/list.html",
        {
            "form": form,
            "page": page_by(
                deliveries(),
                "-on",
                "-id",
                after=request.GET.get("na", ""),
                before=request.GET.get("voor", ""),
            ),
            "changed": list(changed[:SHOWN_CHANGED]),
            "changed_count": changed.count(),
        },
    )


@open_to(*READERS)
def cbs_delivery(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Levering: what it changes, and the buttons to take it over or not."""
    delivery = _delivery(pk)
    typed: forms.Form | None = None
    if request.method == "POST":
        typed = perform(request, delivery, ACTS, on=timezone.now())
        if typed is None:
            return redirect("grants:cbs_delivery", pk=pk)
        delivery = _delivery(pk)
    seen = None if delivery.state in (State.RECEIVED, State.FAILED) else preview(delivery)
    return render(
        request,
        "grants/cbs/delivery.html",
        {
            "case": delivery,
            "seen": seen,
            "progress": None if seen else progress_of(delivery),
            "offers": _offers(request, delivery, seen, typed),
            "steps": history(delivery, user=request.user),
            "form": typed,
            "key": uuid.uuid4(),
            "crumbs": [(CRUMB[0], reverse(CRUMB[1]))],
        },
    )


@open_to(*READERS)
@require_GET
def cbs_delivery_reading(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The part of the page that follows the worker; once it is done the page is drawn anew."""
    delivery = _delivery(pk)
    answer = render(
        request,
        "grants/cbs/_reading.html",
        {"case": delivery, "progress": progress_of(delivery)},
    )
    if delivery.state != State.RECEIVED:
        answer["HX-Refresh"] = "true"
    return answer


@open_to(*READERS)
@require_GET
def cbs_delivery_file(request: SignedInRequest, pk: uuid.UUID) -> HttpResponseBase:
    """Het bestand zoals het kwam, always as a download, once the scanner let it through."""
    delivery = _delivery(pk)
    if refusal := why_not_served(delivery, to=request.user):
        messages.error(request, refusal)
        return redirect("grants:cbs_delivery", pk=pk)
    response = FileResponse(
        open_file(delivery.file),
        as_attachment=True,
        filename=delivery.name,
        content_type="application/octet-stream",
    )
    response["Content-Security-Policy"] = "sandbox"
    return response


def _delivery(pk: uuid.UUID) -> CbsDelivery:
    return get_object_or_404(deliveries(), pk=pk)


def _offers(
    request: SignedInRequest,
    delivery: CbsDelivery,
    seen: Preview | None,
    typed: forms.Form | None,
) -> list[object]:
    """The buttons; the one that takes over carries what stands on this very page."""
    kept = typed if typed is not None and typed.prefix == "discard" else None
    found = offers(delivery, ACTS, by=request.user, typed=kept)
    for offer in found:
        if offer.move.name == "confirm" and seen:
            offer.form.fields["seen"].initial = seen.fingerprint
    return [
        offer
        for offer in found
        if offer.move.name != "confirm" or (seen is not None and seen.taken_over)
    ]


def _present_year() -> AccountingYear | None:
    """The year that is being accounted for now: the last whose form went out."""
    today = day_in_amsterdam(timezone.now())
    return (
        AccountingYear.objects.filter(form_out_on__lte=today)
        .order_by("-form_out_on", "-scheme__starts_on")
        .first()
    )
