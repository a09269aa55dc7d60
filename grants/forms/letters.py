"""Filter boven de brieven."""

from __future__ import annotations

from typing import Any

from django import forms

from grants.enums import LetterAct


class LetterFilter(forms.Form):
    """What cannot be read is left out, never an error."""

    soort = forms.ChoiceField(
        label="Soort", required=False, choices=[("", "Alle soorten"), *LetterAct.choices]
    )
    geopend = forms.ChoiceField(
        label="Geopend door de gemeente",
        required=False,
        choices=[("", "Maakt niet uit"), ("ja", "Geopend"), ("nee", "Nog niet geopend")],
    )

    def chosen(self) -> dict[str, Any]:
        """Arguments for the list."""
        self.is_valid()
        opened = {"ja": True, "nee": False}.get(self.cleaned_data.get("geopend", ""))
        return {"act": self.cleaned_data.get("soort", ""), "opened": opened}
