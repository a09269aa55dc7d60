"""Ruimte voor een toekenning: what one recipient may get, and what the ceilings leave; euros."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from grants.models import Award, GrantYear, Scheme
from municipalities.models import Municipality
from pmg.design.formatting import dutch_number

from .ceilings import commitment_left
from .maxima import maxima_for
from .vat_shares import vat_per_year

ZERO = Decimal(0)


@dataclass(frozen=True)
class AwardRoom:
    """Ruimte: the highest amount of each grant year, and what is free of the budget year.

    `own` says that the amounts are those of one municipality, `held` what its award takes already.
    """

    years: tuple[tuple[GrantYear, Decimal], ...]
    budget_year: int
    free: Decimal
    own: bool
    held: Decimal = ZERO

    def maximum_of(self, year: GrantYear) -> Decimal:
        """Hoogste bedrag in dit uitkeringsjaar."""
        return next(maximum for known, maximum in self.years if known == year)

    @property
    def highest(self) -> Decimal:
        """Samen hoogstens, over all grant years."""
        return sum((maximum for _, maximum in self.years), ZERO)

    def left(self, filled: Decimal) -> Decimal:
        """Wat er van het plafond over is when `filled` is what the award becomes."""
        return self.free + self.held - filled


def room_for(
    scheme: Scheme,
    years: Sequence[GrantYear],
    *,
    municipality: Municipality | None,
    on: datetime.date,
    award: Award | None = None,
) -> AwardRoom:
    """Ruimte on a day; without a municipality what the scheme allows who has no own amount."""
    maxima = (
        maxima_for(years, municipality)
        if municipality
        else tuple(year.indexed_maximum for year in years)
    )
    allocated = award.allocations.values_list("amount", flat=True) if award else ()
    # What goes into the BTW-compensatiefonds takes its part of the maximum.
    vat = vat_per_year(award) if award else {}
    return AwardRoom(
        years=tuple(
            (year, most - vat.get(year.pk, ZERO)) for year, most in zip(years, maxima, strict=True)
        ),
        budget_year=on.year,
        free=commitment_left(scheme, on.year),
        own=municipality is not None,
        held=sum(allocated, ZERO),
    )


def indexation_text(years: Sequence[GrantYear]) -> str:
    """Hoe de hoogste bedragen zijn geïndexeerd, each year with its source; empty where none is."""
    return "; ".join(
        f"{year} met {_percent(year.indexation)} procent"
        + (f" ({year.indexation_source})" if year.indexation_source else "")
        for year in years
        if year.indexation
    )


def _percent(value: Decimal) -> str:
    return str(dutch_number(value, 0 if value == value.to_integral_value() else 2))
