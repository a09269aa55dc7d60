"""Versies van een tekst: who wrote what and when, and what differs."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from grants.forms.drafts import number_posted
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest
from reporting.permissions import READERS
from reporting.queries import texts
from reporting.views.finding import crumbs_of, scheme_of_year
from reporting.views.text_page import may_write
from reporting.writing.fields import FIELDS
from reporting.writing.wordings import compare


@open_to(*READERS)
@require_safe
def write_versions(request: SignedInRequest, code: str, year: int, name: str) -> HttpResponse:
    """Versies: who wrote what and when, and any two of them beside each other."""
    scheme = scheme_of_year(code, year)
    if name not in FIELDS:
        raise Http404
    versions = list(texts.versions_of(scheme.pk, year, name))
    by_number = {one.number: one for one in versions}
    last = versions[-1].number if versions else 0
    after = by_number.get(number_posted(request.GET.get("met", "")), by_number.get(last))
    before = by_number.get(
        number_posted(request.GET.get("van", "")),
        by_number.get(after.number - 1) if after else None,
    )
    draft = texts.draft_of(scheme.pk, year, name)
    field = FIELDS[name]
    return render(
        request,
        "reporting/writing/versions.html",
        {
            "crumbs": [
                *crumbs_of(code, year),
                ("Teksten", f"/rapportage/{code}/{year}/teksten/"),
                (field.title, f"/rapportage/{code}/{year}/teksten/{name}/"),
            ],
            "scheme": scheme,
            "year": year,
            "field": field,
            "versions": versions[::-1],
            "before": before,
            "after": after,
            "stretches": compare(before.text if before else "", after.text) if after else [],
            "revision": draft.revision if draft else 0,
            "may_write": may_write(request, scheme, year),
        },
    )
