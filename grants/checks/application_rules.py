"""Controles van een aanvraag, as the register of checks lists them."""

from __future__ import annotations

from .findings import ERROR, WARNING
from .register import Rule, rule

APPLICATION = "application"


def _rule(code: str, title: str, *, why: str, mend: str, severity: str = ERROR) -> str:
    rule(
        Rule(
            code=f"aanvraag-{code}",
            severity=severity,
            title=title,
            delivery=APPLICATION,
            why=why,
            mend=mend,
        )
    )
    return f"aanvraag-{code}"


EMPTY = _rule(
    "niet-ingevuld",
    "Een verplicht veld is leeg",
    why="Het ministerie kan een aanvraag pas beoordelen als zij volledig is (artikel 4:2 Awb).",
    mend="Vul het veld in.",
)
TOO_LONG = _rule(
    "te-lang",
    "Een tekst is te lang",
    why="Wie beoordeelt, moet de tekst kunnen lezen. Lange stukken horen in een bijlage.",
    mend="Maak de tekst korter, of voeg een bijlage toe.",
)
NO_CHOICE = _rule(
    "geen-keuze",
    "Er is niets gekozen",
    why="Activiteiten, sectoren en interventies komen uit vaste lijsten, zodat ze te vergelijken "
    "zijn.",
    mend="Kies uit de lijst.",
)
NO_INTERVENTION = _rule(
    "geen-interventie",
    "Het plan noemt geen interventie",
    why="De regeling betaalt voor kansrijke en bewezen interventies; zonder kan zij niet toetsen.",
    mend="Voeg een interventie uit het register toe.",
)
TOO_MANY_ROWS = _rule(
    "te-veel-rijen",
    "Er staan te veel rijen",
    why="Een plan van meer dan honderd rijen kan niemand beoordelen.",
    mend="Neem rijen samen.",
)
NO_BUDGET = _rule(
    "geen-begroting",
    "De begroting is leeg",
    why="De toekenning volgt uit de begroting, per uitkeringsjaar.",
    mend="Voeg een rij toe met een activiteit, een sector en de bedragen.",
)
UNREADABLE = _rule(
    "onleesbaar-bedrag",
    "Een bedrag is niet te lezen",
    why="Een bedrag dat wij niet kunnen lezen, tellen wij nooit als nul.",
    mend="Vul een heel bedrag in, bijvoorbeeld 125.000.",
)
NEGATIVE = _rule(
    "negatief-bedrag",
    "Een bedrag is lager dan nul",
    why="U vraagt geld aan; een begroting kent geen bedragen onder nul.",
    mend="Vul nul of een hoger bedrag in.",
)
ABOVE_MAXIMUM = _rule(
    "boven-maximum",
    "De aanvraag is hoger dan de regeling toestaat",
    why="De regeling noemt een hoogste bedrag per gemeente en uitkeringsjaar.",
    mend="Verlaag de bedragen van dat uitkeringsjaar.",
)
NOT_IN_PLAN = _rule(
    "niet-in-plan",
    "De begroting noemt een interventie die niet in het plan staat",
    severity=WARNING,
    why="Plan en begroting horen over hetzelfde te gaan.",
    mend="Zet de interventie in het plan, of kies een andere.",
)
BAD_IBAN = _rule(
    "iban",
    "Het rekeningnummer klopt niet",
    why="Naar een rekening die niet bestaat kan het ministerie niets overmaken.",
    mend="Controleer het IBAN, ook de eerste cijfers.",
)
BAD_MAIL = _rule(
    "mailadres",
    "Een e-mailadres klopt niet",
    why="Op dit adres krijgt uw gemeente bericht over de aanvraag.",
    mend="Schrijf het adres als naam@gemeente.nl.",
)
PERSONAL = _rule(
    "persoonsgegevens",
    "Een tekst lijkt persoonsgegevens te bevatten",
    severity=WARNING,
    why="Een aanvraag gaat over groepen jongeren, nooit over één van hen.",
    mend="Haal het weg. Is het iets anders, dan mag het blijven.",
)
INFECTED = _rule(
    "bijlage-virus",
    "In een bijlage zit een virus",
    why="Een besmet bestand wordt afgesloten en kan niemand openen.",
    mend="Haal de bijlage weg en voeg een schoon bestand toe.",
)
