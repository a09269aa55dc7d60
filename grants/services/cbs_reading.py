"""Levering van het CBS lezen, by the worker: package after package, over as many turns as it takes."""

from __future__ import annotations

import datetime
import logging
import time
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from decimal import Decimal

from django.db import OperationalError, connection, transaction

from grants.checks.cbs_content import Reading, Told, Trouble
from grants.checks.register import legible
from grants.checks.subject import SchemeYear
from grants.enums import CbsDeliveryState as State
from grants.enums import CheckState, ScanState
from grants.intake.archive import Archive, Refused
from grants.intake.cbs import packages_of, read_delivery
from grants.intake.cbs_packages import given_up, read_entry
from grants.models import CbsDelivery, CbsLine, CbsPackage
from grants.queries.cbs import base_year, preview
from pmg.accounts.models import User
from pmg.casework.hints import hint
from pmg.casework.models import Event
from pmg.casework.moves import Door, move

from .files import read_file
from .scanning import scan_file

log = logging.getLogger(__name__)

READ_DELIVERY = "grants.read_cbs_delivery"
MOST_ATTEMPTS = 3
TURN = 120.0
"""Seconds after which no new package is begun: far below what the queue allows one task."""


def read(
    *,
    delivery_id: uuid.UUID,
    by: User,
    on: datetime.datetime,
    door: Door | None = None,
    seconds: float = TURN,
) -> CbsDelivery | None:
    """Levering lezen. Doing it again changes nothing; what is left after `seconds` is asked anew.

    Every package is a row with a transaction of its own, so that a worker that is killed half-way
    loses one package and the next one goes on from there. Returns None for a delivery that
    somebody else is reading at this moment. One that could not be scanned for viruses is not
    opened, and tried again.
    """
    until = time.monotonic() + seconds
    with _alone(delivery_id) as is_ours:
        if not is_ours:
            return None
        delivery = CbsDelivery.objects.select_related("accounting_year__scheme", "file").get(
            pk=delivery_id
        )
        if delivery.state != State.RECEIVED:
            return delivery
        scan = scan_file(delivery.file)
        if scan.state == ScanState.ASKED:
            return delivery
        if scan.state == ScanState.INFECTED:
            return _finish(delivery, _shut(delivery, scan.virus), by=by, on=on, door=door)
        data = read_file(delivery.file)
        archive = _packages(data, delivery.name)
        if archive is None:
            found = read_delivery(data, delivery.name, base_year(delivery.accounting_year))
            return _finish(delivery, found, by=by, on=on, door=door)
        if not _read_packages(delivery, archive, until=until):
            hint(READ_DELIVERY, str(delivery.pk))
            return delivery
        return _finish(delivery, Reading(()), by=by, on=on, door=door)


@contextmanager
def _alone(delivery_id: uuid.UUID) -> Iterator[bool]:
    """Whether nobody else reads this delivery; the database lets go of whoever is killed."""
    number = delivery_id.int % 2**63
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
        (is_ours,) = cursor.fetchone()
    try:
        yield is_ours
    finally:
        if is_ours:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [number])


def _packages(data: bytes, name: str) -> Archive | None:
    """The zip of packages; None for anything that is read at once."""
    try:
        archive = packages_of(data, name)
    except Refused:
        return None
    return archive if archive and archive.entries else None


def _read_packages(delivery: CbsDelivery, archive: Archive, *, until: float) -> bool:
    """Reads what was not read yet; whether that was all of it."""
    CbsPackage.objects.bulk_create(
        (CbsPackage(delivery=delivery, place=place) for place in range(len(archive.entries))),
        ignore_conflicts=True,
    )
    base = base_year(delivery.accounting_year)
    waiting = list(delivery.packages.filter(state=CheckState.ASKED))
    for number, row in enumerate(waiting, start=1):
        row.attempts += 1
        row.save(update_fields=["attempts"])
        try:
            _read_package(row, archive, base)
        except OperationalError:
            raise
        except Exception:  # a fault of ours in one package; the others do not wait for it
            log.exception("Package %s of delivery %s could not be read", row.place, delivery.pk)
        if number < len(waiting) and time.monotonic() > until:
            return False
    return not delivery.packages.filter(state=CheckState.ASKED).exists()


