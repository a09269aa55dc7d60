"""The kinds of reading faults in a delivery of the CBS, in the register like those of any upload."""

from __future__ import annotations

from .cbs_content import Trouble
from .findings import ERROR
from .register import CBS, Rule, rule

SOURCE = "Levering van het CBS"


def code_of(trouble: str) -> str:
    """The code in the register of what is wrong with a line."""
    return f"cbs-{trouble.replace('_', '-')}"


def _rule(trouble: Trouble, title: str, why: str, mend: str, example: str) -> Rule:
    return rule(
        Rule(
            code=code_of(trouble),
            severity=ERROR,
            title=title,
            delivery=CBS,
            source=SOURCE,
            why=why,
            mend=mend,
            example=example,
        )
    )


NOT_READABLE = _rule(
    Trouble.NOT_READABLE,
    "Het bestand van de gemeente is te lezen",
    "Uit een bestand dat beschadigd, beveiligd of besmet is, nemen wij geen cijfer over.",
    "Vraag het CBS om het bestand opnieuw te leveren, of lever de cijfers als tabel aan.",
    "sisa_2025_060513.zip, met de werkmap zonder wachtwoord.",
)
NO_MUNICIPALITY = _rule(
    Trouble.NO_MUNICIPALITY,
    "Elke regel noemt een gemeente",
    "Zonder gemeentecode weten wij niet van wie een cijfer is.",
    "Vul de code van de gemeente in, of geef het bestand de naam van het pakket.",
    "060513 voor Gouda, of sisa_2025_060513.zip.",
)
OTHER_YEAR = _rule(
    Trouble.OTHER_YEAR,
    "Het pakket gaat over het gekozen jaar",
    "Een cijfer van een ander jaar mag hier niet tellen.",
    "Kies het jaar van de levering, of haal het pakket van het andere jaar eruit.",
    "sisa_2025_060513.zip in de levering over 2025.",
)
TWICE = _rule(
    Trouble.TWICE,
    "Elke gemeente staat er één keer in",
    "Bij twee regels weten wij niet welke geldt; wij kiezen niet zelf.",
    "Laat één regel staan en lever opnieuw aan. Vraag bij twijfel het CBS welke geldt.",
    "Eén regel per gemeente en indicator.",
)
MISSING = _rule(
    Trouble.MISSING,
    "Alle drie de indicatoren zijn er",
    "Besteding, cumulatieve besteding en eindverantwoording horen bij elkaar.",
    "Vraag het CBS om de ontbrekende indicator, of vul haar in de tabel aan.",
    "A16/01: 285.000, A16/02: 510.000 en A16/03: Nee.",
)
BAD_VALUE = _rule(
    Trouble.BAD_VALUE,
    "Elk cijfer is te lezen",
    "Een bedrag dat wij niet kunnen lezen, raden wij niet en lezen wij nooit als nul.",
    "Vul in de genoemde cel een bedrag in hele euro’s in, of Ja of Nee.",
    "285.000 of 285000, zonder letters en zonder centen.",
)
