"""Selectie: figures, and the settings of a run."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from grants.intake.cbs_cells import digits_of
from grants.models import Scheme
from grants.reckoning.selection import SCALING_WORDS, Scaling

from .kept import KeptUploadForm
from .takeovers import SchemeChoice

MOST_BYTES = 2 * 1024 * 1024


class FiguresForm(KeptUploadForm):
    """Een tabel met inwoners en politiecijfers per gemeente."""

    use_required_attribute = False

    scheme = SchemeChoice(
        label="Regeling", queryset=Scheme.objects.order_by("starts_on"), empty_label=None
    )
    file = forms.FileField(
        label="Cijfers (csv)",
        max_length=200,
        help_text="Eerste rij: gemeentecode;gemeente;inwoners en dan een kolom per indicator.",
        error_messages={
            "required": "Kies eerst een bestand op uw computer.",
            "empty": "Dit bestand is leeg (0 bytes).",
            "missing": "Kies eerst een bestand op uw computer.",
            "invalid": "Het bestand kwam niet goed aan. Kies het opnieuw.",
        },
    )

    def clean_file(self) -> UploadedFile | None:
        file: UploadedFile | None = self.cleaned_data["file"]
        if file and (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError("Dit bestand is te groot. Het mag hoogstens 2 MB zijn.")
        return file


class SettingsForm(forms.Form):
    """Gewichten, schaling, uitsluitingen en het aantal dat wordt gekozen."""

    use_required_attribute = False

    scaling = forms.ChoiceField(
        label="Schaling", choices=list(SCALING_WORDS.items()), widget=forms.RadioSelect
    )
    cut = forms.IntegerField(
        label="Hoeveel gemeenten",
        min_value=1,
        max_value=400,
        error_messages={
            "required": "Vul in hoeveel gemeenten u kiest.",
            "invalid": "Vul een heel getal in.",
        },
    )
    excluded = forms.CharField(
        label="Uitgesloten gemeenten",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Eén per regel: gemeentecode, puntkomma, reden. Bijvoorbeeld: 0363; krijgt al een "
        "andere uitkering.",
    )

    def __init__(self, *args: Any, indicators: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.indicators = list(indicators)
        weights = {
            f"weight_{place}": forms.DecimalField(
                label=f"Gewicht van ‘{name}’",
                min_value=0,
                max_value=1_000,
                decimal_places=4,
                localize=True,
                error_messages={
                    "required": "Vul een gewicht in. Telt de indicator niet mee, vul dan 0 in.",
                    "invalid": "Vul een getal in, bijvoorbeeld 1 of 0,5.",
                },
            )
            for place, name in enumerate(indicators)
        }
        self.fields = {**weights, **self.fields}

    def clean_excluded(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for line in self.cleaned_data["excluded"].splitlines():
            if not line.strip():
                continue
            code, _, reason = (part.strip() for part in line.partition(";"))
            try:
                known = f"GM{digits_of(code)}"
            except ValueError as error:
                raise forms.ValidationError(f"‘{code[:40]}’ is geen gemeentecode.") from error
            if not reason:
                raise forms.ValidationError(f"Schrijf bij {code[:40]} waarom, na een puntkomma.")
            if known in found:
                raise forms.ValidationError(f"{code[:40]} staat er twee keer in. Haal er een weg.")
            found[known] = reason
        return found

    def chosen(self) -> dict[str, Any]:
        """Arguments for the service."""
        weights: dict[str, Decimal] = {
            name: self.cleaned_data[f"weight_{place}"]
            for place, name in enumerate(self.indicators)
            if self.cleaned_data[f"weight_{place}"]
        }
        return {
            "weights": weights,
            "scaling": Scaling(self.cleaned_data["scaling"]),
            "excluded": self.cleaned_data["excluded"],
            "cut": self.cleaned_data["cut"],
        }
