"""Voortgangsrapportage indienen, terugsturen en akkoord geven (nota, CW 3.1 onder 6)."""

from __future__ import annotations

import datetime
import uuid

from django.db import transaction

from grants.checks.progress import beside, read_report
from grants.checks.progress_content import ProgressContent
from grants.checks.progress_findings import ProgressFinding
from grants.checks.progress_typed import as_typed, digest_of_report
from grants.models import ProgressReport, ProgressVersion
from grants.queries.progress import choices_for, drafts_of, typed_in
from grants.queries.questions import questions_of
from grants.transitions.progress import ProgressFacts, ReviewFacts
from pmg.accounts.models import User
from pmg.casework.errors import MoveRefused, StaleRevision
from pmg.casework.models import Event
from pmg.casework.moves import Door, events_of, move

from .lessons import share_lessons
from .progress_drafts import save_section
from .progress_rows import write_rows


class NotReady(MoveRefused):
    """The report has something to mend, or to look at, before it can be submitted."""

    def __init__(self, findings: tuple[ProgressFinding, ...]) -> None:
        self.findings = findings
        count = "1 punt" if len(findings) == 1 else f"{len(findings)} punten"
        super().__init__(f"De rapportage is nog niet ingediend: herstel eerst {count}.")


@transaction.atomic
def submit(
    *,
    report: ProgressReport,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    seen_digest: str | None = None,
    personal_data_seen: bool = False,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Voortgangsrapportage indienen: validates all sections together and writes the clean rows.

    `seen_digest` is the fingerprint of the text on the page where it was confirmed.
    `personal_data_seen` says that somebody looked at what seems to be personal data.
    Raises NotReady with every finding, StaleRevision, NotAllowed, MoveRefused.
    """
    ProgressReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    done: Event | None = events_of(report).filter(key=key, name="submit").first() if key else None
    if done:
        report.refresh_from_db()
        return done
    typed, choices = typed_in(report), choices_for(report)
    fingerprint = digest_of_report(typed, beside(choices))
    if seen_digest is not None and seen_digest != fingerprint:
        raise StaleRevision
    reading = read_report(typed, choices)
    to_mend = reading.errors or (() if personal_data_seen else reading.personal_data)
    if reading.content is None or to_mend:
        raise NotReady(to_mend)
    number = report.versions.count() + 1
    event = move(
        report,
        "submit",
        by=by,
        on=on,
        seen_revision=seen_revision,
        key=key,
        door=door,
        facts=ProgressFacts(missing=reading.unfinished),
        fields=_fields(reading.content),
        data={
            "version": number,
            "sha256": fingerprint,
            "personal_data_seen": len(reading.personal_data),
        },
    )
    ProgressVersion.objects.create(
        report=report, number=number, typed=typed, sha256=fingerprint, by=by, on=on
    )
    write_rows(report, reading.content)
    return event


@transaction.atomic
def deliver(
    *,
    report: ProgressReport,
    content: ProgressContent,
    by: User,
    signed_by: User,
    on: datetime.datetime,
    door: Door | None = None,
) -> Event:
    """Voortgangsrapportage aanleveren in one go: typed, checked and signed as on the screen.

    Raises what `save_section` and `submit` raise.
    """
    drafts = drafts_of(report)
    for section, raw in as_typed(content).items():
        seen = drafts[section].revision if section in drafts else 0
        save_section(report=report, section=section, raw=raw, seen_revision=seen, by=by)
    return submit(report=report, by=signed_by, on=on, seen_revision=report.revision, door=door)


def return_to_municipality(
    *,
    report: ProgressReport,
    reason: str,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Aanvulling vragen: back to the municipality, which reads the reason.

    Raises MoveRefused without a reason, or one of its kinds.
    """
    return move(
        report,
        "return",
        by=by,
        on=on,
        seen_revision=seen_revision,
        reason=reason,
        key=key,
        door=door,
    )


@transaction.atomic
def accept(
    *,
    report: ProgressReport,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Akkoord geven: the report is complete, and what it shares can be found by all participants.

    Raises MoveRefused or its kinds.
    """
    event = move(
        report,
        "accept",
        by=by,
        on=on,
        seen_revision=seen_revision,
        key=key,
        door=door,
        facts=ReviewFacts(open_questions=len(questions_of(report).open)),
    )
    share_lessons(report=report, on=event.on)
    return event


def _fields(content: ProgressContent) -> dict[str, str | bool]:
    names = ("analysis", "securing", "bottlenecks", "lessons", "outlook")
    texts: dict[str, str | bool] = {name: getattr(content, name) for name in names}
    return texts | {
        "lessons_shared": content.lessons_shared,
        "analysis_state": content.analysis_state,
        "securing_state": content.securing_state,
    }
