"""Verschillen tussen een levering van het CBS en wat wij hebben. Pure: no database, no clock."""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from grants.enums import CbsStatus, FigureSource

from .cbs_content import Told


class Kind(enum.StrEnum):
    """Wat een regel van de levering verandert. Only the first three are taken over."""

    NEW = "new"
    CHANGED = "changed"
    STATUS = "status"
    SAME = "same"
    OLDER = "older"
    NO_FIGURE = "no_figure"
    NO_CASE = "no_case"
    NOT_OURS = "not_ours"
    UNKNOWN = "unknown"
    UNREADABLE = "unreadable"


TAKEN_OVER = frozenset({Kind.NEW, Kind.CHANGED, Kind.STATUS})


@dataclass(frozen=True, kw_only=True)
class Figure:
    """SiSa-cijfer dat nu telt; whole euros. `key` is that of its row."""

    key: int
    source: FigureSource
    spent: Decimal
    cumulative: Decimal
    is_final: bool
    names_us_in_errors: bool = False
    status: str = ""
    received_on: date | None = None
    plausible_on: date | None = None


def kind_of(told: Told, current: Figure | None, *, has_case: bool, is_ours: bool) -> Kind:
    """What a readable line changes, against the figure that counts now.

    `is_ours` says whether the municipality takes part in the scheme, `has_case` whether its
    justification over the year was opened.
    """
    if not is_ours:
        return Kind.NOT_OURS
    if not has_case:
        return Kind.NO_CASE
    if current is None:
        return Kind.NEW if told.has_figure else Kind.NO_FIGURE
    if told.received_on and current.received_on and told.received_on < current.received_on:
        return Kind.OLDER
    after = applied(told, current)
    if (after.spent, after.cumulative, after.is_final) != (
        current.spent,
        current.cumulative,
        current.is_final,
    ):
        return Kind.CHANGED
    return Kind.SAME if after == current else Kind.STATUS


def applied(told: Told, current: Figure | None) -> Figure:
    """The figure after this line is taken over: what it does not tell stays as it was.

    A status belongs to its amounts: with other amounts the CBS must have said it again. Raises
    ValueError for a line without amounts where there are none yet.
    """
    if current is None or told.has_figure:
        if told.spent is None or told.cumulative is None or told.is_final is None:
            raise ValueError("a line without a figure has nothing to stand on")
        spent, cumulative = Decimal(told.spent), Decimal(told.cumulative)
        is_final = told.is_final
    else:
        spent, cumulative, is_final = current.spent, current.cumulative, current.is_final
    stays = current is not None and (spent, cumulative, is_final) == (
        current.spent,
        current.cumulative,
        current.is_final,
    )
    before = current if current is not None and stays else None
    status = told.status or (before.status if before else "")
    plausible_on = told.plausible_on or (before.plausible_on if before else None)
    if told.status == CbsStatus.NOT_PLAUSIBLE:
        plausible_on = None
    names_us = told.names_us_in_errors
    if names_us is None:
        names_us = current.names_us_in_errors if current else False
    return Figure(
        key=current.key if current else 0,
        source=FigureSource.CBS,
        spent=spent,
        cumulative=cumulative,
        is_final=is_final,
        names_us_in_errors=names_us,
        status=str(status),
        received_on=told.received_on or (before.received_on if before else None),
        plausible_on=plausible_on,
    )


def fingerprint(rows: Iterable[tuple[str, Kind, int]]) -> str:
    """What somebody saw before confirming: line, what it changes, and the figure it replaces."""
    text = "\n".join(f"{digits} {kind} {key}" for digits, kind, key in sorted(rows))
    return hashlib.sha256(text.encode()).hexdigest()[:32]
