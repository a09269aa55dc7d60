"""Uitkomsten van betalingen inlezen en boeken."""

from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile

MOST_BYTES = 5 * 1024 * 1024


class OutcomeFileForm(forms.Form):
    """Het bestand van de bank of het financiële systeem."""

    use_required_attribute = False

    file = forms.FileField(
        label="Bestand met uitkomsten (csv)",
        help_text="Met de kolommen Betalingskenmerk, Bedrag, Datum, Uitkomst en Reden.",
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={
            "required": "Kies het bestand met de uitkomsten.",
            "empty": "Dit bestand is leeg. Maak het opnieuw.",
            "max_length": "De naam van het bestand is te lang. Gebruik hoogstens 200 tekens.",
            "missing": "Kies eerst een bestand op uw computer.",
            "invalid": "Het bestand kwam niet goed aan. Kies het opnieuw.",
        },
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(
                "Dit bestand is te groot. Het mag hoogstens 5 MB zijn. Kies een kortere periode."
            )
        return file


class BookForm(forms.Form):
    """Which overview somebody agrees to."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