@transaction.atomic
def _read_package(row: CbsPackage, archive: Archive, base: SchemeYear) -> None:
    entry = archive.entries[row.place]
    if row.attempts > MOST_ATTEMPTS:
        _keep(row.delivery, [given_up(entry)])
        row.state = CheckState.FAILED
    else:
        _keep(row.delivery, read_entry(archive, entry, base))
        row.state = CheckState.DONE
    row.save(update_fields=["state"])


@transaction.atomic
def _finish(
    delivery: CbsDelivery,
    reading: Reading,
    *,
    by: User,
    on: datetime.datetime,
    door: Door | None,
) -> CbsDelivery:
    """Everything was read: the differences can be looked at."""
    _keep(delivery, reading.lines)
    seen = preview(delivery)
    needs_a_person = seen.taken_over or seen.troubled
    move(
        delivery,
        "read" if needs_a_person else "find_nothing_new",
        by=by,
        on=on,
        seen_revision=delivery.revision,
        fields={"others": reading.others},
        data={"lines": delivery.lines.count(), "others": reading.others, **seen.counts},
        door=door,
    )
    return delivery


def _shut(delivery: CbsDelivery, virus: str) -> Reading:
    """A delivery in which the scanner found something: nobody opens it any more."""
    line = Told(
        document=delivery.name,
        trouble=Trouble.NOT_READABLE,
        message=f"In dit bestand zit een virus ({virus}). Wij openen het niet.",
        remedy="Meld dit bij het CBS en vraag om een nieuwe levering.",
    )
    return Reading((line,))


def _keep(delivery: CbsDelivery, lines: Iterable[Told]) -> None:
    last = delivery.lines.count()
    CbsLine.objects.bulk_create(
        _line(delivery, place, told) for place, told in enumerate(lines, start=last + 1)
    )


def _line(delivery: CbsDelivery, place: int, told: Told) -> CbsLine:
    return CbsLine(
        delivery=delivery,
        place=place,
        digits=told.digits,
        spent=None if told.spent is None else Decimal(told.spent),
        cumulative=None if told.cumulative is None else Decimal(told.cumulative),
        is_final=told.is_final,
        names_us_in_errors=told.names_us_in_errors,
        status=told.status or "",
        received_on=told.received_on,
        plausible_on=told.plausible_on,
        document=legible(told.document, 200),
        sheet=legible(told.sheet, 100),
        cell=legible(told.cell, 40),
        problem=told.trouble or "",
        message=legible(told.message, 2_000),
        remedy=legible(told.remedy, 2_000),
    )


@transaction.atomic
def read_again(
    *,
    cbs_delivery: CbsDelivery,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
) -> Event:
    """Opnieuw lezen after a fault of ours. Raises MoveRefused."""
    event = move(
        cbs_delivery,
        "read_again",
        by=by,
        on=on,
        seen_revision=seen_revision,
        key=key,
        fields={"attempts": 0},
    )
    hint(READ_DELIVERY, str(cbs_delivery.pk))
    return event


@transaction.atomic
def note_failure(*, delivery_id: uuid.UUID, by: User, on: datetime.datetime) -> None:
    """Fout van ons vastleggen: after the third attempt the page says so."""
    delivery = CbsDelivery.objects.select_for_update(of=("self",)).get(pk=delivery_id)
    if delivery.state != State.RECEIVED:
        return
    delivery.attempts += 1
    delivery.save(update_fields=["attempts"])
    if delivery.attempts >= MOST_ATTEMPTS:
        move(delivery, "give_up", by=by, on=on, seen_revision=delivery.revision)
