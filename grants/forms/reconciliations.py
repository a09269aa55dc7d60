"""Aansluiten op het financiële systeem."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from grants.intake.financial_export import COLUMN_NAMES
from grants.models import Scheme
from pmg.design.widgets import DateInput

from .kept import KeptUploadForm
from .takeovers import SchemeChoice

MOST_BYTES = 5 * 1024 * 1024
DAY = {
    "required": "Vul de dag in tot en met wanneer u aansluit.",
    "invalid": "Schrijf de datum als 31-10-2026.",
}


class ReconciliationForm(KeptUploadForm):
    """De export van het financiële systeem, and until when it goes."""

    use_required_attribute = False

    scheme = SchemeChoice(
        label="Regeling",
        queryset=Scheme.objects.order_by("-starts_on", "name"),
        empty_label=None,
    )
    until = forms.DateField(
        label="Betaald tot en met",
        widget=DateInput,
        error_messages=DAY,
    )
    file = forms.FileField(
        label="Export (csv)",
        max_length=200,
        help_text="Puntkomma’s tussen de kolommen, bedragen als 500.000,00. Hoogstens 5 MB.",
        error_messages={
            "required": "Kies eerst een bestand op uw computer.",
            "empty": "Dit bestand is leeg (0 bytes). Maak de export opnieuw.",
            "max_length": "De bestandsnaam is te lang. Gebruik hoogstens 200 tekens.",
            "missing": "Kies eerst een bestand op uw computer.",
            "invalid": "Het bestand kwam niet goed aan. Kies het opnieuw.",
        },
    )

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        for key, name in COLUMN_NAMES.items():
            self.fields[f"column_{key}"] = forms.CharField(
                label=f"Kop van de kolom ‘{name}’",
                required=False,
                max_length=100,
            )

    @property
    def main(self) -> list[forms.BoundField]:
        return [self[name] for name in ("scheme", "until", "file")]

    @property
    def columns(self) -> list[forms.BoundField]:
        return [field for field in self if field.name.startswith("column_")]

    def clean_until(self) -> datetime.date:
        until: datetime.date = self.cleaned_data["until"]
        if until > self.today:
            raise forms.ValidationError("Deze dag moet nog komen. Kies vandaag of eerder.")
        return until

    def clean_file(self) -> UploadedFile | None:
        file: UploadedFile | None = self.cleaned_data["file"]
        if file and (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(
                "Dit bestand is te groot. Het mag hoogstens 5 MB zijn. Kies bij de export één regeling."
            )
        return file

    def headings(self) -> dict[str, str]:
        """How columns are called, where the user says so."""
        return {key: text for key in COLUMN_NAMES if (text := self.cleaned_data[f"column_{key}"])}


class ExplanationForm(forms.Form):
    """Waar een verschil vandaan komt."""

    use_required_attribute = False

    text = forms.CharField(
        label="Verklaring",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Schrijf in een zin waar het verschil vandaan komt.",
            "max_length": "Gebruik hoogstens 2.000 tekens.",
        },
    )
