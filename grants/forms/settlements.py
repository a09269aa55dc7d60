"""Formulieren om een uitkering vast te stellen en een terugvordering te volgen."""

from __future__ import annotations

from django import forms

from grants.enums import RecoveryState
from grants.queries.recoveries import LATE
from pmg.design.widgets import DateInput

from .awards import ReasonForm
from .euros import EuroField
from .payments import DATE_FORMATS, NOT_A_DATE


class SettlementForm(forms.Form):
    """Vaststelling opstellen: the amounts come from the ledger, the words from whoever draws it up."""

    use_required_attribute = False

    ends_on = forms.DateField(
        label="Stopt de uitkering eerder? Kies de laatste dag",
        help_text="Laat dit leeg als het laatste verantwoordingsjaar is beoordeeld.",
        required=False,
        input_formats=DATE_FORMATS,
        widget=DateInput,
        error_messages={"invalid": NOT_A_DATE},
    )
    end_reason = forms.CharField(
        label="Waarom stopt de uitkering eerder?",
        help_text="De gemeente leest dit in de brief.",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    motivation = forms.CharField(
        label="Toelichting",
        help_text="De gemeente leest dit in de brief.",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class RevisionForm(forms.Form):
    """Herziening opstellen: what ended early stays as it was, and the reason goes in the letter."""

    use_required_attribute = False

    motivation = forms.CharField(
        label="Waarom wordt de vaststelling herzien?",
        help_text="De gemeente leest dit in de brief.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Schrijf op waarom de vaststelling wordt herzien."},
    )


class ReceivedForm(forms.Form):
    """Ontvangst van een deel of van alles, according to the financial system."""

    use_required_attribute = False

    amount = EuroField(label="Ontvangen bedrag", error_messages={"required": "Vul een bedrag in."})
    received_on = forms.DateField(
        label="Ontvangen op",
        help_text="De datum uit het financiële systeem.",
        input_formats=DATE_FORMATS,
        widget=DateInput,
        error_messages={"required": "Kies de datum van ontvangst.", "invalid": NOT_A_DATE},
    )


class DelayForm(ReasonForm):
    """Uitstel van betaling: until when, and why."""

    due_on = forms.DateField(
        label="Betalen uiterlijk op",
        input_formats=DATE_FORMATS,
        widget=DateInput,
        error_messages={"required": "Kies een datum.", "invalid": NOT_A_DATE},
    )
    field_order = ("due_on", "reason")


class RecoveryFilter(forms.Form):
    """Filter boven de terugvorderingen. What cannot be read is left out, never an error."""

    status = forms.ChoiceField(
        label="Status",
        required=False,
        choices=[("", "Alle statussen"), (LATE, "te laat"), *RecoveryState.choices],
    )

    def chosen(self) -> str:
        """The status asked for."""
        self.is_valid()
        return str(self.cleaned_data.get("status", ""))
