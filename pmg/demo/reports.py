"""Progress reports of the demo: what a municipality might write. All of it is made up."""

from __future__ import annotations

import datetime
import random
from dataclasses import replace
from decimal import Decimal

from grants.checks.progress_content import (
    FEW,
    IndicatorContent,
    InterventionContent,
    ProgressContent,
    Reach,
)
from grants.enums import AgeBand, AnalysisState, SecuringState
from grants.models import GrantYear, Intervention
from municipalities.models import Municipality

from .figures import interventions_of
from .lessons import experience_with, shares

AREAS = ("Noord", "Zuid", "Oost", "West", "Centrum", "de Buitenwijken")
PARTNERS = (
    "jongerenwerk, wijkteam",
    "basisscholen, leerplicht",
    "politie, jongerenwerk, woningcorporatie",
    "jeugdzorg, schuldhulp",
)
RISKS = (
    "schooluitval",
    "verkeerde vrienden",
    "geldproblemen thuis",
    "broer of zus in beeld bij politie",
    "weinig toezicht",
)
PROTECTORS = (
    "band met school",
    "steun van een volwassene",
    "zinvolle vrije tijd",
    "werk of stage",
    "sociale vaardigheden",
)
ANALYSES = (
    (
        "De analyse laat zien dat jonge aanwas vooral ontstaat rond twee scholen en een winkelcentrum. "
        "Jongeren worden daar benaderd om geld op te nemen of pakketjes te bewaren."
    ),
    (
        "Wijkteams, scholen en politie hebben hun signalen naast elkaar gelegd. De groep is kleiner dan "
        "gedacht, maar jonger: het eerste contact ligt vaak al op 11 jaar."
    ),
    (
        "In drie wijken komen armoede, schooluitval en drugshandel samen. Daar zetten wij als eerste in. "
        "De andere wijken volgen we met dezelfde indicatoren."
    ),
)
BOTTLENECKS = (
    "Ervaren jongerenwerkers zijn moeilijk te vinden. Twee functies stonden een half jaar open.",
    "Scholen hebben weinig ruimte in het rooster. Wij spreken trainingen nu een jaar vooruit af.",
    "Gegevens delen tussen zorg en veiligheid vraagt steeds opnieuw om uitleg over wat mag.",
)
LESSONS = (
    "Een coach die ook in het weekend in de wijk is, bereikt jongeren die overdag niemand spreekt.",
    "Ouders vroeg betrekken werkt beter dan een brief achteraf: bijna alle gezinnen doen nu mee.",
    "Begin klein. Wij startten op één school en breidden pas uit toen docenten er zelf om vroegen.",
)
SECURING = (
    "De raad heeft een voorstel voor structureel geld in de voorjaarsnota gevraagd.",
    "De programmaleider is in vaste dienst. Voor twee interventies zoeken we nog dekking.",
    "De aanpak staat in het integraal veiligheidsplan. Het jongerenwerk neemt de coaches over.",
)
OUTLOOK = (
    "Volgend jaar breiden we uit naar een tweede wijk en vergelijken we de cijfers met de nulmeting.",
    "Wij gaan door met wat werkt en stoppen met de activiteit die te weinig jongeren bereikt.",
    "De training start ook in groep 7, omdat docenten daar de eerste signalen zien.",
)


def report_of(municipality: Municipality, grant_year: GrantYear) -> ProgressContent:
    """The content of one report, the same every time it is asked."""
    luck = random.Random(f"{municipality.cbs_code} {grant_year.label}")
    second = grant_year.starts_on.year > 2024
    register = {i.name: i for i in Intervention.objects.all()}
    interventions = tuple(
        replace(
            _intervention(register[name], grant_year, luck, second=second),
            experience=experience_with(name, municipality.cbs_code, grant_year.label),
            shared=shares(municipality.cbs_code),
        )
        for name in interventions_of(municipality.cbs_code)
    )
    return ProgressContent(
        analysis_state=AnalysisState.FINISHED
        if second
        else luck.choice([AnalysisState.STARTED, AnalysisState.FINISHED]),
        analysis=luck.choice(ANALYSES),
        interventions=interventions,
        youths=_youths(interventions, luck),
        indicators=_indicators(municipality, luck, second=second),
        securing_state=luck.choice(
            [SecuringState.PLANNED, SecuringState.PARTLY]
            if second
            else [SecuringState.NOT_STARTED, SecuringState.PLANNED]
        ),
        securing=luck.choice(SECURING),
        bottlenecks=luck.choice(BOTTLENECKS),
        lessons=luck.choice(LESSONS),
        lessons_shared=shares(municipality.cbs_code),
        outlook=luck.choice(OUTLOOK),
    )


def _intervention(
    intervention: Intervention, grant_year: GrantYear, luck: random.Random, *, second: bool
) -> InterventionContent:
    size = luck.randint(15, 60) if second else luck.randint(4, 35)
    bands = {band.value: _reach(int(size * luck.uniform(0.05, 1.0))) for band in AgeBand}
    start = grant_year.starts_on + datetime.timedelta(days=luck.randint(20, 180))
    return InterventionContent(
        intervention=intervention.pk,
        activity="c",
        participations=bands,
        area=luck.choice(AREAS),
        partners=luck.choice(PARTNERS),
        planned=sum(reach.highest for reach in bands.values()) // 5 * 5 + 5,
        planned_start_on=datetime.date(2024, 9, 1) if second else grant_year.starts_on,
        completed=_reach(sum(reach.lowest for reach in bands.values()) * 4 // 5),
        started_on=datetime.date(2024, 10, 1) if second else start,
        risk_factors=tuple(sorted(luck.sample(RISKS, 2))),
        protective_factors=tuple(sorted(luck.sample(PROTECTORS, 2))),
    )


def _reach(count: int) -> Reach:
    return FEW if 1 <= count <= 4 else Reach(count)


def _youths(
    interventions: tuple[InterventionContent, ...], luck: random.Random
) -> dict[str, Reach]:
    """Unique youths: fewer than the participations, for some take part twice."""
    youths = {}
    for band in AgeBand:
        most = sum(i.participations[band.value].lowest for i in interventions)
        youths[band.value] = _reach(int(most * luck.uniform(0.7, 0.95)))
    return youths


def _indicators(
    municipality: Municipality, luck: random.Random, *, second: bool
) -> tuple[IndicatorContent, ...]:
    """Against a baseline that is the same in every year."""
    start = random.Random(municipality.cbs_code)
    rows = []
    for code, low, high in (
        ("verdachten", 14, 34),
        ("schoolverzuim", 20, 60),
        ("overlast", 90, 400),
    ):
        baseline = Decimal(start.randint(low, high))
        change = luck.uniform(0.84, 1.02) if second else luck.uniform(0.93, 1.06)
        rows.append(
            IndicatorContent(
                code=code,
                baseline=baseline,
                target=(baseline * Decimal("0.8")).quantize(Decimal(1)),
                value=(baseline * Decimal(str(round(change, 3)))).quantize(Decimal("0.1")),
                source="Eigen registratie (fictief)",
            )
        )
    return tuple(rows)
