"""The kinds of findings in a file of outcomes (uitkomsten van betalingen)."""

from __future__ import annotations

from .findings import ERROR
from .register import OUTCOMES, Rule, rule

LINE = "PMG-2026-0513-03;500.000,00;15-07-2026;betaald;"


def _rule(code: str, title: str, why: str, mend: str, example: str = LINE) -> Rule:
    return rule(
        Rule(
            code=f"uitkomst-{code}",
            severity=ERROR,
            title=title,
            delivery=OUTCOMES,
            source="Betaalopdracht en uitkomst",
            why=why,
            mend=mend,
            example=example,
        )
    )


FILE_SHUT = _rule(
    "bestand",
    "Het bestand is te openen",
    "Zonder bestand zijn er geen uitkomsten.",
    "Sla het bestand op als csv. Puntkomma’s, komma’s en tabs mogen.",
    "uitkomsten-juli-2026.csv",
)
COLUMNS = _rule(
    "kolommen",
    "De kolommen voor kenmerk, bedrag, datum en uitkomst zijn er",
    "Wij herkennen kolommen aan hun kop.",
    "Zet de koppen boven de kolommen.",
    "Betalingskenmerk;Bedrag;Datum;Uitkomst;Reden",
)
EMPTY = _rule(
    "leeg",
    "Er staat ten minste één uitkomst in",
    "Een leeg bestand is vaak een verkeerde keuze bij het opslaan.",
    "Kies bij het opslaan de periode waarin is betaald.",
)
TOO_MANY = _rule(
    "te-veel",
    "Er staan niet te veel uitkomsten in",
    "Alles uit één bestand wordt in één keer geboekt.",
    "Verdeel de uitkomsten over meer bestanden.",
)
CELL = _rule(
    "cel",
    "Bedrag, datum en uitkomst zijn te lezen",
    "Een bedrag of datum die wij niet kunnen lezen, raden wij niet.",
    "Schrijf bedragen als 500.000,00 of 500,000.00 en datums als 15-07-2026.",
)
UNKNOWN = _rule(
    "onbekend",
    "Het kenmerk hoort bij één betaling",
    "Een uitkomst wordt geboekt bij de betaling waarvan het kenmerk klopt.",
    "Gebruik het betalingskenmerk uit de betaalopdracht.",
)
AMOUNT = _rule(
    "bedrag",
    "Het bedrag is dat van de betaling",
    "Een betaling gaat helemaal of niet.",
    "Vraag bij de bank of het financiële systeem na wat er is betaald.",
)
TWICE = _rule(
    "dubbel",
    "Elke uitkomst staat één keer in het bestand",
    "Eén betaling heeft één uitkomst.",
    "Verwijder de regel die niet klopt.",
)
OTHER_OUTCOME = _rule(
    "andere-uitkomst",
    "De uitkomst past bij wat hier al is vastgelegd",
    "Wat is geboekt, wordt niet overschreven.",
    "Zoek uit welke uitkomst klopt. Kwam het geld terug, gebruik dan ‘teruggekomen’.",
)
NOT_SENT = _rule(
    "niet-in-opdracht",
    "De betaling ging in een betaalopdracht",
    "Een betaling die nog niet in een opdracht staat, kan nog geen uitkomst hebben.",
    "Maak eerst de betaalopdracht, of zoek uit waarom deze betaling al is gedaan.",
)
DAY = _rule(
    "dag",
    "De datum past bij de betaling",
    "Er wordt niet betaald vóór de goedkeuring, en niets komt terug vóór het is betaald.",
    "Neem de datum over uit het financiële systeem.",
)
NO_REASON = _rule(
    "reden",
    "Bij mislukt of teruggekomen staat een reden",
    "Wie de betaling later bekijkt, moet weten waarom.",
    "Vul de kolom ‘Reden’ in.",
    "PMG-2026-0513-03;500.000,00;15-07-2026;mislukt;Rekening opgeheven",
)
SETTLED = _rule(
    "vastgesteld",
    "De uitkering is nog niet vastgesteld",
    "Na de vaststelling hoort geld dat terugkomt bij de terugvordering.",
    "Leg een ontvangst vast bij de terugvordering.",
)
