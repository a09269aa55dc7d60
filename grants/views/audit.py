"""Auditdossiers: ask, wait, download."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_safe

from grants.enums import CheckState
from grants.models import AccountingYear, AuditZip, Justification
from grants.queries.audit import dossiers
from grants.queries.visibility import justifications_visible_to
from grants.services.audit import READERS, ask_for_zip
from grants.services.audit_zip import zip_name
from grants.services.files import open_file
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest
from pmg.casework.errors import MoveRefused
from pmg.paging import page_by

CRUMB = ("Auditdossiers", "grants:audit_list")


class AuditFilter(forms.Form):
    """Filter boven de lijst. What cannot be read is left out, never an error."""

    zoek = forms.CharField(label="Zoek een gemeente", required=False, max_length=80)
    jaar = forms.TypedChoiceField(label="Jaar", coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = AccountingYear.objects.order_by("-year").values_list("year", flat=True).distinct()
        self.fields["jaar"].choices = [  # type: ignore[attr-defined]
            ("", "Alle jaren"),
            *((year, str(year)) for year in years),
        ]

    def chosen(self) -> dict[str, Any]:
        """Arguments for the list."""
        self.is_valid()
        asked = self.cleaned_data
        return {"year": asked.get("jaar"), "search": asked.get("zoek", "").strip()}


@open_to(*READERS)
@require_safe
def audit_list(request: SignedInRequest) -> HttpResponse:
    """Verantwoordingen, each with its newest dossier."""
    chosen = AuditFilter(request.GET)
    page = page_by(
        dossiers(request.user, **chosen.chosen()),
        "municipality__name",
        "-accounting_year__year",
        "id",
        after=request.GET.get("na", ""),
        before=request.GET.get("voor", ""),
    )
    return render(request, "grants/audit/list.html", {"filter": chosen, "page": page})


@open_to(*READERS)
def audit_case(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Dossiers van één verantwoording, and the button for a new one."""
    case = _case(request, pk)
    if request.method == "POST":
        try:
            ask_for_zip(justification=case, by=request.user, on=timezone.now())
        except MoveRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Het dossier wordt gemaakt. Dit duurt meestal kort.")
        return redirect("grants:audit_case", pk=case.pk)
    return render(
        request,
        "grants/audit/case.html",
        _zips(case) | {"crumbs": [(CRUMB[0], reverse(CRUMB[1]))], "key": uuid.uuid4()},
    )


@open_to(*READERS)
@require_GET
def audit_progress(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The part of the page that follows the worker."""
    return render(request, "grants/audit/_zips.html", _zips(_case(request, pk)))


@open_to(*READERS)
@require_GET
def audit_download(request: SignedInRequest, pk: uuid.UUID) -> FileResponse:
    """Het dossier, as it was made."""
    row = get_object_or_404(
        AuditZip.objects.select_related(
            "file",
            "justification__municipality",
            "justification__accounting_year",
            "justification__award__scheme",
        ).filter(justification__in=justifications_visible_to(request.user)),
        pk=pk,
    )
    if row.file is None:
        raise Http404
    return FileResponse(
        open_file(row.file),
        as_attachment=True,
        filename=zip_name(row.justification),
        content_type="application/zip",
    )


def _case(request: SignedInRequest, pk: uuid.UUID) -> Justification:
    return get_object_or_404(
        justifications_visible_to(request.user).select_related(
            "municipality", "accounting_year", "award__scheme"
        ),
        pk=pk,
    )


def _zips(case: Justification) -> dict[str, Any]:
    zips = list(case.audit_zips.select_related("file", "asked_by"))
    return {
        "case": case,
        "zips": zips,
        "waiting": any(one.state == CheckState.ASKED for one in zips),
    }
