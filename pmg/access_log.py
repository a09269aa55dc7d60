"""Inzage vastleggen: one place where every read and download that must be accounted for is written.

No view has to remember it. Written down are: each page an auditor opens, each file or export that
anybody takes, the pages on which an analyst reads counts that are not yet suppressed, and those that
a municipality sees under embargo. It costs one INSERT, after the view agreed; an answer whose record
cannot be written is not given.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import cache
from typing import Any, cast

from django.apps import apps
from django.db import connection, models
from django.http import HttpRequest, HttpResponseBase

from municipalities.models import Municipality
from pmg.accounts.enums import Purpose, Role
from pmg.accounts.models import AccessRecord
from pmg.accounts.requests import SignedInRequest

UNSUPPRESSED = frozenset({"grants:progress_report"})
"""Pages that show counts as the municipality entered them, also those under five."""

EMBARGOED = frozenset({"reporting:fact_check"})
"""Pages that a municipality sees before Parliament does."""


class AccessLog:
    """Writes the record once the view has answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.user.is_authenticated:
            signed_in = cast(SignedInRequest, request)
            if purpose := purpose_of(signed_in, response):
                write_down(signed_in, purpose)
        return response


def purpose_of(request: SignedInRequest, response: HttpResponseBase) -> Purpose | None:
    """Why this answer is written down; None for the many that are not."""
    match = request.resolver_match
    if response.status_code != 200 or match is None:
        return None
    if not response.headers.get("Content-Type", "").startswith("text/html"):
        return Purpose.EXPORT
    if request.method == "GET" and request.user.has_role(Role.AUDITOR):
        return Purpose.AUDIT
    if match.view_name in UNSUPPRESSED and request.user.has_role(Role.ANALYST):
        return Purpose.COUNTS
    if match.view_name in EMBARGOED and request.user.municipality_ids:
        return Purpose.EMBARGO
    return None


def write_down(request: SignedInRequest, purpose: Purpose) -> None:
    """One row; whose municipality it was is looked up in the same statement."""
    match = request.resolver_match
    whose, values = _municipality(request)
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{AccessRecord._meta.db_table}"'  # noqa: S608 - names of our own tables
            " (by_id, purpose, view, object, query, municipality_id)"
            f" VALUES (%s, %s, %s, %s, %s, {whose})",
            [
                request.user.pk,
                purpose,
                match.view_name[:80] if match else "",
                request.path,
                request.META.get("QUERY_STRING", "").replace("\0", ""),
                *values,
            ],
        )


def _municipality(request: SignedInRequest) -> tuple[str, list[Any]]:
    """SQL, with its values, of the municipality that the address points at."""
    kwargs = request.resolver_match.kwargs if request.resolver_match else {}
    keys = [value for value in kwargs.values() if isinstance(value, uuid.UUID)]
    # A filter only counts where the address names nothing: what is behind `?` anybody may add.
    if code := kwargs.get("cbs_code") or (not keys and request.GET.get("gemeente")):
        table = Municipality._meta.db_table
        return f'(SELECT id FROM "{table}" WHERE cbs_code = %s)', [str(code)[:20]]  # noqa: S608
    if keys:
        lookups = _owners()
        return f"({' UNION ALL '.join(lookups)} LIMIT 1)", [keys[0]] * len(lookups)
    own = request.user.municipality_ids
    return "%s", [next(iter(own)) if len(own) == 1 else None]


@cache
def _owners() -> list[str]:
    """For every table of something that is of a municipality, or hangs on it: the look-up by id.

    A key is a uuid, so that at most one of them answers. A new kind of case needs no line here.
    """
    ours = [
        model
        for model in apps.get_models()
        if isinstance(model._meta.pk, models.UUIDField) and not model._meta.proxy
    ]
    direct = {model: model._meta for model in ours if _points_at(model, Municipality)}
    lookups = [
        f'(SELECT municipality_id FROM "{meta.db_table}" WHERE id = %s)'  # noqa: S608
        for meta in direct.values()
    ]
    for model in ours:
        if model in direct:
            continue
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey) and field.related_model in direct:
                lookups.append(
                    f'(SELECT above.municipality_id FROM "{model._meta.db_table}" own'  # noqa: S608
                    f' JOIN "{direct[field.related_model].db_table}" above'
                    f" ON above.id = own.{field.column} WHERE own.id = %s)"
                )
                break
    return lookups


def _points_at(model: type[models.Model], other: type[models.Model]) -> bool:
    return any(
        isinstance(field, models.ForeignKey)
        and field.name == "municipality"
        and field.related_model is other
        for field in model._meta.get_fields()
    )
