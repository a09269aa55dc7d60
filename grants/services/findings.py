"""Uitleg bij aandachtspunten: kept while it is typed, and sent along when the case goes in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction

from grants.checks.trials import Point
from grants.models import Explanation, ExplanationDraft, FindingRow, Justification, Upload
from grants.queries.findings import drafted_words
from pmg.accounts.enums import MUNICIPAL_ROLES
from pmg.accounts.models import User
from pmg.casework.errors import NotAllowed
from pmg.casework.models import Event
from pmg.casework.models.clock import ClockTimestamp

LONGEST = 2_000
Points = Mapping[Upload, Sequence[Point[FindingRow]]]


@transaction.atomic
def keep_words(*, justification: Justification, words: Mapping[str, str], by: User) -> None:
    """Uitleg bewaren, by point, exactly as typed; what was typed is never lost on a refusal.

    It is no figure: whoever explains may still sign. Raises NotAllowed for a stranger.
    """
    if not by.has_role(*MUNICIPAL_ROLES, municipality_id=justification.municipality_id):
        raise NotAllowed("U kunt voor deze gemeente geen uitleg geven.")
    known = drafted_words(justification)
    for point, text in words.items():
        if known.get(point, "") == text:
            continue
        ExplanationDraft.objects.update_or_create(
            justification=justification,
            point=point,
            defaults={"text": text[:LONGEST], "by": by, "saved_at": ClockTimestamp()},
        )


def send_words(*, justification: Justification, event: Event, points: Points) -> None:
    """Uitleg meesturen: what was typed at each point becomes part of what was submitted.

    Call it in the transaction of the move.
    """
    typed = {draft.point: draft for draft in justification.explanation_drafts.all()}
    Explanation.objects.bulk_create(
        Explanation(
            justification=justification,
            event=event,
            upload=upload,
            point=point.key,
            text=typed[point.key].text.strip(),
            by_id=typed[point.key].by_id,
        )
        for upload, asked in points.items()
        for point in asked
        if point.key in typed and typed[point.key].text.strip()
    )


def unexplained(justification: Justification, points: Points) -> int:
    """Aandachtspunten zonder uitleg."""
    typed = drafted_words(justification)
    return sum(not typed.get(point.key, "").strip() for asked in points.values() for point in asked)
