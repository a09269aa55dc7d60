"""Auditdossier verzamelen: every row that hangs off one justification, whatever table it is in.

The tables are not listed here: they are found by their keys, so that a table that comes later is in
the dossier as well.
"""

from __future__ import annotations

import datetime
import re
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db.models import ForeignKey, Model, OuterRef, QuerySet, Subquery

from grants.models import AuditZip, CbsDelivery, CbsLine, Justification, StoredFile
from pmg.accounts.models import User
from pmg.casework.models import Case, Event

from .visibility import justifications_visible_to

NOT_RECORD = frozenset(
    {
        "AuditZip",
        "CorrectionDraft",
        "DocumentPage",
        "ExplanationDraft",
        "LetterWork",
        "PreparedFile",
        "Scan",
        "StatementDraft",
        "StatementDraftLine",
        "StatementText",
        "ViewedDocument",
        "Viewing",
    }
)
"""Drafts nobody submitted, work of the machine that can be done again, and who looked at what."""

UNSAFE = re.compile(r"[^\w.\- ]|\.(?=\.)")


@dataclass(frozen=True)
class DossierFile:
    """Bestand in het dossier; `path` as it lies there, `name` as it was called."""

    path: str
    stored: StoredFile
    name: str
    kind: str
    row: str


@dataclass(frozen=True)
class Dossier:
    """Alles over één verantwoording: rows per table, events in order, people and files."""

    case: Justification
    tables: dict[str, list[dict[str, Any]]]
    events: list[Event]
    people: list[User]
    files: list[DossierFile]


def dossier_of(case: Justification) -> Dossier:
    """Collect it. The number of queries depends on the tables, not on the rows."""
    found = _rows_around(case)
    events = found.pop(Event)
    deliveries = {
        row.delivery_id for rows in found.values() for row in rows if getattr(row, "delivery_id", 0)
    }
    assert case.municipality is not None, "a constraint says so"
    found[CbsDelivery] = list(
        CbsDelivery.objects.filter(pk__in=deliveries).select_related("accounting_year")
    )
    found[CbsLine] = list(
        CbsLine.objects.filter(delivery__in=deliveries, digits=case.municipality.digits)
    )
    found[type(case.award)] = [case.award]
    found[type(case.accounting_year)] = [case.accounting_year]
    tables = {
        model._meta.model_name or "": [
            as_data(row) for row in sorted(rows, key=lambda row: str(row.pk).zfill(40))
        ]
        for model, rows in found.items()
        if rows
    }
    return Dossier(
        case=case,
        tables=dict(sorted(tables.items())),
        events=sorted(events, key=lambda one: (one.recorded_at, one.case_kind, one.seq)),
        people=_people(found, events),
        files=sorted(_files(found), key=lambda file: file.path),
    )


def _rows_around(case: Justification) -> dict[type[Model], list[Any]]:
    """The case, its events, and what points at any of them, until nothing new is found."""
    models = [
        model
        for model in apps.get_app_config("grants").get_models()
        if model.__name__ not in NOT_RECORD and not model.__name__.endswith("Event")
    ]
    found: dict[type[Model], dict[Any, Any]] = defaultdict(dict)
    found[Justification][case.pk] = case
    fresh: dict[type[Model], set[Any]] = {Justification: {case.pk}}
    while fresh:
        coming: dict[type[Model], set[Any]] = defaultdict(set)
        for row in _pointing_at(fresh, models):
            if row.pk not in found[type(row)]:
                found[type(row)][row.pk] = row
                coming[type(row)].add(row.pk)
        fresh = dict(coming)
    return {model: list(rows.values()) for model, rows in found.items()}


def _pointing_at(
    fresh: dict[type[Model], set[Any]], models: Iterable[type[Model]]
) -> Iterator[Any]:
    for target, keys in fresh.items():
        if issubclass(target, Case):
            yield from Event.objects.filter(case_kind=target.moves.kind, case_id__in=keys)
        for model in models:
            for field in model._meta.concrete_fields:
                if isinstance(field, ForeignKey) and field.related_model is target:
                    yield from model._default_manager.filter(**{f"{field.name}__in": keys})


def as_data(row: Model) -> dict[str, Any]:
    """A row as plain data: every column, keys of other rows included."""
    return {
        field.attname: plain(field.value_from_object(row)) for field in row._meta.concrete_fields
    }


def plain(value: Any) -> Any:
    """A value as JSON holds it; moments in UTC, so that they are the same on every machine."""
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat()
    if isinstance(value, datetime.date | uuid.UUID):
        return str(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value


def _files(found: dict[type[Model], list[Any]]) -> Iterator[DossierFile]:
    """Every stored file that a row names; the same bytes under the same name lie there once."""
    wanted = []
    for model, rows in found.items():
        if model is CbsDelivery:
            continue  # it is about every municipality; what it says of this one stands in the data
        for field in model._meta.concrete_fields:
            if isinstance(field, ForeignKey) and field.related_model is StoredFile:
                wanted += [(row, getattr(row, field.attname)) for row in rows]
    stored = StoredFile.objects.in_bulk({key for _, key in wanted if key})
    seen = set()
    for row, key in sorted(wanted, key=lambda one: str(one[0].pk)):
        if not key:
            continue
        name = str(getattr(row, "name", "") or f"{row._meta.model_name}")
        path = f"bestanden/{key[:12]}_{UNSAFE.sub('_', name).strip(' .')[:100]}"
        if path not in seen:
            seen.add(path)
            yield DossierFile(
                path=path,
                stored=stored[key],
                name=name,
                kind=str(row._meta.verbose_name),
                row=f"{row._meta.model_name} {row.pk}",
            )


def _people(found: dict[type[Model], list[Any]], events: Iterable[Event]) -> list[User]:
    """Whoever did something in the dossier."""
    keys = {event.by_id for event in events}
    for model, rows in found.items():
        for field in model._meta.concrete_fields:
            if isinstance(field, ForeignKey) and field.related_model is User:
                keys |= {getattr(row, field.attname) for row in rows}
    return list(User.objects.filter(pk__in=keys - {None}).order_by("pk"))


def dossiers(user: User, *, year: int | None = None, search: str = "") -> QuerySet[Any]:
    """Verantwoordingen waarvan een dossier gemaakt kan worden, with the newest that was made."""
    newest = AuditZip.objects.filter(justification=OuterRef("pk")).order_by("-asked_at")
    cases: QuerySet[Any] = (
        justifications_visible_to(user)
        .select_related("municipality", "accounting_year")
        .annotate(
            zip_state=Subquery(newest.values("state")[:1]),
            zip_on=Subquery(newest.values("asked_on")[:1]),
        )
    )
    if year:
        cases = cases.filter(accounting_year__year=year)
    if search:
        cases = cases.filter(municipality__name__icontains=search)
    return cases
