"""Uitkomstbestanden: the list, what each line would do now, and what it booked. Euros."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils import timezone

from grants.checks.outcome_judging import Effect, Outcome, Standing, Verdict, judge_outcomes
from grants.enums import OutcomeKind, PaymentState
from grants.models import (
    BookedOutcome,
    OutcomeFile,
    OutcomeLine,
    Payment,
    PaymentOrder,
    PaymentOrderLine,
)
from grants.reckoning.reconciliation import plain
from pmg.casework.models import Event

from .settlements import settled_awards

NEVER = datetime.date.max


def outcome_files() -> QuerySet[OutcomeFile]:
    """Uitkomstbestanden, with how many lines they have and how many of these were booked."""
    return OutcomeFile.objects.select_related("by", "file", "work").annotate(
        line_count=Count("lines", distinct=True),
        booked_count=Count("lines__booked", distinct=True),
        finding_count=Count("findings", distinct=True),
    )


@dataclass(frozen=True)
class Preview:
    """Wat een bestand nu zou doen: nothing is booked before somebody says so."""

    verdicts: tuple[Verdict, ...]

    def _that(self, effect: Effect) -> tuple[Verdict, ...]:
        return tuple(one for one in self.verdicts if one.effect == effect)

    @property
    def books(self) -> tuple[Verdict, ...]:
        return self._that(Effect.BOOKS)

    @property
    def done(self) -> tuple[Verdict, ...]:
        return self._that(Effect.DONE)

    @property
    def refused(self) -> tuple[Verdict, ...]:
        return self._that(Effect.REFUSED)

    @property
    def fingerprint(self) -> str:
        """By which is known that what somebody agrees to is what they saw."""
        told = "\n".join(
            f"{one.outcome.row} {one.effect} {one.payment.key if one.payment else ''}"
            for one in self.verdicts
        )
        return hashlib.sha256(told.encode()).hexdigest()


def preview(outcome_file: OutcomeFile, *, today: datetime.date) -> Preview:
    """Elke regel naast de betaling zoals zij nu is; a fixed number of queries."""
    lines = list(outcome_file.lines.all())
    return Preview(
        judge_outcomes(
            [_outcome(line) for line in lines],
            _standings(lines),
            today=today,
            name=outcome_file.name,
        )
    )


def _outcome(line: OutcomeLine) -> Outcome:
    return Outcome(
        row=line.row,
        reference=line.reference,
        commitment=line.commitment,
        amount=line.amount,
        on=line.on,
        kind=OutcomeKind(line.kind),
        reason=line.reason,
        cells=line.cells,
    )


def _standings(lines: Iterable[OutcomeLine]) -> list[Standing]:
    """The payments that these lines can speak of, as they are now."""
    names = {plain(text) for line in lines for text in (line.reference, line.commitment)} - {""}
    rows = [
        row
        for row in Payment.objects.order_by("reference").values_list(
            "pk",
            "reference",
            "award__commitment_number",
            "amount",
            "state",
            "award",
            "settlement",
        )
        if not names.isdisjoint({plain(row[1]), plain(row[2])})
    ]
    keys = [row[0] for row in rows]
    ordered = set(
        PaymentOrderLine.objects.filter(payment__in=keys).values_list("payment", flat=True)
    )
    settled = set(
        settled_awards().filter(award__in={row[5] for row in rows}).values_list("award", flat=True)
    )
    days = _days(keys)
    return [
        Standing(
            key=key,
            reference=reference,
            commitment=commitment,
            amount=amount,
            state=PaymentState(state),
            is_ordered=key in ordered,
            approved_on=days.get((key, "approve"), NEVER),
            paid_on=days.get((key, "confirm")),
            returned_on=days.get((key, "return")),
            may_return=award not in settled or settlement is not None,
        )
        for key, reference, commitment, amount, state, award, settlement in rows
    ]


def _days(payments: Iterable[UUID]) -> dict[tuple[UUID, str], datetime.date]:
    """When each was approved, paid and returned: as its event says, or the day of the event."""
    acts = Event.objects.filter(
        case_kind=Payment.moves.kind,
        case_id__in=list(payments),
        name__in=("approve", "confirm", "take_over", "return"),
    ).order_by("seq")
    found: dict[tuple[UUID, str], datetime.date] = {}
    for case, name, on, data in acts.values_list("case_id", "name", "on", "data"):
        said = data.get("paid_on") or data.get("returned_on")
        day = datetime.date.fromisoformat(said) if said else timezone.localdate(on)
        found[case, "confirm" if name == "take_over" else name] = day
    return found


def files_of_order(order: PaymentOrder) -> QuerySet[OutcomeFile]:
    """De bestanden waaruit uitkomsten van deze opdracht zijn geboekt."""
    return OutcomeFile.objects.filter(lines__booked__payment__order_line__order=order).distinct()


def booked_from_file(payment: Payment) -> QuerySet[BookedOutcome]:
    """Welke uitkomsten van een betaling uit een bestand kwamen, and from which line."""
    return payment.booked_outcomes.select_related("line__outcome_file").order_by("pk")
