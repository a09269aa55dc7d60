"""Vragen van het ministerie over een verantwoording, as the municipality answers them."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from grants.queries.visibility import justifications_visible_to
from pmg.accounts.enums import MUNICIPAL_ROLES
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest

from .answering import answer_page


@open_to(*sorted(MUNICIPAL_ROLES))
def justification_answer(request: SignedInRequest, pk: uuid.UUID, question: int) -> HttpResponse:
    """Vraag beantwoorden: sent from the justification's page; here with what was typed if refused."""
    case = get_object_or_404(
        justifications_visible_to(request.user).select_related("municipality", "accounting_year"),
        pk=pk,
    )
    back = reverse("grants:justification", args=[case.pk])
    return answer_page(
        request,
        case,
        question,
        template="grants/justifications/answer.html",
        back=back,
        crumbs=[("Overzicht", "/"), (f"Verantwoording over {case.accounting_year.year}", back)],
    )
