"""Aansluitingen: what was paid here, the runs, and their lines with what was said of them. Euros."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from grants.enums import EntryKind, MatchKind
from grants.models import (
    DifferenceExplanation,
    LedgerEntry,
    Payment,
    Reconciliation,
    ReconciliationLine,
    Scheme,
    VatShare,
)
from grants.reckoning.reconciliation import Paid


def paid_until(scheme: Scheme, until: datetime.date) -> list[Paid]:
    """Wat hier is geboekt tot en met een dag: payments, and what came back as a negative amount."""
    entries = LedgerEntry.objects.filter(
        award__scheme=scheme, kind__in=(EntryKind.PAYMENT, EntryKind.RETURN, EntryKind.VAT_PAID)
    ).select_related("award__municipality", "event")
    references = dict(
        Payment.objects.filter(award__scheme=scheme)
        .values_list("pk", "reference")
        .union(VatShare.objects.filter(award__scheme=scheme).values_list("pk", "reference"))
    )
    found = [
        Paid(
            reference=references.get(entry.event.case_id, entry.award.reference),
            amount=entry.amount,
            on=_day(entry),
            creditor=entry.award.creditor_number,
            commitment=entry.award.commitment_number,
            party=str(entry.award.municipality),
        )
        for entry in entries.order_by("event__on", "pk")
    ]
    return [one for one in found if one.on <= until]


def _day(entry: LedgerEntry) -> datetime.date:
    """The day the money moved: as the event says, or else the day of the event itself."""
    is_return = entry.kind == EntryKind.RETURN
    said = entry.event.data.get("returned_on" if is_return else "paid_on")
    return datetime.date.fromisoformat(said) if said else timezone.localdate(entry.event.on)


def reconciliations() -> QuerySet[Reconciliation]:
    """Aansluitingen with what a page tells of each."""
    return Reconciliation.objects.select_related("scheme", "by", "file", "previous")


def last_run(scheme: Scheme) -> Reconciliation | None:
    """De vorige aansluiting van een regeling."""
    return scheme.reconciliations.order_by("-on", "-recorded_at").first()


def end_of_last_month(today: datetime.date) -> datetime.date:
    """De dag tot en met wanneer nu wordt aangesloten."""
    return today.replace(day=1) - datetime.timedelta(days=1)


def lines_with_words(run: Reconciliation) -> QuerySet[ReconciliationLine]:
    """Regels with the newest explanation of the same difference, given in this run or an earlier."""
    words = DifferenceExplanation.objects.filter(
        line__identity=OuterRef("identity"),
        line__run__scheme=run.scheme_id,
        line__run__on__lte=run.on,
    ).order_by("-pk")
    return run.lines.annotate(
        words=Subquery(words.values("text")[:1]),
        words_by=Subquery(words.values("by__first_name")[:1]),
        words_on=Subquery(words.values("on")[:1]),
    )


def differences_of(run: Reconciliation) -> QuerySet[ReconciliationLine]:
    """De verschillen van een aansluiting."""
    return lines_with_words(run).exclude(kind=MatchKind.MATCHED)


def solved_since(run: Reconciliation) -> QuerySet[ReconciliationLine]:
    """Wat er de vorige keer nog verschilde en nu niet meer."""
    if run.previous is None:
        return ReconciliationLine.objects.none()
    still: Iterable[str] = run.lines.values_list("identity", flat=True)
    return run.previous.lines.filter(~Q(kind=MatchKind.MATCHED)).exclude(identity__in=still)
