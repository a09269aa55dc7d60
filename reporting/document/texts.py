"""Vaste teksten: what the report says whatever the figures are.

`EDITION` names this set of texts, templates and charts; it is stored with each output, and is
raised with every change of words or look. Sources: decision note of 4 April 2024, kenmerk 5300203;
letter to Parliament of 7 July 2023; Stcrt. 2024, 12052.
"""

from __future__ import annotations

EDITION = "2026-2"

PROMISE = (
    (
        "In de Kamerbrief van 7 juli 2023 over de brede preventieaanpak van (georganiseerde en "
        "ondermijnende) jeugdcriminaliteit is toegezegd een flexibele uitvraag uit te werken voor "
        "gemeenten met urgente en relatief ernstige problematiek. In dezelfde brief staat dat de Kamer "
        "elk jaar met een rapportage op de hoogte wordt gesteld van de uitwerking en de voortgang."
    ),
    (
        "In april 2024 is de Kamer geïnformeerd over de uitwerking: twintig gemeenten, gekozen op "
        "basis van een samenstel van relatieve politiedata, krijgen ten hoogste € 500.000 per jaar "
        "voor ten hoogste drie jaar. Zo kunnen zij focus aanbrengen en impact maken in de lokale "
        "preventieve aanpak, die na afloop in de eigen organisatie is geborgd."
    ),
)
PROMISE_POINTS = (
    (
        "Voorkomen dat kinderen, jongeren en jongvolwassenen van 8 tot en met 27 jaar in de "
        "jeugdcriminaliteit terechtkomen of daar verder in afglijden."
    ),
    (
        "Een gedegen probleemanalyse, en daarna gericht inzetten op kansrijke en bewezen effectieve "
        "interventies."
    ),
    (
        "Inzichtelijk maken waar het geld aan ten goede komt: jongerenwerk, scholen, "
        "leerplicht en toeleiding, en andere sectoren."
    ),
    "Aantonen dat het geld ten goede komt aan de specifieke doelgroep.",
    "Samen leren van de praktijk, en elk jaar rapporteren aan de Tweede Kamer.",
)
TWO_CALENDARS = (
    "Toekennen en betalen gaat per uitkeringsjaar, van 1 juli tot en met 30 juni. Verantwoorden en "
    "accepteren gaat per verantwoordingsjaar, een kalenderjaar. Deze bedragen zijn per jaar niet "
    "met elkaar te vergelijken. Alleen de totalen over de hele periode staan daarom naast elkaar."
)
ATTRIBUTION = (
    "Deze rapportage beschrijft wat gemeenten deden en zagen. Een daling of stijging bewijst niet "
    "dat de aanpak daarvan de oorzaak is. Dat wordt onderzocht in de monitorings- en "
    "evaluatiecyclus van Preventie met Gezag."
)
PARTICIPATIONS = (
    "Een jongere telt één keer mee als unieke jongere, en bij elke interventie waaraan hij of zij "
    "meedoet als deelname. Deelnames mogen worden opgeteld, unieke jongeren niet."
)
SMALL_NUMBERS = (
    "Aantallen jongeren van 1 tot en met 4 staan er als “<5”. Waar zo’n aantal uit een totaal of "
    "een verschil te berekenen zou zijn, is ook een ander aantal niet getoond. “Ten minste” is de "
    "som van de aantallen die wel te zien zijn."
)
SECURING = (
    "De ondersteuning is tijdelijk. Gemeenten werken eraan dat de aanpak daarna in hun eigen "
    "organisatie is geborgd en wordt voortgezet. Hier staat wat zij daarover zelf schreven."
)
LEARNING = (
    "Preventie met Gezag is een lerende aanpak: Rijk, gemeenten, regio’s en partners leren samen van "
    "de uitvoering. Dit zijn de lessen die gemeenten zelf noemden."
)
METHOD = (
    (
        "Op het moment van bevriezen zijn alle cijfers in één keer vastgelegd. Dit rapport, het "
        "rekenblad en de open data zijn alle drie uit die vastlegging gemaakt. Wie dezelfde "
        "vastlegging opnieuw opmaakt, krijgt dezelfde bestanden."
    ),
    (
        "Bedragen per verantwoordingsjaar komen uit de SiSa-verantwoording (met controle door de "
        "accountant van de gemeente) en uit de aanvullende opgave van de gemeente (zonder controle). "
        "De aanvullende opgave laat zien waaraan hetzelfde geld is besteed. Verschillen worden getoond "
        "en niet weggewerkt."
    ),
    (
        "Bij elk cijfer over een verantwoordingsjaar staat de status. Wat nog niet is beoordeeld, "
        "geldt als voorlopig."
    ),
)
EXPECTED = {
    "goal": (
        "Doel",
        (
            "Voorkomen dat kinderen, jongeren en jongvolwassenen van 8 tot en met 27 jaar in de "
            "jeugdcriminaliteit terechtkomen of daar verder in afglijden."
        ),
    ),
    "instrument": (
        "Beleidsinstrument",
        "Incidentele financiële ondersteuning voor de preventieve aanpak van gemeenten.",
    ),
    "state": (
        "Financiële gevolgen voor het Rijk",
        "€ 10.000.000 per jaar voor 3 jaar, van juli 2024 tot juli 2027.",
    ),
    "society": (
        "Financiële gevolgen voor maatschappelijke sectoren",
        (
            "Jongerenwerk, scholen en leerplicht- en toeleidingsinstanties profiteren van de extra "
            "impuls. Gemeenten maken inzichtelijk waar het geld aan ten goede komt."
        ),
    ),
    "effect": (
        "Nagestreefde doeltreffendheid",
        (
            "Een gedegen probleemanalyse, gevolgd door kansrijke en bewezen effectieve interventies, "
            "verkleint risicofactoren en vergroot beschermende factoren."
        ),
    ),
    "efficiency": (
        "Nagestreefde doelmatigheid",
        (
            "Gerichte inzet in gebieden waar de problematiek urgent en relatief ernstig is; aantonen "
            "dat het geld ten goede komt aan de doelgroep."
        ),
    ),
    "evaluation": (
        "Evaluatie",
        "Jaarlijks voortgangsinformatie ophalen en daarover rapporteren aan de Tweede Kamer.",
    ),
}
GLOSSARY = (
    (
        "Aanvullende opgave",
        (
            "Opgave van de gemeente aan het ministerie: waaraan en voor wie het geld "
            "is besteed. Niet gecontroleerd door een accountant."
        ),
    ),
    ("Geaccepteerd", "Bedrag dat het ministerie na beoordeling als besteding accepteert."),
    ("Borging", "Wat de gemeente doet om de aanpak na afloop zelf voort te zetten."),
    ("Deelname", "Eén jongere die aan één interventie meedoet."),
    ("Interventie", "Aanpak of programma voor de doelgroep, in meer of mindere mate onderbouwd."),
    (
        "SiSa",
        (
            "Single information, single audit: de jaarlijkse verantwoording van gemeenten over "
            "specifieke uitkeringen, met controle door hun accountant."
        ),
    ),
    ("Specifieke uitkering", "Geld van het Rijk aan een gemeente voor een bepaald doel."),
    ("Teruggevorderd", "Geld dat de gemeente na de vaststelling moet terugbetalen."),
    ("Toegekend", "Bedrag dat het Rijk aan de gemeente heeft toegezegd (de verplichting)."),
    ("Uitkeringsjaar", "Jaar waarover wordt toegekend en betaald: 1 juli tot en met 30 juni."),
    (
        "Unieke jongere",
        "Jongere die één keer meetelt, aan hoeveel interventies hij of zij ook meedoet.",
    ),
    ("Verantwoordingsjaar", "Kalenderjaar waarover een gemeente haar besteding verantwoordt."),
    (
        "Vaststelling",
        "Besluit aan het eind over het bedrag waarop de gemeente recht heeft.",
    ),
    ("Voorlopig", "Nog niet beoordeeld; het cijfer kan nog veranderen."),
    ("Voorschot", "Betaling vooruit op het toegekende bedrag."),
)
