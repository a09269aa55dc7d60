"""Vaststellen: drawn up by one person, settled by another with a mandate.

Order of the locks: settlement, recoveries, award, ceilings; what is booked hangs on the event that
decided it.
"""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django.utils import timezone

from grants.enums import AwardState, EntryKind, SettlementState
from grants.models import Award, LedgerEntry, Recovery, Settlement
from grants.queries.mandates import mandate_on, rests_on
from grants.queries.settlement_letters import act_of
from grants.queries.settlement_lines import letter_of, lines_of
from grants.queries.settlements import reckoning_of, settled_shares, settlement_facts, settlement_of
from grants.reckoning.settlement import Reckoning, difference
from pmg.accounts.models import User
from pmg.casework.errors import MoveRefused
from pmg.casework.models import Event
from pmg.casework.moves import Door, move

from .booking import booking
from .letters import sign_letter
from .lowering import lower_recoveries
from .recoveries import demand


def draw_up_settlement(
    *,
    award: Award,
    by: User,
    on: datetime.datetime,
    ends_on: datetime.date | None = None,
    end_reason: str = "",
    motivation: str = "",
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Settlement:
    """Vaststelling opstellen, out of the ledger; with `ends_on` and a reason where it ended early.

    Where one stands, this is its herziening: it keeps the early end of that one, and says why in
    `motivation`.
    The same `key` again gives the settlement it made the first time. Raises MoveRefused while a
    year waits for a judgement, the last one is not final, money is on its way, or nothing changes.
    """
    with booking():
        award = _locked(award)
        if key and (made := Settlement.objects.filter(pk=key).first()):
            return made
        if award.state != AwardState.GRANTED:
            raise MoveRefused("Alleen een uitkering die is toegekend, kan worden vastgesteld.")
        reckoning = reckoning_of(award)
        if standing := settlement_of(award):
            ends_on, end_reason = standing.ends_on, standing.end_reason
        settlement = Settlement(
            pk=key or uuid.uuid4(),
            award=award,
            replaces=standing,
            municipality=award.municipality,
            ends_on=ends_on,
            end_reason=end_reason.strip(),
            motivation=motivation.strip(),
            **_figures(award, reckoning, standing),
        )
        move(
            settlement,
            "draw_up",
            by=by,
            on=on,
            seen_revision=0,
            facts=settlement_facts(settlement, reckoning, by=by, on=on),
            data=_told(reckoning) | {"ends_on": ends_on and ends_on.isoformat()},
            key=key,
            door=door,
        )
    return settlement


def reckon_again(
    *,
    settlement: Settlement,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Opnieuw berekenen, after the ledger changed. Raises MoveRefused."""
    with booking():
        _lock(settlement)
        reckoning = reckoning_of(settlement.award)
        return move(
            settlement,
            "reckon_again",
            by=by,
            on=on,
            seen_revision=seen_revision,
            facts=settlement_facts(settlement, reckoning, by=by, on=on),
            fields=_figures(settlement.award, reckoning, settlement.replaces),
            data=_told(reckoning),
            key=key,
            door=door,
        )


def settle(
    *,
    settlement: Settlement,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Vaststellen (beschikking): books what was settled, and demands back what was paid above it.

    A herziening replaces the settlement that stood, and books the differences: what is asked back
    less lowers the running recoveries, what is asked back more is a new one with a term of its own.
    What is still to be paid is prepared as any payment. Raises MoveRefused: without article or
    mandate, by own hand, and where the ledger moved since it was drawn up.
    """
    with booking():
        _lock(settlement)
        award = settlement.award
        reckoning = reckoning_of(award)
        mandate = mandate_on(by, timezone.localdate(on))
        replaced = settlement.replaces
        if replaced and replaced.state == SettlementState.SETTLED:
            replace_settlement(replaced, settlement, by=by, on=on, door=door)
        event = move(
            settlement,
            "settle",
            by=by,
            on=on,
            seen_revision=seen_revision,
            facts=settlement_facts(settlement, reckoning, by=by, on=on),
            data=_told(reckoning) | {**rests_on(mandate), "lines": settlement.lines},
            key=key,
            door=door,
        )
        sign_letter(
            act=act_of(settlement),
            case=settlement,
            event=event,
            on=on,
            replaces=letter_of(replaced) if replaced else None,
        )
        # The same key again gives the event of the first time, whose rows are there.
        if not LedgerEntry.objects.filter(event=event).exists():
            for share in difference(reckoning.settled_shares, settled_shares(award)):
                LedgerEntry.objects.create(
                    award=award,
                    kind=EntryKind.SETTLED,
                    amount=share.amount,
                    grant_year_id=share.grant_year,
                    budget_year=timezone.localdate(on).year,
                    origin_year=share.origin,
                    event=event,
                )
            lower_recoveries(award=award, reckoning=reckoning, by=by, on=on, door=door)
            if parts := reckoning.demanded_shares:
                demand(settlement=settlement, parts=parts, by=by, on=on, door=door)
    return event


def withdraw_settlement(
    *,
    settlement: Settlement,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    reason: str,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Opgestelde vaststelling intrekken: nothing was decided yet. Raises MoveRefused."""
    return move(
        settlement,
        "withdraw",
        by=by,
        on=on,
        seen_revision=seen_revision,
        reason=reason,
        key=key,
        door=door,
    )


def replace_settlement(
    settlement: Settlement,
    by_this: Settlement,
    *,
    by: User,
    on: datetime.datetime,
    door: Door | None = None,
) -> Event:
    """Vaststelling vervangen: what it decided stays to be read. Part of settling `by_this`."""
    return move(
        settlement,
        "replace",
        by=by,
        on=on,
        seen_revision=settlement.revision,
        data={"replaced_by": str(by_this.pk)},
        door=door,
    )


def _figures(award: Award, reckoning: Reckoning, replaces: Settlement | None) -> dict[str, Any]:
    return {
        "settled": reckoning.settled,
        "advanced": reckoning.advanced,
        "to_pay": reckoning.to_pay,
        "to_recover": reckoning.to_recover,
        "written_off": reckoning.written_off,
        "lines": [line.as_dict() for line in lines_of(award, reckoning, replaces)],
    }


def _told(reckoning: Reckoning) -> dict[str, Any]:
    return {
        name: str(getattr(reckoning, name))
        for name in ("settled", "advanced", "to_pay", "to_recover", "written_off")
    }


def _locked(award: Award) -> Award:
    return (
        Award.objects.select_for_update(of=("self",))
        .select_related("scheme", "municipality")
        .get(pk=award.pk)
    )


def _lock(settlement: Settlement) -> None:
    """Locks the settlement, what was recovered and then the award, and reads them as they are now."""
    settlement.refresh_from_db(from_queryset=Settlement.objects.select_for_update(of=("self",)))
    list(Recovery.objects.select_for_update().filter(award=settlement.award_id).order_by("pk"))
    settlement.award = _locked(settlement.award)
