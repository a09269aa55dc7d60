"""Vaststellingen in het verslag: what was settled and asked back, by municipality; euros."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from django.db.models import Sum

from grants.enums import EntryKind, SettlementState
from grants.models import LedgerEntry, Scheme, Settlement
from reporting import snapshot

CENTS = Decimal("0.01")
KINDS = (EntryKind.RECOVERY, EntryKind.WRITTEN_OFF, EntryKind.RETURN)


def settlement_by_municipality(scheme: Scheme, year: int) -> dict[object, snapshot.Settlement]:
    """De vaststelling van elke gemeente die er een heeft; three queries.

    A grant with payments of a later grant year stays out: the report tells of a part of it only.
    """
    entries = LedgerEntry.objects.filter(award__scheme=scheme).order_by()
    booked: defaultdict[tuple[object, str], Decimal] = defaultdict(Decimal)
    kept = entries.filter(kind__in=KINDS).exclude(event__case_kind="payment")
    rows = kept.values_list("award__municipality", "kind")
    for own, kind, total in rows.annotate(total=Sum("amount")):
        booked[own, kind] = total
    later = set(
        entries.filter(kind=EntryKind.PAYMENT, grant_year__starts_on__year__gt=year).values_list(
            "award__municipality", flat=True
        )
    )
    settled = Settlement.objects.filter(award__scheme=scheme, state=SettlementState.SETTLED)
    found: dict[object, snapshot.Settlement] = {}
    for one in settled.exclude(municipality__in=later):
        still_open = booked[one.municipality_id, EntryKind.RECOVERY]
        written_off = booked[one.municipality_id, EntryKind.WRITTEN_OFF]
        recovered = -booked[one.municipality_id, EntryKind.RETURN]
        found[one.municipality_id] = snapshot.Settlement(
            settled=one.settled.quantize(CENTS),
            to_recover=(recovered + still_open + written_off).quantize(CENTS),
            recovered=recovered.quantize(CENTS),
            written_off=written_off.quantize(CENTS),
        )
    return found
