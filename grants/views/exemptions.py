"""Vrijstellingen van controles: the list, giving one, and withdrawing it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from grants.checks.register import RULES
from grants.forms.exemptions import ExemptionForm, WithdrawalForm
from grants.models import Exemption
from grants.queries.exemptions import exemptions, is_in_force
from grants.services.exemptions import MAY_EXEMPT, give_exemption, withdraw_exemption
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest
from pmg.casework.errors import MoveRefused
from pmg.paging import page_by

from .assessment import READERS


@open_to(*READERS)
@require_GET
def exemption_list(request: SignedInRequest) -> HttpResponse:
    """Alle vrijstellingen, the newest first, with whether they hold today."""
    page = page_by(
        exemptions(),
        "-on",
        "-id",
        after=request.GET.get("na", ""),
        before=request.GET.get("voor", ""),
    )
    now = timezone.now()
    return render(
        request,
        "grants/exemptions/list.html",
        {
            "page": page,
            "rows": [(row, RULES.get(row.code), is_in_force(row, now=now)) for row in page.rows],
            "may_exempt": request.user.has_role(*MAY_EXEMPT),
        },
    )


@open_to(*MAY_EXEMPT)
@require_http_methods(["GET", "POST"])
def exemption_new(request: SignedInRequest) -> HttpResponse:
    """Vrijstelling geven; `code`, `gemeente` and `jaar` may come from the findings page."""
    form = ExemptionForm(
        request.POST or None,
        code=request.GET.get("code", ""),
        municipality=request.GET.get("gemeente", ""),
        accounting_year=request.GET.get("jaar", ""),
    )
    if request.method == "POST" and form.is_valid():
        try:
            given = give_exemption(**form.cleaned_data, by=request.user, on=timezone.now())
        except MoveRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request,
                "De vrijstelling geldt voor elke controle vanaf nu. Vraag de gemeente het bestand "
                "opnieuw te uploaden.",
            )
            return redirect("grants:exemption", pk=given.pk)
    return render(request, "grants/exemptions/give.html", {"form": form, "crumbs": _crumbs()})


@open_to(*READERS)
@require_http_methods(["GET", "POST"])
def exemption(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Eén vrijstelling, and the form to withdraw it."""
    row = get_object_or_404(exemptions(), pk=pk)
    may_withdraw = request.user.has_role(*MAY_EXEMPT) and is_in_force(row, now=timezone.now())
    form = WithdrawalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_exemption(
                exemption=row, by=request.user, on=timezone.now(), **form.cleaned_data
            )
        except MoveRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "De vrijstelling is ingetrokken. De controle telt weer.")
            return redirect("grants:exemption", pk=pk)
    return render(
        request,
        "grants/exemptions/exemption.html",
        {
            "row": row,
            "rule": RULES.get(row.code),
            "in_force": is_in_force(row, now=timezone.now()),
            "times": _times_used(row),
            "form": form if may_withdraw else None,
            "crumbs": _crumbs(),
        },
    )


def _times_used(row: Exemption) -> int:
    """In how many verdicts it made a difference."""
    return row.findings.values("finding__verdict").distinct().count()


def _crumbs() -> list[tuple[str, str]]:
    return [("Vrijstellingen", reverse("grants:exemptions"))]
