"""Overname uit de oude administratie: taken in, read, proposed by one person, approved by another."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.db import transaction

from grants.checks.findings import ERROR, Finding
from grants.checks.register import Problem, legible
from grants.checks.takeover_content import TakeOverReading
from grants.checks.takeover_judging import judged
from grants.checks.takeover_rules import DOCUMENT
from grants.checks.virus import infected
from grants.enums import ScanState, TakeOverKind
from grants.enums import TakeOverState as State
from grants.intake.takeover import Attachment, is_pdf, open_bundle, read_takeover
from grants.models import Scheme, TakeOver, TakeOverDocument, TakeOverFinding, TakeOverRow
from grants.queries.takeover_standing import standing_of
from grants.queries.takeovers import Preview, preview, subject_of
from grants.transitions.takeovers import TakeOverFacts
from pmg.accounts.models import User
from pmg.casework.hints import hint
from pmg.casework.models import Event
from pmg.casework.moves import Door, events_of, move

from .files import read_file, store_file
from .scanning import scan_file

READ_TAKE_OVER = "grants.read_take_over"
CARRY_OUT_TAKE_OVER = "grants.carry_out_take_over"
MOST_ATTEMPTS = 3
MOMENTS_AGO = datetime.timedelta(minutes=1)

Named = tuple[str, Iterable[bytes]]
"""A file as it was uploaded: its name and its bytes in parts."""


@transaction.atomic
def hand_in(
    *,
    scheme: Scheme,
    kind: TakeOverKind,
    workbook: Named,
    documents: Sequence[Named] = (),
    by: User,
    on: datetime.datetime,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> TakeOver:
    """Bestand aannemen: a workbook with PDFs beside it, or a zip of both. Nothing counts yet.

    The same `key` again gives the take-over of the first time; so does the same file by the same
    person within a minute. Raises MoveRefused for somebody who may not do this.
    """
    name, chunks = workbook
    stored = store_file(chunks)
    # Two who hand in at once wait for each other, so that a double click is seen.
    Scheme.objects.select_for_update().get(pk=scheme.pk)
    if key and (made := TakeOver.objects.filter(pk=key).first()):
        return made
    twin = TakeOver.objects.filter(
        scheme=scheme, kind=kind, file=stored, name=name, by=by, on__gte=on - MOMENTS_AGO
    ).exclude(state__in=(State.DISCARDED, State.DONE, State.NOTHING_NEW))
    if not documents and (found := twin.first()):
        return found
    take_over = TakeOver(
        pk=key or uuid.uuid4(), scheme=scheme, kind=kind, file=stored, name=name, by=by, on=on
    )
    move(
        take_over,
        "hand_in",
        by=by,
        on=on,
        seen_revision=0,
        data={"sha256": stored.pk, "kind": kind, "scheme": scheme.code},
        key=key,
        door=door,
    )
    for document, parts in documents:
        TakeOverDocument.objects.get_or_create(
            take_over=take_over, name=document, defaults={"file": store_file(parts)}
        )
    hint(READ_TAKE_OVER, str(take_over.pk))
    return take_over


@transaction.atomic
def read(
    *, take_over_id: uuid.UUID, by: User, on: datetime.datetime, door: Door | None = None
) -> TakeOver | None:
    """Bestand lezen, by the worker. Doing it again changes nothing.

    Returns None for one that somebody else is reading at this moment. What could not be scanned
    for viruses is not opened, and tried again.
    """
    take_over = held(take_over_id)
    if take_over is None or take_over.state != State.RECEIVED:
        return take_over
    scans = [scan_file(take_over.file), *(scan_file(d.file) for d in take_over.documents.all())]
    if any(scan.state == ScanState.ASKED for scan in scans):
        return take_over
    virus = next((scan.virus for scan in scans if scan.state == ScanState.INFECTED), "")
    subject = subject_of(take_over.scheme, take_over.kind, on=on)
    if virus:
        reading = TakeOverReading()
        findings: tuple[Finding, ...] = infected(take_over.name, virus).findings
    else:
        bundle = open_bundle(read_file(take_over.file), take_over.name)
        clashes = _keep_attachments(take_over, bundle.attachments)
        reading = (
            TakeOverReading(findings=bundle.findings)
            if bundle.findings
            else read_takeover(bundle.data, bundle.name, subject)
        )
        reading = replace(reading, findings=(*clashes, *reading.findings))
        findings = judged(
            reading,
            bundle.name,
            subject,
            standing_of(take_over.scheme, take_over.kind),
            {d.name: is_pdf(read_file(d.file)) for d in take_over.documents.all()},
        )
    rows = _keep(take_over, reading, findings)
    seen = preview(take_over, rows, on=on)
    errors = sum(finding.severity == ERROR for finding in findings)
    needs_a_person = errors or seen.new or seen.different
    move(
        take_over,
        "read" if needs_a_person else "find_nothing_new",
        by=by,
        on=on,
        seen_revision=take_over.revision,
        data={"rows": len(rows), "errors": errors, **seen.counts},
        door=door,
    )
    return take_over


def held(take_over_id: uuid.UUID) -> TakeOver | None:
    """The take-over, locked; None where somebody else holds it."""
    return (
        TakeOver.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("scheme", "file")
        .filter(pk=take_over_id)
        .first()
    )


def _keep_attachments(
    take_over: TakeOver, attachments: Sequence[Attachment]
) -> tuple[Finding, ...]:
    """Keeps the PDFs of a zip under their names; one name for two files is told, not guessed."""
    known = {document.name.casefold(): document for document in take_over.documents.all()}
    clashes = []
    for attachment in attachments:
        name, stored = legible(attachment.name, 200), store_file([attachment.data])
        there = known.get(name.casefold())
        if there is None:
            known[name.casefold()] = TakeOverDocument.objects.create(
                take_over=take_over, name=name, file=stored
            )
        elif there.file_id != stored.pk:
            problem = Problem(
                f"Er zijn twee verschillende bestanden met de naam ‘{name}’.",
                "Geef elk besluit een eigen naam, ook in verschillende mappen.",
                document=name,
            )
            clashes.append(DOCUMENT.at(problem, name))
    return tuple(clashes)


def _keep(
    take_over: TakeOver, reading: TakeOverReading, findings: Sequence[Finding]
) -> list[TakeOverRow]:
    """Rows and findings, once; a second reading after a fault of ours finds none of them."""
    TakeOverFinding.objects.bulk_create(
        TakeOverFinding(
            take_over=take_over,
            place=place,
            code=finding.code,
            severity=finding.severity,
            document=finding.document,
            sheet=finding.sheet,
            cell=finding.cell,
            message=finding.message,
            remedy=finding.remedy,
        )
        for place, finding in enumerate(findings, start=1)
    )
    return TakeOverRow.objects.bulk_create(
        TakeOverRow(
            take_over=take_over, place=place, sheet=row.sheet, row=row.row, values=dict(row.values)
        )
        for place, row in enumerate(reading.rows, start=1)
    )


@transaction.atomic
def propose(
    *,
    take_over: TakeOver,
    seen: str,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Ter goedkeuring voorleggen what `seen` (the fingerprint of the overview) says.

    Raises MoveRefused with errors in the file, without new rows, or where the overview changed.
    """
    return _agree(take_over, "propose", seen, by, on, seen_revision, key, door)


