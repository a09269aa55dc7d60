"""Indeling van de werkmappen voor een overname: sheets and columns. The template is made by it,
and the file is read by it; columns are known by their headings, whatever their order.
"""

from __future__ import annotations

import datetime
import enum
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from grants.enums import AgeBand, AnalysisState, SecuringState, TakeOverKind


class Cell(enum.StrEnum):
    """What a cell holds. EUROS are whole, an AMOUNT may have cents; a COUNT may be '<5'."""

    MUNICIPALITY = "municipality"
    TEXT = "text"
    AMOUNT = "amount"
    EUROS = "euros"
    DAY = "day"
    YES_NO = "yes_no"
    CHOICE = "choice"
    IBAN = "iban"
    COUNT = "count"
    NUMBER = "number"


@dataclass(frozen=True, kw_only=True)
class Column:
    """Kolom. `choices` maps what stands in the cell to what it is called here."""

    key: str
    heading: str
    cell: Cell
    note: str
    required: bool = True
    choices: Mapping[str, str] | None = None
    longest: int = 200


@dataclass(frozen=True)
class Sheet:
    """Tabblad. The rows of one with a `part` belong to a row of the first sheet."""

    name: str
    columns: tuple[Column, ...]
    part: str = ""


@dataclass(frozen=True, kw_only=True)
class TakeOverSubject:
    """Waarmee een overname wordt vergeleken: the facts of the scheme; euros.

    `recipients` holds names by the four digits of the CBS code, `maxima` by the same digits what the
    municipality may get per grant year, `ended` the labels of the grant years that are over,
    `interventions` keys by name, `indicators` codes by label.
    """

    kind: TakeOverKind
    scheme: str
    scheme_name: str
    today: datetime.date
    is_fictional: bool
    recipients: Mapping[str, str]
    grant_years: tuple[str, ...]
    maxima: Mapping[str, Mapping[str, Decimal]]
    ended: frozenset[str]
    accounting_years: tuple[int, ...]
    activities: tuple[str, ...]
    interventions: Mapping[str, str]
    indicators: Mapping[str, str]


AMOUNT_OF = "amount "
"""Start of the key of a column that holds the amount of a grant year."""
YOUTHS_OF = "youths "
PARTICIPATIONS_OF = "participations "
SUBMITTED, ACCEPTED = "ingediend", "akkoord"

CODE = Column(
    key="municipality",
    heading="Gemeentecode",
    cell=Cell.MUNICIPALITY,
    note="Vier cijfers, zoals 0513. GM of 06 ervoor mag.",
)
NAME = Column(
    key="name",
    heading="Gemeente",
    cell=Cell.TEXT,
    note="Alleen voor uzelf; wij kijken naar de code.",
    required=False,
)


def sheets_for(subject: TakeOverSubject) -> tuple[Sheet, ...]:
    """The sheets of a kind, the main one first."""
    match subject.kind:
        case TakeOverKind.AWARDS:
            return (Sheet("Toekenningen", _awards(subject)),)
        case TakeOverKind.PAYMENTS:
            return (Sheet("Betalingen", _payments(subject)),)
        case TakeOverKind.SISA:
            return (Sheet("SiSa", _sisa(subject)),)
        case TakeOverKind.PROGRESS:
            return (
                Sheet("Rapportages", _reports(subject)),
                Sheet("Interventies", _interventions(subject), "interventions"),
                Sheet("Indicatoren", _indicators(subject), "indicators"),
            )


def _awards(subject: TakeOverSubject) -> tuple[Column, ...]:
    return (
        CODE,
        NAME,
        _text("reference", "Beschikkingsnummer", "Zoals het op het besluit staat.", longest=40),
        _day("decided_on", "Datum besluit", "De datum van de beschikking."),
        *(
            Column(
                key=f"{AMOUNT_OF}{label}",
                heading=f"Bedrag {label}",
                cell=Cell.AMOUNT,
                note="Toegekend bedrag in euro’s. Nul is ook een bedrag.",
            )
            for label in subject.grant_years
        ),
        Column(key="iban", heading="IBAN", cell=Cell.IBAN, note="Rekening van de gemeente."),
        _text("creditor_number", "Crediteurnummer", "Zoals in het financiële systeem.", longest=20),
        _text(
            "commitment_number",
            "Verplichtingnummer",
            "Zoals in het financiële systeem.",
            longest=20,
        ),
        _text(
            "document",
            "Bestandsnaam besluit (PDF)",
            "De naam van de PDF die u erbij uploadt, bijvoorbeeld 0513.pdf.",
            required=False,
        ),
        _text("motivation", "Motivering", "Niet verplicht.", required=False, longest=2_000),
    )


def _payments(subject: TakeOverSubject) -> tuple[Column, ...]:
    return (
        _text(
            "reference",
            "Betalingskenmerk",
            "Het kenmerk waaronder de betaling in het financiële systeem staat.",
            longest=40,
        ),
        _text("award", "Beschikkingsnummer", "Van de toekenning waarop is betaald.", longest=40),
        _grant_year(subject),
        Column(key="amount", heading="Bedrag", cell=Cell.AMOUNT, note="Betaald bedrag in euro’s."),
        _day("paid_on", "Betaald op", "De dag waarop het geld is overgemaakt."),
        Column(
            key="iban",
            heading="IBAN",
            cell=Cell.IBAN,
            note="Niet verplicht. Leeg: de rekening van de toekenning.",
            required=False,
        ),
    )


