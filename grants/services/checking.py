"""Voorcontrole uitvoeren: read an upload, keep every finding, and the statement that was read."""

from __future__ import annotations

import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import DurationField, ExpressionWrapper, F, Max, QuerySet

from grants.checks.exempting import EXEMPT, exempted
from grants.checks.findings import CHECKS_VERSION, Outcome
from grants.checks.fingerprint import fingerprint
from grants.checks.statement_typed import TypedStatement
from grants.checks.subject import Statement
from grants.checks.virus import infected
from grants.enums import CheckState, ScanState, UploadKind
from grants.models import (
    Check,
    ExemptedFinding,
    FindingRow,
    Justification,
    StatementLine,
    StatementText,
    StatementVersion,
    Upload,
    Verdict,
)
from grants.queries.exemptions import exemptions_in_force, in_words
from grants.queries.scheme_years import scheme_year_for

from .files import read_file
from .prechecks import check_package, check_statement
from .scanning import scan_file

MOST_ATTEMPTS = 3
"""After so many the page says that it is our fault."""
MOST_LATER_ATTEMPTS = 48
"""Until then we try once an hour: a full disk is emptied, a fault of ours mended."""


def run_check(check_id: UUID) -> Verdict | None:
    """Voorcontrole: do what a Check row asks for. Doing it again gives the first verdict.

    Returns None for a check that somebody else is doing at this moment, and for a file that could
    not be scanned for viruses: it is not opened, and tried again.
    """
    with transaction.atomic():
        check = (
            Check.objects.select_for_update(of=("self",), skip_locked=True)
            .select_related("upload__file", "upload__justification")
            .filter(pk=check_id)
            .first()
        )
        if check is None:
            return None
        if check.state == CheckState.DONE:
            return check.verdict
        scan = scan_file(check.upload.file)
        if scan.state == ScanState.ASKED:
            return None
        if scan.state == ScanState.INFECTED:
            return keep(check, infected(check.upload.name, scan.virus))
        return keep(check, look_at(check.upload))


def look_at(upload: Upload) -> Outcome:
    """The outcome of the checks over an upload; nothing is stored."""
    data = read_file(upload.file)
    subject = scheme_year_for(upload.justification)
    if upload.kind == UploadKind.STATEMENT:
        return check_statement(data, upload.name, subject)
    return check_package(data, upload.name, subject)


def keep(check: Check, outcome: Outcome) -> Verdict:
    """Write the verdict, its findings and, where one was read, the version of the statement.

    Findings under an exemption are kept with it, and do not count.
    """
    exemptions = exemptions_in_force(check.upload.justification, on=check.upload.on)
    outcome = exempted(outcome, {code: in_words(row) for code, row in exemptions.items()})
    verdict = Verdict.objects.create(
        check_run=check,
        ok=outcome.ok,
        checks_version=CHECKS_VERSION,
        indicators=outcome.indicators.as_dict()
        | {"names_us_in_errors": outcome.names_us_in_errors},
    )
    rows = FindingRow.objects.bulk_create(
        FindingRow(verdict=verdict, place=place, **finding.as_dict())
        for place, finding in enumerate(outcome.findings, start=1)
    )
    ExemptedFinding.objects.bulk_create(
        ExemptedFinding(finding=row, exemption=exemptions[row.code])
        for row in rows
        if row.severity == EXEMPT
    )
    if outcome.typed:
        keep_text(check.upload, outcome.typed, outcome.typed)
    if outcome.statement and outcome.ok:
        keep_statement(check.upload, outcome.statement)
    check.state = CheckState.DONE
    check.save(update_fields=["state"])
    return verdict


def keep_text(
    upload: Upload, typed: TypedStatement, tidy: TypedStatement, *, on_screen: bool = False
) -> StatementText:
    """Tekst vastleggen as typed, with the fingerprint of the same text made tidy."""
    return StatementText.objects.create(
        upload=upload,
        typed=typed.as_json(),
        sha256=fingerprint(tidy.as_json()),
        on_screen=on_screen,
    )


def keep_statement(upload: Upload, statement: Statement) -> StatementVersion:
    """Opgave vastleggen: an immutable version; whole euros."""
    justification = Justification.objects.select_for_update(of=("self",)).get(
        pk=upload.justification_id
    )
    last = justification.versions.aggregate(last=Max("number"))["last"] or 0
    version = StatementVersion.objects.create(
        justification=justification,
        number=last + 1,
        upload=upload,
        spent=Decimal(statement.spent),
        cumulative=Decimal(statement.cumulative),
        is_final=statement.is_final,
        explanation=statement.explanation,
        by=upload.by,
        on=upload.on,
    )
    StatementLine.objects.bulk_create(
        StatementLine(
            version=version,
            place=place,
            activity=line.activity,
            sector=line.sector,
            intervention=line.intervention,
            description=line.description,
            amount=Decimal(line.amount),
        )
        for place, line in enumerate(statement.lines, start=1)
    )
    return version


def failed_checks(*, now: datetime.datetime) -> QuerySet[Check]:
    """Voorcontroles die door een fout van ons mislukten, and whose hour has come again."""
    hours = ExpressionWrapper(
        (F("attempts") - (MOST_ATTEMPTS - 1)) * datetime.timedelta(hours=1),
        output_field=DurationField(),
    )
    return Check.objects.filter(
        state=CheckState.FAILED, attempts__lt=MOST_LATER_ATTEMPTS, asked_at__lt=now - hours
    )


def note_failure(check_id: UUID) -> None:
    """Fout van ons vastleggen: after the third attempt the check says so on the page."""
    with transaction.atomic():
        check = Check.objects.select_for_update().get(pk=check_id)
        if check.state == CheckState.DONE:
            return
        check.attempts += 1
        if check.attempts >= MOST_ATTEMPTS:
            check.state = CheckState.FAILED
        check.save(update_fields=["attempts", "state"])
