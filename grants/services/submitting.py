"""Verantwoording indienen, by the signatory."""

from __future__ import annotations

import datetime
import uuid
from decimal import Decimal

from django.db import transaction

from grants.enums import FigureSource, ScanState
from grants.models import Justification, Upload
from grants.queries.deliveries import Newest, newest_uploads
from grants.queries.findings import points_to_explain
from grants.queries.scans import state_of
from grants.transitions.justifications import SubmitFacts
from pmg.accounts.models import User
from pmg.casework.errors import MoveRefused
from pmg.casework.models import Event
from pmg.casework.moves import Door, events_of, move

from .assessment import record_sisa_figure
from .findings import send_words, unexplained
from .ledger import book_justified
from .receipts import make_receipt


@transaction.atomic
def submit(
    *,
    justification: Justification,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Verantwoording indienen: the newest statement without errors, and the package beside it.

    The package is the CBS's to judge: its findings do not keep a statement from being submitted.
    The event holds the SHA-256 of each file, for the receipt. The same `key` again gives the event
    of the first time. Raises MoveRefused while a check runs, without a statement, with errors in
    it, or where a warning has no word of explanation.
    """
    justification = Justification.objects.select_for_update(of=("self",)).get(pk=justification.pk)
    if key and (done := events_of(justification).filter(key=key, name="submit").first()):
        return done  # what was uploaded since is not part of it, and is not booked
    newest = newest_uploads(justification)
    refuse_unless_looked_at(newest)
    statement, package = newest.statement, newest.package
    version = statement.versions.first() if statement else None
    points = points_to_explain(newest)
    event = move(
        justification,
        "submit",
        by=by,
        on=on,
        seen_revision=seen_revision,
        key=key,
        door=door,
        facts=SubmitFacts(
            has_statement=statement is not None,
            errors=newest.statement_errors,
            unexplained=unexplained(justification, points),
        ),
        fields={"submitted": version, "package": package, "submitted_on": on},
        data={
            "version": version.number if version else None,
            "was_due_on": justification.due_on.isoformat(),
            "files": [
                {"upload": str(u.pk), "kind": u.kind, "sha256": u.file_id, "size": u.file.size}
                for u in (statement, package)
                if u
            ],
        },
    )
    send_words(justification=justification, event=event, points=points)
    make_receipt(case=justification, event=event)
    if version:
        book_justified(justification=justification, amount=version.spent, event=event)
    if package:
        record_package_figure(justification, package, on=on)
    return event


def refuse_unless_looked_at(newest: Newest) -> None:
    """Raises MoveRefused for a file that is still being checked, and for one with a virus."""
    for upload in (newest.statement, newest.package):
        if upload and not hasattr(upload.check_run, "verdict"):
            raise MoveRefused(
                f"‘{upload.name}’ wordt nog gecontroleerd. Probeer het over een halve minuut weer."
            )
        if upload and state_of(upload.file) == ScanState.INFECTED:
            raise MoveRefused(f"In ‘{upload.name}’ zit een virus. Upload eerst een schoon bestand.")


def record_package_figure(
    justification: Justification, package: Upload, *, on: datetime.datetime
) -> None:
    """SiSa-cijfer vastleggen, where the package gave all three of our indicators."""
    read = package.check_run.verdict.indicators
    if None in (read["spent"], read["cumulative"], read["is_final"]):
        return
    if justification.sisa_figures.filter(upload=package).exists():
        return
    record_sisa_figure(
        justification=justification,
        source=FigureSource.PACKAGE,
        spent=Decimal(read["spent"]),
        cumulative=Decimal(read["cumulative"]),
        is_final=read["is_final"],
        upload=package,
        names_us_in_errors=bool(read.get("names_us_in_errors")),
        on=on,
    )
