"""What a municipality delivered for a justification, and what the checks said of it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from grants.checks.findings import ERROR
from grants.enums import JustificationState, UploadKind
from grants.models import Justification, Upload
from grants.reckoning.deadlines import days_late, days_until
from grants.reckoning.steps import Step, steps
from pmg.casework.moves import events_of


@dataclass(frozen=True)
class Newest:
    """The newest upload of each kind: the one that counts when the case is submitted."""

    statement: Upload | None
    package: Upload | None

    @property
    def statement_errors(self) -> int:
        """Errors in the newest statement; 0 without one."""
        return errors_in(self.statement)

    @property
    def waiting(self) -> bool:
        """Whether a check is still to come."""
        return any(u and u.check_run.state == "asked" for u in (self.statement, self.package))

    @property
    def difference(self) -> int | None:
        """SiSa minus statement over the year, in whole euros; None when one of them is missing."""
        sisa, ours = indicator(self.package, "spent"), indicator(self.statement, "spent")
        return None if sisa is None or ours is None else sisa - ours


def newest_uploads(
    justification: Justification, *, since: datetime.datetime | None = None, on_paper: bool = False
) -> Newest:
    """Two queries and their findings, whatever the number of uploads; from `since` on, or all.

    Those of the municipality itself, or with `on_paper` what the ministry put in from paper.
    """
    rows = (
        justification.uploads.select_related("file__scan", "by", "text", "check_run__verdict")
        .prefetch_related("check_run__verdict__findings")
        .filter(withdrawal=None, on_paper=on_paper)
        .order_by("kind", "-on", "-recorded_at")
        .distinct("kind")
    )
    if since:
        rows = rows.filter(on__gte=since)
    by_kind = {row.kind: row for row in rows}
    return Newest(by_kind.get(UploadKind.STATEMENT), by_kind.get(UploadKind.PACKAGE))


def errors_in(upload: Upload | None) -> int:
    """How many errors the check found."""
    if upload is None or not hasattr(upload.check_run, "verdict"):
        return 0
    return sum(f.severity == ERROR for f in upload.check_run.verdict.findings.all())


def indicator(upload: Upload | None, name: str) -> int | None:
    """What was read from an upload, in whole euros."""
    if upload is None or not hasattr(upload.check_run, "verdict"):
        return None
    value: int | None = upload.check_run.verdict.indicators.get(name)
    return value


@dataclass(frozen=True)
class Delivery:
    """Levering: what the page of a municipality shows; whole euros."""

    newest: Newest
    older: tuple[Upload, ...]
    due_on: datetime.date
    days_late: int
    days_left: int
    is_postponed: bool
    asked: str
    """What the ministry asks to be mended; empty when it asks nothing."""

    @property
    def is_ready(self) -> bool:
        """Whether there is a statement that can be submitted."""
        statement = self.newest.statement
        return bool(
            statement
            and hasattr(statement.check_run, "verdict")
            and statement.check_run.verdict.ok
            and not self.newest.waiting
        )


def delivery_of(case: Justification, *, now: datetime.datetime) -> Delivery:
    """Everything the municipality's page needs, in a fixed number of queries."""
    newest = newest_uploads(case)
    shown = {upload.pk for upload in (newest.statement, newest.package) if upload}
    older = tuple(
        upload
        for upload in case.uploads.select_related(
            "file__scan", "by", "check_run__verdict"
        ).order_by("-on")[:20]
        if upload.pk not in shown
    )
    return Delivery(
        newest=newest,
        older=older,
        due_on=case.due_on,
        days_late=days_late(case.due_on, now),
        days_left=days_until(case.due_on, now),
        is_postponed=case.postponements.exists(),
        asked=_asked(case),
    )


def _asked(case: Justification) -> str:
    """The reason with which the ministry sent the case back, while it is with the municipality."""
    last = events_of(case).last()
    return last.reason if last and case.state == JustificationState.RETURNED else ""


def steps_of(case: Justification) -> tuple[Step, ...]:
    """Voortgang: where the case stands, for the municipality; it names no person and no reason."""
    done = {event.name: event.on for event in events_of(case)}
    return steps(case.state, done=done, notes={})
