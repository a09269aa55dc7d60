"""Wie een taak afwees: the last word of each person in a case counts."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection

from grants.transitions.justifications import JUSTIFICATION_MOVES
from grants.transitions.progress import PROGRESS_MOVES
from pmg.casework.models import Event

KINDS = (JUSTIFICATION_MOVES.kind, PROGRESS_MOVES.kind)
WORDS = ("decline", "take_up")


def declined(of: Collection[uuid.UUID] | None = None) -> dict[uuid.UUID, list[Event]]:
    """Per zaak wat nu is afgewezen, the oldest first; of these cases, or all. One query."""
    words = Event.objects.filter(case_kind__in=KINDS, name__in=WORDS)
    if of is not None:
        words = words.filter(case_id__in=of)
    last: dict[tuple[uuid.UUID, uuid.UUID], Event] = {}
    for event in words.select_related("by").order_by("seq"):
        last[event.case_id, event.by_id] = event
    found: dict[uuid.UUID, list[Event]] = defaultdict(list)
    for (case, _), event in last.items():
        if event.name == "decline":
            found[case].append(event)
    return found