@transaction.atomic
def approve(
    *,
    take_over: TakeOver,
    seen: str,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Overname goedkeuren; the worker carries it out. Raises MoveRefused, FourEyes."""
    event = _agree(take_over, "approve", seen, by, on, seen_revision, key, door)
    hint(CARRY_OUT_TAKE_OVER, str(take_over.pk))
    return event


def _agree(
    take_over: TakeOver,
    name: str,
    seen: str,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None,
    door: Door | None,
) -> Event:
    if key and (done := events_of(take_over).filter(key=key, name=name).first()):
        return done
    now = preview(take_over, on=on)
    return move(
        take_over,
        name,
        by=by,
        on=on,
        seen_revision=seen_revision,
        facts=facts_of(take_over, now, seen=seen),
        data={"seen": now.fingerprint, **now.counts},
        key=key,
        door=door,
    )


def facts_of(take_over: TakeOver, now: Preview, *, seen: str) -> TakeOverFacts:
    """What the guards look at, with the overview of this moment."""
    return TakeOverFacts(
        errors=take_over.findings.filter(severity=ERROR).count(),
        new=len(now.new),
        is_as_seen=now.fingerprint == seen,
    )


@transaction.atomic
def send_back(
    *,
    take_over: TakeOver,
    reason: str,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Overname terugsturen to who prepared it, with the reason. Raises MoveRefused."""
    return move(
        take_over,
        "send_back",
        by=by,
        on=on,
        seen_revision=seen_revision,
        reason=reason,
        key=key,
        door=door,
    )


@transaction.atomic
def discard(
    *,
    take_over: TakeOver,
    reason: str,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Niet overnemen, with the reason. The file stays. Raises MoveRefused."""
    return move(
        take_over,
        "discard",
        by=by,
        on=on,
        seen_revision=seen_revision,
        reason=reason,
        key=key,
        door=door,
    )


@transaction.atomic
def read_again(
    *,
    take_over: TakeOver,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Opnieuw lezen after a fault of ours. Raises MoveRefused."""
    event = move(
        take_over,
        "read_again",
        by=by,
        on=on,
        seen_revision=seen_revision,
        fields={"attempts": 0},
        key=key,
        door=door,
    )
    hint(READ_TAKE_OVER, str(take_over.pk))
    return event


@transaction.atomic
def note_failure(*, take_over_id: uuid.UUID, by: User, on: datetime.datetime) -> None:
    """Fout van ons vastleggen: after the third attempt the page says so."""
    take_over = TakeOver.objects.select_for_update(of=("self",)).get(pk=take_over_id)
    attempts = take_over.attempts + 1
    TakeOver.objects.filter(pk=take_over.pk).update(attempts=attempts)
    if attempts < MOST_ATTEMPTS:
        return
    take_over.refresh_from_db()
    if take_over.state == State.RECEIVED:
        move(take_over, "give_up", by=by, on=on, seen_revision=take_over.revision)
    elif take_over.state == State.APPROVED:
        move(
            take_over,
            "stop",
            by=by,
            on=on,
            seen_revision=take_over.revision,
            reason="Een fout van ons. De beheerder ziet haar ook. Leg de overname opnieuw voor.",
            fields={"attempts": 0},
        )
