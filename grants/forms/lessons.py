"""Zoeken in de gedeelde lessen, een les intrekken, een bundel vragen."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms

from grants.enums import AgeBand
from grants.queries.lessons import (
    LessonChoice,
    factors_shared,
    grant_years_shared,
    interventions_shared,
    municipalities_that_share,
)


class LessonFilter(forms.Form):
    """Filter boven de lessen, in the address. What cannot be read is left out, never an error."""

    use_required_attribute = False
    zoek = forms.CharField(label="Zoek in de lessen", required=False, max_length=100)
    factor = forms.ChoiceField(label="Factor", required=False)
    leeftijd = forms.ChoiceField(
        label="Leeftijd", required=False, choices=[("", "alle"), *AgeBand.choices]
    )
    interventie = forms.TypedChoiceField(
        label="Interventie", required=False, coerce=uuid.UUID, empty_value=None
    )
    wijk = forms.CharField(label="Wijk", required=False, max_length=100)
    gemeente = forms.ChoiceField(label="Gemeente", required=False)
    jaar = forms.TypedChoiceField(
        label="Uitkeringsjaar", required=False, coerce=int, empty_value=None
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("factor", [(factor, factor) for factor in factors_shared()])
        self._offer("interventie", [(str(i.pk), i.name) for i in interventions_shared()])
        self._offer("gemeente", [(m.cbs_code, m.name) for m in municipalities_that_share()])
        self._offer("jaar", [(str(y.pk), str(y)) for y in grant_years_shared()])

    def _offer(self, name: str, options: list[tuple[str, str]]) -> None:
        self.fields[name].choices = [("", "alle"), *options]  # type: ignore[attr-defined]

    def chosen(self) -> LessonChoice:
        """What to look for."""
        self.is_valid()
        asked = self.cleaned_data
        return LessonChoice(
            search=asked.get("zoek", "").replace("\0", "").strip(),
            factor=asked.get("factor", ""),
            age_band=asked.get("leeftijd", ""),
            area=asked.get("wijk", "").replace("\0", "").strip(),
            intervention=asked.get("interventie"),
            municipality=asked.get("gemeente", ""),
            grant_year=asked.get("jaar"),
        )


class WithdrawForm(forms.Form):
    """Les intrekken."""

    use_required_attribute = False
    reason = forms.CharField(
        label="Waarom trekt u de les in?",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        error_messages={"required": "Schrijf op waarom u de les intrekt."},
    )


class BundleForm(forms.Form):
    """Bundel vragen; the key is that of the row, so that a double click is one bundle."""

    use_required_attribute = False
    title = forms.CharField(label="Titel van de bundel", required=False, max_length=120)
    key = forms.UUIDField(widget=forms.HiddenInput)
