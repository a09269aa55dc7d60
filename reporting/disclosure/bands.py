"""Deelnames per leeftijdsgroep: for the ministry itself, never published.

Beside all that a public year shows of participations stand the sums per age band. They add up to
the participations of everybody, and so are protected together with that total.
"""

from __future__ import annotations

from collections import Counter

from reporting.disclosure.publication import PublicCount, PublicYear
from reporting.disclosure.suppression import HIGHEST, Cell, Shown, suppress
from reporting.disclosure.tables import ALL, TOTAL
from reporting.snapshot import FrozenYear


def participations_by_band(year: FrozenYear, public: PublicYear) -> tuple[PublicCount, ...]:
    """Deelnames per leeftijdsgroep, all municipalities together, in the order of the scheme.

    `public` is the public form of the same year: what it shows of the sum stays as it is.
    """
    numbers, unsure = _sums(year)
    bands = [term.code for term in year.scheme.age_bands]
    whole = public.participations.shown
    total = Cell(
        ("bands", TOTAL),
        ALL,
        TOTAL,
        sum(numbers.values()),
        total_of="bands",
        fixed=whole is Shown.EXACT,
        forced=None if whole is Shown.EXACT else Shown.HIDDEN,
    )
    cells = [
        Cell(
            ("bands", band),
            TOTAL,
            ALL,
            numbers[band],
            groups=("bands",),
            forced=Shown.HIDDEN if band in unsure else None,
        )
        for band in bands
    ]
    shown = suppress([total, *cells])
    silent = "" if whole is Shown.EXACT else _silent(bands, numbers, unsure)
    if silent:
        shown["bands", silent] = Shown.HIDDEN
    return tuple(
        PublicCount(
            shown["bands", band],
            numbers[band] if shown["bands", band] is Shown.EXACT else None,
            _least(numbers[band], unsure[band]) if band != silent else None,
        )
        for band in bands
    )


def _sums(year: FrozenYear) -> tuple[Counter[str], Counter[str]]:
    """What was entered per band, and how often "minder dan 5"."""
    numbers: Counter[str] = Counter()
    unsure: Counter[str] = Counter()
    for own in year.municipalities:
        for intervention in own.progress.interventions if own.progress else ():
            for count in intervention.participations:
                numbers[count.age_band] += count.number or 0
                unsure[count.age_band] += count.below_five
    return numbers, unsure


def _silent(bands: list[str], numbers: Counter[str], unsure: Counter[str]) -> str:
    """The band of which nothing is said, so that a sum that is hidden cannot be added up.

    One that is hidden anyway, if there is one; then the smallest that is large enough to hide in.
    """
    large = [band for band in bands if numbers[band] > HIGHEST]
    return min(large, key=lambda band: (not unsure[band], numbers[band], band), default="")


def _least(number: int, unsure: int) -> int | None:
    """What a band with "minder dan 5" in it is at least; a single small count stays untold."""
    return number + unsure if unsure and number > HIGHEST else None
