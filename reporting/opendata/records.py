"""One row per figure: what, of whom, over which period, and how firm it is.

The order of the columns and their names are a promise to readers; `DICTIONARY` explains them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields
from decimal import Decimal

from reporting.disclosure.publication import PublicCount, PublicMunicipality, PublicYear
from reporting.disclosure.suppression import Shown
from reporting.document.statuses import LABELS

SHOWN = {Shown.EXACT: "", Shown.BELOW_FIVE: "<5", Shown.HIDDEN: "niet getoond"}
DICTIONARY = (
    ("verslagjaar", "Jaar waarover de rapportage gaat."),
    ("gemeentecode", "Code van het CBS, of leeg voor alle gemeenten samen."),
    ("gemeente", "Naam van de gemeente, of “alle gemeenten”."),
    ("onderwerp", "Wat het cijfer telt."),
    ("soort_jaar", "uitkeringsjaar (juli tot en met juni) of verantwoordingsjaar (kalenderjaar)."),
    ("jaar", "Het uitkeringsjaar of verantwoordingsjaar van het cijfer."),
    ("uitsplitsing", "Activiteit, sector, leeftijdsgroep of interventie; leeg als die er niet is."),
    ("eenheid", "euro, jongeren of deelnames."),
    ("waarde", "Het cijfer. Leeg als het ontbreekt of niet mag worden getoond."),
    ("getoond", "Leeg, “<5” of “niet getoond”."),
    ("ten_minste", "Bij een niet getoond totaal: de som van de delen die wel te zien zijn."),
    ("status", "Hoe ver het cijfer is gecontroleerd."),
    ("fictief", "ja als alle cijfers verzonnen zijn."),
)


@dataclass(frozen=True, slots=True)
class Record:
    """One figure. `value` is a number or none, never text."""

    reporting_year: int
    cbs_code: str
    municipality: str
    subject: str
    kind_of_year: str
    year: str
    breakdown: str
    unit: str
    value: Decimal | int | None
    shown: str
    at_least: int | None
    status: str
    fictional: str

    @property
    def plain(self) -> tuple[object, ...]:
        """The values in the order of the dictionary; amounts as exact text."""
        return tuple(
            format(value, "f") if isinstance(value, Decimal) else value for value in astuple(self)
        )


assert len(fields(Record)) == len(DICTIONARY)


def records(year: PublicYear) -> Iterator[Record]:
    """All figures of a public year, in the order of the report."""
    for own in year.municipalities:
        yield from _grant_years(year, own)
        yield from _accounting_years(year, own)
        yield from _spending(year, own)
        yield from _progress(year, own)
    period = _grant_year(year)
    for band, count in zip(year.scheme.age_bands, year.youths, strict=True):
        yield _counted(year, None, "unieke jongeren", period, band.label, "jongeren", count)
    total = year.youths_total
    yield _counted(year, None, "unieke jongeren", period, "", "jongeren", total)
    yield _counted(year, None, "deelnames", period, "", "deelnames", year.participations)


def _grant_year(year: PublicYear) -> str:
    """The grant year that starts in the reporting year."""
    return next(
        (
            grant.code
            for grant in year.scheme.grant_years
            if grant.starts.year == year.reporting_year
        ),
        "",
    )


def _amount(
    year: PublicYear,
    own: PublicMunicipality,
    subject: str,
    period: tuple[str, str],
    breakdown: str,
    value: Decimal | int | None,
    status: str,
) -> Record:
    return Record(
        reporting_year=year.reporting_year,
        cbs_code=own.cbs_code,
        municipality=own.name,
        subject=subject,
        kind_of_year=period[0],
        year=period[1],
        breakdown=breakdown,
        unit="euro",
        value=value,
        shown="",
        at_least=None,
        status=status,
        fictional=_fictional(year),
    )


def _counted(
    year: PublicYear,
    own: PublicMunicipality | None,
    subject: str,
    period: str,
    breakdown: str,
    unit: str,
    count: PublicCount,
) -> Record:
    return Record(
        reporting_year=year.reporting_year,
        cbs_code=own.cbs_code if own else "",
        municipality=own.name if own else "alle gemeenten",
        subject=subject,
        kind_of_year="uitkeringsjaar",
        year=period,
        breakdown=breakdown,
        unit=unit,
        value=count.number,
        shown=SHOWN[count.shown],
        at_least=count.at_least,
        status="voortgangsrapportage",
        fictional=_fictional(year),
    )


def _grant_years(year: PublicYear, own: PublicMunicipality) -> Iterator[Record]:
    for row in own.grant_years:
        period = ("uitkeringsjaar", row.grant_year)
        yield _amount(year, own, "toegekend", period, "", row.allocated, "beschikking")
        yield _amount(year, own, "betaald", period, "", row.paid, "betaald")


def _accounting_years(year: PublicYear, own: PublicMunicipality) -> Iterator[Record]:
    for row in own.accounting_years:
        period, status = ("verantwoordingsjaar", str(row.accounting_year)), LABELS[row.status]
        yield _amount(year, own, "verantwoord", period, "", row.justified, status)
        yield _amount(year, own, "verantwoord in SiSa", period, "", row.sisa, status)
        yield _amount(year, own, "geaccepteerd", period, "", row.accepted, status)


def _spending(year: PublicYear, own: PublicMunicipality) -> Iterator[Record]:
    activities = {term.code: term.label for term in year.scheme.activities}
    sectors = {term.code: term.label for term in year.scheme.sectors}
    period = ("verantwoordingsjaar", str(year.reporting_year))
    for line in own.spending:
        breakdown = f"{activities.get(line.activity, line.activity)} / {sectors.get(line.sector, line.sector)}"
        status = "opgave, niet gecontroleerd"
        yield _amount(year, own, "besteed", period, breakdown, line.amount, status)


def _progress(year: PublicYear, own: PublicMunicipality) -> Iterator[Record]:
    progress = own.progress
    if progress is None:
        return
    period = progress.grant_year
    for band, count in zip(year.scheme.age_bands, progress.youths, strict=True):
        yield _counted(year, own, "unieke jongeren", period, band.label, "jongeren", count)
    yield _counted(year, own, "unieke jongeren", period, "", "jongeren", progress.youths_total)
    for one in progress.interventions:
        if one.participations is not None:
            count = one.participations
            yield _counted(year, own, "deelnames", period, one.name, "deelnames", count)
    yield _counted(year, own, "deelnames", period, "", "deelnames", progress.participations)


def _fictional(year: PublicYear) -> str:
    return "ja" if year.fictional else "nee"
