"""Vrijgeven en intrekken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from reporting.privacy.search import Hit


def key_of(hit: Hit) -> str:
    """What a box stands for: the phrase and the place, apart by a character that neither holds."""
    return f"{hit.phrase}\t{hit.place}"


class ClearForm(forms.Form):
    """What may stay, and why."""

    use_required_attribute = False
    hits = forms.MultipleChoiceField(
        label="Wat mag blijven staan?",
        error_messages={
            "required": "Kies eerst wat u wilt vrijgeven.",
            "invalid_choice": "Een vondst is er niet meer. Kies opnieuw.",
        },
    )
    everywhere = forms.BooleanField(
        label="Dit is een lid van de regering: de naam mag overal staan", required=False
    )
    reason = forms.CharField(
        label="Waarom mag dit blijven staan?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Schrijf op waarom dit mag blijven staan."},
    )

    def __init__(self, found: Sequence[Hit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key = {key_of(hit): hit for hit in found}
        box = self.fields["hits"]
        assert isinstance(box, forms.MultipleChoiceField)
        box.choices = [(key, hit.phrase) for key, hit in self.by_key.items()]

    @property
    def chosen(self) -> list[Hit]:
        """The hits that were ticked."""
        return [self.by_key[key] for key in self.cleaned_data["hits"]]


class TakeBackForm(forms.Form):
    """Waarom een vrijgave wordt ingetrokken."""

    reason = forms.CharField(
        label="Waarom trekt u dit in?",
        max_length=500,
        error_messages={"required": "Schrijf op waarom u de vrijgave intrekt."},
    )
