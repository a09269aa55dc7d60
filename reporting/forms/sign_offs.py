"""Parafen: giving one, refusing one, and the parties of a scheme."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from grants.forms.awards import ReasonForm
from pmg.accounts.models import User
from reporting.enums import Part
from reporting.models import SignOffParty

LONG = forms.Textarea(attrs={"rows": 3})


class GiveForm(forms.Form):
    """Paraaf geven: which content was seen, and a remark if there is one."""

    use_required_attribute = False

    content = forms.CharField(widget=forms.HiddenInput, max_length=64)
    reason = forms.CharField(label="Opmerking", required=False, max_length=2000, widget=LONG)


class RefuseForm(forms.Form):
    """Paraaf weigeren: what must change."""

    use_required_attribute = False

    content = forms.CharField(widget=forms.HiddenInput, max_length=64)
    reason = forms.CharField(
        label="Wat moet er anders?",
        max_length=2000,
        widget=LONG,
        error_messages={"required": "Schrijf op wat er anders moet. Dan kan een collega verder."},
    )


class AgainForm(ReasonForm):
    """Opnieuw vragen: what was done with the remarks."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = "Wat is er met de opmerkingen gedaan?"


class PartyForm(forms.ModelForm):
    """Partij: its name, its place in the order, what it signs for and who speaks for it."""

    use_required_attribute = False

    parts = forms.MultipleChoiceField(
        label="Tekent voor",
        choices=Part.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies ten minste één onderdeel."},
    )
    signers = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label="Wie tekent",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies ten minste één persoon."},
    )
    deputies = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label="Plaatsvervangers",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = (
        "name",
        "step",
        "parts",
        "signers",
        "deputies",
        "term",
        "remind_before",
        "is_asked",
    )

    class Meta:
        model = SignOffParty
        fields = ["name", "step", "parts", "term", "remind_before", "is_asked"]
        labels = {
            "term": "Termijn in werkdagen",
            "remind_before": "Herinnering, werkdagen vooraf",
            "is_asked": "Deze paraaf is verplicht",
        }
        help_texts = {
            "step": "Een lager nummer tekent eerst. Hetzelfde nummer tekent tegelijk.",
            "remind_before": "0 is geen herinnering vooraf. Na de termijn volgt er altijd een.",
            "is_asked": "Zet dit uit als deze partij niet meer hoeft te tekenen.",
        }

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, is_deputy in (("signers", False), ("deputies", True)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelMultipleChoiceField)
            field.queryset = people
            if not self.instance._state.adding:
                chosen = self.instance.signers.filter(is_deputy=is_deputy)
                self.initial[name] = list(chosen.values_list("user_id", flat=True))

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"].strip()
        others = SignOffParty.objects.filter(scheme=self.instance.scheme_id, name__iexact=name)
        if others.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError("Er is al een partij met deze naam.")
        return name

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        both = set(cleaned.get("signers") or ()) & set(cleaned.get("deputies") or ())
        if both:
            names = ", ".join(sorted(str(one) for one in both))
            self.add_error("deputies", f"{names} tekent al zelf. Kies iemand anders.")
        if (cleaned.get("remind_before") or 0) > (cleaned.get("term") or 0) > 0:
            self.add_error("remind_before", "De herinnering valt vóór het begin van de termijn.")
        return cleaned
