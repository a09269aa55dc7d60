"""Verzenden aan de Kamer, and withdrawing a version that is out."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from grants.forms.seen import INCOMPLETE, Seen
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest
from pmg.casework.errors import MoveRefused
from reporting.forms.publications import WithdrawForm
from reporting.permissions import PUBLISHERS
from reporting.queries.publications import publications
from reporting.services.publishing import publish_year, withdraw_publication
from reporting.views.finding import crumbs_of, year_case


@open_to(*PUBLISHERS)
@require_POST
def publish(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    """Verzenden aan de Kamer: somebody else than who froze the year lets it out."""
    _, case = year_case(code, year)
    seen = Seen(request.POST)
    if not seen.is_valid():
        messages.error(request, INCOMPLETE)
        return redirect("reporting:sign_offs", code=code, year=year)
    try:
        publish_year(case=case, by=request.user, on=timezone.now(), **seen.act())
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Het rapport over {year} is verzonden aan de Tweede Kamer.")
    return redirect("reporting:sign_offs", code=code, year=year)


@open_to(*PUBLISHERS)
def withdraw(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Intrekken: with a reason that everybody reads; what was typed stays when it is refused."""
    publication = get_object_or_404(publications(), pk=pk)
    case = publication.report_year
    form = WithdrawForm(request.POST or None)
    if request.method == "POST":
        seen = Seen(request.POST)
        if not seen.is_valid():
            messages.error(request, INCOMPLETE)
        elif form.is_valid():
            try:
                withdraw_publication(
                    publication=publication,
                    by=request.user,
                    on=timezone.now(),
                    reason=form.cleaned_data["reason"],
                    **seen.act(),
                )
            except MoveRefused as refusal:
                messages.error(request, str(refusal))
            else:
                messages.success(request, f"Versie {publication.number} is ingetrokken.")
                return redirect("reporting:sign_offs", code=case.scheme.code, year=case.year)
    up = ("Parafen en verzending", f"/rapportage/{case.scheme.code}/{case.year}/parafen/")
    context = {
        "crumbs": [*crumbs_of(case.scheme.code, case.year), up],
        "publication": publication,
        "case": case,
        "form": form,
        "key": uuid.uuid4(),
    }
    return render(request, "reporting/publications/withdraw.html", context)
