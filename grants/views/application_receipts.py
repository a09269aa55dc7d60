"""Ontvangstbewijs van een aanvraag: proof to keep of what was submitted and when."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from grants.enums import PreparedKind
from grants.models import Receipt
from grants.queries.receipts import application_sheet, prepared_receipt
from grants.queries.visibility import applications_visible_to
from grants.services.preparing import prepare
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest

from .receipts import READERS, file_addresses


@open_to(*READERS)
@require_GET
def application_receipt(request: SignedInRequest, pk: uuid.UUID, reference: str) -> HttpResponse:
    """Eén ontvangstbewijs, also of an earlier time."""
    row = _receipt(request, pk, reference)
    case = row.application
    assert case, "it is a receipt of an application"
    others = case.receipts.exclude(pk=row.pk).select_related("event").order_by("-pk")
    return render(
        request,
        "grants/applications/receipt.html",
        {
            "case": case,
            "receipt": row,
            "sheet": application_sheet(row),
            "prepared": prepared_receipt(row),
            "addresses": file_addresses("application_receipt", pk, reference),
            "others": others,
            "crumbs": [
                ("Aanvragen", reverse("grants:application_list")),
                (str(case.municipality), reverse("grants:application", args=[pk])),
            ],
        },
    )


@open_to(*READERS)
@require_POST
def application_receipt_prepare(
    request: SignedInRequest, pk: uuid.UUID, reference: str
) -> HttpResponse:
    """De PDF laten maken; asking twice gives one file."""
    prepare(PreparedKind.RECEIPT, receipt=_receipt(request, pk, reference))
    return redirect(reverse("grants:application_receipt", args=[pk, reference]) + "#bewaren")


@open_to(*READERS)
@require_GET
def application_receipt_file(
    request: SignedInRequest, pk: uuid.UUID, reference: str
) -> HttpResponse:
    """The part of the page that follows the worker while it makes the PDF."""
    row = _receipt(request, pk, reference)
    return render(
        request,
        "grants/justifications/_receipt_file.html",
        {
            "prepared": prepared_receipt(row),
            "addresses": file_addresses("application_receipt", pk, reference),
        },
    )


def _receipt(request: SignedInRequest, pk: uuid.UUID, reference: str) -> Receipt:
    return get_object_or_404(
        Receipt.objects.select_related(
            "event__by", "application__municipality", "application__scheme"
        ),
        application__in=applications_visible_to(request.user).filter(pk=pk),
        reference=reference,
    )
