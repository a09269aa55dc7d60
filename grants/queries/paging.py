"""Bladeren per sleutel: the last page of a long list costs no more than the first."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet

M = TypeVar("M", bound=Model)

SEPARATOR = "_"


@dataclass(frozen=True)
class KeyPage(Generic[M]):
    """Bladzijde of a list, with the keys of the pages before and after it ("" where none is)."""

    rows: list[M]
    previous: str
    following: str


def page_by_moment(
    rows: QuerySet[M], moment: str, *, after: str = "", before: str = "", size: int = 25
) -> KeyPage[M]:
    """One page of `rows`, oldest `moment` (a date-time column or annotation) first.

    `after` and `before` are keys of an earlier page; one that cannot be read gives the first page.
    """
    backwards = bool(before)
    key = _read(before or after)
    if key is None:
        backwards = False
    else:
        when, pk = key
        side = "lt" if backwards else "gt"
        rows = rows.filter(
            Q(**{f"{moment}__{side}": when}) | Q(**{moment: when, f"pk__{side}": pk})
        )
    order = [f"-{moment}", "-pk"] if backwards else [moment, "pk"]
    found = list(rows.order_by(*order)[: size + 1])
    more = len(found) > size
    found = found[:size]
    if backwards:
        found.reverse()
    if not found:
        return KeyPage([], "", "")
    return KeyPage(
        found,
        previous=_write(found[0], moment) if (more if backwards else key) else "",
        following=_write(found[-1], moment) if (backwards or more) else "",
    )


def _write(row: Any, moment: str) -> str:
    return f"{getattr(row, moment).isoformat()}{SEPARATOR}{row.pk}"


def _read(key: str) -> tuple[datetime.datetime, uuid.UUID] | None:
    moment, _, pk = key.rpartition(SEPARATOR)
    try:
        when = datetime.datetime.fromisoformat(moment)
        return (when, uuid.UUID(pk)) if when.tzinfo else None
    except ValueError:
        return None
