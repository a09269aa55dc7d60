"""Waarden van indicatoren aannemen en bevestigen: nothing counts until somebody looked at it."""

from __future__ import annotations

import datetime
import uuid

from django.db import transaction

from grants.checks.indicator_judging import ValueLine
from grants.intake.indicators import read_values
from grants.models import (
    ConfirmedDelivery,
    IndicatorDelivery,
    MeasuredValue,
    Scheme,
)
from grants.queries.indicators import overview_of
from municipalities.models import Municipality
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.casework.errors import MoveRefused, NotAllowed

from .files import store_file

DELIVERERS = (Role.ANALYST,)
CHANGED = "Het overzicht is intussen veranderd. Er is niets overgenomen. Bekijk het opnieuw."
WRONG = "In dit bestand staat nog iets dat niet klopt. Er is niets overgenomen."


@transaction.atomic
def hand_in_values(
    *,
    scheme: Scheme,
    name: str,
    data: bytes,
    source: str,
    as_of: datetime.date,
    by: User,
    on: datetime.datetime,
    key: uuid.UUID | None = None,
) -> IndicatorDelivery:
    """Levering aannemen: read and kept, with what was wrong in it; no value counts yet.

    The same `key` again gives the first. Raises NotAllowed.
    """
    _allowed(by)
    Scheme.objects.select_for_update(no_key=True).get(pk=scheme.pk)
    if key and (made := IndicatorDelivery.objects.filter(pk=key).first()):
        return made
    read = read_values(data, name)
    return IndicatorDelivery.objects.create(
        pk=key or uuid.uuid4(),
        scheme=scheme,
        file=store_file([data]),
        name=name[:200],
        source=source,
        as_of=as_of,
        rows=[line.as_data() for line in read.lines],
        findings=[finding.as_dict() for finding in read.findings],
        by=by,
        on=on,
    )


@transaction.atomic
def confirm_values(
    *, delivery: IndicatorDelivery, seen: str, by: User, on: datetime.datetime
) -> ConfirmedDelivery:
    """Levering bevestigen, as the overview with the fingerprint `seen` showed it: all or nothing.

    Earlier values stay, and so do reports that were submitted with them. Confirming twice is once.
    Raises NotAllowed, and MoveRefused where something is wrong or the overview changed.
    """
    _allowed(by)
    # Two who confirm at once wait for each other here, for a later one changes what is new.
    Scheme.objects.select_for_update(no_key=True).get(pk=delivery.scheme_id)
    if made := ConfirmedDelivery.objects.filter(delivery=delivery).first():
        return made
    overview = overview_of(delivery)
    if overview.findings:
        raise MoveRefused(WRONG)
    if overview.fingerprint != seen:
        raise MoveRefused(CHANGED)
    last = ConfirmedDelivery.objects.order_by("-number").values_list("number", flat=True).first()
    made = ConfirmedDelivery.objects.create(delivery=delivery, number=(last or 0) + 1, by=by, on=on)
    _write_values(made, [one.line for one in overview.differences])
    return made


def _write_values(made: ConfirmedDelivery, lines: list[ValueLine]) -> None:
    indicators = {one.code: one for one in made.delivery.scheme.indicators.all()}
    places = {one.cbs_code: one for one in Municipality.objects.all()}
    MeasuredValue.objects.bulk_create(
        MeasuredValue(
            delivery=made,
            indicator=indicators[line.indicator],
            municipality=places[line.municipality],
            year=line.year,
            value=line.value,
        )
        for line in lines
    )


def _allowed(by: User) -> None:
    if not by.has_role(*DELIVERERS):
        raise NotAllowed("Alleen een analist leest waarden van indicatoren in.")
