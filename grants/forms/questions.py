"""Formulier waarmee een gemeente een vraag van het ministerie beantwoordt."""

from __future__ import annotations

from django import forms


class AnswerForm(forms.Form):
    """Antwoord op één vraag."""

    use_required_attribute = False

    answer = forms.CharField(
        label="Uw antwoord",
        help_text="Noem geen namen van personen. U kunt het antwoord later niet meer wijzigen.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=5000,
        error_messages={"required": "Schrijf eerst uw antwoord op."},
    )
