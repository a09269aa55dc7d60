"""Filter boven de inzage."""

from __future__ import annotations

from typing import Any

from django import forms

from pmg.accounts.enums import Purpose
from pmg.design.widgets import DateInput

DATE_FORMATS = ["%Y-%m-%d", "%d-%m-%Y"]


class AccessFilter(forms.Form):
    """Wie, welke gemeente, waarom en wanneer. What cannot be read is left out, never an error."""

    use_required_attribute = False

    wie = forms.CharField(label="Naam", required=False, max_length=80)
    gemeente = forms.ChoiceField(label="Gemeente", required=False)
    doel = forms.ChoiceField(
        label="Doel", required=False, choices=[("", "Alles"), *Purpose.choices]
    )
    vanaf = forms.DateField(
        label="Vanaf", required=False, input_formats=DATE_FORMATS, widget=DateInput
    )
    tot_en_met = forms.DateField(
        label="Tot en met", required=False, input_formats=DATE_FORMATS, widget=DateInput
    )

    def __init__(self, *args: Any, municipalities: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Alle gemeenten"), *municipalities]
        self.fields["gemeente"].choices = choices  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, Any]:
        """Arguments for the list."""
        self.is_valid()
        return {
            "name": self.cleaned_data.get("wie", ""),
            "municipality": self.cleaned_data.get("gemeente", ""),
            "purpose": self.cleaned_data.get("doel", ""),
            "since": self.cleaned_data.get("vanaf"),
            "until": self.cleaned_data.get("tot_en_met"),
        }
