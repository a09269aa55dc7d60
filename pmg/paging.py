"""Bladeren per sleutel in any order: the last page of a long list costs no more than the first."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import reduce
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Field, Model, Q, QuerySet

M = TypeVar("M", bound=Model)

SEPARATOR = "~"
PAGE_SIZE = 25


@dataclass(frozen=True)
class Page(Generic[M]):
    """Bladzijde of a list, with the keys of the pages before and after it ("" where none is)."""

    rows: list[M]
    previous: str
    following: str


def page_by(
    rows: QuerySet[M], *columns: str, after: str = "", before: str = "", size: int = PAGE_SIZE
) -> Page[M]:
    """One page of `rows` in the order of `columns`, of which the last must be unique.

    A column may be an annotation, may lie behind a foreign key (`municipality__name`) and may
    start with a minus.
    `after` and `before` are keys of an earlier page; one that cannot be read gives the first page.
    """
    names = [column.removeprefix("-") for column in columns]
    falling = [column.startswith("-") for column in columns]
    key = _read(rows, names, before or after)
    backwards = bool(before) and key is not None
    if key is not None:
        rows = rows.filter(_beyond(names, key, [down != backwards for down in falling]))
    signs = ["-" if down != backwards else "" for down in falling]
    order = [sign + name for sign, name in zip(signs, names, strict=True)]
    # The keys first: what else a row tells is joined to one page, not to all that must be sorted.
    keys = rows.select_related(None).order_by(*order).values("pk")[: size + 1]
    found = list(rows.filter(pk__in=keys).order_by(*order))
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    if not found:
        return Page([], "", "")
    return Page(
        found,
        previous=_write(found[0], names) if (more if backwards else key) else "",
        following=_write(found[-1], names) if (backwards or more) else "",
    )


def _beyond(names: list[str], key: list[Any], falling: list[bool]) -> Q:
    """Rows after `key`: further in the first column, or equal there and further in the next."""
    beyond, equal = Q(), Q()
    for name, value, down in zip(names, key, falling, strict=True):
        beyond |= equal & Q(**{f"{name}__{'lt' if down else 'gt'}": value})
        equal &= Q(**{name: value})
    return beyond


def _write(row: Model, names: list[str]) -> str:
    values: list[Any] = [reduce(getattr, name.split("__"), row) for name in names]
    return SEPARATOR.join(
        value.isoformat() if hasattr(value, "isoformat") else str(value) for value in values
    )


def _read(rows: QuerySet[Any], names: list[str], text: str) -> list[Any] | None:
    parts = text.split(SEPARATOR)
    if not text or len(parts) != len(names):
        return None
    try:
        key = [_field(rows, name).to_python(part) for name, part in zip(names, parts, strict=True)]
    except ValidationError:
        return None
    if any(isinstance(value, datetime.datetime) and value.tzinfo is None for value in key):
        return None
    return key


def _field(rows: QuerySet[Any], name: str) -> Field[Any, Any]:
    if name in rows.query.annotations:
        computed: Field[Any, Any] = rows.query.annotations[name].output_field
        return computed
    model: type[Model] = rows.model
    *relations, last = name.split("__")
    for relation in relations:
        related = model._meta.get_field(relation).related_model
        assert isinstance(related, type)
        model = related
    field = model._meta.get_field(last)
    assert isinstance(field, Field)
    return field
