"""Tekstvelden: what is written by people, chapter by chapter and paper by paper.

A field in which nothing is written shows its standard text, or else what the sentence rules say.
Sources: decision note of 4 April 2024, kenmerk 5300203 (its sections); letter of 7 July 2023.
"""

from __future__ import annotations

from dataclasses import dataclass

from reporting.enums import Paper

LONGEST = 10_000
LONGEST_LINE = 200


@dataclass(frozen=True)
class Field:
    """Tekstveld. `rules` names the sentence rules that propose text for it.

    `is_line`: one line. `is_required`: the paper cannot go without it. `is_internal`: personal data
    of officials, which no public file shows.
    """

    name: str
    paper: Paper
    title: str
    ask: str
    standard: str = ""
    rules: str = ""
    is_line: bool = False
    is_required: bool = False
    is_internal: bool = False

    @property
    def longest(self) -> int:
        """How many characters it takes."""
        return LONGEST_LINE if self.is_line else LONGEST


def _report(name: str, title: str, ask: str, rules: str = "") -> Field:
    return Field(name, Paper.REPORT, title, ask, rules=rules)


def _letter(name: str, title: str, ask: str, standard: str = "", rules: str = "") -> Field:
    return Field(f"brief-{name}", Paper.LETTER, title, ask, standard, rules)


def _note(name: str, title: str, ask: str, standard: str = "", rules: str = "") -> Field:
    return Field(f"nota-{name}", Paper.NOTE, title, ask, standard, rules)


def _fact(paper: Paper, name: str, title: str, ask: str, standard: str = "") -> Field:
    """A fact in the head of a paper: one line, and never empty."""
    return Field(name, paper, title, ask, standard, is_line=True, is_required=True)


