"""Ontvangstbewijs: what was delivered and when, as proof to keep, and the page that verifies it."""

from __future__ import annotations

import uuid

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from grants.enums import PreparedKind
from grants.forms.receipts import VerifyForm
from grants.models import Justification, Receipt
from grants.queries.receipts import (
    is_genuine,
    is_our_file,
    prepared_receipt,
    receipt_sheet,
    receipts_of,
)
from grants.queries.visibility import justifications_visible_to
from grants.services.preparing import prepare
from pmg.accounts.enums import MUNICIPAL_ROLES, Role
from pmg.accounts.models import User
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest

READERS = (*MUNICIPAL_ROLES, Role.POLICY_OFFICER, Role.ASSESSOR, Role.BUDGET_HOLDER, Role.AUDITOR)
TOO_OFTEN = "U hebt te vaak achter elkaar gecontroleerd. Wacht een minuut en probeer het opnieuw."


@open_to(*READERS)
@require_GET
def justification_receipt(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Ontvangstbewijs of the last time the case was submitted."""
    case = _case(request.user, pk)
    receipts = receipts_of(case)
    if not receipts:
        messages.info(request, "Er is nog niets ingediend, dus er is nog geen ontvangstbewijs.")
        return redirect("grants:justification", pk=case.pk)
    return _draw(request, receipts[0], receipts)


@open_to(*READERS)
@require_GET
def receipt(request: SignedInRequest, pk: uuid.UUID, reference: str) -> HttpResponse:
    """Eén ontvangstbewijs, also of an earlier time."""
    case = _case(request.user, pk)
    return _draw(request, get_object_or_404(case.receipts, reference=reference), receipts_of(case))


@open_to(*READERS)
@require_POST
def receipt_prepare(request: SignedInRequest, pk: uuid.UUID, reference: str) -> HttpResponse:
    """De PDF laten maken; asking twice gives one file."""
    case = _case(request.user, pk)
    row = get_object_or_404(case.receipts, reference=reference)
    prepare(PreparedKind.RECEIPT, receipt=row)
    return redirect(reverse("grants:receipt", args=[case.pk, reference]) + "#bewaren")


@open_to(*READERS)
@require_GET
def receipt_file(request: SignedInRequest, pk: uuid.UUID, reference: str) -> HttpResponse:
    """The part of the page that follows the worker while it makes the PDF."""
    case = _case(request.user, pk)
    row = get_object_or_404(case.receipts, reference=reference)
    return render(
        request,
        "grants/justifications/_receipt_file.html",
        {
            "prepared": prepared_receipt(row),
            "addresses": file_addresses("receipt", case.pk, reference),
        },
    )


def receipt_verify(request: HttpRequest) -> HttpResponse:
    """Ontvangstbewijs controleren, by anybody who holds one: it says genuine or unknown, no more."""
    asked = request.method == "POST"
    form = VerifyForm(
        request.POST if asked else None,
        request.FILES if asked else None,
        initial={"reference": request.GET.get("nummer", "")[:60]},
    )
    genuine = None
    status = 200
    if asked:
        if not ratelimit.consume(request, action="receipt_verify"):
            form.add_error(None, TOO_OFTEN)
            status = 429
        elif form.is_valid():
            told = form.cleaned_data
            genuine = (
                is_our_file(form.sha256())
                if told["file"]
                else is_genuine(told["reference"], told["code"])
            )
    return render(
        request,
        "grants/justifications/receipt_verify.html",
        {"form": form, "genuine": genuine},
        status=status,
    )


def file_addresses(name: str, pk: uuid.UUID, reference: str) -> dict[str, str]:
    """Where the PDF of a receipt is asked for and followed, and the page it stands on."""
    return {
        part or "page": reverse(f"grants:{name}{part and '_' + part}", args=[pk, reference])
        for part in ("", "prepare", "file")
    }


def _draw(request: SignedInRequest, shown: Receipt, receipts: list[Receipt]) -> HttpResponse:
    case = shown.justification
    assert case, "it is a receipt of a justification"
    return render(
        request,
        "grants/justifications/receipt.html",
        {
            "crumbs": [
                ("Overzicht", "/"),
                (
                    f"Verantwoording over {case.accounting_year.year}",
                    reverse("grants:justification", args=[case.pk]),
                ),
            ],
            "case": case,
            "receipt": shown,
            "sheet": receipt_sheet(shown),
            "prepared": prepared_receipt(shown),
            "addresses": file_addresses("receipt", case.pk, shown.reference),
            "others": [row for row in receipts if row != shown],
            "verify_url": request.build_absolute_uri(reverse("grants:receipt_verify")),
        },
    )


def _case(user: User, pk: uuid.UUID) -> Justification:
    return get_object_or_404(
        justifications_visible_to(user).select_related(
            "municipality", "accounting_year__scheme", "award"
        ),
        pk=pk,
    )
