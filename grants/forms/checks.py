"""Zoeken in de controles."""

from __future__ import annotations

from django import forms
from django.http import QueryDict

from grants.checks.application_rules import APPLICATION
from grants.checks.exempting import EXEMPT
from grants.checks.findings import ERROR, WARNING
from grants.checks.register import (
    CBS,
    FILE,
    INDICATORS,
    OUTCOMES,
    PACKAGE,
    RECONCILIATION,
    SELECTION,
    STATEMENT,
    TAKE_OVER,
    WORKBOOK,
)

SEVERITIES = {ERROR: "Fout", WARNING: "Let op", EXEMPT: "Vrijgesteld"}
DELIVERIES = {
    FILE: "Elk bestand",
    WORKBOOK: "Aanvullende opgave: het bestand",
    STATEMENT: "Aanvullende opgave: de inhoud",
    PACKAGE: "SiSa-pakket",
    APPLICATION: "Aanvraag",
    CBS: "Levering van het CBS",
    SELECTION: "Cijfers voor de selectie",
    INDICATORS: "Waarden van indicatoren",
    RECONCILIATION: "Export van het financiële systeem",
    OUTCOMES: "Uitkomsten van betalingen",
    TAKE_OVER: "Overname uit de oude administratie",
}


class CatalogueFilter(forms.Form):
    """Filter boven de lijst, in the address."""

    use_required_attribute = False
    zoek = forms.CharField(label="Zoek op woord of code")
    zwaarte = forms.ChoiceField(
        label="Zwaarte",
        choices=[("", "alle"), (ERROR, SEVERITIES[ERROR]), (WARNING, SEVERITIES[WARNING])],
    )
    soort = forms.ChoiceField(label="Waarvan", choices=[("", "alles"), *DELIVERIES.items()])

    def __init__(self, data: QueryDict) -> None:
        super().__init__(initial=data.dict())

    def chosen(self, name: str) -> str:
        """What was chosen, or empty."""
        text: str = self.initial.get(name, "")
        return text[:100].strip()
