"""Formulieren om een toekenning voor te bereiden, toe te kennen of in te trekken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms

from grants.enums import AwardState
from grants.models import GrantYear, Scheme
from municipalities.models import Municipality
from pmg.design.formatting import euro

from .euros import EuroField
from .iban import IbanField


class AwardForm(forms.Form):
    """Toekenning voor één gemeente: what it gets, in which grant year, and on which account."""

    use_required_attribute = False

    municipality = forms.ChoiceField(
        label="Gemeente", error_messages={"required": "Kies een gemeente."}
    )
    reference = forms.CharField(
        label="Beschikkingsnummer",
        max_length=40,
        error_messages={"required": "Vul het beschikkingsnummer in."},
    )
    iban = IbanField(
        label="Rekeningnummer (IBAN)",
        help_text="Het nummer uit de aanvraag van de gemeente.",
        error_messages={"required": "Vul het rekeningnummer in."},
    )
    commitment_number = forms.CharField(label="Verplichtingnummer", max_length=20, required=False)
    creditor_number = forms.CharField(label="Crediteurnummer", max_length=20, required=False)
    motivation = forms.CharField(
        label="Motivering",
        help_text="Waarom krijgt deze gemeente dit bedrag?",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=5000,
        error_messages={"required": "Schrijf op waarom de gemeente dit bedrag krijgt."},
    )

    def __init__(
        self,
        *args: Any,
        municipalities: Iterable[Municipality],
        grant_years: Sequence[GrantYear],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.municipalities = {one.cbs_code: one for one in municipalities}
        self.grant_years = grant_years
        self.fields["municipality"].choices = [  # type: ignore[attr-defined]
            ("", "Kies een gemeente"),
            *((code, one.name) for code, one in self.municipalities.items()),
        ]
        for year in grant_years:
            self.fields[self._name(year)] = EuroField(
                label=f"Bedrag voor uitkeringsjaar {year}",
                help_text=f"Hoogstens {euro(year.indexed_maximum)}. Nul is ook een bedrag.",
                error_messages={"required": f"Vul het bedrag voor {year} in."},
            )
        self.order_fields(["municipality", "reference", *map(self._name, grant_years), "iban"])

    @staticmethod
    def _name(year: GrantYear) -> str:
        return f"amount_{year.pk}"

    def award(self) -> Mapping[str, Any]:
        """Arguments for the service; of a valid form."""
        typed = dict(self.cleaned_data)
        amounts: dict[GrantYear, Decimal] = {
            year: typed.pop(self._name(year)) for year in self.grant_years
        }
        code = typed.pop("municipality")
        return {"municipality": self.municipalities[code], "amounts": amounts, **typed}


class ReasonForm(forms.Form):
    """De reden van een stap die niet zonder reden kan."""

    use_required_attribute = False

    reason = forms.CharField(
        label="Reden",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": "Schrijf op waarom. Zonder reden kan deze stap niet."},
    )


class AwardFilter(forms.Form):
    """Filter boven de toekenningen. What cannot be read is left out, never an error."""

    regeling = forms.ChoiceField(label="Regeling", required=False)
    status = forms.ChoiceField(
        label="Status",
        required=False,
        choices=[("", "Alle statussen"), *AwardState.choices],
    )

    def __init__(self, *args: Any, schemes: Iterable[Scheme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["regeling"].choices = [  # type: ignore[attr-defined]
            ("", "Alle regelingen"),
            *((scheme.code, scheme.name) for scheme in schemes),
        ]

    def chosen(self) -> dict[str, str]:
        """Arguments for the list."""
        self.is_valid()
        return {
            "scheme": self.cleaned_data.get("regeling", ""),
            "state": self.cleaned_data.get("status", ""),
        }
