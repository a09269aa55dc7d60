"""Uitkomsten van betalingen uit een bestand: kept, read by the worker, and booked once agreed to."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Iterable, Mapping

from django.db import transaction
from django.utils import timezone

from grants.checks.findings import Finding
from grants.checks.outcome_judging import by_day
from grants.checks.virus import infected
from grants.enums import CheckState, OutcomeKind, ScanState
from grants.intake.outcomes import OutcomesRead, read_outcomes
from grants.models import (
    Award,
    BookedOutcome,
    OutcomeFile,
    OutcomeFinding,
    OutcomeLine,
    OutcomeWork,
    Payment,
)
from grants.queries.outcomes import Preview, preview
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.casework.errors import MoveRefused, NotAllowed
from pmg.casework.hints import hint
from pmg.casework.models import Event
from pmg.casework.moves import Door

from .booking import booking
from .files import read_file, store_file
from .payments import confirm_payment, fail_payment, return_payment
from .scanning import scan_file

READ_OUTCOMES = "grants.read_outcome_file"
BOOKERS = (Role.FINANCIAL_OFFICER,)
MOST_ATTEMPTS = 3
BOOKED_LINE = uuid.UUID("0b7d6c52-5d1c-4f0e-9a8e-2f1f3a6f7d10")
"""Name space of the keys of what lines book; never changes."""
CHANGED = "Het overzicht is intussen veranderd. Er is niets geboekt. Bekijk het opnieuw."


@transaction.atomic
def hand_in_outcomes(
    *, name: str, chunks: Iterable[bytes], by: User, on: datetime.datetime
) -> tuple[OutcomeFile, bool]:
    """Uitkomstbestand aannemen, and whether it is new. Nothing is booked.

    The same bytes give the file that came first, whoever brings them. Raises NotAllowed.
    """
    _may_book(by)
    made, is_new = OutcomeFile.objects.get_or_create(
        file=store_file(chunks), defaults={"name": name[:200], "by": by, "on": on}
    )
    if is_new:
        OutcomeWork.objects.create(outcome_file=made)
        hint(READ_OUTCOMES, str(made.pk))
    return made, is_new


@transaction.atomic
def read_outcome_file(file_id: uuid.UUID) -> OutcomeFile | None:
    """Uitkomstbestand lezen, by the worker. Doing it again changes nothing.

    None for one that somebody else is reading. What could not be scanned is not opened, and tried
    again.
    """
    work = (
        OutcomeWork.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("outcome_file__file")
        .filter(outcome_file=file_id)
        .first()
    )
    if work is None:
        return None
    found = work.outcome_file
    if work.state == CheckState.DONE:
        return found
    scan = scan_file(found.file)
    if scan.state == ScanState.ASKED:
        return found
    if scan.state == ScanState.INFECTED:
        read = OutcomesRead(findings=infected(found.name, scan.virus).findings)
    else:
        read = read_outcomes(read_file(found.file), found.name)
    _keep(found, read)
    work.state = CheckState.DONE
    work.save(update_fields=["state"])
    return found


def _keep(found: OutcomeFile, read: OutcomesRead) -> None:
    OutcomeLine.objects.bulk_create(
        OutcomeLine(
            outcome_file=found,
            row=one.row,
            reference=one.reference,
            commitment=one.commitment,
            amount=one.amount,
            on=one.on,
            kind=one.kind,
            reason=one.reason,
            cells=dict(one.cells),
        )
        for one in read.outcomes
    )
    OutcomeFinding.objects.bulk_create(
        _finding(found, place, finding) for place, finding in enumerate(read.findings, start=1)
    )


def _finding(found: OutcomeFile, place: int, finding: Finding) -> OutcomeFinding:
    return OutcomeFinding(outcome_file=found, place=place, **finding.as_dict())


@transaction.atomic
def note_reading_failure(file_id: uuid.UUID) -> None:
    """Fout van ons vastleggen: after the third attempt the page says so."""
    work = OutcomeWork.objects.select_for_update().get(outcome_file=file_id)
    if work.state == CheckState.DONE:
        return
    work.attempts += 1
    if work.attempts >= MOST_ATTEMPTS:
        work.state = CheckState.FAILED
    work.save(update_fields=["attempts", "state"])


@transaction.atomic
def read_again(outcome_file: OutcomeFile, *, by: User) -> None:
    """Opnieuw laten lezen after a fault of ours; asking twice is asking once. Raises NotAllowed."""
    _may_book(by)
    work = OutcomeWork.objects.select_for_update().get(outcome_file=outcome_file)
    if work.state == CheckState.FAILED:
        work.state, work.attempts = CheckState.ASKED, 0
        work.save(update_fields=["state", "attempts"])
    if work.state == CheckState.ASKED:
        hint(READ_OUTCOMES, str(outcome_file.pk))


def book_outcomes(
    *,
    outcome_file: OutcomeFile,
    seen: str,
    by: User,
    on: datetime.datetime,
    door: Door | None = None,
) -> int:
    """Uitkomsten boeken as the overview with this fingerprint says; all of them or none.

    Each goes through the move that somebody makes by hand. Returns how many were booked: none where
    all was booked before. Raises NotAllowed, and MoveRefused where the overview changed.
    """
    _may_book(by)
    today = timezone.localdate(on)
    with booking():
        # Two who agree at once wait for each other here; the second finds nothing left to book.
        OutcomeWork.objects.select_for_update().get(outcome_file=outcome_file)
        found = preview(outcome_file, today=today)
        if not found.books:
            return 0
        payments = _locked(found)
        # Whoever held one of these locks may have changed it.
        found = preview(outcome_file, today=today)
        if found.fingerprint != seen:
            raise MoveRefused(CHANGED)
        lines = {line.row: line for line in outcome_file.lines.all()}
        for verdict in sorted(found.books, key=lambda one: by_day(one.outcome)):
            assert verdict.payment is not None, "what books has a payment"
            line = lines[verdict.outcome.row]
            payment = payments[verdict.payment.key]
            event = _book(line, payment, by=by, on=on, door=door)
            BookedOutcome.objects.create(line=line, payment=payment, event=event)
    return len(found.books)


def _locked(found: Preview) -> dict[uuid.UUID, Payment]:
    """The payments that would be booked, and their awards, each locked in a fixed order."""
    keys = [one.payment.key for one in found.books if one.payment]
    rows = Payment.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    payments = {payment.pk: payment for payment in rows}
    awards = {payment.award_id for payment in payments.values()}
    list(Award.objects.select_for_update().filter(pk__in=awards).order_by("pk"))
    return payments


def _book(
    line: OutcomeLine, payment: Payment, *, by: User, on: datetime.datetime, door: Door | None
) -> Event:
    acts: Mapping[str, tuple[Callable[..., Event], dict[str, object]]] = {
        OutcomeKind.PAID: (confirm_payment, {"paid_on": line.on}),
        OutcomeKind.FAILED: (fail_payment, {"reason": line.reason}),
        OutcomeKind.RETURNED: (return_payment, {"returned_on": line.on, "reason": line.reason}),
    }
    service, said = acts[line.kind]
    try:
        return service(
            payment=payment,
            by=by,
            on=on,
            seen_revision=payment.revision,
            key=uuid.uuid5(BOOKED_LINE, str(line.pk)),
            door=door,
            **said,
        )
    except MoveRefused as refusal:
        raise MoveRefused(f"Rij {line.row}: {refusal} Er is niets geboekt.") from refusal


def _may_book(by: User) -> None:
    if not by.has_role(*BOOKERS):
        raise NotAllowed("Alleen een financieel medewerker legt uitkomsten vast.")
