"""The texts of the demo: those of 2024 as they went out, those of 2025 half written."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from grants.services.drafting import Posted
from reporting.models import TextRemark
from reporting.services.texts import add_remark, keep_text, resolve_remark, save_text_draft

from .stage import Stage, at, scene
from .telling import Scene

OF_2024 = {
    "samenvatting": (
        "In {{ cijfer.verslagjaar }} begonnen {{ cijfer.gemeenten }} gemeenten met de aanpak. Zij "
        "verantwoordden samen {{ cijfer.verantwoord }}.\n\n"
        "- Er is {{ cijfer.toegekend }} toegekend en {{ cijfer.betaald }} betaald.\n"
        "- {{ cijfer.rapportages }} gemeenten bereikten {{ cijfer.unieke_jongeren }} unieke jongeren.\n"
        "- Van de {{ cijfer.interventies }} interventies hebben er {{ cijfer.met_aanwijzingen }} ten "
        "minste eerste aanwijzingen voor effect.\n"
        "- Gemeenten noemen het werven van ervaren jongerenwerkers als grootste knelpunt."
    ),
    "geld": (
        "Over {{ cijfer.verslagjaar }} is {{ cijfer.verantwoord }} verantwoord. Dat jaar telde geen vol "
        "jaar: de regeling begon in juli. Veel gemeenten gebruikten de eerste maanden voor de "
        "probleemanalyse.\n\n"
        "Van {{ cijfer.gemeenten_beoordeeld }} gemeenten is het oordeel bekend; daarvan is "
        "{{ cijfer.geaccepteerd }} geaccepteerd."
    ),
    "lessen": (
        "Gemeenten en Rijk spraken elkaar in vier bijeenkomsten. De les die het vaakst terugkwam: "
        "vroeg contact met ouders helpt om jongeren vast te houden."
    ),
    "brief-datum": "8 december 2025",
    "brief-kenmerk": "FICTIEF-2025-0001",
    "nota-datum": "1 december 2025",
    "nota-kenmerk": "FICTIEF-2025-0002",
    "nota-naam": "Medewerker Fictief, telefoon 070 000 00 00",
}
SUMMARY_2025 = (
    "In {{ cijfer.verslagjaar }} werkten {{ cijfer.gemeenten }} gemeenten een heel jaar aan de aanpak. "
    "Zij verantwoordden samen {{ cijfer.verantwoord }}."
)
MONEY_2025 = (
    "Over {{ cijfer.verslagjaar }} is {{ cijfer.verantwoord }} verantwoord. Tot nu toe zijn "
    "{{ cijfer.gemeenten_beoordeeld }} verantwoordingen beoordeeld; daarvan is "
    "{{ cijfer.geaccepteerd }} geaccepteerd."
)
DRAFT_2025 = "Gemeenten bereikten {{ cijfer.unieke_jongeren }} unieke jongeren. Nog aanvullen:"


def text_scenes(stage: Stage) -> Iterator[Scene]:
    """November 2025, and the autumn of 2026."""
    yield scene(at(2025, 11, 24, 14), "texts-2024-write", write_2024, stage)
    yield scene(at(2025, 11, 25), "texts-2024-remark", remark_2024, stage)
    yield scene(at(2026, 9, 28, 15), "texts-2025-write", write_2025, stage)
    yield scene(at(2026, 11, 18, 15), "texts-2025-remark", remark_2025, stage)


def write_2024(stage: Stage, *, on: datetime.datetime) -> None:
    for name, text in OF_2024.items():
        _keep(stage, 2024, name, text, on)


def remark_2024(stage: Stage, *, on: datetime.datetime) -> None:
    _remark(stage, 2024, "geld", "Noem ook dat het jaar geen vol jaar was.", "analist", on)
    resolve_remark(remark=TextRemark.objects.get(year=2024), by=stage.person("beleid"), on=on)


def write_2025(stage: Stage, *, on: datetime.datetime) -> None:
    """While judgements still come in: what it says of them is stale soon after."""
    _keep(stage, 2025, "samenvatting", SUMMARY_2025, on)
    _keep(stage, 2025, "geld", MONEY_2025, on)
    save_text_draft(
        scheme=stage.scheme,
        year=2025,
        name="bereik",
        posted=Posted({"text": DRAFT_2025}, 0),
        by=stage.person("beleid"),
    )


def remark_2025(stage: Stage, *, on: datetime.datetime) -> None:
    question = "Kunnen we hier ook zeggen welke gemeente eerder is gestopt?"
    _remark(stage, 2025, "geld", question, "analist", on)


def _keep(stage: Stage, year: int, name: str, text: str, on: datetime.datetime) -> None:
    keep_text(
        scheme=stage.scheme,
        year=year,
        name=name,
        posted=Posted({"text": text}, 0),
        by=stage.person("beleid"),
        on=on,
    )


def _remark(stage: Stage, year: int, name: str, text: str, by: str, on: datetime.datetime) -> None:
    add_remark(scheme=stage.scheme, year=year, name=name, text=text, by=stage.person(by), on=on)
