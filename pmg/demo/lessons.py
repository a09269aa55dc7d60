"""Lessons that the municipalities of the demo share, and the bundle the ministry makes of them."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator

from grants.queries.lessons import LessonChoice
from grants.services.lessons import ask_for_bundle

from .stage import Stage, at, scene
from .telling import Scene

KEEP_TO_THEMSELVES = {"GM0928", "GM0957", "GM0984"}
"""Municipalities that share nothing."""

EXPERIENCES = {
    "Sterk op School (fictief)": (
        (
            "Leerkrachten geven de training nu samen met een jongerenwerker. Daardoor kennen kinderen "
            "hem al als zij later in de wijk in de problemen komen."
        ),
        "Acht lessen in één blok werkt beter dan eens per maand. Tussendoor zakte het weg.",
    ),
    "Buurtcoach op Straat (fictief)": (
        (
            "De coach is er juist op vrijdagavond en zaterdag. Jongeren die overdag niemand spreken, "
            "komen dan zelf naar hem toe."
        ),
        (
            "Geef een coach ten minste een jaar in dezelfde wijk. Na elke wissel begon het vertrouwen "
            "weer bij nul."
        ),
    ),
    "Eerste Baan (fictief)": (
        "Kleine ondernemers doen graag mee als één persoon bij de gemeente alles voor hen regelt.",
        (
            "Een bijbaan helpt alleen als iemand in de eerste weken meegaat. Wij betalen daarvoor nu "
            "een vaste begeleider."
        ),
    ),
    "Samen Thuis (fictief)": (
        (
            "Kom bij gezinnen thuis voordat er een brief ligt. Bijna alle ouders deden mee toen de "
            "vraag van een bekende hulpverlener kwam."
        ),
        "Begin bij de jongere broers en zussen. Daar was de meeste bereidheid om iets te veranderen.",
    ),
    "Avondsport Plus (fictief)": (
        (
            "Sport trekt veel jongeren, maar niet vanzelf de jongeren om wie het gaat. Nodig hen "
            "persoonlijk uit, via school of coach."
        ),
        "Meisjes kwamen pas toen er ook een vrouwelijke trainer was en een eigen uur.",
    ),
    "Terug naar Les (fictief)": (
        (
            "De leerplichtambtenaar belt al bij de derde dag verzuim. Dat ene gesprek voorkomt vaak een "
            "lang traject."
        ),
        "Spreek met de school af wie de eerste week na terugkomst bij de deur staat.",
    ),
    "Online Wijzer (fictief)": (
        (
            "Vertel over geldezels met een echt verhaal uit de regio. Een algemene waarschuwing raakte "
            "niemand."
        ),
        "Laat oudere leerlingen de les geven aan de brugklas. Zij weten welke apps er nu spelen.",
    ),
    "Op Eigen Benen (fictief)": (
        (
            "Schulden zijn vaak de reden om ja te zeggen tegen snel geld. Zet schuldhulp en mentor aan "
            "dezelfde tafel."
        ),
        "Mentoren uit de buurt houden contact, ook als een jongere een tijd wegblijft.",
    ),
}


def experience_with(name: str, cbs_code: str, label: str) -> str:
    """What a municipality tells of an intervention, the same every time it is asked."""
    return random.Random(f"ervaring {name} {cbs_code} {label}").choice(EXPERIENCES[name])


def shares(cbs_code: str) -> bool:
    """Whether a municipality lets others read what it learned."""
    return cbs_code not in KEEP_TO_THEMSELVES


def lesson_scenes(stage: Stage) -> Iterator[Scene]:
    """In November the ministry gathers the lessons about schools."""
    yield scene(at(2025, 11, 13, 14), "lessons-bundle-school", bundle, stage)


def bundle(stage: Stage, *, on: datetime.datetime) -> None:
    ask_for_bundle(
        choice=LessonChoice(search="school OR leerkracht OR docent"),
        title="Lessen over school",
        by=stage.person("beleid"),
        on=on,
    )
