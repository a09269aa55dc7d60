"""Artikelen en brieven van een regeling, for the administrator."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from grants.forms.scheme_letters import LettersForm
from grants.models import Scheme
from grants.queries.scheme_letters import changes_of, edition_of
from grants.services.scheme_letters import change_letters
from pmg.accounts.enums import Role
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest
from pmg.casework.errors import MoveRefused


@open_to(Role.ADMINISTRATOR)
def scheme_letters(request: SignedInRequest, code: str) -> HttpResponse:
    """Artikelen en brieven: what every letter of the scheme rests on, with its history."""
    scheme = get_object_or_404(Scheme, code=code)
    form = LettersForm(request.POST or None, scheme=scheme, edition=edition_of(scheme))
    if request.method == "POST" and form.is_valid():
        try:
            change_letters(scheme=scheme, by=request.user, **form.change)
        except MoveRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "De artikelen en brieven zijn opgeslagen.")
            return redirect("grants:scheme_letters", code=code)
    return render(
        request,
        "grants/letters/scheme.html",
        {
            "scheme": scheme,
            "form": form,
            "changes": changes_of(scheme),
            "crumbs": [
                ("Regelingen", reverse("grants:schemes")),
                (scheme.name, reverse("grants:scheme", args=[code])),
            ],
        },
    )
