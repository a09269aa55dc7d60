"""Levering van het CBS verwerken: taken in, read by the worker, confirmed by a person."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction

from grants.checks.cbs_content import Reading, Told, Trouble
from grants.checks.cbs_differences import Figure
from grants.checks.register import legible
from grants.enums import CbsDeliveryState as State
from grants.enums import ScanState
from grants.intake.cbs import read_delivery
from grants.models import AccountingYear, CbsDelivery, CbsLine, Justification, SisaFigure
from grants.queries.cbs import Preview, base_year, preview
from pmg.accounts.models import User
from pmg.casework.errors import MoveRefused
from pmg.casework.hints import hint
from pmg.casework.models import Event
from pmg.casework.moves import Door, events_of, move

from .files import read_file, store_file
from .scanning import scan_file

READ_DELIVERY = "grants.read_cbs_delivery"
MOST_ATTEMPTS = 3
CHANGED_MEANWHILE = (
    "De cijfers zijn veranderd sinds u deze pagina opende. Er is niets overgenomen. Bekijk de "
    "verschillen opnieuw en bevestig ze dan."
)


@transaction.atomic
def hand_in(
    *,
    accounting_year: AccountingYear,
    name: str,
    chunks: Iterable[bytes],
    by: User,
    on: datetime.datetime,
    door: Door | None = None,
) -> CbsDelivery:
    """Levering aannemen: kept as it came, and read by the worker. Nothing counts yet.

    The same file by the same person within the same minute (a double click) is one delivery.
    Raises MoveRefused for somebody who may not do this.
    """
    stored = store_file(chunks)
    # Two who hand in at once wait for each other, so that a double click is seen.
    AccountingYear.objects.select_for_update().get(pk=accounting_year.pk)
    twin = CbsDelivery.objects.filter(
        accounting_year=accounting_year,
        file=stored,
        name=name,
        by=by,
        on__gte=on - datetime.timedelta(minutes=1),
    ).first()
    if twin:
        return twin
    delivery = CbsDelivery(accounting_year=accounting_year, file=stored, name=name, by=by, on=on)
    move(
        delivery,
        "hand_in",
        by=by,
        on=on,
        seen_revision=0,
        data={"sha256": stored.pk, "year": accounting_year.year},
        door=door,
    )
    hint(READ_DELIVERY, str(delivery.pk))
    return delivery


def read(
    *, delivery_id: uuid.UUID, by: User, on: datetime.datetime, door: Door | None = None
) -> CbsDelivery | None:
    """Levering lezen, by the worker. Doing it again changes nothing.

    Returns None for a delivery that somebody else is reading at this moment. One that could not be
    scanned for viruses is not opened, and tried again.
    """
    with transaction.atomic():
        delivery = (
            CbsDelivery.objects.select_for_update(of=("self",), skip_locked=True)
            .select_related("accounting_year__scheme", "file")
            .filter(pk=delivery_id)
            .first()
        )
        if delivery is None or delivery.state != State.RECEIVED:
            return delivery
        scan = scan_file(delivery.file)
        if scan.state == ScanState.ASKED:
            return delivery
        reading = (
            _shut(delivery, scan.virus)
            if scan.state == ScanState.INFECTED
            else read_delivery(
                read_file(delivery.file), delivery.name, base_year(delivery.accounting_year)
            )
        )
        lines = _keep(delivery, reading)
        seen = preview(delivery, lines)
        needs_a_person = seen.taken_over or seen.troubled
        move(
            delivery,
            "read" if needs_a_person else "find_nothing_new",
            by=by,
            on=on,
            seen_revision=delivery.revision,
            fields={"others": reading.others},
            data={"lines": len(lines), "others": reading.others, **seen.counts},
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


def _keep(delivery: CbsDelivery, reading: Reading) -> list[CbsLine]:
    return CbsLine.objects.bulk_create(
        _line(delivery, place, told) for place, told in enumerate(reading.lines, start=1)
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
def confirm(
    *,
    cbs_delivery: CbsDelivery,
    seen: str,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Levering overnemen: the differences that somebody saw become SiSa figures.

    `seen` is the fingerprint of that preview. Figures are only added: a municipality that is not
    in the delivery keeps its own, and a judgement that was given stays as it is. The same `key`
    again gives the event of the first time. Raises MoveRefused where the figures changed meanwhile.
    """
    delivery = (
        CbsDelivery.objects.select_for_update(of=("self",))
        .select_related("accounting_year__scheme")
        .get(pk=cbs_delivery.pk)
    )
    if key and (done := events_of(delivery).filter(key=key, name="confirm").first()):
        return done
    # In one order, as everybody locks them, so that a judgement waits for us or we for it.
    cases = {
        case.pk: case
        for case in Justification.objects.select_for_update(of=("self",))
        .filter(accounting_year=delivery.accounting_year)
        .order_by("pk")
    }
    now = preview(delivery)
    if now.fingerprint != seen:
        raise MoveRefused(CHANGED_MEANWHILE)
    event = move(
        delivery,
        "confirm",
        by=by,
        on=on,
        seen_revision=seen_revision,
        key=key,
        data={"seen": seen, "after_judgement": now.touching, **now.counts},
        door=door,
    )
    _take_over(delivery, now, cases, on=on)
    return event


def _take_over(
    delivery: CbsDelivery,
    seen: Preview,
    cases: dict[uuid.UUID, Justification],
    *,
    on: datetime.datetime,
) -> None:
    for row in seen.taken_over:
        assert row.case_id is not None, "only a case that is there is taken over"
        assert row.after is not None, "what is taken over has an outcome"
        _record(cases[row.case_id], row.after, delivery, on=on)


def _record(
    case: Justification, figure: Figure, delivery: CbsDelivery, *, on: datetime.datetime
) -> SisaFigure:
    """One row at a time: the order of their clocks decides which figure counts."""
    return SisaFigure.objects.create(
        justification=case,
        source=figure.source,
        spent=figure.spent,
        cumulative=figure.cumulative,
        is_final=figure.is_final,
        plausible_on=figure.plausible_on,
        names_us_in_errors=figure.names_us_in_errors,
        delivery=delivery,
        cbs_status=figure.status,
        received_on=figure.received_on,
        on=on,
    )


@transaction.atomic
def discard(
    *,
    cbs_delivery: CbsDelivery,
    reason: str,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Levering niet overnemen, with the reason. The file stays. Raises MoveRefused."""
    return move(
        cbs_delivery,
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
