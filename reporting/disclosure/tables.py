"""De twee tabellen met aantallen jongeren, as networks of cells.

Unique youths: municipality by age band, with all totals. Participations: intervention,
municipality, all. A youth takes part at least once, so no municipality has more unique youths than
participations; every reader knows that, and so do the cells.
"""

from __future__ import annotations

from collections.abc import Iterable

from reporting.disclosure.suppression import HIGHEST, UNBOUNDED, Cell, Shown
from reporting.snapshot import Count, FrozenYear, Intervention, Municipality

ALL = "all"
TOTAL = "total"
ASSUMED = 2  # stands in for "minder dan 5" as entered; its sums are never shown


def cells_of(year: FrozenYear) -> list[Cell]:
    """All cells of both tables."""
    return [*_youths(year), *_participations(year)]


def _youths(year: FrozenYear) -> list[Cell]:
    """Municipality by age band with totals, as a network: all -> municipality -> band -> all."""
    cells: list[Cell] = []
    bands = [term.code for term in year.scheme.age_bands]
    by_band = dict.fromkeys(bands, 0)
    unsure: set[str] = set()
    for own in year.municipalities:
        if own.progress is None:
            continue
        code, row = own.cbs_code, {count.age_band: count for count in own.progress.youths}
        numbers = {band: _number(row.get(band)) for band in bands}
        entered = {band for band in bands if _is_entered_low(row.get(band))}
        for band in bands:
            forced = Shown.BELOW_FIVE if band in entered else None
            groups = (f"row {code}", f"band {band}")
            key = ("youths", code, band)
            cells.append(
                Cell(key, code, f"band {band}", numbers[band], groups=groups, forced=forced)
            )
            by_band[band] += numbers[band]
        most = _participations_of(own) if any(_reported(own.progress.interventions)) else UNBOUNDED
        total = sum(numbers.values())
        cells.append(
            Cell(
                ("youths", code, TOTAL),
                TOTAL,
                code,
                total,
                high=max(most, total, HIGHEST),
                total_of=f"row {code}",
                groups=("totals",),
                forced=Shown.HIDDEN if entered else None,
            )
        )
        unsure |= entered
    for band in bands:
        forced = Shown.HIDDEN if band in unsure else None
        cells.append(
            Cell(
                ("youths", ALL, band),
                f"band {band}",
                ALL,
                by_band[band],
                total_of=f"band {band}",
                groups=("all",),
                forced=forced,
            )
        )
    forced = Shown.HIDDEN if unsure else None
    grand = sum(by_band.values())
    key = ("youths", ALL, TOTAL)
    cells.append(Cell(key, ALL, TOTAL, grand, total_of="totals", forced=forced))
    return cells


def _participations(year: FrozenYear) -> list[Cell]:
    """Intervention, municipality, all: a tree, with the leaves flowing back to the top."""
    cells: list[Cell] = []
    grand, unsure = 0, False
    for own in year.municipalities:
        if own.progress is None:
            continue
        code, entered = own.cbs_code, False
        for place, intervention in _reported(own.progress.interventions):
            low = [count for count in intervention.participations if _is_entered_low(count)]
            number = sum(_number(count) for count in intervention.participations)
            entered = entered or bool(low)
            key = ("participations", code, f"{place:04}")
            forced, known = None, 0
            if low:
                rest = number - ASSUMED * len(low)
                forced = Shown.HIDDEN if rest or len(low) > 1 else Shown.BELOW_FIVE
                known = rest + len(low) if rest > HIGHEST else 0
            groups = (f"row {code}",)
            cells.append(
                Cell(
                    key,
                    code,
                    TOTAL,
                    number,
                    low=known,
                    known_low=known,
                    groups=groups,
                    forced=forced,
                )
            )
        total = _participations_of(own)
        youths = sum(_number(count) for count in own.progress.youths)
        cells.append(
            Cell(
                ("participations", code),
                ALL,
                code,
                total,
                low=min(youths, total) if total > HIGHEST else 0,
                total_of=f"row {code}",
                groups=("all",),
                forced=Shown.HIDDEN if entered else None,
            )
        )
        grand, unsure = grand + total, unsure or entered
    forced = Shown.HIDDEN if unsure else None
    cells.append(Cell(("participations", ALL), TOTAL, ALL, grand, total_of="all", forced=forced))
    return cells


def _reported(
    interventions: tuple[Intervention, ...],
) -> Iterable[tuple[int, Intervention]]:
    """Interventions with a number of participations, each with its place."""
    for place, intervention in enumerate(interventions):
        if any(
            count.number is not None or count.below_five for count in intervention.participations
        ):
            yield place, intervention


def _participations_of(own: Municipality) -> int:
    assert own.progress is not None
    return sum(
        _number(count)
        for _, intervention in _reported(own.progress.interventions)
        for count in intervention.participations
    )


def _number(count: Count | None) -> int:
    if count is None:
        return 0
    return ASSUMED if count.below_five else count.number or 0


def _is_entered_low(count: Count | None) -> bool:
    return count is not None and count.below_five
