"""Een herindeling vastleggen."""

from __future__ import annotations

from django import forms

from municipalities.models import Municipality

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class MergerForm(forms.Form):
    """Welke gemeente opgaat in welke, en vanaf wanneer."""

    use_required_attribute = False

    predecessor = forms.ModelChoiceField(
        Municipality.objects.filter(merged=None),
        label="Gemeente die ophoudt te bestaan",
        error_messages={"required": "Kies de gemeente die ophoudt te bestaan."},
    )
    successor = forms.ModelChoiceField(
        Municipality.objects.filter(merged=None),
        label="Opvolger",
        help_text="De mensen van deze gemeente handelen vanaf de datum ook voor de oude gemeente.",
        error_messages={"required": "Kies de opvolger."},
    )
    on = forms.DateField(
        label="Datum van herindeling",
        widget=DAY,
        error_messages={"required": "Vul de datum in."},
    )
    basis = forms.CharField(
        label="Wet of besluit",
        max_length=200,
        error_messages={"required": "Vul de wet of het besluit in."},
    )
