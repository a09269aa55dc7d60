"""Opmerkingen bij een tekst."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from grants.forms.seen import INCOMPLETE, Seen
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest
from reporting.forms.writing import RemarkForm
from reporting.permissions import WRITERS
from reporting.queries import texts
from reporting.services.texts import add_remark, resolve_remark
from reporting.views.finding import scheme_of_year
from reporting.views.text_page import draw_text, field_named
from reporting.writing.fields import FIELDS


@open_to(*WRITERS)
@require_POST
def remark_add(request: SignedInRequest, code: str, year: int, name: str) -> HttpResponse:
    """Opmerking plaatsen."""
    scheme, field = scheme_of_year(code, year), field_named(name)
    form, seen = RemarkForm(request.POST), Seen(request.POST)
    if not seen.is_valid():
        messages.error(request, INCOMPLETE)
    elif form.is_valid():
        add_remark(
            scheme=scheme,
            year=year,
            name=name,
            text=form.cleaned_data["text"],
            by=request.user,
            on=timezone.now(),
            key=seen.cleaned_data["key"],
        )
        messages.success(request, "Uw opmerking staat erbij.")
    else:
        return draw_text(request, scheme, year, field, remark=form, status=422)
    address = redirect("reporting:write", code=code, year=year, name=name).url
    return redirect(f"{address}#opmerkingen")


@open_to(*WRITERS)
@require_POST
def remark_resolve(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Opmerking oplossen; it stays to be read."""
    remark = texts.remark(pk)
    if remark is None or remark.field not in FIELDS:
        raise Http404
    if not resolve_remark(remark=remark, by=request.user, on=timezone.now()):
        messages.info(request, "Deze opmerking was al opgelost.")
    address = redirect(
        "reporting:write", code=remark.scheme.code, year=remark.year, name=remark.field
    ).url
    return redirect(f"{address}#opmerkingen")
