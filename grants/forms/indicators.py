"""Waarden van indicatoren inlezen en bevestigen."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from grants.models import Scheme
from pmg.design.widgets import DateInput

from .kept import KeptUploadForm
from .takeovers import SchemeChoice

MOST_BYTES = 2 * 1024 * 1024


class ValuesForm(KeptUploadForm):
    """Een csv met waarden, whose they are and of which day."""

    use_required_attribute = False

    scheme = SchemeChoice(
        label="Regeling", queryset=Scheme.objects.order_by("starts_on"), empty_label=None
    )
    source = forms.CharField(
        label="Bron",
        max_length=150,
        help_text="Bijvoorbeeld: politie, Basisvoorziening Informatie",
        error_messages={"required": "Schrijf op wie deze cijfers leverde."},
    )
    as_of = forms.DateField(
        label="Stand van de cijfers",
        widget=DateInput(),
        help_text="De dag waarop de bron deze cijfers vaststelde.",
        error_messages={"required": "Vul de dag in waarop de bron deze cijfers vaststelde."},
    )
    file = forms.FileField(
        label="Waarden (csv)",
        max_length=200,
        help_text="Eerste rij: gemeentecode;indicator;jaar;waarde.",
        error_messages={
            "required": "Kies eerst een bestand op uw computer.",
            "empty": "Dit bestand is leeg (0 bytes).",
            "missing": "Kies eerst een bestand op uw computer.",
            "invalid": "Het bestand kwam niet goed aan. Kies het opnieuw.",
        },
    )

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_as_of(self) -> datetime.date:
        as_of: datetime.date = self.cleaned_data["as_of"]
        if as_of > self.today:
            raise forms.ValidationError("Deze dag moet nog komen. Kies vandaag of eerder.")
        return as_of

    def clean_file(self) -> UploadedFile | None:
        file: UploadedFile | None = self.cleaned_data["file"]
        if file and (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError("Dit bestand is te groot. Het mag hoogstens 2 MB zijn.")
        return file


class ConfirmValuesForm(forms.Form):
    """Bevestigen wat het overzicht liet zien."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
