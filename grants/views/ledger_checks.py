"""Controle van de boekhouding: the last result with its lines, and those before it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from grants.queries.ledger_checks import CHECK_READERS, last_ledger_check, ledger_checks
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest
from pmg.paging import page_by


@open_to(*CHECK_READERS)
def ledger_check_list(request: SignedInRequest) -> HttpResponse:
    """Uitkomsten, the newest first."""
    return render(
        request,
        "grants/ledger/checks.html",
        {
            "last": last_ledger_check(),
            "page": page_by(
                ledger_checks(),
                "-day",
                after=request.GET.get("na", ""),
                before=request.GET.get("voor", ""),
            ),
        },
    )
