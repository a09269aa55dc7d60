"""Stand van een verantwoording in het verslag: how firm its figure is, and what is missing."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.db.models import Min

from grants.enums import JustificationState
from grants.models import Justification
from grants.reckoning.deadlines import day_in_amsterdam
from pmg.casework.models import Event
from pmg.design.formatting import date_nl
from reporting.snapshot import AccountingYearMoney, Delivery, Missing, Status

RECEIPTS = ("submit", "receive_on_paper")


def account(
    year: int,
    case: Justification | None,
    *,
    justified: Decimal | None,
    accepted: Decimal | None,
    sisa: int | None,
) -> AccountingYearMoney:
    """The row of one accounting year. Without a statement the SiSa figure counts; whole euros."""
    amount = None if justified is None else int(justified)
    if amount is None:
        amount = sisa
    judged = case is not None and case.state == JustificationState.JUDGED
    return AccountingYearMoney(
        accounting_year=year,
        justified=amount,
        accepted=int(accepted or 0) if judged else None,
        sisa=sisa,
        status=_status(case, amount, sisa),
    )


def _status(case: Justification | None, amount: int | None, sisa: int | None) -> Status:
    if amount is None:
        return Status.MISSING
    if case is not None and case.state == JustificationState.JUDGED:
        return Status.JUDGED
    if case is not None and case.state == JustificationState.RETURNED:
        return Status.PROVISIONAL  # the municipality was asked to mend it
    return Status.STATEMENT if sisa is None else Status.SISA


def first_received(cases: Iterable[Justification]) -> dict[object, datetime.datetime]:
    """When each statement came for the first time: what was asked back later does not make it late."""
    acts = Event.objects.filter(
        case_kind=Justification.moves.kind,
        case_id__in=[case.pk for case in cases],
        name__in=RECEIPTS,
    )
    return dict(acts.order_by().values_list("case_id").annotate(Min("on")))


def delivery(
    case: Justification | None, received: Mapping[object, datetime.datetime]
) -> Delivery | None:
    """When the statement was due, and the day on which it came; the day itself counts."""
    if case is None:
        return None
    moment = received.get(case.pk)
    return Delivery(due=case.due_on, received=day_in_amsterdam(moment) if moment else None)


def missing_items(
    year: int, case: Justification | None, money: AccountingYearMoney | None
) -> tuple[Missing, ...]:
    """What is not in of the justification over the reporting year, and why."""
    item = f"Aanvullende opgave over {year}"
    if case is None:
        return (Missing(item, "Er is geen verantwoording geopend"),)
    if case.submitted is None:
        postponed = [one.due_on for one in case.postponements.all()]
        if postponed:
            reason = f"Uitstel verleend tot en met {date_nl(postponed[-1])}"
        else:
            reason = f"Niet ontvangen; uiterlijk {date_nl(case.accounting_year.due_on)}"
        return (Missing(item, reason),)
    if case.state == JustificationState.RETURNED:
        return (Missing(item, "Aanvulling gevraagd aan de gemeente"),)
    if money is not None and money.sisa is None:
        return (Missing(f"SiSa-cijfer over {year}", "Nog niet ontvangen"),)
    return ()
