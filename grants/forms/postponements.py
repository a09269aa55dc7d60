"""Uitstel vragen en daarover beslissen."""

from __future__ import annotations

from django import forms

from pmg.design.widgets import DateInput

DATE_FORMATS = ["%Y-%m-%d", "%d-%m-%Y"]


class AskPostponementForm(forms.Form):
    """Verzoek om uitstel van de gemeente."""

    use_required_attribute = False

    until = forms.DateField(
        label="Wanneer kunt u indienen?",
        help_text="Kies een dag na de uiterste datum die nu geldt.",
        input_formats=DATE_FORMATS,
        widget=DateInput,
        error_messages={
            "required": "Kies de dag waarop u kunt indienen.",
            "invalid": "Vul een bestaande datum in, bijvoorbeeld 1-9-2026.",
        },
    )
    reason = forms.CharField(
        label="Waarom lukt het niet op tijd?",
        help_text="Noem geen namen van personen. Het ministerie leest deze tekst.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        error_messages={"required": "Schrijf op waarom u uitstel vraagt."},
    )


class RefusalForm(forms.Form):
    """Weigering, which the municipality reads."""

    use_required_attribute = False

    reason = forms.CharField(
        label="Waarom niet?",
        help_text="De gemeente leest deze tekst.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        error_messages={"required": "Schrijf op waarom u weigert."},
    )
