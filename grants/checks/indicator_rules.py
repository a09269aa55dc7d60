"""The kinds of findings in a delivery of values of indicators (politie, CBS)."""

from __future__ import annotations

from .findings import ERROR
from .register import INDICATORS, Rule, rule


def _rule(code: str, title: str, why: str, mend: str, example: str = "") -> Rule:
    return rule(
        Rule(
            code=f"waarden-{code}",
            severity=ERROR,
            title=title,
            delivery=INDICATORS,
            source="Nota van 4 april 2024: voortgang tegenover de nulmeting",
            why=why,
            mend=mend,
            example=example or "0513;verdachten;2025;19,8",
        )
    )


FILE_SHUT = _rule(
    "bestand",
    "De tabel met waarden is te openen",
    "Zonder tabel is er niets te vergelijken.",
    "Bewaar de tabel als csv.",
    "politie-2025.csv",
)
COLUMNS = _rule(
    "kolommen",
    "Gemeentecode, indicator, jaar en waarde hebben elk een kolom",
    "Wij herkennen kolommen aan hun kop.",
    "Zet de koppen op de eerste rij.",
    "gemeentecode;indicator;jaar;waarde",
)
CELL = _rule(
    "cel",
    "Elke code, elk jaar en elke waarde is te lezen",
    "Een waarde die ontbreekt of onleesbaar is, raden wij niet.",
    "Schrijf decimalen met een komma. Is een waarde niet bekend, laat de regel dan weg.",
)
TWICE = _rule(
    "dubbel",
    "Elke waarde staat er één keer in",
    "Van twee waarden weten wij niet welke geldt.",
    "Haal een van de regels weg.",
)
NO_ROWS = _rule(
    "leeg",
    "Er staat ten minste één waarde in",
    "Een lege levering verandert niets.",
    "Zet onder de koppen elke waarde op een regel.",
)
TOO_MANY = _rule(
    "te-veel",
    "Het bestand is niet te groot",
    "Het overzicht moet te lezen zijn voordat iemand het bevestigt.",
    "Verdeel de waarden over meer bestanden.",
)
STRANGER = _rule(
    "gemeente",
    "De gemeente doet mee aan de regeling",
    "Waarden van andere gemeenten horen niet in dit verslag.",
    "Haal de regel weg, of verbeter de gemeentecode.",
)
UNKNOWN = _rule(
    "onbekend",
    "De regeling kent de indicator, en het ministerie levert hem",
    "Een gemeente vult haar eigen indicatoren zelf in.",
    "Gebruik de code uit de regeling, of pas de regeling aan.",
)
YEAR = _rule(
    "jaar",
    "Het jaar is voorbij op de dag van de cijfers",
    "Een waarde over een jaar dat nog loopt, verandert nog.",
    "Verbeter het jaar, of de datum van de stand.",
)
