"""Onderdelen van een verslagjaar: what is signed for, each with the fingerprint of its content."""

from __future__ import annotations

from reporting.document.texts import EDITION
from reporting.enums import Paper, Part
from reporting.models import ReportYear, Snapshot, TextVersion
from reporting.queries.texts import latest_texts, latest_versions
from reporting.snapshot import sha256
from reporting.writing.fields import fields_of


def latest_version(case: ReportYear) -> Snapshot | None:
    """The newest snapshot of a year, without its bytes."""
    return case.snapshots.defer("content").order_by("version").last()


def fingerprints(case: ReportYear) -> dict[str, str]:
    """SHA-256 of each part as it is now; nothing before the year was frozen.

    The figures are the snapshot. A paper is the snapshot its figures come from, the texts readers
    see of it, and the edition of the fixed words: whatever of these changes, it is another paper.
    """
    snapshot = latest_version(case)
    if snapshot is None:
        return {}
    texts = latest_texts(case.scheme_id, case.year)
    papers = {
        paper.value: sha256(f"{EDITION} {snapshot.sha256} {texts.fingerprint(paper)}".encode())
        for paper in Paper
    }
    return {Part.FIGURES.value: snapshot.sha256, **papers}


def makers_of(case: ReportYear, part: str) -> frozenset[object]:
    """Who made the part as it is now: who froze the figures, or wrote a text of the paper."""
    if part == Part.FIGURES:
        snapshot = case.snapshots.defer("content").select_related("event").last()
        return frozenset({snapshot.event.by_id}) if snapshot else frozenset()
    own = {field.name for field in fields_of(Paper(part))}
    written: dict[str, TextVersion] = latest_versions(case.scheme_id, case.year)
    return frozenset(one.by_id for name, one in written.items() if name in own)
