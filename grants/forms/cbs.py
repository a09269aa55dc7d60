"""Levering van het CBS aanbieden en overnemen."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from grants.models import AccountingYear

MOST_BYTES = 200 * 1024 * 1024


class YearChoice(forms.ModelChoiceField):
    """Verantwoordingsjaar van een regeling."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.year}, {obj.scheme.name} ({obj.sisa_code})"


class CbsDeliveryForm(forms.Form):
    """Eén bestand voor alle gemeenten; what is in it the worker looks at."""

    use_required_attribute = False

    year = YearChoice(
        label="Verantwoordingsjaar",
        queryset=AccountingYear.objects.none(),
        empty_label=None,
        error_messages={
            "required": "Kies het jaar waar de levering over gaat.",
            "invalid_choice": "Kies een jaar uit de lijst.",
        },
    )
    file = forms.FileField(
        label="Levering van het CBS",
        max_length=200,
        help_text="Eén zip met de pakketten van alle gemeenten (sisa_JJJJ_06BBBB.zip), of een tabel "
        "als xlsx, ods of csv. Hoogstens 200 MB.",
        error_messages={
            "required": "Kies eerst een bestand op uw computer.",
            "empty": "Dit bestand is leeg (0 bytes). Haal het opnieuw op bij het CBS.",
            "max_length": "De bestandsnaam is te lang. Gebruik hoogstens 200 tekens.",
            "missing": "Kies eerst een bestand op uw computer.",
            "invalid": "Het bestand kwam niet goed aan. Kies het opnieuw.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = AccountingYear.objects.select_related("scheme").order_by("-year", "scheme__name")
        self.fields["year"].queryset = years  # type: ignore[attr-defined]

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(
                "Dit bestand is te groot. Het mag hoogstens 200 MB zijn. Verdeel de pakketten over "
                "twee leveringen: wat in de ene ontbreekt, blijft staan."
            )
        return file


class ConfirmForm(forms.Form):
    """Wat iemand zag toen hij bevestigde."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
