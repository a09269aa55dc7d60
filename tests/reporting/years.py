"""Frozen years made up for tests: twenty real municipalities, fictional figures, from one seed."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from reporting.places import POINTS
from reporting.snapshot import (
    SCHEMA,
    AccountingYearMoney,
    Count,
    Delivery,
    FrozenYear,
    GrantYear,
    GrantYearMoney,
    Indicator,
    Intervention,
    Missing,
    Municipality,
    Progress,
    Scheme,
    Settlement,
    Spending,
    Status,
    Term,
)
from reporting.writing.texts import Texts

NAMES = {
    "GM0141": ("Almelo", "Overijssel"),
    "GM0748": ("Bergen op Zoom", "Noord-Brabant"),
    "GM0899": ("Brunssum", "Limburg"),
    "GM0400": ("Den Helder", "Noord-Holland"),
    "GM0384": ("Diemen", "Noord-Holland"),
    "GM0513": ("Gouda", "Zuid-Holland"),
    "GM0392": ("Haarlem", "Noord-Holland"),
    "GM0405": ("Hoorn", "Noord-Holland"),
    "GM0928": ("Kerkrade", "Limburg"),
    "GM0546": ("Leiden", "Zuid-Holland"),
    "GM0687": ("Middelburg", "Zeeland"),
    "GM1930": ("Nissewaard", "Zuid-Holland"),
    "GM0826": ("Oosterhout", "Noord-Brabant"),
    "GM0603": ("Rijswijk", "Zuid-Holland"),
    "GM0957": ("Roermond", "Limburg"),
    "GM0984": ("Venray", "Limburg"),
    "GM0718": ("Vlissingen", "Zeeland"),
    "GM0637": ("Zoetermeer", "Zuid-Holland"),
    "GM0301": ("Zutphen", "Gelderland"),
    "GM0193": ("Zwolle", "Overijssel"),
}
BANDS = ("8-11", "12-17", "18-22", "23-27")
MAXIMUM = Decimal("500000.00")
ACTIVITIES = (
    Term("a", "Probleemanalyse"),
    Term("b", "Programmaondersteuning en coördinatie"),
    Term("c", "Interventies"),
)
SECTORS = (
    Term("jongerenwerk", "Jongerenwerk"),
    Term("onderwijs", "Onderwijs"),
    Term("leerplicht", "Leerplicht en toeleiding"),
    Term("zorg", "Zorg en welzijn"),
    Term("gemeente", "Gemeentelijke organisatie"),
)
EVIDENCE = (
    Term("none", "Niet erkend"),
    Term("founded", "Goed onderbouwd"),
    Term("first", "Eerste aanwijzingen voor effect"),
    Term("good", "Goede aanwijzingen voor effect"),
    Term("strong", "Sterke aanwijzingen voor effect"),
)
INTERVENTIONS = (
    ("Straatcoaches in de wijk", "first"),
    ("Alleen jij bepaalt wie je bent", "good"),
    ("Mentor op school", "founded"),
    ("Ouders in gesprek", "none"),
    ("Leren van Delict", "first"),
    ("Werkplaats Vooruit", "founded"),
    ("Integrale persoonsgerichte aanpak", "strong"),
)
SCHEME = Scheme(
    code="PMG2024",
    name="Preventie met Gezag: incidentele ondersteuning lokale preventieve aanpak",
    legal_basis="Regeling specifieke uitkering ter voorkoming van jeugdcriminaliteit 2024",
    starts=date(2024, 7, 1),
    ends=date(2027, 6, 30),
    budget=Decimal("30000000.00"),
    grant_years=tuple(
        GrantYear(
            f"{year}/{year + 1 - 2000}",
            date(year, 7, 1),
            date(year + 1, 6, 30),
            Decimal("10000000.00"),
        )
        for year in (2024, 2025, 2026)
    ),
    accounting_years=(2024, 2025, 2026, 2027),
    activities=ACTIVITIES,
    sectors=SECTORS,
    evidence_levels=EVIDENCE,
    age_bands=tuple(Term(band, f"{band.replace('-', ' t/m ')} jaar") for band in BANDS),
)


SETTLED = Settlement(
    settled=Decimal("830000.00"),
    to_recover=Decimal("170000.00"),
    recovered=Decimal("50000.00"),
    written_off=Decimal("0.00"),
)


TEXTS = Texts(
    {
        "geld": (
            "Er is {{ cijfer.betaald }} betaald.\n\n- over {{ cijfer.verslagjaar }}: "
            "{{ cijfer.verantwoord }}\n- <b>nooit</b> getypt & altijd “gewogen”"
        ),
        "lessen": "Vroeg contact met ouders helpt.",
        "brief-datum": "8 december 2026",
        "brief-kenmerk": "FICTIEF-1",
        "nota-datum": "1 december 2026",
        "nota-kenmerk": "FICTIEF-2",
        "nota-naam": "Robin Verzonnen, 070 000 00 00",
    }
)


def make_year(
    seed: int = 1, *, reporting_year: int = 2025, count: int = 20, small: bool = False
) -> FrozenYear:
    """A year with `count` municipalities; `small` gives many counts near zero."""
    chance = random.Random(seed)
    codes = list(NAMES)[:count]
    return FrozenYear(
        schema=SCHEMA,
        reporting_year=reporting_year,
        version=1,
        reason="",
        moment=datetime(reporting_year + 1, 11, 3, 8, 30, tzinfo=UTC),
        edition="2026-2",
        fictional=True,
        scheme=SCHEME,
        municipalities=tuple(
            _municipality(chance, code, place, reporting_year, small)
            for place, code in enumerate(codes)
        ),
    )


def _municipality(
    chance: random.Random, code: str, place: int, year: int, small: bool
) -> Municipality:
    name, province = NAMES[code]
    latitude, longitude = POINTS[code]
    late = not small and place == 7
    spent = {before: chance.randrange(150_000, 480_000) for before in range(2024, year + 1)}
    return Municipality(
        cbs_code=code,
        name=name,
        province=province,
        latitude=latitude,
        longitude=longitude,
        grant_years=tuple(
            GrantYearMoney(grant.code, MAXIMUM, MAXIMUM if place % 6 else MAXIMUM / 2)
            for grant in SCHEME.grant_years
            if grant.starts.year <= year
        ),
        accounting_years=tuple(
            _money(before, spent[before], year, place, late) for before in spent
        ),
        spending=() if late else _spending(chance, spent[year]),
        progress=None if late else _progress(chance, year, small),
        delivery=Delivery(date(year + 1, 7, 15), None if late else _received(place, year)),
        settlement=SETTLED if place == 3 and not small else None,
        missing=(
            (
                Missing("Verantwoording over 2025", "Niet ontvangen; de gemeente is gerappelleerd"),
                Missing("Voortgangsrapportage 2025/26", "Niet ontvangen"),
            )
            if late
            else ()
        ),
    )


def _received(place: int, year: int) -> date:
    """On the day at the latest, but for one that came nine days later."""
    return date(year + 1, 7, 24 if place == 5 else 15 - place % 3)


def _money(before: int, amount: int, year: int, place: int, late: bool) -> AccountingYearMoney:
    if before < year:
        return AccountingYearMoney(before, amount, amount, amount, Status.JUDGED)
    if late:
        return AccountingYearMoney(before, None, None, None, Status.MISSING)
    status = (Status.JUDGED, Status.SISA, Status.STATEMENT, Status.PROVISIONAL)[place % 4]
    accepted = amount - 2_500 if status is Status.JUDGED else None
    sisa = None if status is Status.STATEMENT else amount
    return AccountingYearMoney(before, amount, accepted, sisa, status)


def _spending(chance: random.Random, amount: int) -> tuple[Spending, ...]:
    parts = [("a", "gemeente", 1), ("b", "gemeente", 2), ("c", "jongerenwerk", 5)]
    parts += [("c", "onderwijs", 3), ("c", "leerplicht", 1), ("c", "zorg", 2)]
    weights = [weight * chance.randrange(50, 150) for _, _, weight in parts]
    amounts = [amount * weight // sum(weights) for weight in weights]
    amounts[-1] += amount - sum(amounts)
    return tuple(
        Spending(activity, sector, own)
        for (activity, sector, _), own in zip(parts, amounts, strict=True)
    )


def _counts(chance: random.Random, small: bool, most: int) -> tuple[Count, ...]:
    if not small:
        numbers = [chance.randrange(0, most) for _ in BANDS]
        return tuple(Count(band, number) for band, number in zip(BANDS, numbers, strict=True))
    counts = []
    for band in BANDS:
        number = chance.choice((0, 0, 1, 2, 3, 4, 4, 5, 6, 9, 30))
        entered = number in range(1, 5) and chance.random() < 0.1
        counts.append(Count(band, None if entered else number, entered))
    return tuple(counts)


def _progress(chance: random.Random, year: int, small: bool) -> Progress:
    youths = _counts(chance, small, 90)
    chosen = chance.sample(INTERVENTIONS, chance.randrange(1, 5))
    # Each youth takes part at least once: the first intervention reaches them all.
    first = tuple(
        replace(count, number=count.number + chance.randrange(0, 3))
        if count.number and (not small or chance.random() < 0.3)
        else count
        for count in youths
    )
    return Progress(
        grant_year=f"{year}/{year + 1 - 2000}",
        interventions=tuple(
            Intervention(
                name=name,
                evidence_level=evidence,
                activity="c",
                area=chance.choice(("Noord", "Centrum", "Oosterwei", "Zuidwest")),
                cost=chance.randrange(20_000, 140_000),
                participations=first if place == 0 else _counts(chance, small, 60),
            )
            for place, (name, evidence) in enumerate(chosen)
        ),
        youths=youths,
        indicators=(
            Indicator(
                "Jongeren met een vaste begeleider",
                "jongeren",
                True,
                Decimal(chance.randrange(0, 20)),
                Decimal(60),
                Decimal(chance.randrange(0, 70)),
            ),
            Indicator(
                "Schoolverzuim in de aandachtswijken",
                "% van de leerlingen",
                False,
                Decimal("8.4"),
                Decimal("6.0"),
                Decimal(chance.randrange(58, 90)) / 10,
            ),
        ),
        problem_analysis="De probleemanalyse is vastgesteld en wordt jaarlijks bijgewerkt.",
        securing="De gemeente heeft twee formatieplaatsen opgenomen in de begroting van 2027.",
        bottlenecks="Het werven van ervaren jongerenwerkers kost meer tijd dan verwacht.",
        outlook="In het komende jaar breidt de gemeente de inzet uit naar een tweede wijk.",
        lesson="Vroeg contact met ouders helpt om jongeren vast te houden.",
    )
