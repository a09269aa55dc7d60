"""The independent records that `check_ledger` lays side by side: a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from grants.enums import AwardState, CeilingKind, EntryKind, JustificationState, PaymentState
from grants.models import (
    Allocation,
    Award,
    AwardChange,
    Ceiling,
    GrantYear,
    Justification,
    LedgerEntry,
    Payment,
    PaymentOrder,
    PaymentOrderLine,
    Recovery,
    Settlement,
    VatShare,
)
from grants.reckoning.ledger_check import Amounts, Equation, Limit
from pmg.casework.models import Event
from pmg.casework.moves import Door

from .settlement_check import settlement_rules
from .vat_check import vat_rules

BOOKED_BY = {
    EntryKind.COMMITMENT: {("award", "grant"), ("award", "take_over"), ("change", "decide")},
    EntryKind.PAYMENT: {("payment", "confirm"), ("payment", "take_over")},
    EntryKind.RETURN: {
        ("payment", "return"),
        ("recovery", "receive"),
        ("recovery", "receive_rest"),
        ("recovery", "take_back"),
    },
    EntryKind.JUSTIFIED: {
        ("justification", "submit"),
        ("justification", "receive_on_paper"),
        ("justification", "correct"),
    },
    EntryKind.ACCEPTED: {("justification", "judge"), ("justification", "take_over")},
    EntryKind.SETTLED: {("settlement", "settle")},
    EntryKind.WRITTEN_OFF: {("recovery", "write_off"), ("recovery", "lower_write_off")},
    EntryKind.VAT: {("vat_share", "approve"), ("vat_share", "release")},
    EntryKind.VAT_PAID: {("vat_share", "deposit")},
    EntryKind.RECOVERY: {
        ("recovery", name)
        for name in (
            "demand",
            "receive",
            "receive_rest",
            "take_back",
            "write_off",
            "lower",
            "lapse",
        )
    },
}
"""Kind of row -> kinds of case and moves whose event books it."""

CEILING_OF = {
    EntryKind.COMMITMENT: CeilingKind.COMMITMENT,
    EntryKind.VAT: CeilingKind.COMMITMENT,
    EntryKind.PAYMENT: CeilingKind.CASH,
    EntryKind.VAT_PAID: CeilingKind.CASH,
}


@dataclass(frozen=True)
class Row:
    """A row of the ledger with what its event says about it."""

    kind: str
    amount: Decimal
    award: Any
    reference: str
    scheme: str
    grant_year: str
    accounting_year: str
    budget_year: int
    case_kind: str
    event_name: str
    case: Any
    door: str

    @property
    def year(self) -> str:
        """The row's award and its grant or accounting year, in words."""
        return f"{self.reference}, {self.grant_year or self.accounting_year}"

    @property
    def ceiling(self) -> CeilingKind | None:
        """The ceiling that this row takes from, or gives back to; as the database reckons it."""
        if self.kind == EntryKind.RETURN and self.case_kind == "payment":
            return CeilingKind.CASH
        return CEILING_OF.get(EntryKind(self.kind))


def rules_of_the_ledger() -> list[Equation | Limit]:
    """All rules with what the database says at this moment, for every scheme together."""
    rows = _rows()
    grant_years = dict(GrantYear.objects.values_list("pk", "label"))
    return [
        *_award_rules(rows, grant_years),
        *_payment_rules(rows),
        *_order_rules(rows),
        *_justification_rules(rows),
        *_ceiling_rules(rows),
        *settlement_rules(),
        *vat_rules(),
        _every_row_has_its_act(rows),
    ]


def _award_rules(rows: list[Row], grant_years: dict[Any, str]) -> Iterator[Equation | Limit]:
    committed = _sums((row.year, row.amount) for row in rows if row.kind == EntryKind.COMMITMENT)
    allocations = Allocation.objects.filter(award__state=AwardState.GRANTED)
    yield Equation(
        name="Verplichtingen",
        teller="de toekenning",
        told=_sums(
            (f"{reference}, {label}", amount)
            for reference, label, amount in allocations.values_list(
                "award__reference", "grant_year__label", "amount"
            )
        ),
        booked=committed,
    )
    references = dict(Award.objects.values_list("pk", "reference"))
    yield Equation(
        name="Verplichtingen",
        teller="het besluit",
        told={
            f"{_named(references, award)}, {_named(grant_years, int(year))}": Decimal(amount)
            for award, data in _last_decisions()
            for year, amount in data["amounts"].items()
        },
        booked=committed,
    )
    yield Limit(
        name="Betaald binnen de toekenning",
        allowed=committed,
        booked=_sums(
            (row.year, row.amount)
            for row in rows
            if row.kind in {EntryKind.PAYMENT, EntryKind.RETURN}
        ),
    )


