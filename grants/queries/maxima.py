"""Hoogste bedrag per uitkeringsjaar: two queries, whatever the years and municipalities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from grants.models import GrantYear, RecipientMaximum, SubPurposeRecipient
from grants.reckoning.scheme_amounts import highest
from municipalities.models import Municipality


def maxima_for(years: Sequence[GrantYear], municipality: Municipality) -> tuple[Decimal, ...]:
    """Hoogste bedragen of one municipality in euros, in the order of `years`, of one scheme."""
    return maxima_of(years, [municipality])[municipality.pk]


def maxima_of(
    years: Sequence[GrantYear], municipalities: Sequence[Municipality]
) -> Mapping[Any, tuple[Decimal, ...]]:
    """The same by key of the municipality."""
    own = {
        (municipality, year): maximum
        for municipality, year, maximum in RecipientMaximum.objects.filter(
            recipient__municipality__in=municipalities, grant_year__in=years
        ).values_list("recipient__municipality", "grant_year", "maximum")
    }
    extras: defaultdict[Any, list[Decimal]] = defaultdict(list)
    joins = SubPurposeRecipient.objects.filter(
        recipient__municipality__in=municipalities,
        sub_purpose__scheme__in={year.scheme_id for year in years},
    )
    for municipality, extra in joins.values_list("recipient__municipality", "sub_purpose__maximum"):
        extras[municipality].append(extra)
    return {
        one.pk: tuple(
            highest(year.maximum, own.get((one.pk, year.pk)), extras[one.pk], year.indexation)
            for year in years
        )
        for one in municipalities
    }
