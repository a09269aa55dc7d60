"""Levering van het CBS verwerken: taken in, read by the worker, confirmed by a person."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable

from django.db import transaction

from grants.checks.cbs_differences import Figure
from grants.models import AccountingYear, CbsDelivery, Justification, SisaFigure
from grants.queries.cbs import Preview, preview
from pmg.accounts.models import User
from pmg.casework.errors import MoveRefused
from pmg.casework.hints import hint
from pmg.casework.models import Event
from pmg.casework.moves import Door, events_of, move

from .cbs_reading import READ_DELIVERY
from .files import store_file

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
