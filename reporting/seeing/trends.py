"""De loop door de jaren: money and reach, year beside year."""

from __future__ import annotations

from pmg.design.formatting import euro
from reporting.charts.bars import Series, grouped
from reporting.disclosure.publication import PublicCount
from reporting.disclosure.suppression import Shown
from reporting.document.blocks import Picture, Table, count, row, whole, words
from reporting.document.chapters.money import accounting_years_table
from reporting.document.chapters.sources import source
from reporting.seeing.sight import Sight
from reporting.wording import counted, number


def money_trend(sight: Sight) -> tuple[Picture, Table]:
    """Geld per verantwoordingsjaar."""
    f = sight.figures
    totals = f.accounting_years
    sums = [("Verantwoord", [one.justified for one in totals])]
    sums.append(("Geaccepteerd", [one.accepted for one in totals]))
    picture = Picture(
        "Verantwoord en geaccepteerd per verantwoordingsjaar",
        grouped(
            [str(total.year) for total in totals],
            [Series(label, tuple(values), tuple(map(euro, values))) for label, values in sums],
            f"Over {f.reporting_year} is {euro(f.this_year.justified)} verantwoord.",
        ),
        source(f),
    )
    return picture, accounting_years_table(f)


def reach_trend(sight: Sight) -> tuple[Picture, Table]:
    """Bereik per verslagjaar."""
    series = [
        ("Unieke jongeren", [one.year.youths_total for one in sight.years]),
        ("Deelnames", [one.year.participations for one in sight.years]),
    ]
    last = sight.figures
    picture = Picture(
        "Unieke jongeren en deelnames per verslagjaar",
        grouped(
            [str(one.reporting_year) for one in sight.years],
            [
                Series(label, tuple(map(_at_least, counts)), tuple(map(_short, counts)))
                for label, counts in series
            ],
            f"In {last.reporting_year}: {counted(last.year.youths_total)} unieke jongeren en "
            f"{counted(last.year.participations)} deelnames.",
        ),
        f"{source(last)} Een ≥ betekent: ten minste; kleine aantallen tellen niet mee.",
    )
    table = Table(
        "Bereik per verslagjaar",
        ("Jaar", "Rapportages", "Interventies", "Unieke jongeren", "Deelnames"),
        tuple(
            row(
                words(str(one.reporting_year)),
                whole(len(one.own_rows) - len(one.without_progress)),
                whole(len(one.interventions)),
                count(one.year.youths_total),
                count(one.year.participations),
            )
            for one in sight.years
        ),
        note="Voortgangsrapportages gaan over het uitkeringsjaar dat in het verslagjaar begint.",
    )
    return picture, table


def _at_least(one: PublicCount) -> int:
    return one.number or one.at_least or 0


def _short(one: PublicCount) -> str:
    text = number(_at_least(one))
    return text if one.shown is Shown.EXACT else f"≥ {text}"
