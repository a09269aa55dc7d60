"""Bevindingen bij een upload: with the reason of each rule, and beside the trial before it."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from django.db.models import F

# Imported so that the register holds every rule: the worker is another process.
import grants.checks.package
import grants.checks.statement  # noqa: F401
from grants.checks.findings import ERROR, WARNING
from grants.checks.register import RULES
from grants.checks.trials import Comparison, Point, compare, points_of
from grants.models import Explanation, FindingRow, Justification, PreparedFile, Upload

from .deliveries import Newest

FRESH = "nieuw"
LASTING = "stond er al"


@dataclass(frozen=True)
class ToldFinding:
    """Bevinding op de pagina: what is wrong, where, why, how to mend it, and a right one.

    `since` says how it stands to the trial before; empty without one. `words` is the explanation
    that the municipality gave, where it is a warning.
    """

    code: str
    severity: str
    document: str
    sheet: str
    cell: str
    message: str
    remedy: str
    why: str = ""
    source: str = ""
    example: str = ""
    since: str = ""
    words: str = ""


@dataclass(frozen=True)
class Trial:
    """Proef: an upload with its findings, beside the previous one of its kind."""

    upload: Upload
    findings: tuple[ToldFinding, ...]
    previous: Upload | None
    solved: tuple[ToldFinding, ...]
    points: tuple[Point[FindingRow], ...]

    @cached_property
    def errors(self) -> int:
        return sum(finding.severity == ERROR for finding in self.findings)

    @property
    def warnings(self) -> int:
        return sum(finding.severity == WARNING for finding in self.findings)

    @cached_property
    def fresh(self) -> int:
        return sum(finding.since == FRESH for finding in self.findings)

    @property
    def lasting(self) -> int:
        return len(self.findings) - self.fresh if self.previous else 0


def trial_of(upload: Upload) -> Trial:
    """The findings of an upload that was checked; a fixed number of queries."""
    rows = findings_of(upload)
    previous = previous_upload(upload)
    compared = compare(findings_of(previous), rows) if previous else None
    points = points_of(rows, upload.kind)
    words = words_about(upload, points)
    return Trial(
        upload=upload,
        findings=tuple(
            _told(row, since=_since(compared, place), words=words.get(row.pk, ""))
            for place, row in enumerate(rows)
        ),
        previous=previous,
        solved=tuple(_told(row) for row in compared.solved) if compared else (),
        points=points,
    )


def told_findings(uploads: Collection[uuid.UUID]) -> tuple[ToldFinding, ...]:
    """Bevindingen van wat is ingediend, each warning with the word that was sent along."""
    rows = list(
        FindingRow.objects.filter(verdict__check_run__upload__in=uploads)
        .annotate(of=F("verdict__check_run__upload"), kind=F("verdict__check_run__upload__kind"))
        .order_by("verdict_id", "place")
    )
    sent = {
        (upload, point): text
        for upload, point, text in Explanation.objects.filter(upload__in=uploads)
        .order_by("pk")
        .values_list("upload", "point", "text")
    }
    words: dict[int, str] = {}
    for (upload, kind), of_upload in groupby(rows, key=lambda row: (row.of, row.kind)):
        for point in points_of(of_upload, kind):
            text = sent.get((upload, point.key), "")
            words |= {row.pk: text for row in point.findings}
    return tuple(_told(row, words=words.get(row.pk, "")) for row in rows)


def findings_of(upload: Upload) -> tuple[FindingRow, ...]:
    """The findings as they were kept; none as long as the check runs."""
    return tuple(FindingRow.objects.filter(verdict__check_run__upload=upload).order_by("place"))


def previous_upload(upload: Upload) -> Upload | None:
    """De vorige proef: the last of the same kind before it whose check was done."""
    return (
        Upload.objects.filter(
            justification=upload.justification_id,
            kind=upload.kind,
            recorded_at__lt=upload.recorded_at,
            check_run__verdict__isnull=False,
        )
        .order_by("-recorded_at")
        .first()
    )


def words_about(
    upload: Upload, points: Iterable[Point[FindingRow]] | None = None
) -> Mapping[int, str]:
    """Uitleg per bevinding: what was submitted with this upload, or else what was typed so far."""
    if points is None:
        points = points_of(findings_of(upload), upload.kind)
    sent = dict(
        Explanation.objects.filter(upload=upload).order_by("pk").values_list("point", "text")
    )
    if not sent:
        sent = drafted_words(upload.justification)
    return {row.pk: sent.get(point.key, "") for point in points for row in point.findings}


def drafted_words(justification: Justification) -> dict[str, str]:
    """Wat er tot nu toe is getypt, by point."""
    return dict(justification.explanation_drafts.values_list("point", "text"))


def points_to_explain(newest: Newest) -> dict[Upload, tuple[Point[FindingRow], ...]]:
    """The warnings of what is about to be submitted; each asks for a word."""
    return {
        upload: points_of(upload.check_run.verdict.findings.all(), upload.kind)
        for upload in (newest.statement, newest.package)
        if upload and hasattr(upload.check_run, "verdict")
    }


def prepared_files(upload: Upload) -> dict[str, PreparedFile]:
    """Wat de worker bij deze upload klaarzette of klaarzet, by kind."""
    return {
        row.kind: row
        for row in PreparedFile.objects.filter(check_run__upload=upload).select_related("file")
    }


def _since(compared: Comparison[FindingRow] | None, place: int) -> str:
    if compared is None:
        return ""
    return FRESH if place in compared.fresh else LASTING


def _told(row: FindingRow, *, since: str = "", words: str = "") -> ToldFinding:
    """A rule that was taken out since has no reason to show; its finding stays as it was."""
    rule = RULES.get(row.code)
    return ToldFinding(
        code=row.code,
        severity=row.severity,
        document=row.document,
        sheet=row.sheet,
        cell=row.cell,
        message=row.message,
        remedy=row.remedy,
        why=rule.why if rule else "",
        source=rule.source if rule else "",
        example=rule.example if rule else "",
        since=since,
        words=words,
    )
