"""Hoogste bedrag per uitkeringsjaar of one municipality: two queries, whatever the years."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from grants.models import GrantYear, RecipientMaximum, SubPurpose
from grants.reckoning.scheme_amounts import highest
from municipalities.models import Municipality


def maxima_for(years: Sequence[GrantYear], municipality: Municipality) -> tuple[Decimal, ...]:
    """Hoogste bedragen in euros, in the order of `years`, which are of one scheme."""
    own = {
        row.grant_year_id: row.maximum
        for row in RecipientMaximum.objects.filter(
            recipient__municipality=municipality, grant_year__in=years
        )
    }
    extras = list(
        SubPurpose.objects.filter(
            scheme__grant_years__in=years, recipients__recipient__municipality=municipality
        )
        .distinct()
        .values_list("pk", "maximum")
    )
    return tuple(
        highest(year.maximum, own.get(year.pk), (extra for _, extra in extras), year.indexation)
        for year in years
    )
