"""Formulieren om een toekenning voor te bereiden, toe te kennen of in te trekken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms

from grants.enums import AwardState
from grants.models import GrantYear, Scheme
from municipalities.models import Municipality

from .iban import IbanField
from .year_amounts import YearAmountsForm


class AwardForm(YearAmountsForm):
    """Toekenning voor één gemeente: what it gets, in which grant year, and on which account."""

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
        self.fields["municipality"].choices = [  # type: ignore[attr-defined]
            ("", "Kies een gemeente"),
            *((code, one.name) for code, one in self.municipalities.items()),
        ]
        # Who chooses another municipality sees its own room at once.
        self.fields["municipality"].widget.attrs |= {
            "hx-get": "",
            "hx-trigger": "change",
            "hx-params": "municipality",
            "hx-target": "#ruimte",
            "hx-select": "#ruimte",
            "hx-swap": "outerHTML",
        }
        for year in grant_years:
            self.ask_amount(
                year,
                label=f"Bedrag voor uitkeringsjaar {year}",
                help_text="Het hoogste bedrag staat bij ‘Ruimte’. Nul is ook een bedrag.",
            )
        self.order_fields(["municipality", "reference", *self.names, "iban"])

    @property
    def chosen(self) -> Municipality | None:
        """De gekozen gemeente, also where the rest is not filled in yet."""
        return self.municipalities.get(str(self["municipality"].value() or ""))

    def award(self) -> Mapping[str, Any]:
        """Arguments for the service; of a valid form."""
        others = self.others
        code = others.pop("municipality")
        return {"municipality": self.municipalities[code], "amounts": self.amounts, **others}


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
