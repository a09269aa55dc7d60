"""Rapport publiceren: a second person lets the frozen year out."""

from __future__ import annotations

import datetime
from uuid import UUID

from pmg.accounts.models import User
from pmg.casework.models import Event
from pmg.casework.moves import Door, move
from reporting.enums import Paper
from reporting.models import ReportYear
from reporting.queries.texts import figures_now, open_points, text_rows
from reporting.quotes.named import quotes
from reporting.services.rendering import stored_rendition
from reporting.transitions import PublishFacts


def publish_year(
    *,
    case: ReportYear,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Rapport publiceren: the latest version with the texts of now, once its files were made.

    By nobody who froze it.

    Raises MoveRefused, or one of its kinds.
    """
    latest = case.snapshots.order_by("version").last()
    known = quotes(figures_now(case.scheme, case.year, moment=on))
    points = open_points(text_rows(case.scheme_id, case.year, known), Paper.REPORT)
    return move(
        case,
        "publish",
        by=by,
        on=on,
        seen_revision=seen_revision,
        facts=PublishFacts(
            has_files=latest is not None and stored_rendition(latest) is not None,
            texts_to_mend=tuple(row.field.title for row in (*points.stale, *points.faulty)),
        ),
        key=key,
        door=door,
    )
