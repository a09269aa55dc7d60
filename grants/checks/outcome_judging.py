"""Uitkomsten beoordelen: each line of a file beside the payment it speaks of. Pure; euros."""

from __future__ import annotations

import datetime
import enum
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from grants.enums import OutcomeKind, PaymentState
from grants.reckoning.reconciliation import plain

from .findings import Finding
from .outcome_rules import (
    AMOUNT,
    DAY,
    NO_REASON,
    NOT_SENT,
    OTHER_OUTCOME,
    SETTLED,
    TWICE,
    UNKNOWN,
)
from .register import Problem, Rule


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Uitkomst as a line of the file tells it; `cells` says where each part of it stands."""

    row: int
    reference: str
    commitment: str
    amount: Decimal
    on: datetime.date
    kind: OutcomeKind
    reason: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Stand van een betaling hier. `may_return` is false once its award was settled without it."""

    key: uuid.UUID
    reference: str
    commitment: str
    amount: Decimal
    state: PaymentState
    is_ordered: bool
    approved_on: datetime.date
    paid_on: datetime.date | None = None
    returned_on: datetime.date | None = None
    may_return: bool = True


class Effect(enum.StrEnum):
    """Wat een regel doet."""

    BOOKS = "books"
    DONE = "done"
    REFUSED = "refused"


@dataclass(frozen=True)
class Verdict:
    """Oordeel over een regel: what it does, to which payment, or why it does nothing."""

    outcome: Outcome
    effect: Effect
    payment: Standing | None = None
    finding: Finding | None = None


