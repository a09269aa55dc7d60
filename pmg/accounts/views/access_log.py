"""Inzage: who read or took what. For who keeps the system and for who audits it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pmg.accounts.enums import Role
from pmg.accounts.forms.access_log import AccessFilter
from pmg.accounts.models import AccessRecord
from pmg.accounts.permissions import open_to
from pmg.accounts.queries.access_log import access_records
from pmg.accounts.queries.roles import municipality_choices
from pmg.accounts.requests import SignedInRequest
from pmg.cells import harmless
from pmg.paging import page_by

READERS = (Role.ADMINISTRATOR, Role.AUDITOR)
HEADINGS = ("Wanneer", "Wie", "Gebruiker", "Doel", "Gemeente", "Adres", "Filter")


@open_to(*READERS)
@require_safe
def access_log(request: SignedInRequest) -> HttpResponse:
    """Inzage, the newest first."""
    chosen = _asked(request)
    page = page_by(
        access_records(**chosen.chosen()),
        "-at",
        "-id",
        after=request.GET.get("na", ""),
        before=request.GET.get("voor", ""),
    )
    query = request.GET.copy()
    for name in ("na", "voor"):
        query.pop(name, None)
    return render(
        request,
        "people/access_log.html",
        {"filter": chosen, "page": page, "query": query.urlencode()},
    )


@open_to(*READERS)
@require_safe
def access_log_csv(request: SignedInRequest) -> StreamingHttpResponse:
    """Inzage als CSV: all rows of the filter, sent as they are read."""
    rows = access_records(**_asked(request).chosen()).order_by("-at", "-id")
    return StreamingHttpResponse(
        _lines(rows),
        headers={
            "Content-Type": "text/csv; charset=utf-8",
            "Content-Disposition": 'attachment; filename="inzage.csv"',
        },
    )


def _asked(request: SignedInRequest) -> AccessFilter:
    return AccessFilter(request.GET, municipalities=municipality_choices())


class _Line:
    """What csv writes a line into: it is handed on at once."""

    def write(self, line: str) -> str:
        return line


def _lines(rows: QuerySet[AccessRecord]) -> Iterator[str]:
    writer = csv.writer(_Line(), delimiter=";", lineterminator="\r\n")
    yield "\ufeff" + writer.writerow(HEADINGS)
    for row in rows.iterator(chunk_size=1000):
        yield writer.writerow(map(harmless, _cells(row)))


def _cells(row: AccessRecord) -> tuple[Any, ...]:
    return (
        timezone.localtime(row.at).isoformat(timespec="seconds"),
        row.by,
        row.by.username,
        row.get_purpose_display(),
        row.municipality or "",
        row.object,
        row.query,
    )