def _sisa(subject: TakeOverSubject) -> tuple[Column, ...]:
    years = {str(year): str(year) for year in subject.accounting_years}
    return (
        CODE,
        NAME,
        _choice("year", "Verantwoordingsjaar", years, "Het jaar waarover is verantwoord."),
        _euros("spent", "Besteding in het jaar"),
        _euros("cumulative", "Cumulatieve besteding"),
        Column(
            key="is_final",
            heading="Eindverantwoording",
            cell=Cell.YES_NO,
            note="Ja als dit de laatste verantwoording is.",
        ),
        _day(
            "plausible_on",
            "Plausibel volgens CBS op",
            "Leeg als het CBS nog niets heeft gezegd.",
            required=False,
        ),
        _euros("accepted", "Geaccepteerd bedrag", "Leeg als er nog geen oordeel is.", needed=False),
        _day("judged_on", "Oordeel op", "Verplicht als er een bedrag is geaccepteerd.", False),
        _text("motivation", "Motivering oordeel", "Niet verplicht.", False, longest=2_000),
    )


def _reports(subject: TakeOverSubject) -> tuple[Column, ...]:
    return (
        CODE,
        NAME,
        _grant_year(subject),
        _choice(
            "status", "Status", {SUBMITTED: SUBMITTED, ACCEPTED: ACCEPTED}, "Kies uit de lijst."
        ),
        _day("on", "Datum", "De dag van indienen, of van akkoord."),
        _choice("analysis_state", "Stand probleemanalyse", _labels(AnalysisState), "Kies."),
        _text("analysis", "Bevindingen probleemanalyse", "", False, longest=10_000),
        _choice("securing_state", "Stand borging", _labels(SecuringState), "Kies."),
        _text("securing", "Borging", "", False, longest=10_000),
        _text("bottlenecks", "Knelpunten", "", False, longest=10_000),
        _text("lessons", "Geleerde lessen", "", False, longest=10_000),
        _text("outlook", "Vooruitblik", "", False, longest=10_000),
        *_bands(YOUTHS_OF, "Unieke jongeren"),
    )


def _interventions(subject: TakeOverSubject) -> tuple[Column, ...]:
    return (
        CODE,
        _grant_year(subject),
        _choice("intervention", "Interventie", subject.interventions, "Naam uit het register."),
        _choice(
            "activity",
            "Activiteit",
            {code: code for code in subject.activities},
            "De letter van de activiteit.",
        ),
        _text("area", "Wijk", "", False, longest=100),
        _text("partners", "Partners", "", False, longest=300),
        *_bands(PARTICIPATIONS_OF, "Deelnames"),
        _text("experience", "Ervaring", "", False, longest=10_000),
    )


def _indicators(subject: TakeOverSubject) -> tuple[Column, ...]:
    number = {"cell": Cell.NUMBER, "note": "Een getal.", "required": False}
    return (
        CODE,
        _grant_year(subject),
        _choice("indicator", "Indicator", subject.indicators, "Kies uit de lijst."),
        Column(key="baseline", heading="Nulmeting", **number),  # type: ignore[arg-type]
        Column(key="target", heading="Streefwaarde", **number),  # type: ignore[arg-type]
        Column(key="value", heading="Waarde", **number),  # type: ignore[arg-type]
        _text("source", "Bron", "", False),
    )


def _text(
    key: str, heading: str, note: str, required: bool = True, *, longest: int = 200
) -> Column:
    return Column(
        key=key, heading=heading, cell=Cell.TEXT, note=note, required=required, longest=longest
    )


def _day(key: str, heading: str, note: str, required: bool = True) -> Column:
    return Column(key=key, heading=heading, cell=Cell.DAY, note=note, required=required)


def _euros(key: str, heading: str, note: str = "In hele euro’s.", needed: bool = True) -> Column:
    return Column(key=key, heading=heading, cell=Cell.EUROS, note=note, required=needed)


def _choice(key: str, heading: str, choices: Mapping[str, str], note: str) -> Column:
    return Column(key=key, heading=heading, cell=Cell.CHOICE, note=note, choices=choices)


def _grant_year(subject: TakeOverSubject) -> Column:
    labels = {label: label for label in subject.grant_years}
    return _choice("grant_year", "Uitkeringsjaar", labels, "Kies uit de lijst.")


def _bands(start: str, heading: str) -> tuple[Column, ...]:
    return tuple(
        Column(
            key=f"{start}{band.value}",
            heading=f"{heading} {band.value}",
            cell=Cell.COUNT,
            note="Een aantal, of <5 voor 1 tot en met 4.",
            required=False,
        )
        for band in AgeBand
    )


def _labels(states: type[AnalysisState] | type[SecuringState]) -> dict[str, str]:
    return {str(state.label): str(state.value) for state in states}
