"""The kinds of findings of a take-over (overname), in the register like those of any upload."""

from __future__ import annotations

from .findings import ERROR, WARNING
from .register import TAKE_OVER, Rule, rule

SOURCE = "Overname uit de oude administratie"


def _rule(
    code: str, title: str, why: str, mend: str, example: str, *, severity: str = ERROR
) -> Rule:
    return rule(
        Rule(
            code=f"overname-{code}",
            severity=severity,
            title=title,
            delivery=TAKE_OVER,
            source=SOURCE,
            why=why,
            mend=mend,
            example=example,
        )
    )


FILE_SHUT = _rule(
    "bestand",
    "Het bestand is te openen",
    "Wat wij niet kunnen openen, kunnen wij niet overnemen.",
    "Bewaar de werkmap als xlsx, zonder wachtwoord en zonder macro’s.",
    "toekenningen.xlsx, bewaard zonder wachtwoord.",
)
ONE_WORKBOOK = _rule(
    "werkmap",
    "In een zip zit precies één werkmap",
    "Met twee werkmappen weten wij niet welke geldt.",
    "Maak een zip met één xlsx en de PDF’s van de besluiten.",
    "toekenningen.zip met toekenningen.xlsx, 0513.pdf en 0748.pdf.",
)
COLUMNS = _rule(
    "kolommen",
    "Alle tabbladen en kolommen zijn er",
    "Wij herkennen kolommen aan hun kop.",
    "Gebruik het lege model en laat de koppen staan.",
    "De koppen uit het lege model, in welke volgorde ook.",
)
NO_ROWS = _rule(
    "leeg",
    "Er staat ten minste één regel in",
    "Een leeg bestand neemt niets over.",
    "Vul onder de koppen de regels in.",
    "Eén regel per toekenning onder de koppen.",
)
CELL = _rule(
    "cel",
    "Elke cel is ingevuld en te lezen",
    "Een bedrag of datum die wij niet kunnen lezen, raden wij niet.",
    "Vul de cel in zoals de opmerking bij de kop zegt.",
    "Bedrag: 500.000; datum: 15-07-2024; gemeentecode: 0513.",
)
TWICE = _rule(
    "dubbel",
    "Elke regel staat er één keer in",
    "Anders wordt iets twee keer overgenomen.",
    "Haal de dubbele regel weg.",
    "Gemeente 0513 met jaar 2024 op één regel.",
)
NOT_OURS = _rule(
    "onbekend",
    "De gemeente of toekenning hoort bij de regeling",
    "Alleen wat bij de regeling hoort, kan worden overgenomen.",
    "Controleer de code of het nummer. Neem de toekenningen eerst over.",
    "Een gemeente uit artikel 2 van de regeling.",
)
LIMIT = _rule(
    "grens",
    "Bedragen blijven binnen de regeling, de toekenning en het plafond",
    "Wat meer is, is nooit toegekend of niet toegestaan.",
    "Controleer het bedrag en het jaar.",
    "Toegekend 500.000, betaald 500.000 in datzelfde uitkeringsjaar.",
)
DATE = _rule(
    "datum",
    "Datums liggen in het verleden en op volgorde",
    "Overnemen gaat over wat al gebeurd is.",
    "Controleer de datum.",
    "Betaald op 15-07-2024.",
)
JUDGEMENT = _rule(
    "oordeel",
    "Een oordeel heeft een bedrag dat kan, en een datum",
    "Er is nooit meer geaccepteerd dan er is besteed.",
    "Vul bij een oordeel een bedrag en een datum in.",
    "Besteed 285.000, geaccepteerd 280.000, oordeel op 20-11-2025.",
)
DOCUMENT = _rule(
    "besluit",
    "De PDF die de regel noemt, is erbij en is een PDF",
    "Op het besluit rust de betaling.",
    "Upload de PDF erbij, of in dezelfde zip, onder de naam die in de regel staat.",
    "In de regel staat 0513.pdf en dat bestand is erbij.",
)
NO_DOCUMENT = _rule(
    "zonder-besluit",
    "Elke toekenning heeft haar besluit als PDF",
    "Een controleur wil het besluit zelf kunnen zien.",
    "Zoek de PDF op en noem haar in de regel.",
    "0513.pdf",
    severity=WARNING,
)
LOOSE_DOCUMENT = _rule(
    "los-bestand",
    "Elke PDF hoort bij een regel",
    "Een PDF die bij geen regel hoort, wordt nergens getoond.",
    "Noem de PDF in de regel van de gemeente.",
    "Alle PDF’s staan in de kolom met de bestandsnaam.",
    severity=WARNING,
)
SHARED_DOCUMENT = _rule(
    "gedeeld-besluit",
    "Elke toekenning heeft een eigen besluit",
    "De gemeente kan de PDF bij haar toekenning lezen, ook als die van een ander is.",
    "Controleer welke PDF bij welke gemeente hoort.",
    "Bij 0513 staat 0513.pdf, bij 0748 staat 0748.pdf.",
    severity=WARNING,
)
CUMULATIVE = _rule(
    "cumulatief",
    "De cumulatieve besteding is niet lager dan die van het jaar",
    "Cumulatief telt het jaar zelf mee.",
    "Controleer beide bedragen.",
    "Besteed 285.000, cumulatief 512.400.",
    severity=WARNING,
)