def _last_decisions() -> Iterator[tuple[Any, dict[str, Any]]]:
    """Per award what it was granted and then each change of it: the last one counts."""
    yield from _acts("award", "grant", "take_over").values_list("case_id", "data")
    award_of = dict(AwardChange.objects.values_list("pk", "award"))
    changes = _acts("change", "decide").order_by("recorded_at", "pk").values_list("case_id", "data")
    for change, data in changes:
        yield award_of.get(change, change), data


def _payment_rules(rows: list[Row]) -> Iterator[Equation]:
    payments = list(
        Payment.objects.values_list(
            "pk",
            "reference",
            "state",
            "amount",
            "award__reference",
            "grant_year__label",
            "budget_year",
        )
    )
    names = {pk: reference for pk, reference, *_ in payments}
    paid_rows = [
        row for row in rows if row.kind == EntryKind.PAYMENT and row.case_kind == "payment"
    ]
    yield Equation(
        name="Betalingen",
        teller="de betaling",
        told=_sums(
            (f"{reference} ({award}, {grant_year}, {budget_year})", amount)
            for _, reference, state, amount, award, grant_year, budget_year in payments
            if state in {PaymentState.PAID, PaymentState.RETURNED}
        ),
        booked=_sums(
            (f"{_named(names, row.case)} ({row.year}, {row.budget_year})", row.amount)
            for row in paid_rows
        ),
    )
    yield Equation(
        name="Betalingen",
        teller="de gebeurtenis",
        told=_sums(
            (_named(names, case), Decimal(data["amount"]))
            for case, data in _acts("payment", "confirm", "take_over").values_list(
                "case_id", "data"
            )
        ),
        booked=_sums((_named(names, row.case), row.amount) for row in paid_rows),
    )
    came_back = _sums(
        (_named(names, row.case), row.amount)
        for row in rows
        if row.kind == EntryKind.RETURN and row.case_kind == "payment"
    )
    yield Equation(
        name="Teruggekomen",
        teller="de betaling",
        told=_sums(
            (reference, -amount)
            for _, reference, state, amount, *_ in payments
            if state == PaymentState.RETURNED
        ),
        booked=came_back,
    )
    yield Equation(
        name="Teruggekomen",
        teller="de gebeurtenis",
        told=_sums(
            (_named(names, case), -Decimal(data["amount"]))
            for case, data in _acts("payment", "return").values_list("case_id", "data")
        ),
        booked=came_back,
    )


def _order_rules(rows: list[Row]) -> Iterator[Equation]:
    """What left in a payment order is what was booked; what was taken over left elsewhere."""
    lines = list(
        PaymentOrderLine.objects.values_list(
            "payment", "reference", "amount", "payment__state", "order__number"
        )
    )
    names = {payment: reference for payment, reference, *_ in lines}
    yield Equation(
        name="Betaalopdrachten",
        teller="de opdracht",
        told=_sums(
            (reference, amount)
            for _, reference, amount, state, _ in lines
            if state in {PaymentState.PAID, PaymentState.RETURNED}
        ),
        booked=_sums(
            (names.get(row.case, f"niet in een opdracht, {row.year}"), row.amount)
            for row in rows
            if row.kind == EntryKind.PAYMENT
            and row.case_kind == "payment"
            and (row.case in names or row.door != Door.TAKE_OVER)
        ),
    )
    yield Equation(
        name="Betaalopdrachten",
        teller="het totaal van de opdracht",
        told=_sums(PaymentOrder.objects.values_list("number", "total")),
        booked=_sums((number, amount) for *_, amount, _, number in lines),
    )