REPORT = (
    _report(
        "samenvatting",
        "Samenvatting",
        "Het verslag op één bladzijde. De eerste alinea staat groot boven de kerncijfers.",
        "summary",
    ),
    _report("toezegging", "Wat is toegezegd", "Wat sinds de brieven is veranderd of bijgesteld."),
    _report("geld", "Geld", "Wat opvalt in de bedragen, en waarom.", "money"),
    _report("sectoren", "Activiteiten en sectoren", "Waaraan het geld ten goede kwam.", "spending"),
    _report("bereik", "Bereik", "Wie is bereikt, en wie nog niet.", "reach"),
    _report(
        "interventies", "Interventies", "Welke interventies, met welk bewijs.", "interventions"
    ),
    _report(
        "resultaten",
        "Resultaten",
        "Wat gemeenten zagen veranderen. Beschrijf; schrijf niets toe aan de aanpak.",
        "results",
    ),
    _report("borging", "Borging", "Hoe gemeenten de aanpak na afloop zelf voortzetten."),
    _report("lessen", "Lessen uit de praktijk", "Wat gemeenten, regio’s en Rijk samen leerden."),
    _report(
        "beleidskeuze", "Beleidskeuze uitgelegd", "Een toelichting bij de onderdelen van CW 3.1."
    ),
    _report("cijfers", "Hoe de cijfers zijn gemaakt", "Wat de lezer over deze cijfers moet weten."),
)
LETTER = (
    _fact(Paper.LETTER, "brief-datum", "Datum", "Bijvoorbeeld 8 december 2026."),
    _fact(Paper.LETTER, "brief-kenmerk", "Ons kenmerk", "Het nummer van de brief."),
    _fact(
        Paper.LETTER,
        "brief-onderwerp",
        "Onderwerp",
        "Waarover de brief gaat.",
        "Rapportage Preventie met Gezag over {{ cijfer.verslagjaar }}",
    ),
    _letter(
        "aanleiding",
        "Aanleiding",
        "Waarom de Kamer deze brief krijgt.",
        "Hierbij bied ik uw Kamer de rapportage aan over de incidentele ondersteuning van de lokale "
        "preventieve aanpak van Preventie met Gezag in {{ cijfer.verslagjaar }}. In de brief van "
        "7 juli 2023 is toegezegd uw Kamer elk jaar te rapporteren over de uitwerking en voortgang "
        "van de brede preventieaanpak van (georganiseerde en ondermijnende) jeugdcriminaliteit. In "
        "april 2024 is uw Kamer geïnformeerd over de gemeenten die de ondersteuning krijgen.",
    ),
    _letter("kern", "Wat de rapportage laat zien", "De kern, in enkele zinnen.", rules="summary"),
    _letter(
        "duiding",
        "Wat de cijfers niet zeggen",
        "Hoe de Kamer de cijfers moet lezen.",
        "De rapportage beschrijft wat gemeenten deden en zagen. Zij laat niet zien of de aanpak de "
        "oorzaak is van een daling of stijging; dat wordt onderzocht in de monitorings- en "
        "evaluatiecyclus van Preventie met Gezag. Kleine aantallen jongeren zijn niet precies "
        "getoond, zodat niemand te herkennen is.",
    ),
    _letter(
        "vervolg",
        "Vervolg",
        "Wat er hierna gebeurt.",
        "De regeling loopt van {{ cijfer.looptijd }}. Na afloop wordt elke uitkering vastgesteld en "
        "zetten gemeenten de aanpak voort in hun eigen organisatie. Volgend jaar informeer ik uw "
        "Kamer opnieuw.",
    ),
    _fact(
        Paper.LETTER,
        "brief-ondertekening",
        "Ondertekening",
        "De functie van de bewindspersoon.",
        "De Minister van Justitie en Veiligheid,",
    ),
)
NOTE = (
    _fact(
        Paper.NOTE,
        "nota-aan",
        "Aan",
        "Voor wie de nota is.",
        "Minister van Justitie en Veiligheid",
    ),
    _fact(Paper.NOTE, "nota-datum", "Datum", "Bijvoorbeeld 1 december 2026."),
    _fact(Paper.NOTE, "nota-kenmerk", "Ons kenmerk", "Het nummer van de nota."),
    _fact(
        Paper.NOTE,
        "nota-functie",
        "Opgesteld door (functie)",
        "Alleen de functie; deze staat ook in de openbare nota.",
        "Beleidsmedewerker, Directie Veiligheid en Bestuur",
    ),
    Field(
        "nota-naam",
        Paper.NOTE,
        "Opgesteld door (naam en telefoonnummer)",
        "Staat alleen in de nota voor binnen het ministerie, nooit in de openbare nota.",
        is_line=True,
        is_internal=True,
    ),
    _note(
        "1",
        "1. Aanleiding",
        "Waarom deze brief nu uitgaat.",
        "Met deze brief wordt de Tweede Kamer geïnformeerd over de voortgang van de incidentele "
        "ondersteuning van {{ cijfer.gemeenten }} gemeenten in de preventieve aanpak van "
        "(georganiseerde en ondermijnende) jeugdcriminaliteit in {{ cijfer.verslagjaar }}. Na de "
        "Tweede Kamer worden de gemeenten en de pers geïnformeerd. Het persmoment wordt afgestemd "
        "met de gemeenten.",
    ),
    _note(
        "2",
        "2. Geadviseerd besluit",
        "Wat u de minister vraagt te besluiten.",
        "U wordt geadviseerd om de brief met de rapportage naar de Tweede Kamer te verzenden.",
    ),
    _note("3", "3. Kernpunten", "De kern van brief en rapportage.", rules="summary"),
    _note(
        "4-1",
        "4.1 Politieke context",
        "Toezeggingen, moties en debatten.",
        "In de Kamerbrief brede preventieaanpak (georganiseerde en ondermijnende) jeugdcriminaliteit "
        "van 7 juli 2023 is toegezegd een flexibele uitvraag uit te werken voor gemeenten met urgente "
        "en relatief ernstige problematiek, en de Kamer jaarlijks via een rapportage op de hoogte te "
        "stellen van de verdere uitwerking en voortgang.",
    ),
    _note(
        "4-2",
        "4.2 Financiële overwegingen",
        "Staat boven de tabel met de onderdelen van CW 3.1.",
        "Van het budget van {{ cijfer.budget }} is {{ cijfer.toegekend }} toegekend en "
        "{{ cijfer.betaald }} betaald. Over {{ cijfer.verslagjaar }} is {{ cijfer.verantwoord }} "
        "verantwoord. Deze rapportage vraagt geen extra budget.",
    ),
    _note(
        "4-3",
        "4.3 Juridische overwegingen",
        "Grondslag en juridische punten.",
        "De middelen zijn beschikbaar gesteld door middel van een specifieke uitkering op basis van "
        "een ministeriële regeling: {{ cijfer.regeling }}.",
    ),
    _note(
        "4-4",
        "4.4 Krachtenveld",
        "Met wie de stukken worden afgestemd.",
        "De inhoud van brief en rapportage wordt schriftelijk afgestemd met de interne partners: "
        "DG Straffen en Beschermen en DG Ondermijning.",
    ),
    _note(
        "4-6",
        "4.6 Uitvoering",
        "Wie wat doet na verzending.",
        "De uitvoering is belegd bij de gemeenten. Zij rapporteren elk jaar over de voortgang en "
        "verantwoorden de besteding.",
    ),
    _note(
        "5-1",
        "5.1 Toelichting",
        "Wat niet openbaar kan worden gemaakt, en waarom.",
        "De persoonsgegevens van de ambtenaren zijn niet openbaar ter bescherming van de persoonlijke "
        "levenssfeer.",
    ),
)
FIELDS: dict[str, Field] = {one.name: one for one in (*REPORT, *LETTER, *NOTE)}


def fields_of(paper: Paper) -> tuple[Field, ...]:
    """The fields of a paper, in the order of reading."""
    return tuple(one for one in FIELDS.values() if one.paper == paper)
