"""Btw-delen: the rows, and what the guards look at; euros."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, Sum

from grants.enums import AwardState, VatShareState
from grants.models import Award, GrantYear, VatShare
from grants.transitions.vat_shares import VatFacts
from pmg.accounts.models import User

from .ceilings import cash_left, commitment_left
from .mandates import mandate_on
from .maxima import maxima_for
from .settlements import settlement_of

ZERO = Decimal(0)
LIVE = (VatShareState.PREPARED, VatShareState.APPROVED, VatShareState.DEPOSITED)


def vat_shares_visible_to(user: User) -> QuerySet[VatShare]:
    """Btw-delen that `user` may see; a municipality sees its own once they were approved."""
    rows = VatShare.objects.select_related("municipality", "grant_year", "award__scheme")
    if user.is_ministry:
        return rows
    return rows.filter(
        municipality_id__in=user.municipality_ids,
        state__in=(VatShareState.APPROVED, VatShareState.DEPOSITED),
    )


def vat_shares_waiting(user: User) -> QuerySet[VatShare]:
    """Btw-delen die op goedkeuring wachten."""
    waiting = vat_shares_visible_to(user).filter(state=VatShareState.PREPARED)
    return waiting.order_by("municipality__name", "reference")[:25]


def vat_per_year(award: Award, *, without: VatShare | None = None) -> Mapping[Any, Decimal]:
    """Btw-deel per uitkeringsjaar (by its key), also what only waits for approval."""
    shares = award.vat_shares.filter(state__in=LIVE)
    if without:
        shares = shares.exclude(pk=without.pk)
    found: defaultdict[Any, Decimal] = defaultdict(Decimal)
    for year, amount in shares.values_list("grant_year", "amount"):
        found[year] += amount
    return found


def room_for_vat(award: Award, year: GrantYear, *, without: VatShare | None = None) -> Decimal:
    """Ruimte voor een btw-deel: the maximum of the year, less award and other btw-delen."""
    assert award.municipality is not None, "a constraint says so"
    (maximum,) = maxima_for([year], award.municipality)
    allocated = award.allocations.filter(grant_year=year).aggregate(total=Sum("amount"))["total"]
    return maximum - (allocated or ZERO) - vat_per_year(award, without=without)[year.pk]


def vat_facts(share: VatShare, *, by: User, on: datetime.date) -> VatFacts:
    """What the guards look at."""
    award = share.award
    mandate = mandate_on(by, on)
    return VatFacts(
        amount=share.amount,
        room=room_for_vat(award, share.grant_year, without=share),
        is_running=award.state == AwardState.GRANTED and settlement_of(award) is None,
        has_article=bool(award.scheme.payment_article),
        mandate_ceiling=mandate.ceiling if mandate else None,
        commitment_left=commitment_left(award.scheme, share.budget_year),
        cash_left=cash_left(award.scheme, share.budget_year),
    )