def _justification_rules(rows: list[Row]) -> Iterator[Equation]:
    cases = list(
        Justification.objects.values_list(
            "pk",
            "award__reference",
            "accounting_year__year",
            "state",
            "accepted",
            "submitted__spent",
        )
    )
    accepted = [row for row in rows if row.kind == EntryKind.ACCEPTED]
    judgements = list(
        _acts("justification", "judge", "take_over").order_by("seq").values_list("case_id", "data")
    )
    # A correction opens a judgement again: what was accepted stays booked until the next one, and
    # the field of the case is a proposal until then.
    open_again = {case for case, _ in judgements} & {
        pk for pk, _, _, state, _, _ in cases if state != JustificationState.JUDGED
    }
    yield Equation(
        name="Verantwoord",
        teller="de ingediende opgave",
        told=_sums(
            (f"{reference}, {year}", spent)
            for _, reference, year, _, _, spent in cases
            if spent is not None
        ),
        booked=_sums((row.year, row.amount) for row in rows if row.kind == EntryKind.JUSTIFIED),
    )
    yield Equation(
        name="Geaccepteerd",
        teller="het oordeel",
        told=_sums(
            (f"{reference}, {year}", amount)
            for _, reference, year, state, amount, _ in cases
            if state == JustificationState.JUDGED and amount is not None
        ),
        booked=_sums((row.year, row.amount) for row in accepted if row.case not in open_again),
    )
    names = {pk: f"{reference}, {year}" for pk, reference, year, *_ in cases}
    # A later judgement replaces an earlier one, so the last event of a case counts.
    judged = {_named(names, case): Decimal(data["accepted"]) for case, data in judgements}
    yield Equation(
        name="Geaccepteerd",
        teller="de gebeurtenis",
        told=judged,
        booked=_sums((row.year, row.amount) for row in accepted),
    )


def _ceiling_rules(rows: list[Row]) -> Iterator[Limit]:
    yield Limit(
        name="Binnen het plafond",
        allowed=_sums(
            (f"{ceiling.scheme.code}, {ceiling}", ceiling.amount)
            for ceiling in Ceiling.objects.select_related("scheme")
        ),
        booked=_sums(
            (f"{row.scheme}, {ceiling.label} {row.budget_year}", row.amount)
            for row in rows
            if (ceiling := row.ceiling)
        ),
    )


def _every_row_has_its_act(rows: list[Row]) -> Equation:
    """Each row hangs on an event of the act that books its kind, in the name of its own award."""
    award_of: dict[tuple[str, Any], Any] = {
        ("award", award): award for award in {row.award for row in rows}
    }
    for model in (Payment, Justification, Settlement, Recovery, AwardChange, VatShare):
        kind = model.moves.kind
        award_of |= {
            (kind, pk): award for pk, award in model._default_manager.values_list("pk", "award")
        }
    return Equation(
        name="Boekingen zonder bijbehorende handeling",
        teller="de gebeurtenissen",
        told={},
        booked=_sums(
            (f"{row.year}, {EntryKind(row.kind).label}", row.amount)
            for row in rows
            if row.kind in BOOKED_BY
            and (
                (row.case_kind, row.event_name) not in BOOKED_BY[EntryKind(row.kind)]
                or award_of.get((row.case_kind, row.case)) != row.award
            )
        ),
    )


def _rows() -> list[Row]:
    return [
        Row(
            kind, amount, award, ref, scheme, gy or "", str(ay or ""), by or 0, ck, name, case, door
        )
        for kind, amount, award, ref, scheme, gy, ay, by, ck, name, case, door in (
            LedgerEntry.objects.values_list(
                "kind",
                "amount",
                "award_id",
                "award__reference",
                "award__scheme__code",
                "grant_year__label",
                "accounting_year__year",
                "budget_year",
                "event__case_kind",
                "event__name",
                "event__case_id",
                "event__door",
            )
        )
    ]


def _named(names: Mapping[Any, str], key: Any) -> str:
    """What somebody calls it; a row that is gone is a difference too, not a crash."""
    return names.get(key, f"onbekend ({key})")


def _acts(case_kind: str, *names: str) -> QuerySet[Event]:
    return Event.objects.filter(case_kind=case_kind, name__in=names)


def _sums(amounts: Iterable[tuple[str, Decimal]]) -> Amounts:
    totals: defaultdict[str, Decimal] = defaultdict(Decimal)
    for key, amount in amounts:
        totals[key] += amount
    return totals
