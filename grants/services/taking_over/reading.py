"""Overname lezen, by the worker: its rows and findings are kept; nothing counts yet."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction

from grants.checks.findings import ERROR, Finding
from grants.checks.register import Problem, legible
from grants.checks.takeover_content import TakeOverReading
from grants.checks.takeover_judging import judged
from grants.checks.takeover_rules import DOCUMENT
from grants.checks.virus import infected
from grants.enums import ScanState
from grants.enums import TakeOverState as State
from grants.intake.takeover import Attachment, is_pdf, open_bundle, read_takeover
from grants.models import TakeOver, TakeOverDocument, TakeOverFinding, TakeOverRow
from grants.queries.takeover_standing import standing_of
from grants.queries.takeovers import preview, subject_of
from grants.services.files import read_file, store_file
from grants.services.scanning import scan_file
from pmg.accounts.models import User
from pmg.casework.moves import Door, move


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
