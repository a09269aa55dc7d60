"""Waar de brieven van een regeling op rusten: articles, sender and texts, and who changed them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from grants.models import LetterSender, LetterText, Scheme

from .editions import Authors

ARTICLE_FIELDS = (
    "award_article",
    "change_article",
    "payment_article",
    "judgement_article",
    "postponement_article",
    "settlement_article",
    "resettlement_article",
    "recovery_article",
)
"""An article per kind of act; an empty one means that no letter of that kind can go out."""
MOST_SHOWN = 20


@dataclass(frozen=True)
class LetterChange:
    """Wijziging van een artikel, de afzender of een brieftekst."""

    on: datetime.datetime
    who: str
    what: str
    before: str
    after: str


def edition_of(scheme: Scheme) -> str:
    """By which an old page is recognised: the last edition of each row that letters rest on."""
    return "-".join(str(_last(rows)) for rows in _histories(scheme))


def changes_of(scheme: Scheme) -> list[LetterChange]:
    """Wat er veranderde, the newest first; what was loaded with the scheme is no change."""
    found: list[tuple[Any, Any]] = []
    for rows in _histories(scheme):
        latest: dict[Any, Any] = {}
        for edition in rows.select_related("pgh_context").order_by("pgh_id"):
            if (before := latest.get(edition.pgh_obj_id)) is not None:
                found.append((before, edition))
            latest[edition.pgh_obj_id] = edition
    authors = Authors(after for _, after in found)
    changes = [
        LetterChange(
            on=after.pgh_created_at,
            who=str(authors.of(after) or "het systeem"),
            what=_name_of(after, field),
            before=str(getattr(before, field.attname) or ""),
            after=str(getattr(after, field.attname) or ""),
        )
        for before, after in found
        for field in _told(after)
        if getattr(before, field.attname) != getattr(after, field.attname)
    ]
    # Of what was saved together, the last first too.
    changes.reverse()
    changes.sort(key=lambda change: change.on, reverse=True)
    return changes[:MOST_SHOWN]


def _histories(scheme: Scheme) -> list[Any]:
    return [
        Scheme.pgh_event_model.objects.filter(pgh_obj=scheme),  # type: ignore[attr-defined]
        LetterSender.pgh_event_model.objects.filter(scheme=scheme),  # type: ignore[attr-defined]
        LetterText.pgh_event_model.objects.filter(scheme=scheme),  # type: ignore[attr-defined]
    ]


def _last(rows: Any) -> int:
    last = rows.order_by("pgh_id").last()
    return last.pgh_id if last else 0


def _told(edition: Any) -> list[Any]:
    """The fields that letters rest on."""
    fields = [f for f in edition._meta.concrete_fields if not f.name.startswith("pgh_")]
    if hasattr(edition, "award_article"):
        return [field for field in fields if field.name in ARTICLE_FIELDS]
    return [field for field in fields if field.name not in {"id", "scheme"}]


def _name_of(edition: Any, field: Any) -> str:
    if hasattr(edition, "get_act_display"):
        return f"{edition.get_act_display()}: {field.verbose_name}"
    return str(field.verbose_name)
