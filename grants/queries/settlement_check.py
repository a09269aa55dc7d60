"""The records of settlements and recoveries that `check_ledger` lays beside the ledger.

House rule: ever after, what was settled is what was paid, plus what is open to pay, less what is
open to recover; what was written off stays with the municipality and is told apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum

from grants.enums import EntryKind, LetterAct, PaymentState, RecoveryState, SettlementState
from grants.models import LedgerEntry, Letter, Payment, Recovery, Settlement
from grants.reckoning.ledger_check import Amounts, Equation, Limit, added_up
from pmg.casework.models import Event

ZERO = Decimal(0)
RECEIVED = {"receive": 1, "receive_rest": 1, "take_back": -1}
"""Move of a recovery -> the sign of the money it tells of."""
LOWERED, LESS_WRITTEN_OFF = ("lower", "lapse"), "lower_write_off"
"""Moves by which a later settlement takes off of what was demanded, or written off."""


@dataclass(frozen=True)
class _Names:
    """How settlements and recoveries are called, by key."""

    settlements: Mapping[Any, str]
    recoveries: Mapping[Any, str]

    def of(self, case: Any) -> str:
        """A case that is gone is a difference too, not a crash."""
        return self.settlements.get(case) or self.recoveries.get(case) or f"onbekend ({case})"


def settlement_rules() -> list[Equation | Limit]:
    """Alle regels over vaststellen en terugvorderen; a fixed number of queries."""
    settlements = list(
        Settlement.objects.filter(state=SettlementState.SETTLED).select_related("award")
    )
    recoveries = list(Recovery.objects.select_related("award"))
    names = _Names(
        {one.pk: one.award.reference for one in settlements},
        {one.pk: one.reference for one in recoveries},
    )
    return [
        *_settled_rules(settlements, names),
        *_recovery_rules(recoveries, names),
        _what_was_settled_is_what_is_kept(settlements, recoveries),
    ]


def _settled_rules(settlements: list[Settlement], names: _Names) -> Iterator[Equation | Limit]:
    settled = _per_award(kind=EntryKind.SETTLED)
    yield Equation(
        name="Vastgesteld",
        teller="de vaststelling",
        told={one.award.reference: one.settled for one in settlements},
        booked=settled,
    )
    # A later settlement replaces an earlier one, so only the one that stands counts.
    gone = set(
        Settlement.objects.filter(state=SettlementState.REPLACED).values_list("pk", flat=True)
    )
    decisions = [one for one in _acts("settlement", "settle") if one.case_id not in gone]
    yield Equation(
        name="Vastgesteld",
        teller="de gebeurtenis",
        told=added_up((names.of(one.case_id), Decimal(one.data["settled"])) for one in decisions),
        booked=settled,
    )
    letters = Letter.objects.filter(act__in=[LetterAct.SETTLED, LetterAct.RESETTLED])
    lettered = set(letters.values_list("event", flat=True))
    yield Equation(
        name="Vastgesteld",
        teller="de besluiten met een brief",
        told=added_up(
            (names.of(one.case_id), Decimal(one.data["settled"]))
            for one in decisions
            if one.pk in lettered
        ),
        booked=settled,
    )
    awards = [one.award_id for one in settlements]
    final = Payment.objects.filter(settlement__in=settlements).values("pk")
    decided = Event.objects.filter(
        case_kind="settlement",
        name="settle",
        case_id__in=Settlement.objects.filter(
            award=OuterRef(OuterRef("award")), state=SettlementState.SETTLED
        ).values("pk"),
    ).values("recorded_at")
    # What was paid before the settlement: neither the rest after it, nor what came back since.
    yield Equation(
        name="Betaald bij de vaststelling",
        teller="de vaststelling",
        told={one.award.reference: one.advanced for one in settlements},
        booked=_totals(
            LedgerEntry.objects.filter(
                kind__in=[EntryKind.PAYMENT, EntryKind.RETURN], award__in=awards
            )
            .exclude(event__case_kind="payment", event__case_id__in=final)
            .annotate(decided=Subquery(decided[:1]))
            .filter(
                ~Q(event__case_kind="recovery") | Q(event__recorded_at__lt=F("decided")),
            )
        ),
    )
    yield Limit(
        name="Vastgesteld binnen de toekenning",
        allowed=_per_award(kind=EntryKind.COMMITMENT),
        booked=settled,
    )


def _recovery_rules(recoveries: list[Recovery], names: _Names) -> Iterator[Equation]:
    rows = _per_event()
    claimed = added_up(
        (names.of(case), amount)
        for kind, name, case, amount in rows
        if kind == EntryKind.RECOVERY and name == "demand"
    )
    yield Equation(
        name="Teruggevorderd",
        teller="de terugvordering",
        told={one.reference: one.amount for one in recoveries},
        booked=claimed,
    )
    yield Equation(
        name="Teruggevorderd",
        teller="de gebeurtenis",
        told=added_up(
            (names.of(one.case_id), Decimal(one.data["amount"]))
            for one in _acts("recovery", "demand")
        ),
        booked=claimed,
    )
    received = _received(names)
    yield Equation(
        name="Ontvangen van een terugvordering",
        teller="de gebeurtenissen",
        told=received,
        booked=added_up(
            (names.of(case), -amount) for kind, _, case, amount in rows if kind == EntryKind.RETURN
        ),
    )
    lowered = _told(names, *LOWERED)
    yield Equation(
        name="Verlaagd",
        teller="de gebeurtenis",
        told=lowered,
        booked=added_up(
            (names.of(case), -amount)
            for kind, name, case, amount in rows
            if kind == EntryKind.RECOVERY and name in LOWERED
        ),
    )
    written_off = _written_off(names)
    yield Equation(
        name="Kwijtgescholden",
        teller="de gebeurtenis",
        told=written_off,
        booked=added_up(
            (names.of(case), amount)
            for kind, _, case, amount in rows
            if kind == EntryKind.WRITTEN_OFF
        ),
    )
    yield Equation(
        name="Nog te ontvangen",
        teller="de terugvordering",
        told={
            one.reference: one.amount
            - received.get(one.reference, ZERO)
            - written_off.get(one.reference, ZERO)
            - lowered.get(one.reference, ZERO)
            if one.state == RecoveryState.DEMANDED
            else ZERO
            for one in recoveries
        },
        booked=added_up(
            (names.of(case), amount) for kind, _, case, amount in rows if kind == EntryKind.RECOVERY
        ),
    )


def _what_was_settled_is_what_is_kept(
    settlements: list[Settlement], recoveries: list[Recovery]
) -> Equation:
    """Vastgesteld en kwijtgescholden == betaald + nog te betalen - nog te ontvangen."""
    awards = [one.award_id for one in settlements]
    paid_since = dict(
        Payment.objects.filter(settlement__isnull=False, state=PaymentState.PAID)
        .order_by()
        .values_list("settlement")
        .annotate(total=Sum("amount"))
    )
    names = _Names({}, {one.pk: one.reference for one in recoveries})
    gone = added_up(
        [
            *_received(names).items(),
            *_written_off(names).items(),
            *_told(names, *LOWERED).items(),
            *_told(names, LESS_WRITTEN_OFF).items(),
        ]
    )
    claims = added_up(
        (str(one.award_id), one.amount - gone.get(one.reference, ZERO)) for one in recoveries
    )
    open_now = {
        one.award.reference: one.to_pay
        - paid_since.get(one.pk, ZERO)
        - claims.get(str(one.award_id), ZERO)
        for one in settlements
    }
    kinds = [EntryKind.PAYMENT, EntryKind.RETURN]
    paid = _totals(LedgerEntry.objects.filter(award__in=awards, kind__in=kinds))
    kept = [EntryKind.SETTLED, EntryKind.WRITTEN_OFF]
    return Equation(
        name="Afrekening",
        teller="betaald en nog open",
        told=added_up([*paid.items(), *open_now.items()]),
        booked=_totals(LedgerEntry.objects.filter(kind__in=kept)),
    )


def _received(names: _Names) -> Amounts:
    return added_up(
        (names.of(one.case_id), RECEIVED[one.name] * Decimal(one.data["amount"]))
        for one in _acts("recovery", *RECEIVED)
    )


def _written_off(names: _Names) -> Amounts:
    """What was given up, less what a later settlement took off of it."""
    less = _told(names, LESS_WRITTEN_OFF)
    given_up = _told(names, "write_off")
    return added_up([*given_up.items(), *((name, -amount) for name, amount in less.items())])


def _told(names: _Names, *moves: str) -> Amounts:
    return added_up(
        (names.of(one.case_id), Decimal(one.data["amount"])) for one in _acts("recovery", *moves)
    )


def _acts(case_kind: str, *names: str) -> QuerySet[Event]:
    return Event.objects.filter(case_kind=case_kind, name__in=names)


def _per_award(*, kind: EntryKind) -> Amounts:
    return _totals(LedgerEntry.objects.filter(kind=kind))


def _totals(rows: QuerySet[LedgerEntry]) -> Amounts:
    """By the reference of the award."""
    return dict(rows.order_by().values_list("award__reference").annotate(total=Sum("amount")))


def _per_event() -> list[tuple[str, str, Any, Decimal]]:
    """What recoveries booked: kind, move, case and amount."""
    return list(
        LedgerEntry.objects.filter(event__case_kind="recovery")
        .order_by()
        .values_list("kind", "event__name", "event__case_id")
        .annotate(total=Sum("amount"))
    )
