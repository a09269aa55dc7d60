"""Regeling als document: what a scheme is made of, as plain data that JSON can hold.

    {"code": "pmg-2024", "terms": [{"starts_on": "2024-07-01", ...}], "grant_years": [...], ...}

Amounts are texts in euros with cents, dates are ISO, a link is the key of its row.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import DecimalField, Field

from grants.enums import Accountability
from grants.models import Scheme

from .scheme_sections import BY_NAME, SECTIONS, Section

Row = dict[str, Any]
Document = dict[str, list[Row]]


def document_of(scheme: Scheme, sections: Iterable[Section] = SECTIONS) -> Document:
    """De regeling zoals zij nu is: a query per section."""
    return {section.name: rows_of(scheme, section) for section in sections}


def rows_of(scheme: Scheme, section: Section) -> list[Row]:
    """The rows of one section: in the order people gave them, or else by key."""
    return [row for _, row in rows_with_keys(scheme, section)]


def rows_with_keys(scheme: Scheme, section: Section) -> list[tuple[Any, Row]]:
    """The same, each with its primary key."""
    paths = {
        name: f"{name}__{section.links[name].key}" if name in section.links else name
        for name in section.fields
    }
    found = (
        section.model._default_manager.filter(
            **{"pk" if section.is_scheme else section.owner: scheme.pk}
        )
        .order_by(*(["place", "pk"] if section.placed else []))
        .values_list("pk", *paths.values())
    )
    rows = [
        (
            pk,
            {
                name: _written(section, name, value)
                for name, value in zip(section.fields, values, strict=True)
            },
        )
        for pk, *values in found
    ]
    return rows if section.placed else sorted(rows, key=lambda one: key_of(section, one[1]))


def _written(section: Section, name: str, value: Any) -> Any:
    return str(value) if name in section.links else plain(value, section.model_field(name))


def plain(value: Any, of: Field[Any, Any]) -> Any:
    """The value as JSON holds it; the same value is always the same text."""
    if isinstance(of, DecimalField) and value is not None:
        return str(Decimal(str(value)).quantize(Decimal(1).scaleb(-of.decimal_places)))
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value


def complete_rows(section: Section, rows: Iterable[Mapping[str, Any]]) -> list[Row]:
    """Rows with every field of the section: what was left out gets the default of its field.

    Raises KeyError for a field that must be filled in.
    """
    complete = [
        {name: _written(section, name, _given(row, name, section)) for name in section.fields}
        for row in rows
    ]
    return complete if section.placed else sorted(complete, key=lambda row: key_of(section, row))


def _given(row: Mapping[str, Any], name: str, section: Section) -> Any:
    of = section.model_field(name)
    if name in row:
        return row[name]
    if of.has_default():
        return of.get_default()
    if of.blank:
        return None if of.null else ""
    raise KeyError(f"{section.name}: {name}")


def key_of(section: Section, row: Mapping[str, Any]) -> tuple[str, ...]:
    """What tells this row from the others of its section."""
    return tuple(str(row[name]) for name in section.key)


def edition_of(rows: list[Row]) -> str:
    """By which an old page is recognised."""
    return hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest()[:16]


COPIED = (
    "recipients",
    "activities",
    "sectors",
    "criteria",
    "reminder_rules",
    "standard_reasons",
    "checklist_items",
    "indicators",
)
"""What a new scheme takes over of another one: neither years nor money."""


def blank_document(
    name: str, starts_on: datetime.date, ends_on: datetime.date, *, like: Scheme | None = None
) -> Document:
    """De eerste versie van een nieuwe regeling: to be filled in part by part."""
    document: Document = {section.name: [] for section in SECTIONS}
    terms: Row = {
        "legal_basis": "",
        "age_from": 0,
        "age_to": 0,
        "accountability": Accountability.SISA.value,
    }
    if like:
        known = document_of(like, [BY_NAME[part] for part in ("terms", *COPIED)])
        terms = known.pop("terms")[0]
        document |= known
    period = {"starts_on": starts_on, "in_force_on": starts_on}
    document["terms"] = [terms | period | {"ends_on": ends_on, "lapses_on": ends_on}]
    document["general"] = [{"name": name, "regulation": ""}]
    document["articles"] = [{}]
    return document
