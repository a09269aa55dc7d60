"""Zoeken in het interventieregister, en een interventie invullen."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from grants.checks.personal_data import personal_data_in
from grants.checks.typed_values import read_list
from grants.enums import EvidenceLevel
from grants.models import Intervention
from grants.services.interventions import InterventionFields
from pmg.design.widgets import DateInput

LONGEST_FACTOR = 80


class RegisterFilter(forms.Form):
    """Filter boven het register, in the address."""

    use_required_attribute = False
    zoek = forms.CharField(label="Zoek op naam of tekst")
    bewijs = forms.ChoiceField(
        label="Mate van bewijs", choices=[("", "alle"), *EvidenceLevel.choices]
    )

    def __init__(self, data: QueryDict) -> None:
        super().__init__(initial=data.dict())

    @property
    def search(self) -> str:
        text: str = self.initial.get("zoek", "")
        return text[:100]

    @property
    def level(self) -> str:
        level: str = self.initial.get("bewijs", "")
        return level


class FactorsField(forms.CharField):
    """Factoren in één regel, with commas between them."""

    def __init__(self, label: str) -> None:
        super().__init__(
            label=label,
            required=False,
            max_length=1000,
            help_text="Zet een komma tussen de factoren.",
        )

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> Any:
        factors = read_list(super().clean(value))
        for factor in factors:
            if len(factor) > LONGEST_FACTOR:
                raise forms.ValidationError(
                    f"‘{factor[:30]}…’ is te lang. Een factor heeft hoogstens {LONGEST_FACTOR} tekens."
                )
        return factors


class InterventionForm(forms.ModelForm):
    """Interventie in het register."""

    use_required_attribute = False
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)
    risk_factors = FactorsField("Risicofactoren")
    protective_factors = FactorsField("Beschermende factoren")

    class Meta:
        model = Intervention
        fields = [
            "name",
            "evidence_level",
            "evidence_source",
            "evidence_on",
            "age_from",
            "age_to",
            "risk_factors",
            "protective_factors",
            "setting",
            "owner",
            "description",
        ]
        widgets = {"evidence_on": DateInput(), "description": forms.Textarea(attrs={"rows": 6})}
        help_texts = {
            "evidence_source": "Bijvoorbeeld: Databank Effectieve Jeugdinterventies, 2023",
            "setting": "Bijvoorbeeld: school, wijk of gezin",
            "owner": "Wie de interventie ontwikkelde of beheert",
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        level, source = data.get("evidence_level"), data.get("evidence_source")
        if level and level != EvidenceLevel.NOT_RECOGNISED and not source:
            self.add_error(
                "evidence_source", "Noem de bron van deze mate van bewijs, met het jaar."
            )
        age_from, age_to = data.get("age_from"), data.get("age_to")
        if age_from is not None and age_to is not None and age_from > age_to:
            self.add_error("age_to", "Deze leeftijd is lager dan de leeftijd ervoor.")
        return data

    def _post_clean(self) -> None:
        """Leaves the object alone: the service writes, and the page shows what is stored."""

    @property
    def to_store(self) -> InterventionFields:
        """Arguments for the service; call it on a valid form."""
        return InterventionFields(
            **{name: self.cleaned_data[name] for name in self._meta.fields or ()}
        )


class ProposalForm(InterventionForm):
    """Interventie voorstellen voor het register."""

    reason = forms.CharField(
        label="Waarom hoort deze interventie in het register?",
        help_text="Schrijf ook waar u haar inzet. Noem geen namen van jongeren of hun gegevens.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        error_messages={"required": "Schrijf op waarom u deze interventie voorstelt."},
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for name in ("description", "reason"):
            traces = personal_data_in(data.get(name) or "", year=timezone.localdate().year)
            if traces:
                self.add_error(
                    name, f"‘{traces[0].fragment}’ lijkt op {traces[0].kind}. Haal dit weg."
                )
        return data


class AcceptForm(InterventionForm):
    """Voorstel opnemen in het register, changed or not."""

    reason = forms.CharField(
        label="Wat hebt u gewijzigd, en waarom?",
        required=False,
        help_text="Alleen nodig als u iets wijzigt. De gemeente leest dit.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )
