"""The kinds of findings in the figures of a selection (selectie)."""

from __future__ import annotations

from .findings import ERROR
from .register import SELECTION, Rule, rule


def _rule(code: str, title: str, why: str, mend: str, example: str) -> Rule:
    return rule(
        Rule(
            code=f"selectie-{code}",
            severity=ERROR,
            title=title,
            delivery=SELECTION,
            source="Nota van 4 april 2024: selectie op relatieve politiecijfers",
            why=why,
            mend=mend,
            example=example,
        )
    )


FILE_SHUT = _rule(
    "bestand",
    "De tabel is te openen",
    "Zonder cijfers valt er niets te berekenen.",
    "Bewaar de tabel als csv.",
    "politiecijfers.csv",
)
COLUMNS = _rule(
    "kolommen",
    "Code, naam, inwoners en ten minste één indicator zijn er",
    "Wij herkennen kolommen aan hun kop.",
    "Zet de koppen op de eerste rij.",
    "gemeentecode;gemeente;inwoners;jeugdige verdachten",
)
CELL = _rule(
    "cel",
    "Elk aantal is te lezen",
    "Een cijfer dat ontbreekt, is niet hetzelfde als nul.",
    "Vul overal een heel getal in.",
    "0513;Gouda;75.000;310",
)
TWICE = _rule(
    "dubbel",
    "Elke gemeente staat er één keer in",
    "Anders telt zij twee keer mee in het gemiddelde.",
    "Haal een van de regels weg.",
    "Eén regel per gemeente.",
)
NO_ROWS = _rule(
    "leeg",
    "Er staat ten minste één gemeente in",
    "Zonder gemeenten is er geen rangorde.",
    "Zet onder de koppen elke gemeente op een regel.",
    "Eén regel per gemeente.",
)
