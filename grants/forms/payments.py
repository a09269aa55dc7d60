"""Formulieren om een betaling klaar te zetten en haar uitkomst vast te leggen."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms

from grants.enums import PaymentState
from grants.models import GrantYear
from grants.queries.awards import GrantYearMoney
from pmg.design.formatting import euro
from pmg.design.widgets import DateInput

from .awards import ReasonForm
from .euros import EuroField
from .searching import MunicipalityField

DATE_FORMATS = ["%Y-%m-%d", "%d-%m-%Y"]
NOT_A_DATE = "Vul een bestaande datum in, bijvoorbeeld 1-9-2026."


class PaymentForm(forms.Form):
    """Voorschot klaarzetten, out of one grant year."""

    use_required_attribute = False

    grant_year = forms.ChoiceField(
        label="Uitkeringsjaar",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een uitkeringsjaar."},
    )
    amount = EuroField(label="Bedrag", error_messages={"required": "Vul een bedrag in."})
    due_on = forms.DateField(
        label="Te betalen op",
        input_formats=DATE_FORMATS,
        widget=DateInput,
        error_messages={"required": "Kies een datum.", "invalid": NOT_A_DATE},
    )

    def __init__(self, *args: Any, money: Sequence[GrantYearMoney], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.years = {str(line.year.pk): line.year for line in money if line.left > 0}
        self.fields["grant_year"].choices = [  # type: ignore[attr-defined]
            (str(line.year.pk), f"{line.year}: nog {euro(line.left)} te betalen")
            for line in money
            if line.left > 0
        ]

    def chosen_year(self) -> GrantYear:
        """Het uitkeringsjaar; of a valid form."""
        return self.years[self.cleaned_data["grant_year"]]


class PaidForm(forms.Form):
    """Wanneer het geld is betaald, according to the financial system."""

    use_required_attribute = False

    paid_on = forms.DateField(
        label="Betaald op",
        help_text="De datum uit het financiële systeem.",
        input_formats=DATE_FORMATS,
        widget=DateInput,
        error_messages={"required": "Kies de datum van betaling.", "invalid": NOT_A_DATE},
    )


class ReturnedForm(ReasonForm):
    """Wanneer het geld terugkwam, and why."""

    returned_on = forms.DateField(
        label="Teruggekomen op",
        help_text="De datum uit het financiële systeem.",
        input_formats=DATE_FORMATS,
        widget=DateInput,
        error_messages={"required": "Kies de datum van terugkomst.", "invalid": NOT_A_DATE},
    )
    field_order = ("returned_on", "reason")


class PaymentFilter(forms.Form):
    """Filter boven de betalingen. What cannot be read is left out, never an error."""

    status = forms.ChoiceField(
        label="Status",
        required=False,
        choices=[("", "Alle statussen"), *PaymentState.choices],
    )
    gemeente = MunicipalityField()

    def chosen(self) -> dict[str, str]:
        """Arguments for the list."""
        self.is_valid()
        return {
            "state": self.cleaned_data.get("status", ""),
            "municipality": self.cleaned_data.get("gemeente", ""),
        }


def payment_initial(
    money: Sequence[GrantYearMoney], asked: str, *, today: datetime.date
) -> dict[str, Any]:
    """Het voorstel: all that the grant year asked for still holds, or else the first that holds any."""
    held = [line for line in money if line.left > 0]
    line = next((one for one in held if str(one.year.pk) == asked), held[0] if held else None)
    if line is None:
        return {}
    return {
        "grant_year": str(line.year.pk),
        "amount": line.left,
        "due_on": max(line.year.starts_on, today),
    }
