"""Velden om mee te zoeken."""

from __future__ import annotations

from django import forms


class MunicipalityField(forms.CharField):
    """Gemeente om op te filteren: its CBS code or a part of its name.

    Typed, not chosen: a list of 342 to choose from takes longer than all the rest of a page.
    """

    def __init__(self) -> None:
        super().__init__(
            label="Gemeente (naam of code)",
            required=False,
            max_length=100,
            widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
        )
