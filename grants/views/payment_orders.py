"""Betaalopdrachten: the list, making one, one order, and its files."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from grants.enums import OrderFileKind
from grants.forms.payment_orders import PaymentOrderForm
from grants.forms.seen import INCOMPLETE, Seen
from grants.models import PaymentOrder
from grants.queries.outcomes import files_of_order
from grants.queries.payment_orders import order_lines, orders_to_make, payment_orders
from grants.services.files import open_file
from grants.services.ordering import FICTION, make_order, make_order_pdf_again
from grants.workbook.safe_csv import CSV_TYPE
from pmg.accounts.enums import Role
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest
from pmg.casework.errors import MoveRefused
from pmg.paging import page_by

READERS = (Role.FINANCIAL_OFFICER, Role.BUDGET_HOLDER, Role.AUDITOR)
CRUMBS = [("Betalingen", "grants:payment_list"), ("Betaalopdrachten", "grants:payment_orders")]
CONTENT_TYPES = {OrderFileKind.CSV: CSV_TYPE, OrderFileKind.PDF: "application/pdf"}


@open_to(*READERS)
def payment_order_list(request: SignedInRequest) -> HttpResponse:
    """Betaalopdrachten, the newest first."""
    may_make = request.user.has_role(Role.FINANCIAL_OFFICER)
    return render(
        request,
        "grants/orders/list.html",
        {
            "page": page_by(
                payment_orders(),
                "-on",
                "-id",
                after=request.GET.get("na", ""),
                before=request.GET.get("voor", ""),
            ),
            "waiting": orders_to_make(request.user) if may_make else [],
            "crumbs": _crumbs(1),
        },
    )


@open_to(Role.FINANCIAL_OFFICER)
def payment_order_new(request: SignedInRequest) -> HttpResponse:
    """Betaalopdracht maken: the approved payments, apart for each scheme and budget year."""
    groups = orders_to_make(request.user)
    asked = request.POST.get("group", "")
    forms = [
        PaymentOrderForm(request.POST if group.name == asked else None, group=group)
        for group in groups
    ]
    sent = next((form for form in forms if form.is_bound), None)
    if request.method == "POST" and (made := _made(request, sent)):
        messages.success(request, f"Betaalopdracht {made.number} is gemaakt.")
        return redirect("grants:payment_order", pk=made.pk)
    return render(
        request,
        "grants/orders/new.html",
        {
            "forms": forms,
            "form": sent,
            # A key that was refused was not used: the same page may try again with it.
            "key": request.POST.get("key") or uuid.uuid4(),
            "crumbs": _crumbs(2),
        },
    )


def _made(request: SignedInRequest, form: PaymentOrderForm | None) -> PaymentOrder | None:
    seen = Seen(request.POST)
    if not seen.is_valid():
        messages.error(request, INCOMPLETE)
        return None
    key = seen.cleaned_data["key"]
    # A second click finds nothing left to order: the first one made it.
    if made := payment_orders().filter(pk=key, by=request.user).first():
        return made
    if form is None:
        messages.error(request, "Deze betalingen staan al in een opdracht. Er is niets gemaakt.")
        return None
    if not form.is_valid():
        return None
    try:
        return make_order(
            payments=form.cleaned_data["payments"], by=request.user, on=timezone.now(), key=key
        )
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
        return None


@open_to(*READERS)
def payment_order(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Eén betaalopdracht: what went out, its files, and what became of each payment."""
    order = get_object_or_404(payment_orders(), pk=pk)
    return render(
        request,
        "grants/orders/order.html",
        {
            "order": order,
            "files": _files(order),
            "lines": order_lines(order),
            "outcome_files": list(files_of_order(order)),
            "may_mend": request.user.has_role(Role.FINANCIAL_OFFICER),
            "crumbs": _crumbs(2),
        },
    )


@open_to(*READERS)
@require_GET
def payment_order_paper(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The part of the page that follows the worker while it makes the PDF."""
    order = get_object_or_404(payment_orders(), pk=pk)
    return render(
        request,
        "grants/orders/_files.html",
        {
            "order": order,
            "files": _files(order),
            "may_mend": request.user.has_role(Role.FINANCIAL_OFFICER),
        },
    )


@open_to(Role.FINANCIAL_OFFICER)
@require_POST
def payment_order_again(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """PDF opnieuw maken after a fault of ours."""
    order = get_object_or_404(payment_orders(), pk=pk)
    make_order_pdf_again(order)
    return redirect(reverse("grants:payment_order", args=[order.pk]) + "#bestanden")


@open_to(*READERS)
@require_GET
def payment_order_file(request: SignedInRequest, pk: uuid.UUID, kind: str) -> FileResponse:
    """Betaalopdracht downloaden, exactly as it was stored."""
    order = get_object_or_404(payment_orders(), pk=pk)
    row = get_object_or_404(order.files.select_related("file"), kind=kind)
    mark = f"{FICTION}_" if order.scheme.is_fictional else ""
    response = FileResponse(
        open_file(row.file),
        as_attachment=True,
        filename=f"{mark}{order.number}.{kind}",
        content_type=CONTENT_TYPES[OrderFileKind(kind)],
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _files(order: PaymentOrder) -> dict[str, object]:
    return {row.kind: row for row in order.files.select_related("file")}


def _crumbs(depth: int) -> list[tuple[str, str]]:
    return [(title, reverse(name)) for title, name in CRUMBS[:depth]]
