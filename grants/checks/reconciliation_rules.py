"""The kinds of findings in an export of the financial system (aansluiting)."""

from __future__ import annotations

from .findings import ERROR
from .register import RECONCILIATION, Rule, rule


def _rule(code: str, title: str, why: str, mend: str, example: str) -> Rule:
    return rule(
        Rule(
            code=f"aansluiting-{code}",
            severity=ERROR,
            title=title,
            delivery=RECONCILIATION,
            source="Aansluiting op het financiële systeem",
            why=why,
            mend=mend,
            example=example,
        )
    )


FILE_SHUT = _rule(
    "bestand",
    "De export is te openen",
    "Zonder export is er niets om aan te sluiten.",
    "Maak de export als csv, met puntkomma’s tussen de kolommen.",
    "betalingen-oktober.csv",
)
COLUMNS = _rule(
    "kolommen",
    "De kolommen voor kenmerk, bedrag en datum zijn er",
    "Wij herkennen kolommen aan hun kop.",
    "Zet de koppen boven de kolommen, of vul in hoe zij heten.",
    "Betalingskenmerk;Bedrag;Boekdatum",
)
CELL = _rule(
    "cel",
    "Elk bedrag en elke datum is te lezen",
    "Een bedrag dat wij niet kunnen lezen, telt niet als nul.",
    "Schrijf bedragen als 500.000,00 en datums als 15-07-2024.",
    "PMG-2024-0513-01;500.000,00;15-07-2024",
)
NO_ROWS = _rule(
    "leeg",
    "Er staat ten minste één betaling in",
    "Met een lege export lijkt alles te ontbreken.",
    "Controleer welke periode en regeling u hebt gekozen bij de export.",
    "Eén regel per betaling onder de koppen.",
)
