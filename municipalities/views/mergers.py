"""Herindelingen: the list, and recording one, for the administrator."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from municipalities.forms.mergers import MergerForm
from municipalities.models import Merger
from municipalities.services.mergers import record_merger
from pmg.accounts.enums import Role
from pmg.accounts.errors import ActRefused
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest

AT_MOST = 50


@open_to(Role.ADMINISTRATOR)
def mergers(request: SignedInRequest) -> HttpResponse:
    """Herindelingen, the newest first, and a form for another."""
    form = MergerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            record_merger(by=request.user, **form.cleaned_data)
        except ActRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "De herindeling is vastgelegd.")
            return redirect("municipalities:mergers")
    rows = Merger.objects.select_related("predecessor", "successor", "by")[:AT_MOST]
    return render(request, "municipalities/mergers.html", {"form": form, "rows": rows})
