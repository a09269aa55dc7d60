"""Indicatoren: what they mean, deliveries of their values, and what each would change."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from grants.checks.indicator_judging import Effect
from grants.forms.indicators import ConfirmValuesForm, ValuesForm
from grants.forms.seen import INCOMPLETE, Seen
from grants.models import IndicatorDelivery
from grants.queries.indicators import overview_of, schemes_with_indicators
from grants.services.files import open_file
from grants.services.indicators import DELIVERERS, confirm_values, hand_in_values
from municipalities.models import Municipality
from pmg.accounts.enums import Role
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest
from pmg.casework.errors import MoveRefused
from pmg.paging import page_by

from .kept_uploads import keep_uploads, upload_of

READERS = (Role.ANALYST, Role.POLICY_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR)
CRUMB = ("Indicatoren", "grants:indicators")


@open_to(*READERS)
@require_http_methods(["GET", "POST"])
def indicator_list(request: SignedInRequest) -> HttpResponse:
    """Indicatoren per regeling, the deliveries of values, and the form for a new one."""
    may = request.user.has_role(*DELIVERERS)
    sent = request.method == "POST" and may
    form = ValuesForm(
        request.POST if sent else None,
        request.FILES if sent else None,
        owner=request.user,
        today=timezone.localdate(),
    )
    if sent:
        seen = Seen(request.POST)
        if not seen.is_valid():
            messages.error(request, INCOMPLETE)
        elif form.is_valid():
            name, data = upload_of(form)
            made = hand_in_values(
                scheme=form.cleaned_data["scheme"],
                name=name,
                data=data,
                source=form.cleaned_data["source"],
                as_of=form.cleaned_data["as_of"],
                by=request.user,
                on=timezone.now(),
                key=seen.cleaned_data["key"],
            )
            return redirect("grants:indicator_delivery", pk=made.pk)
        keep_uploads(form)
    deliveries = IndicatorDelivery.objects.select_related("confirmed", "by", "scheme").defer(
        "rows", "findings"
    )
    return render(
        request,
        "grants/indicators/list.html",
        {
            "form": form if may else None,
            "schemes": schemes_with_indicators(),
            "page": page_by(
                deliveries,
                "-on",
                "-id",
                after=request.GET.get("na", ""),
                before=request.GET.get("voor", ""),
            ),
            "may_edit": request.user.has_role(Role.ADMINISTRATOR),
            "key": request.POST.get("key") or uuid.uuid4(),
        },
    )


@open_to(*READERS)
@require_http_methods(["GET", "POST"])
def indicator_delivery(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Eén levering: the differences line by line, and the button that lets it count."""
    delivery = _delivery(pk)
    may = request.user.has_role(*DELIVERERS)
    if request.method == "POST" and may:
        form, seen = ConfirmValuesForm(request.POST), Seen(request.POST)
        if not (seen.is_valid() and form.is_valid()):
            messages.error(request, INCOMPLETE)
        else:
            try:
                confirm_values(
                    delivery=delivery,
                    seen=form.cleaned_data["seen"],
                    by=request.user,
                    on=timezone.now(),
                )
            except MoveRefused as refusal:
                messages.error(request, str(refusal))
            else:
                messages.success(request, "De waarden gelden vanaf nu.")
        return redirect("grants:indicator_delivery", pk=pk)
    overview = overview_of(delivery)
    names = dict(Municipality.objects.values_list("cbs_code", "name"))
    return render(
        request,
        "grants/indicators/delivery.html",
        {
            "delivery": delivery,
            "confirmed": getattr(delivery, "confirmed", None),
            "overview": overview,
            "counts": [(effect.value, overview.count(effect)) for effect in Effect],
            "lines": [
                (names.get(one.line.municipality, one.line.municipality), one)
                for one in overview.differences
            ],
            "form": ConfirmValuesForm(initial={"seen": overview.fingerprint}) if may else None,
            "key": uuid.uuid4(),
            "crumbs": [(CRUMB[0], reverse(CRUMB[1]))],
        },
    )


@open_to(*READERS)
@require_GET
def indicator_original(request: SignedInRequest, pk: uuid.UUID) -> FileResponse:
    """Het bestand zoals het kwam."""
    delivery = _delivery(pk)
    return FileResponse(
        open_file(delivery.file),
        as_attachment=True,
        filename=delivery.name,
        content_type="application/octet-stream",
    )


def _delivery(pk: uuid.UUID) -> IndicatorDelivery:
    found = IndicatorDelivery.objects.select_related("confirmed__by", "by", "scheme", "file")
    return get_object_or_404(found, pk=pk)