class _Refused(Exception):
    def __init__(self, rule: Rule, column: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.rule, self.column, self.remedy = rule, column, remedy


ORDER = {kind: place for place, kind in enumerate(OutcomeKind)}
UNDER_WAY = frozenset({PaymentState.PROPOSED, PaymentState.PREPARED, PaymentState.CANCELLED})


def judge_outcomes(
    outcomes: Iterable[Outcome], payments: Sequence[Standing], *, today: datetime.date, name: str
) -> tuple[Verdict, ...]:
    """Het oordeel over elke regel, in the order of the file.

    The lines are weighed in the order of their days, so that one file may say of a payment that it
    was made and came back.
    """
    now = {payment.key: payment for payment in payments}
    first_row: dict[tuple[uuid.UUID, OutcomeKind], int] = {}
    verdicts: list[Verdict] = []
    for outcome in sorted(outcomes, key=by_day):
        found: Standing | None = None
        try:
            found = _payment_of(outcome, now.values())
            _once(first_row, found, outcome)
            effect = _effect(outcome, found, today)
        except _Refused as refusal:
            problem = Problem(
                str(refusal), refusal.remedy, "", outcome.cells.get(refusal.column, "")
            )
            finding = refusal.rule.at(problem, name)
            verdicts.append(Verdict(outcome, Effect.REFUSED, found, finding))
            continue
        verdicts.append(Verdict(outcome, effect, found))
        if effect == Effect.BOOKS:
            now[found.key] = _after(outcome, found)
    return tuple(sorted(verdicts, key=lambda one: one.outcome.row))


def by_day(outcome: Outcome) -> tuple[datetime.date, int, int]:
    """The order in which lines are weighed and booked: what came back was paid first."""
    return outcome.on, ORDER[outcome.kind], outcome.row


def _payment_of(outcome: Outcome, payments: Iterable[Standing]) -> Standing:
    """By reference; where there is none, by commitment number and amount if that leaves one."""
    name = plain(outcome.reference)
    known = list(payments)
    if name and (found := [one for one in known if plain(one.reference) == name]):
        return found[0]
    # Some systems know only their own commitment number, in a column of its own or in this one.
    commitment = name or plain(outcome.commitment)
    near = [
        one
        for one in known
        if commitment and plain(one.commitment) == commitment and one.amount == abs(outcome.amount)
    ]
    waiting = [one for one in near if one.state == _before(outcome.kind) and one.is_ordered]
    for candidates in (waiting, near):
        if len(candidates) == 1:
            return candidates[0]
    column = "reference" if outcome.reference or "commitment" not in outcome.cells else "commitment"
    if near:
        raise _Refused(
            UNKNOWN,
            column,
            f"Bij verplichting ‘{outcome.commitment or outcome.reference}’ past meer dan één "
            "betaling van dit bedrag.",
            "Zet het betalingskenmerk uit de betaalopdracht bij deze regel.",
        )
    said = outcome.reference or outcome.commitment
    raise _Refused(
        UNKNOWN,
        column,
        f"Wij kennen geen betaling met kenmerk ‘{said[:60]}’."
        if said
        else "Er staat geen kenmerk.",
        "Gebruik het betalingskenmerk uit de betaalopdracht. Hoort deze regel niet bij ons, dan "
        "hoeft u niets te doen.",
    )


def _before(kind: OutcomeKind) -> PaymentState:
    return PaymentState.PAID if kind == OutcomeKind.RETURNED else PaymentState.APPROVED


def _once(
    first_row: dict[tuple[uuid.UUID, OutcomeKind], int], payment: Standing, outcome: Outcome
) -> None:
    first = first_row.setdefault((payment.key, outcome.kind), outcome.row)
    if first != outcome.row:
        raise _Refused(
            TWICE,
            "reference",
            f"Betaling {payment.reference} staat ook op rij {first}, met dezelfde uitkomst.",
            "Verwijder de regel die niet klopt. De eerste telt.",
        )


def _effect(outcome: Outcome, payment: Standing, today: datetime.date) -> Effect:
    """What the line does to its payment. Raises _Refused."""
    amount = abs(outcome.amount) if outcome.kind == OutcomeKind.RETURNED else outcome.amount
    if amount != payment.amount:
        raise _Refused(
            AMOUNT,
            "amount",
            f"Hier staat {_euros(outcome.amount)}, maar betaling {payment.reference} is "
            f"{_euros(payment.amount)}.",
            "Vraag na wat er is betaald en verbeter het bestand, of leg de uitkomst met de hand "
            "vast.",
        )
    if _is_done(outcome, payment):
        return Effect.DONE
    if payment.state in UNDER_WAY or (
        payment.state == PaymentState.APPROVED and not payment.is_ordered
    ):
        raise _Refused(
            NOT_SENT,
            "reference",
            f"Betaling {payment.reference} is {payment.state.label} en staat niet in een "
            "betaalopdracht.",
            "Maak eerst de betaalopdracht, of zoek uit waarom deze betaling al is gedaan.",
        )
    if payment.state != _before(outcome.kind):
        raise _Refused(
            OTHER_OUTCOME,
            "outcome",
            _other_outcome(payment, outcome),
            "Zoek uit welke uitkomst klopt. Er wordt hier niets overschreven.",
        )
    _day_fits(outcome, payment, today)
    if outcome.kind != OutcomeKind.PAID and not outcome.reason:
        raise _Refused(
            NO_REASON,
            "reason",
            "Er staat geen reden bij.",
            "Vul de kolom ‘Reden’ in, bijvoorbeeld: rekening opgeheven.",
        )
    if outcome.kind == OutcomeKind.RETURNED and not payment.may_return:
        raise _Refused(
            SETTLED,
            "outcome",
            f"De uitkering van betaling {payment.reference} is al vastgesteld.",
            "Leg een ontvangst vast bij de terugvordering.",
        )
    return Effect.BOOKS


def _is_done(outcome: Outcome, payment: Standing) -> bool:
    """Whether this very outcome stands here already; of a failure the day is not kept."""
    if outcome.kind == OutcomeKind.PAID:
        return payment.paid_on == outcome.on
    if outcome.kind == OutcomeKind.RETURNED:
        return payment.returned_on == outcome.on
    return payment.state == PaymentState.FAILED


def _other_outcome(payment: Standing, outcome: Outcome) -> str:
    if outcome.kind == OutcomeKind.RETURNED and payment.state == PaymentState.APPROVED:
        return (
            f"Betaling {payment.reference} is hier nog niet als betaald vastgelegd, dus zij kan "
            "niet zijn teruggekomen."
        )
    days = {PaymentState.PAID: payment.paid_on, PaymentState.RETURNED: payment.returned_on}
    day = days.get(payment.state)
    when = f", met datum {day:%d-%m-%Y}" if day else ""
    return f"Betaling {payment.reference} is hier al als {payment.state.label} vastgelegd{when}."


def _day_fits(outcome: Outcome, payment: Standing, today: datetime.date) -> None:
    earliest = payment.approved_on
    since = "de goedkeuring"
    if outcome.kind == OutcomeKind.RETURNED and payment.paid_on:
        earliest, since = payment.paid_on, "de betaling"
    if not earliest <= outcome.on <= today:
        raise _Refused(
            DAY,
            "on",
            f"De datum {outcome.on:%d-%m-%Y} ligt niet tussen {since} ({earliest:%d-%m-%Y}) en "
            "vandaag.",
            "Neem de datum over uit het financiële systeem.",
        )


def _after(outcome: Outcome, payment: Standing) -> Standing:
    """The payment once the line is booked."""
    if outcome.kind == OutcomeKind.PAID:
        return replace(payment, state=PaymentState.PAID, paid_on=outcome.on)
    if outcome.kind == OutcomeKind.RETURNED:
        return replace(payment, state=PaymentState.RETURNED, returned_on=outcome.on)
    return replace(payment, state=PaymentState.FAILED)


def _euros(amount: Decimal) -> str:
    """As it may be typed: 500.000,00."""
    return f"€\u00a0{amount:,.2f}".translate(str.maketrans(",.", ".,"))
