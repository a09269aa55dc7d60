"""Rapport publiceren: a second person lets the frozen year out."""

from __future__ import annotations

import datetime
from uuid import UUID

from pmg.accounts.models import User
from pmg.casework.models import Event
from pmg.casework.moves import Door, move
from reporting.models import Rendition, ReportYear
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
    """Rapport publiceren: the latest version, once its files were made; by nobody who froze it.

    Raises MoveRefused, or one of its kinds.
    """
    latest = case.snapshots.order_by("-version").values("pk")[:1]
    return move(
        case,
        "publish",
        by=by,
        on=on,
        seen_revision=seen_revision,
        facts=PublishFacts(has_files=Rendition.objects.filter(snapshot__in=latest).exists()),
        key=key,
        door=door,
    )
